/** Places: regions, compounds and what stands in them, who lives where, and the story of each compound. */
import type { ServerFeature } from '../feature.ts'
import { placesProjection } from './places.projection.ts'
import { placesRoutes } from './places.routes.ts'

export const placesFeature: ServerFeature = {
  slug: 'places',
  projections: [placesProjection],
  serve: () => placesRoutes,
}
