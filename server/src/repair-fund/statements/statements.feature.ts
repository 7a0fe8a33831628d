/** Statements as the server runs them: a part of the repair fund. */
import type { ServerFeature } from '../../feature.ts'
import { repairFundStatementsProjection } from './statements.projection.ts'
import { statementsServed } from './statements.routes.ts'

export const fundStatementsFeature: ServerFeature = {
  slug: 'repair-fund',
  projections: [repairFundStatementsProjection],
  serve: () => statementsServed,
}
