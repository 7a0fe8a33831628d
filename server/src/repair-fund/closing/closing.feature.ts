/** Reconciliation, closed periods and the official book as the server runs them: a part of the repair fund. */
import type { ServerFeature } from '../../feature.ts'
import { repairFundClosingProjection } from './closing.projection.ts'
import { closingServed } from './closing.routes.ts'

export const fundClosingFeature: ServerFeature = {
  slug: 'repair-fund',
  projections: [repairFundClosingProjection],
  serve: () => closingServed,
}
