/** What is looked up of a rota again and again: itself, its people, where it lies, and who may see what became of its turns. */
import type { RotaOwner } from '@changxin/shared/management'
import type { Subject } from '../../access/may.ts'
import type { Principal } from '../../access/principal.ts'
import { compoundExists, compoundName } from '../../places/index.ts'
import type { Read } from '../../views/views.ts'
import { operatorName } from '../management.reads.ts'
import { MEMBERS, ROTAS, type StoredRota, type StoredTurn, TURNS } from './rota.schema.ts'

/** An operator with more compounds than this gives out work by other means. */
const MAX_COMPOUNDS = 2_000

export const findRota = (read: Read, rotaId: string): StoredRota | undefined =>
  read.get<StoredRota>(`SELECT * FROM ${ROTAS} WHERE rota_id = ?`, rotaId)

export const findTurn = (read: Read, rotaId: string, turnId: string): StoredTurn | undefined =>
  read.get<StoredTurn>(`SELECT * FROM ${TURNS} WHERE turn_id = ? AND rota_id = ?`, turnId, rotaId)

/** In order. */
export const memberIdsOf = (read: Read, rotaId: string): string[] =>
  read
    .all<{ person_id: string }>(`SELECT person_id FROM ${MEMBERS} WHERE rota_id = ? ORDER BY ordinal`, rotaId)
    .map((row) => row.person_id)

type Owner = Pick<StoredRota, 'owner_kind' | 'owner_id'>

/** The compounds that it serves now. */
export function compoundIdsOf(read: Read, { owner_kind, owner_id }: Owner): string[] {
  if (owner_kind === 'compound') return [owner_id]
  return read
    .all<{ compound_id: string }>(
      'SELECT compound_id FROM management_current WHERE operator_id = ? ORDER BY compound_id LIMIT ?',
      owner_id,
      MAX_COMPOUNDS,
    )
    .map((row) => row.compound_id)
}

export const ownerNameOf = (read: Read, { owner_kind, owner_id }: Owner): string =>
  owner_kind === 'compound' ? compoundName(read, owner_id) : (operatorName(read, owner_id) ?? '—')

/**
 * Where a rota lies, for the access table. An operator's lies with the operator itself, and with the subdistricts and
 * districts that oversee it; a service centre's also in its communities, because its people hold their roles there.
 */
export function subjectOfOwner(read: Read, { kind, id }: RotaOwner): Subject | null {
  if (kind === 'compound') return compoundExists(read, id) ? { compoundId: id } : null
  const operator = read.get<{ kind: string }>('SELECT kind FROM management_operator WHERE operator_id = ?', id)
  if (!operator) return null
  const places = read.all<Record<'community_id' | 'subdistrict_id' | 'district_id', string | null>>(
    `SELECT DISTINCT c.community_id, c.subdistrict_id, c.district_id FROM management_current m
     JOIN places_compound c ON c.compound_id = m.compound_id WHERE m.operator_id = ?`,
    id,
  )
  const above = places.flatMap(({ community_id, subdistrict_id, district_id }) => [
    subdistrict_id,
    district_id,
    operator.kind === 'service-centre' ? community_id : null,
  ])
  return { regionIds: [id, ...new Set(above.filter((one) => one !== null))] }
}

const placeOf = (read: Read, rota: Owner) => subjectOfOwner(read, { kind: rota.owner_kind, id: rota.owner_id }) ?? {}

/** The rota as its own people's matter. */
export function subjectOfRota(read: Read, rotaId: string): Subject | null {
  const rota = findRota(read, rotaId)
  return rota ? { ...placeOf(read, rota), personIds: memberIdsOf(read, rotaId) } : null
}

/** A turn as the matter of whoever has it, and of nobody else in the group. */
export function subjectOfTurn(read: Read, rotaId: string, turnId: string): Subject | null {
  const rota = findRota(read, rotaId)
  const turn = findTurn(read, rotaId, turnId)
  return rota && turn ? { ...placeOf(read, rota), personIds: [turn.person_id] } : null
}

/** For files: a turn's photos are for whoever may say that it was kept. */
export function subjectOfTurnFiles(read: Read, turnId: string): Subject | null {
  const turn = read.get<{ rota_id: string }>(`SELECT rota_id FROM ${TURNS} WHERE turn_id = ?`, turnId)
  return turn ? subjectOfRota(read, turn.rota_id) : null
}

export interface Viewer {
  readonly principal: Principal | null
  may(action: string, subject: Subject): boolean
}

/**
 * What became of volunteers' turns is for the group: its members, and the committee or self-management group that runs
 * it. Of paid staff it is for everybody who may see the rota.
 */
export function isInside(read: Read, rota: StoredRota, { principal, may }: Viewer): boolean {
  if (rota.staff === 'paid') return true
  if (principal && memberIdsOf(read, rota.rota_id).includes(principal.personId)) return true
  return may('management.share-missed', placeOf(read, rota))
}
