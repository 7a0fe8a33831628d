/** Warnings of the fund as the server runs them: a part of the repair fund. */
import type { ServerFeature } from '../../feature.ts'
import { topUpDuties } from './warnings.process.ts'
import { repairFundWarningsProjection } from './warnings.projection.ts'
import { fundWarningsServed } from './warnings.routes.ts'

export const fundWarningsFeature: ServerFeature = {
  slug: 'repair-fund',
  projections: [repairFundWarningsProjection],
  serve: () => fundWarningsServed,
  processes: (deps) => [topUpDuties(deps)],
}
