/** Renovation: the official plan as printed, what contradicts itself in it, and what people chose. */
import type { ServerFeature } from '../feature.ts'
import { renovationProjection } from './renovation.projection.ts'
import { renovationRoutes } from './renovation.routes.ts'

export const renovationFeature: ServerFeature = {
  slug: 'renovation',
  projections: [renovationProjection],
  serve: renovationRoutes,
}
