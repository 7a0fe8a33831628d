/** Rows of who is what to a unit. */
import type { Recorded } from '@changxin/shared/kernel'
import type { RelationEnded, RelationRecorded } from '@changxin/shared/places'
import type { Rows } from '../views/projection.ts'

export function relationRecorded({ data }: Recorded<ReturnType<typeof RelationRecorded>>, rows: Rows): void {
  const { relationId, unitId, compoundId, personId, relation, since, check } = data
  rows.run(
    `INSERT INTO places_relation (relation_id, unit_id, compound_id, person_id, relation, since, checked)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
    relationId,
    unitId,
    compoundId,
    personId,
    relation,
    since,
    check === null ? 0 : 1,
  )
  rows.touch({ table: 'places_relation', compoundId, unitId, personId })
}

export function relationEnded({ data }: Recorded<ReturnType<typeof RelationEnded>>, rows: Rows): void {
  const { relationId, unitId, compoundId, until } = data
  const known = rows.get<{ person_id: string }>(
    'SELECT person_id FROM places_relation WHERE relation_id = ?',
    relationId,
  )
  rows.run('UPDATE places_relation SET until = ? WHERE relation_id = ?', until, relationId)
  rows.touch({ table: 'places_relation', compoundId, unitId, personId: known?.person_id })
}
