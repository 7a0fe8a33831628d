/** Owners' decisions as the server runs them: votes that are held here, and what passed decisions bring about. */
import type { ServerFeature } from '../feature.ts'
import { decisionsCoreProjection } from './core.projection.ts'
import { decisionsDue } from './decision.due.ts'
import { decisionRoutes } from './decision.routes.ts'
import { decisionEffects } from './effects/effects.process.ts'
import { decisionsEffectsProjection } from './effects/effects.projection.ts'

export const decisionsFeature: ServerFeature = {
  slug: 'decisions',
  projections: [decisionsCoreProjection, decisionsEffectsProjection],
  serve: decisionRoutes,
  due: decisionsDue,
  processes: (deps) => [decisionEffects(deps)],
}
