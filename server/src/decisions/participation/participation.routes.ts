/** Serves the rules of participation. */

import { type ParticipationRule, participationApi, participationErrors } from '@changxin/shared/decisions'
import { newestDay } from '../../clock/index.ts'
import { answerOf, type Served, serveCommand, serveQuery } from '../../feature.ts'
import { jurisdictionName, jurisdictionsIn, subjectOfCompound, subjectOfJurisdiction } from '../../places/index.ts'
import { placeRefused } from '../../rules/place-refused.ts'
import { PARTICIPATION_ID, ParticipationRules } from './participation.aggregates.ts'
import { ruleShown } from './participation.reads.ts'

const rules = serveQuery(participationApi.rules, {
  reads: ['decisions_participation_rule', 'clock_day', 'places_compound', 'places_region'],
  subject: ({ id }, read) => subjectOfCompound(read, id),
  run({ read }, { id, on }) {
    const places = jurisdictionsIn(read, id)
    const adopted = read
      .all<{ data: string }>('SELECT data FROM decisions_participation_rule ORDER BY valid_from DESC, position DESC')
      .map(({ data }) => JSON.parse(data) as ParticipationRule)
      .filter(({ jurisdiction }) => places.includes(jurisdiction))
      .sort((one, other) => places.indexOf(one.jurisdiction) - places.indexOf(other.jurisdiction))
    return {
      rule: ruleShown(read, id, on ?? newestDay(read) ?? '9999-12-31'),
      adopted: adopted.map((rule) => ({ ...rule, jurisdictionName: jurisdictionName(read, rule.jurisdiction) })),
    }
  },
})

const adopt = serveCommand(participationApi.adopt, {
  subject: ({ body }, read) => subjectOfJurisdiction(read, body.jurisdiction),
  async handle(context, { body }) {
    if (await placeRefused(context, body.jurisdiction))
      throw participationErrors.reject('participation-place-unknown', { field: 'jurisdiction' })
    const ruleId = body.ruleId ?? context.newId()
    const command = { type: 'AdoptParticipationRule' as const, rule: { ...body, ruleId } }
    return answerOf(ruleId, await context.execute(ParticipationRules, PARTICIPATION_ID, { command }))
  },
})

export const participationServed: readonly Served[] = [rules, adopt]
