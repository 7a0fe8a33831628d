/** Withdrawals as the server runs them: a part of the repair fund. */
import type { ServerFeature } from '../../feature.ts'
import { expensesServed } from './expenses.routes.ts'
import { withdrawalDrafts, withdrawalGrounds } from './withdrawals.process.ts'
import { repairFundWithdrawalsProjection } from './withdrawals.projection.ts'
import { withdrawalsServed } from './withdrawals.routes.ts'

export const fundWithdrawalsFeature: ServerFeature = {
  slug: 'repair-fund',
  projections: [repairFundWithdrawalsProjection],
  serve: (deps) => [...withdrawalsServed(deps), ...expensesServed(deps)],
  processes: (deps) => [withdrawalDrafts(deps), withdrawalGrounds(deps)],
}
