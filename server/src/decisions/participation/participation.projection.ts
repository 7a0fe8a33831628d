/** Rules of participation as rows, in the order of adoption. */
import { ParticipationRuleAdopted } from '@changxin/shared/decisions'
import { on, projection } from '../../views/projection.ts'

const SCHEMA = `
CREATE TABLE decisions_participation_rule (
  rule_id TEXT PRIMARY KEY, position TEXT NOT NULL, jurisdiction TEXT NOT NULL, valid_from TEXT NOT NULL, data TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`

export const participationProjection = projection('decisions-participation', 1, SCHEMA, [
  on(ParticipationRuleAdopted, ({ data, position }, rows) => {
    rows.run(
      'INSERT OR REPLACE INTO decisions_participation_rule VALUES (?, ?, ?, ?, ?)',
      data.ruleId,
      position,
      data.jurisdiction,
      data.validFrom,
      JSON.stringify(data),
    )
    rows.touch({ table: 'decisions_participation_rule' })
  }),
])
