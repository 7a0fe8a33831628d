/** Serves alerts: everybody's own list, and up to where they have looked at it. */
import { alertEvents, alertsApi, alertsDecider } from '@changxin/shared/maintenance'
import { aggregate } from '../commands/aggregate.ts'
import { answerOf, type Served, serveCommand, serveQuery } from '../feature.ts'
import { listAlerts } from './alerts.queries.ts'

export const Alerts = aggregate('alerts', alertsDecider, alertEvents)

const alerts = serveQuery(alertsApi.alerts, {
  reads: ['maintenance_alerts_row', 'maintenance_alerts_seen', 'people_grant'],
  subject: () => ({}),
  run: (context, input) => listAlerts(context, input),
})

const seen = serveCommand(alertsApi.seen, {
  subject: () => ({}),
  async handle(context, { body: { until } }) {
    const personId = context.actor
    const executed = await context.execute(Alerts, personId, {
      command: { type: 'SeeAlerts', personId, until },
      facts: () => ({ shown: context.views.position() }),
    })
    return answerOf(personId, executed)
  },
})

export const alertsServed: readonly Served[] = [alerts, seen]
