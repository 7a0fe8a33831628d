export * from './api.ts'
export * from './bytes/index.ts'
export * from './checkpoint.ts'
export * from './leaf.ts'
export * from './merkle.ts'
export { sha256 } from './sha256.ts'

import { CheckpointSigned } from './checkpoint.ts'

export const ledgerEvents = [CheckpointSigned] as const
