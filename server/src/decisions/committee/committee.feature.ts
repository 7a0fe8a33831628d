/** Committees as the server runs them: seats come from elections by a process, deadlines are told by the timer. */
import type { ServerFeature } from '../../feature.ts'
import { committeesDue, seatsWon } from './committee.process.ts'
import { committeeProjection } from './committee.projection.ts'
import { committeeServed } from './committee.routes.ts'

export const committeeFeature: ServerFeature = {
  slug: 'decisions',
  projections: [committeeProjection],
  serve: () => committeeServed,
  due: committeesDue,
  processes: (deps) => [seatsWon(deps)],
}
