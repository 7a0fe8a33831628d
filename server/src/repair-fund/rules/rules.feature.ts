/** Fund rules as the server runs them: a part of the repair fund, with the default of today to begin with. */
import { defaultFundRule } from '@changxin/shared/repair-fund'
import { timerMeta } from '../../clock/timer.ts'
import type { FeatureDeps, ServerFeature } from '../../feature.ts'
import { FUND_RULES_ID, FundRules } from './rules.aggregates.ts'
import { repairFundRulesProjection } from './rules.projection.ts'
import { fundRulesServed } from './rules.routes.ts'

export const fundRulesFeature: ServerFeature = {
  slug: 'repair-fund',
  projections: [repairFundRulesProjection],
  serve: () => fundRulesServed,
  begin: beginFundRules,
}

async function beginFundRules({ store, nowMs }: FeatureDeps): Promise<void> {
  const { revision } = await store.load(FundRules, FUND_RULES_ID)
  if (revision >= 0) return
  const at = new Date(nowMs()).toISOString()
  await store.execute(FundRules, FUND_RULES_ID, {
    meta: timerMeta(`fund-rules-${defaultFundRule.ruleId}`, at),
    command: { type: 'AdoptFundRule', rule: defaultFundRule },
  })
}
