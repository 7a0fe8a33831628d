/** The life of accounts as the server runs it: a part of the repair fund. */
import type { ServerFeature } from '../../feature.ts'
import { repairFundAccountsProjection } from './accounts.projection.ts'
import { fundAccountsServed } from './accounts.routes.ts'

export const fundAccountsFeature: ServerFeature = {
  slug: 'repair-fund',
  projections: [repairFundAccountsProjection],
  serve: () => fundAccountsServed,
}
