/** What others use of the ledger. */
export { ledgerFeature } from './ledger.feature.ts'
export { ledgerProjection } from './ledger.projection.ts'
export { createDaySigner, treeStateFileOf } from './sign-days.ts'
