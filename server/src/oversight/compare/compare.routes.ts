/** Serves the comparison of the modes. */
import { compareApi } from '@changxin/shared/oversight'
import { type Served, serveQuery } from '../../feature.ts'
import { subjectOfRegion, within } from '../oversight.routes.ts'
import { compareModes } from './compare.queries.ts'

export const compareServed: readonly Served[] = [
  serveQuery(compareApi.compare, {
    // Figures of a window move by the day; what happens within one need not run this again.
    reads: ['clock_day'],
    sameForScope: true,
    subject: ({ regionId }, read) => subjectOfRegion(read, regionId),
    run: ({ read, scope }, { regionId }) => compareModes(read, within(scope, regionId)),
  }),
]
