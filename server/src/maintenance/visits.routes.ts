/** Serves the call list of return visits; a visit itself is a step of its request. */
import { visitsApi } from '@changxin/shared/maintenance'
import { type Served, serveQuery } from '../feature.ts'
import { returnVisits } from './visits.queries.ts'

export const visitsServed: readonly Served[] = [
  serveQuery(visitsApi.visits, {
    // A new day makes some late.
    reads: ['maintenance_visits_visit', 'people_person', 'clock_day'],
    sameForScope: true,
    concerns: ({ compoundId }) => (compoundId === undefined ? {} : { compoundId }),
    subject: () => ({}),
    run: (context, input) => returnVisits(context, input),
  }),
]
