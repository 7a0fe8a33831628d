/** Decisions that were taken outside, as the server runs them: a part of decisions. What they bring about is in `effects/`. */
import type { ServerFeature } from '../../feature.ts'
import { decisionsExternalProjection } from './external.projection.ts'
import { externalServed } from './external.routes.ts'

export const externalFeature: ServerFeature = {
  slug: 'decisions',
  projections: [decisionsExternalProjection],
  serve: () => externalServed,
}
