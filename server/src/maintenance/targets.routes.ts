/** Serves targets: the rules by place, and adopting a new one. */
import { maintenanceErrors, targetsApi } from '@changxin/shared/maintenance'
import { answerOf, type Served, serveCommand, serveQuery } from '../feature.ts'
import { isJurisdiction, subjectOfJurisdiction } from '../places/index.ts'
import { TARGETS_ID, Targets } from './maintenance.aggregates.ts'
import { listTargetRules } from './targets.queries.ts'

const { reject } = maintenanceErrors

const rules = serveQuery(targetsApi.rules, {
  // The clock and the places too: a rule comes into force at midnight, and rows say what a place is called.
  reads: ['maintenance_rule', 'clock_day', 'places_region', 'places_compound'],
  sameForScope: true,
  subject: () => ({}),
  run: (context, input) => listTargetRules(context, input),
})

const adopt = serveCommand(targetsApi.adopt, {
  subject: ({ body }, read) => subjectOfJurisdiction(read, body.jurisdiction),
  async handle(context, { body }) {
    const { jurisdiction } = body
    if (!context.views.peek((read) => isJurisdiction(read, jurisdiction)))
      throw reject('target-place-unknown', { field: 'jurisdiction' })
    const ruleId = body.ruleId ?? context.newId()
    const executed = await context.execute(Targets, TARGETS_ID, {
      command: { type: 'AdoptTargets', rule: { ...body, ruleId }, at: context.receivedAt, by: context.actor },
    })
    return answerOf(ruleId, executed)
  },
})

export const targetsServed: readonly Served[] = [rules, adopt]
