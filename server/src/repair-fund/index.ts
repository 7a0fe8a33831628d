/** What other features may use of the repair fund. */
export { Funds } from './repair-fund.aggregates.ts'
export { repairFundFeature } from './repair-fund.feature.ts'
export { repairFundProjection } from './repair-fund.projection.ts'
export { fundBalanceOf } from './repair-fund.queries.ts'
