/** Serves what is open near a place, what a request repeats, and statistics. */
import { maintenanceQueriesApi } from '@changxin/shared/maintenance'
import { type Served, serveQuery } from '../feature.ts'
import { subjectOfCompound } from '../places/index.ts'
import { subjectOfRequest } from './maintenance.subject.ts'
import { requestsNear } from './near.queries.ts'
import { repeatsOf } from './repeats.queries.ts'
import { requestStats } from './stats.queries.ts'

const near = serveQuery(maintenanceQueriesApi.near, {
  reads: ['maintenance_request'],
  concerns: ({ id }) => ({ compoundId: id }),
  subject: ({ id }, read) => subjectOfCompound(read, id),
  run: (context, input) => requestsNear(context, input),
})

const stats = serveQuery(maintenanceQueriesApi.stats, {
  // A year of a county is too much to be counted again at each step: who keeps it open sees it anew each day.
  reads: ['clock_day'],
  sameForScope: true,
  subject: () => ({}),
  run: (context, input) => requestStats(context, input),
})

const repeats = serveQuery(maintenanceQueriesApi.repeats, {
  reads: ['maintenance_stats_request', 'maintenance_request'],
  subject: ({ id }, read) => subjectOfRequest(read, id),
  run: (context, { id }) => repeatsOf(context, id),
})

export const maintenanceQueriesServed: readonly Served[] = [near, repeats, stats]
