/** Consultations as the server runs them. */
import type { ServerFeature } from '../../feature.ts'
import { consultationProjection } from './consultation.projection.ts'
import { consultationServed } from './consultation.routes.ts'

export const consultationFeature: ServerFeature = {
  slug: 'decisions',
  projections: [consultationProjection],
  serve: () => consultationServed,
}
