/** Service reports and awards as the server runs them: a part of oversight. */
import type { ServerFeature } from '../../feature.ts'
import { reportsProjection } from './reports.projection.ts'
import { reportsServed } from './reports.routes.ts'

export const reportsFeature: ServerFeature = {
  slug: 'oversight',
  projections: [reportsProjection],
  serve: () => reportsServed,
}
