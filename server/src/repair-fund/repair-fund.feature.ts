/** The repair fund as the server runs it. */
import type { ServerFeature } from '../feature.ts'
import { repairFundProjection } from './repair-fund.projection.ts'
import { repairFundServed } from './repair-fund.routes.ts'

export const repairFundFeature: ServerFeature = {
  slug: 'repair-fund',
  projections: [repairFundProjection],
  serve: () => repairFundServed,
}
