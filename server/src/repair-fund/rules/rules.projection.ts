/** Fund rules in the order of adoption. */
import { FundRuleAdopted } from '@changxin/shared/repair-fund'
import { on, projection } from '../../views/projection.ts'

const SCHEMA = `
CREATE TABLE repair_fund_rules_rule (
  position TEXT PRIMARY KEY, rule_id TEXT NOT NULL, jurisdiction TEXT NOT NULL, data TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`

export const repairFundRulesProjection = projection('repair-fund-rules', 1, SCHEMA, [
  on(FundRuleAdopted, ({ data, position }, rows) => {
    const { ruleId, jurisdiction } = data
    rows.run(
      'INSERT INTO repair_fund_rules_rule VALUES (?, ?, ?, ?)',
      ...[position, ruleId, jurisdiction, JSON.stringify(data)],
    )
    rows.touch({ table: 'repair_fund_rules_rule' })
  }),
])
