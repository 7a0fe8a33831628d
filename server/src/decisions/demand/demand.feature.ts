/** Demands as the server runs them: a part of decisions with a timer source and a process of its own. */
import type { ServerFeature } from '../../feature.ts'
import { demandAnswers, demandsDue } from './demand.due.ts'
import { demandProjection } from './demand.projection.ts'
import { demandServed } from './demand.routes.ts'

export const demandFeature: ServerFeature = {
  slug: 'decisions',
  projections: [demandProjection],
  serve: () => demandServed,
  due: demandsDue,
  processes: (deps) => [demandAnswers(deps)],
}
