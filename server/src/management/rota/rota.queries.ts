/** Reads of rotas: those of a compound, one with its calendar, one's own turns, and who is on duty now. */
import { addDays, addMinutes, type Day, dayOf, startOf } from '@changxin/shared/kernel'
import {
  AHEAD_DAYS,
  LATE_DAYS,
  MAX_ROTAS,
  MAX_TURNS_SHOWN,
  type MyTurn,
  type OnDutyRow,
  type RotaRow,
  type RotaView,
  type TurnRow,
} from '@changxin/shared/management'
import { newestDay } from '../../clock/index.ts'
import type { QueryContext } from '../../feature.ts'
import { nameOf, phoneOf } from '../../people/index.ts'
import type { Read } from '../../views/views.ts'
import { operatorOf } from '../management.reads.ts'
import { findRota, isInside, memberIdsOf, ownerNameOf } from './rota.reads.ts'
import { MEMBERS, ROTAS, type StoredRota, type StoredTurn, TURNS } from './rota.schema.ts'
import { turnRow } from './turn.view.ts'

function rowOf(read: Read, rota: StoredRota): RotaRow {
  return {
    id: rota.rota_id,
    owner: { kind: rota.owner_kind, id: rota.owner_id },
    ownerName: ownerNameOf(read, rota),
    purpose: rota.purpose,
    staff: rota.staff,
    title: rota.title,
    members: memberIdsOf(read, rota.rota_id).length,
    isClosed: rota.closed === 1,
    sample: rota.sample === 1,
  }
}

/** Its own first, then its operator's; those in use before those that ended. */
export function rotasOf({ read }: QueryContext, compoundId: string): { items: RotaRow[] } {
  const operatorId = operatorOf(read, compoundId)?.operatorId ?? ''
  const rows = read.all<StoredRota>(
    `SELECT * FROM ${ROTAS} WHERE owner_id IN (?, ?) ORDER BY closed, owner_kind, rota_id LIMIT ?`,
    compoundId,
    operatorId,
    MAX_ROTAS,
  )
  return { items: rows.map((rota) => rowOf(read, rota)) }
}

const phoneIn = (read: Read, { desk_person_id: id }: StoredRota) => (id === null ? null : phoneOf(read, id))

const named = (read: Read, personIds: readonly string[]) => personIds.map((id) => ({ id, name: nameOf(read, id) }))

function turnsBetween(read: Read, rotaId: string, from: Day, days: number): StoredTurn[] {
  return read.all<StoredTurn>(
    `SELECT * FROM ${TURNS} WHERE rota_id = ? AND from_at >= ? AND from_at < ? ORDER BY from_at, turn_id LIMIT ?`,
    rotaId,
    startOf(from),
    startOf(addDays(from, days)),
    MAX_TURNS_SHOWN,
  )
}

/** In order of the list; whoever left, and had turns in these days, after them. */
function countsOf(
  read: Read,
  memberIds: readonly string[],
  turns: readonly TurnRow[],
): NonNullable<RotaView['counts']> {
  const personIds = new Set([...memberIds, ...turns.map(({ personId }) => personId)])
  return [...personIds].map((personId) => {
    const mine = turns.filter((turn) => turn.personId === personId)
    const count = (...statuses: (TurnRow['status'] | null)[]) =>
      mine.filter(({ status }) => statuses.includes(status)).length
    return {
      personId,
      name: nameOf(read, personId),
      isMember: memberIds.includes(personId),
      kept: count('kept'),
      missed: count('missed'),
      open: count('planned', 'started'),
    }
  })
}

export function viewRota(
  context: QueryContext,
  rotaId: string,
  asked: { from?: Day | undefined; days?: number | undefined },
): RotaView | null {
  const { read } = context
  const rota = findRota(read, rotaId)
  if (!rota) return null
  const inside = isInside(read, rota, context)
  const memberIds = memberIdsOf(read, rotaId)
  const from = asked.from ?? newestDay(read) ?? rota.since
  const days = asked.days ?? AHEAD_DAYS
  const turns = turnsBetween(read, rotaId, from, days).map((turn) => turnRow(read, rota, turn, inside))
  return {
    ...rowOf(read, rota),
    pattern: JSON.parse(rota.pattern) as RotaView['pattern'],
    since: rota.since,
    graceMinutes: rota.grace_minutes,
    plannedThrough: rota.planned_through,
    people: named(read, memberIds),
    from,
    until: addDays(from, days - 1),
    turns,
    counts: inside ? countsOf(read, memberIds, turns) : null,
    sharesMissedSince: rota.shares_since,
    isInside: inside,
    deskPhone: phoneIn(read, rota),
  }
}

/** What one may still put right, and what comes; then what others ask. */
export function myTurns({ read, principal }: QueryContext): { items: MyTurn[]; asked: MyTurn[] } {
  const personId = principal?.personId ?? ''
  const today = newestDay(read)
  if (today === undefined) return { items: [], asked: [] }
  const since = startOf(addDays(today, -LATE_DAYS))
  const mine = read.all<StoredTurn>(
    `SELECT * FROM ${TURNS} WHERE person_id = ? AND until_at >= ? ORDER BY from_at, turn_id LIMIT ?`,
    personId,
    since,
    MAX_TURNS_SHOWN,
  )
  const asked = read.all<StoredTurn>(
    `SELECT t.* FROM ${MEMBERS} m JOIN ${TURNS} t ON t.rota_id = m.rota_id
     WHERE m.person_id = ?1 AND t.person_id <> ?1 AND t.swap IS NOT NULL AND t.until_at >= ?2 AND t.status = 'planned'
       AND coalesce(json_extract(t.swap, '$.toPersonId'), ?1) = ?1
     ORDER BY t.from_at, t.turn_id LIMIT ?3`,
    personId,
    startOf(today),
    MAX_TURNS_SHOWN,
  )
  const rotas = new Map<string, StoredRota | undefined>()
  const rotaOf = (rotaId: string) => {
    if (!rotas.has(rotaId)) rotas.set(rotaId, findRota(read, rotaId))
    return rotas.get(rotaId)
  }
  const shown = (turn: StoredTurn): MyTurn[] => {
    const rota = rotaOf(turn.rota_id)
    if (!rota) return []
    const { title, purpose, staff } = rota
    const colleagues = named(
      read,
      memberIdsOf(read, turn.rota_id).filter((id) => id !== personId),
    )
    return [
      { ...turnRow(read, rota, turn, true), title, purpose, staff, ownerName: ownerNameOf(read, rota), colleagues },
    ]
  }
  return { items: mine.flatMap(shown), asked: asked.flatMap(shown) }
}

/** Staff are told who it is; residents what number to call. */
export function onDutyOf(context: QueryContext, compoundId: string): { items: OnDutyRow[] } {
  const { read } = context
  const names = context.may('management.rota', { compoundId })
  const rows = read.all<StoredTurn & { on_person_id: string }>(
    `SELECT t.*, d.on_person_id FROM management_rota_duty_compound c JOIN management_rota_duty d ON d.turn_id = c.turn_id
     JOIN ${TURNS} t ON t.turn_id = d.turn_id WHERE c.compound_id = ? AND d.on_person_id IS NOT NULL ORDER BY t.from_at, t.turn_id LIMIT ?`,
    compoundId,
    MAX_ROTAS,
  )
  return {
    items: rows.flatMap((turn) => {
      const rota = findRota(read, turn.rota_id)
      if (!rota) return []
      return {
        id: turn.turn_id,
        rotaId: turn.rota_id,
        title: rota.title,
        staff: rota.staff,
        personId: names ? turn.on_person_id : null,
        personName: names ? nameOf(read, turn.on_person_id) : null,
        from: turn.from_at,
        until: turn.until_at,
        deskPhone: phoneIn(read, rota),
      }
    }),
  }
}

/** The day on which a turn's link ends: when its last minute has passed. */
export const lastDayOf = ({ until_at }: Pick<StoredTurn, 'until_at'>): Day => dayOf(addMinutes(until_at, -1))
