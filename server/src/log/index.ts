/** The log as the rest of the server sees it. */

export { isChained } from './chain.ts'
export {
  type CheckpointKeys,
  checkpointPublicKeys,
  keyIdOf as checkpointKeyIdOf,
  openCheckpointKeys,
} from './checkpoint-keys.ts'
export { checkpointHash, readCheckpoints, type SignCheckpointOptions, signCheckpoint } from './checkpoints.ts'
export type { Difference, DifferenceKind } from './difference.ts'
export { engineOf, type LogEngine, openLog, openLogReader } from './engine.ts'
export { sha256, sha256Hex, uuidFrom } from './hashing.ts'
export { hashOfLeaf, leavesOf, logTree, shownData, storedText } from './merkle.ts'
export * from './port.ts'
export * from './sqlite/index.ts'
export { checkStreamName } from './stream-name.ts'
export { type VerifyOptions, type VerifyReport, verifyLog } from './verify.ts'
export { type VerifyByReadingOptions, verifyByReading } from './verify-by-reading.ts'
