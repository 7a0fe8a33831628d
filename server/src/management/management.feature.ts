/** Management: which mode looks after a compound, since when, by whom, on what ground. */
import type { ServerFeature } from '../feature.ts'
import { managementProjection } from './management.projection.ts'
import { managementRoutes } from './management.routes.ts'

export const managementFeature: ServerFeature = {
  slug: 'management',
  projections: [managementProjection],
  serve: () => managementRoutes,
}
