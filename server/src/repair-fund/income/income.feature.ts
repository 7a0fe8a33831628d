/** Income and distribution as the server runs them: a part of the repair fund. */
import type { ServerFeature } from '../../feature.ts'
import { repairFundIncomeProjection } from './income.projection.ts'
import { fundIncomeServed } from './income.routes.ts'

export const fundIncomeFeature: ServerFeature = {
  slug: 'repair-fund',
  projections: [repairFundIncomeProjection],
  serve: () => fundIncomeServed,
}
