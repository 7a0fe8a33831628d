/** The cash book as the server runs it: a part of management. */
import type { ServerFeature } from '../../feature.ts'
import { cashBookProjection } from './cash-book.projection.ts'
import { cashBookServed } from './cash-book.routes.ts'

export const cashBookFeature: ServerFeature = {
  slug: 'management',
  projections: [cashBookProjection],
  serve: () => cashBookServed,
}
