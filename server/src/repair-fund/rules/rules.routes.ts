/** Serves fund rules: which there are, and adopting another. */
import { fundRuleErrors, fundRulesApi } from '@changxin/shared/repair-fund'
import { answerOf, type Served, serveCommand, serveQuery } from '../../feature.ts'
import { subjectOfCompound, subjectOfJurisdiction } from '../../places/index.ts'
import { listRules } from '../../rules/list-rules.ts'
import { placeRefused } from '../../rules/place-refused.ts'
import { FUND_RULES_ID, FundRules } from './rules.aggregates.ts'
import { allFundRules, FUND_RULE_TABLES } from './rules.queries.ts'

const { reject } = fundRuleErrors

const rules = serveQuery(fundRulesApi.fundRules, {
  // The clock too: a rule comes into force at midnight.
  reads: [...FUND_RULE_TABLES, 'clock_day'],
  sameForScope: true,
  subject: ({ compoundId }, read) => (compoundId === undefined ? {} : subjectOfCompound(read, compoundId)),
  run: ({ read }, input) => listRules(read, allFundRules(read), input),
})

const adopt = serveCommand(fundRulesApi.adoptFundRule, {
  subject: ({ body }, read) => subjectOfJurisdiction(read, body.jurisdiction),
  async handle(context, { body }) {
    const refused = await placeRefused(context, body.jurisdiction)
    if (refused) throw reject(`fund-rule-place-${refused}`, { field: 'jurisdiction' })
    const ruleId = body.ruleId ?? context.newId()
    const command = { type: 'AdoptFundRule' as const, rule: { ...body, ruleId } }
    return answerOf(ruleId, await context.execute(FundRules, FUND_RULES_ID, { command }))
  },
})

export const fundRulesServed: readonly Served[] = [rules, adopt]
