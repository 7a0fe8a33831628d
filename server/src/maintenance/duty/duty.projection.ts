/** Who is on duty now in each compound, by the rotas' own word: work is proposed to them. Nothing of the rotas is read. */
import { DutyEnded, DutyStarted } from '@changxin/shared/management'
import { PersonErased } from '@changxin/shared/people'
import { on, projection } from '../../views/projection.ts'

export const DUTY_TABLE = 'maintenance_duty_now'

const SCHEMA = `
CREATE TABLE maintenance_duty_now (
  compound_id TEXT NOT NULL, turn_id TEXT NOT NULL, person_id TEXT NOT NULL, staff TEXT NOT NULL, until_at TEXT NOT NULL,
  PRIMARY KEY (compound_id, turn_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX maintenance_duty_now_by_turn ON maintenance_duty_now (turn_id);
`

export const dutyProjection = projection('maintenance-duty', 1, SCHEMA, [
  on(DutyStarted, ({ data: { compoundIds, turnId, personId, staff, until } }, rows) => {
    for (const compoundId of compoundIds) {
      rows.run(
        'INSERT OR REPLACE INTO maintenance_duty_now VALUES (?, ?, ?, ?, ?)',
        compoundId,
        turnId,
        personId,
        staff,
        until,
      )
      rows.touch({ table: DUTY_TABLE, compoundId })
    }
  }),
  on(DutyEnded, ({ data: { compoundIds, turnId, personId } }, rows) => {
    rows.run('DELETE FROM maintenance_duty_now WHERE turn_id = ? AND person_id = ?', turnId, personId)
    for (const compoundId of compoundIds) rows.touch({ table: DUTY_TABLE, compoundId })
  }),
  on(PersonErased, ({ data: { personId } }, rows) => {
    if (rows.run('DELETE FROM maintenance_duty_now WHERE person_id = ?', personId) > 0)
      rows.touch({ table: DUTY_TABLE })
  }),
])
