/** Fund rules as the server runs them: a part of the repair fund, with the default of today to begin with. */
import { defaultFundRule } from '@changxin/shared/repair-fund'
import type { ServerFeature } from '../../feature.ts'
import { beginRules } from '../../rules/begin-rules.ts'
import { FUND_RULES_ID, FundRules } from './rules.aggregates.ts'
import { repairFundRulesProjection } from './rules.projection.ts'
import { fundRulesServed } from './rules.routes.ts'

export const fundRulesFeature: ServerFeature = {
  slug: 'repair-fund',
  projections: [repairFundRulesProjection],
  serve: () => fundRulesServed,
  begin: (deps) =>
    beginRules(deps, {
      ...{ owner: FundRules, id: FUND_RULES_ID, key: 'fund-rules', rules: [defaultFundRule] },
      adopt: (rule) => ({ type: 'AdoptFundRule', rule }),
    }),
}
