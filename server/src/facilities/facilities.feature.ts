/** Facilities as the server runs them. */
import type { ServerFeature } from '../feature.ts'
import { facilitiesProjection } from './facilities.projection.ts'
import { facilitiesServed } from './facilities.routes.ts'

export const facilitiesFeature: ServerFeature = {
  slug: 'facilities',
  projections: [facilitiesProjection],
  serve: () => facilitiesServed,
}
