/** The shapes of the modes as the server runs them: a part of management with a timer source of its own. */
import type { ServerFeature } from '../../feature.ts'
import { termsDue } from './terms.due.ts'
import { termsProjection } from './terms.projection.ts'
import { termsServed } from './terms.routes.ts'

export const termsFeature: ServerFeature = {
  slug: 'management',
  projections: [termsProjection],
  serve: () => termsServed,
  due: termsDue,
}
