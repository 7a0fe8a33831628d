/** What others use of the ledger. */
export { checkpointDayOf, newestCheckpoint, recentCheckpoints } from './checkpoint.reads.ts'
export { createKeptTree, type FoundEvent, type KeptTree, keptTreeFileOf, type TreeAt } from './kept-tree/kept-tree.ts'
export { ledgerFeature } from './ledger.feature.ts'
export { ledgerProjection } from './ledger.projection.ts'
export { createDaySigner, treeStateFileOf } from './sign-days.ts'
