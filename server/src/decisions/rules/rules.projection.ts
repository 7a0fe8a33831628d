/** Voting rules in the order of adoption. */
import { VotingRuleAdopted } from '@changxin/shared/decisions'
import { on, projection } from '../../views/projection.ts'

const SCHEMA = `
CREATE TABLE decisions_rules_rule (
  position TEXT PRIMARY KEY, rule_id TEXT NOT NULL, jurisdiction TEXT NOT NULL, data TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`

export const decisionsRulesProjection = projection('decisions-rules', 1, SCHEMA, [
  on(VotingRuleAdopted, ({ data, position }, rows) => {
    rows.run(
      'INSERT INTO decisions_rules_rule VALUES (?, ?, ?, ?)',
      position,
      data.ruleId,
      data.jurisdiction,
      JSON.stringify(data),
    )
    rows.touch({ table: 'decisions_rules_rule' })
  }),
])
