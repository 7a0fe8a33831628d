/** Which engine the configuration names, and how it is opened: the only place that knows both. */
import type { Config } from '../config.ts'
import type { Log, LogReader, Now } from './port.ts'
import { openSqliteLog, openSqliteLogReader } from './sqlite/index.ts'
import type { EngineLogger } from './sqlite/writer-thread.ts'

/** Plain data, so that it may be given to a thread. */
export type LogEngine =
  | { readonly kind: 'sqlite'; readonly file: string }
  | { readonly kind: 'kurrentdb'; readonly url: string }

export interface OpenLogOptions {
  readonly now: Now
  readonly logger?: EngineLogger
}

export function engineOf(
  { LOG_ENGINE, KURRENTDB_URL }: Pick<Config, 'LOG_ENGINE' | 'KURRENTDB_URL'>,
  file: string,
): LogEngine {
  if (LOG_ENGINE === 'sqlite') return { kind: 'sqlite', file }
  if (KURRENTDB_URL === undefined) throw new TypeError('the configuration lets no KURRENTDB_URL out')
  return { kind: 'kurrentdb', url: KURRENTDB_URL }
}

/** The cluster's client is an optional package and slow to load: only who chose it loads it. */
const kurrentdb = () => import('./kurrentdb/index.ts')

/** Throws LogUnavailable when the log is in use, is none, or no node of the cluster answers. */
export async function openLog(engine: LogEngine, options: OpenLogOptions): Promise<Log> {
  if (engine.kind === 'sqlite') return openSqliteLog({ file: engine.file, ...options })
  return (await kurrentdb()).openKurrentLog({ url: engine.url, ...options })
}

/** For reading alone, on any thread. `onAway`: a follower no longer reaches the log, and null when it does again. */
export async function openLogReader(
  engine: LogEngine,
  onAway?: (reason: string | null) => void,
): Promise<LogReader & { close(): void | Promise<void> }> {
  if (engine.kind === 'sqlite') return openSqliteLogReader({ file: engine.file })
  // Nothing is appended, so nothing is stamped.
  const now: Now = () => {
    throw new TypeError('this log was opened for reading')
  }
  return (await kurrentdb()).openKurrentLog({ url: engine.url, now, isReader: true, ...(onAway && { onAway }) })
}
