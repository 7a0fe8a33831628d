/** Serves voting rules: which there are, and adopting another. */
import { votingRuleErrors, votingRulesApi } from '@changxin/shared/decisions'
import { answerOf, type Served, serveCommand, serveQuery } from '../../feature.ts'
import { subjectOfCompound, subjectOfJurisdiction } from '../../places/index.ts'
import { listRules } from '../../rules/list-rules.ts'
import { placeRefused } from '../../rules/place-refused.ts'
import { VOTING_RULES_ID, VotingRules } from './rules.aggregates.ts'
import { allVotingRules } from './rules.queries.ts'

const { reject } = votingRuleErrors

const rules = serveQuery(votingRulesApi.rules, {
  // The clock and the places too: a rule comes into force at midnight, and rows say what a place is called.
  reads: ['decisions_rules_rule', 'clock_day', 'places_region', 'places_compound'],
  sameForScope: true,
  subject: ({ compoundId }, read) => (compoundId === undefined ? {} : subjectOfCompound(read, compoundId)),
  run: ({ read }, input) => listRules(read, allVotingRules(read), input),
})

const adopt = serveCommand(votingRulesApi.adopt, {
  subject: ({ body }, read) => subjectOfJurisdiction(read, body.jurisdiction),
  async handle(context, { body }) {
    const refused = await placeRefused(context, body.jurisdiction)
    if (refused) throw reject(`voting-place-${refused}`, { field: 'jurisdiction' })
    const ruleId = body.ruleId ?? context.newId()
    const command = { type: 'AdoptVotingRule' as const, rule: { ...body, ruleId } }
    return answerOf(ruleId, await context.execute(VotingRules, VOTING_RULES_ID, { command }))
  },
})

export const votingRulesServed: readonly Served[] = [rules, adopt]
