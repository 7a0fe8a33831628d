/** Serves fund rules: which there are, and adopting another. */
import { fundRuleErrors, fundRulesApi } from '@changxin/shared/repair-fund'
import { caughtUp } from '../../commands/caught-up.ts'
import { answerOf, type Served, serveCommand, serveQuery } from '../../feature.ts'
import { isBlock, isJurisdiction, subjectOfCompound, subjectOfJurisdiction } from '../../places/index.ts'
import { FUND_RULES_ID, FundRules } from './rules.aggregates.ts'
import { FUND_RULE_TABLES, listFundRules } from './rules.queries.ts'

const { reject } = fundRuleErrors

const rules = serveQuery(fundRulesApi.fundRules, {
  // The clock too: a rule comes into force at midnight.
  reads: [...FUND_RULE_TABLES, 'clock_day'],
  sameForScope: true,
  subject: ({ compoundId }, read) => (compoundId === undefined ? {} : subjectOfCompound(read, compoundId)),
  run: (context, input) => listFundRules(context, input),
})

const adopt = serveCommand(fundRulesApi.adoptFundRule, {
  subject: ({ body }, read) => subjectOfJurisdiction(read, body.jurisdiction),
  async handle(context, { body }) {
    const { jurisdiction } = body
    // A place that was registered a moment ago is one.
    await caughtUp(context)
    const [isKnown, isBlockHere] = context.views.peek((read) => [
      isJurisdiction(read, jurisdiction),
      isBlock(read, jurisdiction),
    ])
    if (!isKnown) throw reject('fund-rule-place-unknown', { field: 'jurisdiction' })
    if (isBlockHere) throw reject('fund-rule-place-block', { field: 'jurisdiction' })
    const ruleId = body.ruleId ?? context.newId()
    const command = { type: 'AdoptFundRule' as const, rule: { ...body, ruleId } }
    return answerOf(ruleId, await context.execute(FundRules, FUND_RULES_ID, { command }))
  },
})

export const fundRulesServed: readonly Served[] = [rules, adopt]
