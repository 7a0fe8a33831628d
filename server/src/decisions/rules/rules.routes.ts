/** Serves voting rules: which there are, and adopting another. */

import { votingRuleErrors, votingRulesApi } from '@changxin/shared/decisions'
import { caughtUp } from '../../commands/caught-up.ts'
import { answerOf, type Served, serveCommand, serveQuery } from '../../feature.ts'
import { isBlock, isJurisdiction, subjectOfCompound, subjectOfJurisdiction } from '../../places/index.ts'
import { VOTING_RULES_ID, VotingRules } from './rules.aggregates.ts'
import { listVotingRules } from './rules.queries.ts'

const { reject } = votingRuleErrors

const rules = serveQuery(votingRulesApi.rules, {
  // The clock and the places too: a rule comes into force at midnight, and rows say what a place is called.
  reads: ['decisions_rules_rule', 'clock_day', 'places_region', 'places_compound'],
  sameForScope: true,
  subject: ({ compoundId }, read) => (compoundId === undefined ? {} : subjectOfCompound(read, compoundId)),
  run: (context, input) => listVotingRules(context, input),
})

const adopt = serveCommand(votingRulesApi.adopt, {
  subject: ({ body }, read) => subjectOfJurisdiction(read, body.jurisdiction),
  async handle(context, { body }) {
    const { jurisdiction } = body
    // A place that was registered a moment ago is one.
    await caughtUp(context)
    const [isKnown, isBlockHere] = context.views.peek((read) => [
      isJurisdiction(read, jurisdiction),
      isBlock(read, jurisdiction),
    ])
    if (!isKnown) throw reject('voting-place-unknown', { field: 'jurisdiction' })
    if (isBlockHere) throw reject('voting-place-block', { field: 'jurisdiction' })
    const ruleId = body.ruleId ?? context.newId()
    const command = { type: 'AdoptVotingRule' as const, rule: { ...body, ruleId } }
    return answerOf(ruleId, await context.execute(VotingRules, VOTING_RULES_ID, { command }))
  },
})

export const votingRulesServed: readonly Served[] = [rules, adopt]
