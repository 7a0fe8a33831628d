/** Reversals as the server runs them: a part of the repair fund. */
import type { ServerFeature } from '../../feature.ts'
import { repairFundReversalsProjection } from './reversals.projection.ts'
import { fundReversalsServed } from './reversals.routes.ts'

export const fundReversalsFeature: ServerFeature = {
  slug: 'repair-fund',
  projections: [repairFundReversalsProjection],
  serve: () => fundReversalsServed,
}
