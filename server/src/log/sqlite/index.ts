export { openSqliteLog, type SqliteLogOptions } from './log.ts'
export { openSqliteLogReader } from './reader.ts'
export { DuplicateEventId, type EngineLogger } from './writer-thread.ts'
