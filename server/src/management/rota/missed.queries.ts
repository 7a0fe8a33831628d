/** Missed turns of paid staff, for those who were told of them; volunteers' are never here. And who may take part in a rota. */
import type { MissedLevel, MissedRow, RotaOwner, rotaApi } from '@changxin/shared/management'
import type { z } from 'zod'
import type { Principal } from '../../access/principal.ts'
import type { QueryContext } from '../../feature.ts'
import { nameOf } from '../../people/index.ts'
import { NO_LABEL } from '../../places/index.ts'
import type { Read } from '../../views/views.ts'
import { compoundIdsOf, ownerNameOf } from './rota.reads.ts'
import { ROTAS, type StoredRota, type StoredTurn, TURNS } from './rota.schema.ts'
import { turnRow } from './turn.view.ts'

const MAX_MISSED_SHOWN = 200
const MAX_PEOPLE = 500

/** A manager is told first, then the centre and the community, then the subdistrict. */
function levelsFor(principal: Principal | null): readonly MissedLevel[] {
  const roles = new Set(principal?.grants.map(({ role }) => role))
  if (roles.has('manager') || roles.has('administrator')) return ['manager', 'centre', 'subdistrict']
  return roles.has('clerk') ? ['centre', 'subdistrict'] : ['subdistrict']
}

export function missedTurns({ read, principal, scope }: QueryContext): { items: MissedRow[] } {
  const where = scope.where('c.compound_id')
  const levels = levelsFor(principal)
  const rows = read.all<StoredTurn & StoredRota>(
    `SELECT r.*, t.* FROM ${TURNS} t JOIN ${ROTAS} r ON r.rota_id = t.rota_id
     WHERE t.told IN (${levels.map(() => '?').join(', ')}) AND t.status = 'missed' AND r.staff = 'paid'
       AND EXISTS (SELECT 1 FROM management_current c WHERE ${where.sql}
         AND ((r.owner_kind = 'compound' AND c.compound_id = r.owner_id) OR (r.owner_kind = 'operator' AND c.operator_id = r.owner_id)))
     ORDER BY t.missed_at DESC, t.turn_id LIMIT ?`,
    ...levels,
    ...where.params,
    MAX_MISSED_SHOWN,
  )
  return {
    items: rows.flatMap((row) =>
      row.told === null || row.missed_at === null
        ? []
        : {
            ...turnRow(read, row, row, true),
            title: row.title,
            ownerName: ownerNameOf(read, row),
            level: row.told,
            missedAt: row.missed_at,
          },
    ),
  }
}

interface Candidate {
  readonly person_id: string
  readonly label: string | null
  readonly staff: number
}

/** Whoever has a home there today, or a worker's, manager's or committee's role that covers one of its compounds. */
function candidatesIn(read: Read, owner: RotaOwner, among: readonly string[] | null): Candidate[] {
  return read.all<Candidate>(
    `WITH here AS (SELECT value AS compound_id FROM json_each(?1)),
     home AS (
       SELECT r.person_id, min(u.label) AS label FROM here h JOIN places_unit u ON u.compound_id = h.compound_id
         JOIN places_relation r ON r.unit_id = u.unit_id WHERE r.until IS NULL GROUP BY r.person_id
     ),
     staff AS (
       SELECT DISTINCT g.person_id FROM here h LEFT JOIN places_compound c ON c.compound_id = h.compound_id
         LEFT JOIN management_current m ON m.compound_id = h.compound_id
         JOIN people_grant g ON g.role IN ('worker', 'manager', 'committee')
           AND (g.scope_kind = 'all' OR g.scope_id IN (h.compound_id, c.community_id, c.subdistrict_id, c.district_id, m.operator_id))
     )
     SELECT p.person_id, home.label, (staff.person_id IS NOT NULL) AS staff FROM people_person p
       LEFT JOIN home ON home.person_id = p.person_id LEFT JOIN staff ON staff.person_id = p.person_id
     WHERE (home.person_id IS NOT NULL OR staff.person_id IS NOT NULL)
       AND (?2 IS NULL OR p.person_id IN (SELECT value FROM json_each(?2)))
     ORDER BY staff DESC, home.label, p.person_id LIMIT ?3`,
    JSON.stringify(compoundIdsOf(read, { owner_kind: owner.kind, owner_id: owner.id })),
    among === null ? null : JSON.stringify(among),
    MAX_PEOPLE,
  )
}

export function rotaPeople(read: Read, owner: RotaOwner): z.output<typeof rotaApi.people.output> {
  return {
    items: candidatesIn(read, owner, null).map(({ person_id: id, label, staff }) => ({
      id,
      name: nameOf(read, id),
      label: label ?? (staff === 1 ? null : NO_LABEL),
      isStaff: staff === 1,
    })),
  }
}

/** Of these people, those who may. */
export function whoMayServe(read: Read, owner: RotaOwner, personIds: readonly string[]): string[] {
  return candidatesIn(read, owner, personIds).map(({ person_id: id }) => id)
}
