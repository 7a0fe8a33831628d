/**
 * Applies the log to views.db: rows and checkpoint in one transaction, in batches. A projection whose handler throws
 * stops itself, not the others. A changed version drops its tables and is rebuilt from the start of the log.
 */
import { DatabaseSync } from 'node:sqlite'
import { setTimeout } from 'node:timers/promises'
import type { Position, Recorded } from '@changxin/shared/kernel'
import type { LogReader } from '../log/port.ts'
import { type KeptRows, keptRows } from './kept.ts'
import type { Projection, Rows, Touch } from './projection.ts'
import { type Statements, statementsOf } from './sql.ts'
import { ownerOf, tablePrefixOf } from './table-owner.ts'

/** Events of one transaction while catching up. */
const BATCH_EVENTS = 5_000
/** Told to the main thread at most so often while catching up. */
const HEALTH_EVERY_MS = 250
/**
 * Live, a commit for every few events would cost more than the events. After each the projector rests for some times as
 * long as it took: a lone event is shown at once, in a storm the batches grow and three quarters of a core stay free.
 */
const REST_RATIO = 10
const MAX_REST_MS = 200

export interface ProjectionHealth {
  readonly name: string
  readonly version: number
  readonly position: Position | null
  /** Why it stopped, when a handler threw. */
  readonly stopped: string | null
}

export type ProjectorMessage =
  | { readonly type: 'opened' }
  | { readonly type: 'applied'; readonly position: Position; readonly touches: readonly Touch[] }
  | {
      readonly type: 'health'
      readonly health: {
        ready: boolean
        done: number
        of: number | null
        eventsPerSecond: number
        projections: readonly ProjectionHealth[]
      }
    }
  | { readonly type: 'failed'; readonly message: string }
  /** The log is out of reach, so nothing new is shown; null: it is there again. */
  | { readonly type: 'away'; readonly reason: string | null }

const CHECKPOINTS = `CREATE TABLE IF NOT EXISTS checkpoint (
  projection TEXT PRIMARY KEY, version INTEGER NOT NULL, position TEXT NOT NULL, stopped TEXT
) STRICT`

interface Running {
  readonly projection: Projection
  position: string
  stopped: string | null
}

export interface Projector {
  /** Applies one batch; answers the touches of what was committed. `until`: the last position that a projection takes. */
  apply(events: readonly Recorded[], until?: ReadonlyMap<string, Position>): Touch[]
  /** Where reading must begin: the lowest checkpoint. */
  start(): Position | null
  health(): ProjectionHealth[]
  close(): void
}

export function openProjector(file: string, projections: readonly Projection[]): Projector {
  const db = new DatabaseSync(file, { timeout: 5_000 })
  try {
    return projectorOn(db, projections)
  } catch (error) {
    db.close()
    throw error
  }
}

function projectorOn(db: DatabaseSync, projections: readonly Projection[]): Projector {
  db.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -131072; PRAGMA wal_autocheckpoint = 4000; PRAGMA temp_store = MEMORY',
  )
  db.exec(CHECKPOINTS)
  const sql = statementsOf(db)
  const known = namesKnown(sql, projections)
  const running = projections.map((projection) => prepare(db, sql, projection, known))
  dropForeign(db, sql, projections, known)

  let limits: ReadonlyMap<string, Position> | undefined

  function applyTo(target: Running, events: readonly Recorded[], touches: Map<string, Touch>): void {
    const kept = keptRows(sql)
    const rows = rowsFor(sql, kept, touches)
    const limit = limits?.get(target.projection.name)
    for (const event of events) {
      if (limit !== undefined && event.position > limit) break
      if (event.position <= target.position) continue
      target.projection.handlers.get(event.type)?.(event, rows)
      target.position = event.position
    }
    kept.write()
  }

  function applyPlain(target: Running, events: readonly Recorded[], touches: Map<string, Touch>): void {
    applyTo(target, events, touches)
    saveCheckpoint(target)
  }

  function saveCheckpoint({ position, stopped, projection }: Running): void {
    sql.run('UPDATE checkpoint SET position = ?, stopped = ? WHERE projection = ?', position, stopped, projection.name)
  }

  /** A batch that throws is taken back and replayed up to the event that throws; there the projection stops. */
  function applyGuarded(target: Running, events: readonly Recorded[], touches: Map<string, Touch>): void {
    const before = target.position
    const mine = new Map<string, Touch>()
    db.exec('SAVEPOINT one_projection')
    try {
      applyTo(target, events, mine)
    } catch {
      db.exec('ROLLBACK TO one_projection')
      target.position = before
      mine.clear()
      applySingly(target, events, mine)
    }
    db.exec('RELEASE one_projection')
    for (const [key, touch] of mine) touches.set(key, touch)
    saveCheckpoint(target)
  }

  function applySingly(target: Running, events: readonly Recorded[], touches: Map<string, Touch>): void {
    for (const event of events) {
      const before = target.position
      db.exec('SAVEPOINT one_event')
      try {
        applyTo(target, [event], touches)
        db.exec('RELEASE one_event')
      } catch (error) {
        db.exec('ROLLBACK TO one_event; RELEASE one_event')
        // The handler may have passed, and what it put could not be written: the event is not done.
        target.position = before
        target.stopped = `${event.type} at ${event.position}: ${error instanceof Error ? error.message : String(error)}`
        return
      }
    }
  }

  function inTransaction(events: readonly Recorded[], applyOne: typeof applyPlain): Touch[] {
    const touches = new Map<string, Touch>()
    db.exec('BEGIN IMMEDIATE')
    try {
      for (const target of running) if (target.stopped === null) applyOne(target, events, touches)
      db.exec('COMMIT')
    } catch (error) {
      db.exec('ROLLBACK')
      throw error
    }
    return [...touches.values()]
  }

  return {
    apply(events, until) {
      limits = until
      const before = running.map((target) => target.position)
      // A savepoint around a batch makes each of its statements several times slower: only a batch that throws gets one.
      try {
        return inTransaction(events, applyPlain)
      } catch {
        for (const [index, target] of running.entries()) target.position = before[index] ?? ''
        return inTransaction(events, applyGuarded)
      }
    },
    start() {
      const lowest = running
        .filter((target) => target.stopped === null)
        .map((target) => target.position)
        .sort()[0]
      return lowest ? lowest : null
    },
    health: () =>
      running.map(({ projection, position, stopped }) => ({
        name: projection.name,
        version: projection.version,
        position: position || null,
        stopped,
      })),
    close: () => db.close(),
  }
}

function rowsFor(sql: Statements, { kept }: KeptRows, touches: Map<string, Touch>): Rows {
  return {
    ...sql,
    kept,
    touch(touch) {
      touches.set(`${touch.table}|${touch.compoundId ?? ''}|${touch.unitId ?? ''}|${touch.personId ?? ''}`, touch)
    },
  }
}

/** Of this program and of the one that wrote the file. */
function namesKnown(sql: Statements, projections: readonly Projection[]): readonly string[] {
  const written = sql.all<{ projection: string }>('SELECT projection FROM checkpoint')
  return [...projections.map(({ name }) => name), ...written.map(({ projection }) => projection)]
}

function prepare(db: DatabaseSync, sql: Statements, projection: Projection, names: readonly string[]): Running {
  const { name, version } = projection
  const known = sql.get<{ version: number; position: string }>(
    'SELECT version, position FROM checkpoint WHERE projection = ?',
    name,
  )
  if (known?.version === version) {
    // A stopped projection is tried again at each start: the program may have been mended.
    sql.run('UPDATE checkpoint SET stopped = NULL WHERE projection = ?', name)
    return { projection, position: known.position, stopped: null }
  }
  db.exec('BEGIN IMMEDIATE')
  dropTables(db, sql, name, names)
  db.exec(projection.schema)
  sql.run(
    'INSERT OR REPLACE INTO checkpoint (projection, version, position, stopped) VALUES (?, ?, ?, NULL)',
    name,
    version,
    '',
  )
  db.exec('COMMIT')
  return { projection, position: '', stopped: null }
}

function dropTables(db: DatabaseSync, sql: Statements, name: string, known: readonly string[]): void {
  const prefix = tablePrefixOf(name)
  const tables = sql.all<{ name: string }>(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND substr(name, 1, ?) = ?",
    prefix.length,
    prefix,
  )
  for (const table of tables) if (ownerOf(table.name, known) === name) db.exec(`DROP TABLE "${table.name}"`)
}

/** Projections that this program no longer has must not hold back the snapshot's position. */
function dropForeign(
  db: DatabaseSync,
  sql: Statements,
  projections: readonly Projection[],
  known: readonly string[],
): void {
  const mine = new Set(projections.map((projection) => projection.name))
  for (const { projection } of sql.all<{ projection: string }>('SELECT projection FROM checkpoint')) {
    if (mine.has(projection)) continue
    dropTables(db, sql, projection, known)
    sql.run('DELETE FROM checkpoint WHERE projection = ?', projection)
  }
}

/** Follows the log for ever: catch-up with progress, then live. */
export async function runProjector(
  projector: Projector,
  log: LogReader,
  tell: (message: ProjectorMessage) => void,
  options: {
    signal: AbortSignal
    size: () => Promise<number>
    nowMs: () => number
    /** While it says so there is no rest: somebody waits for the views and for nothing else. */
    isHurried?: () => boolean
  },
): Promise<void> {
  const of = await options.size()
  const head = await log.head()
  const beganMs = options.nowMs()
  let done = 0
  let toldMs = 0
  const report = (ready: boolean) => {
    toldMs = options.nowMs()
    const seconds = Math.max((toldMs - beganMs) / 1_000, 0.001)
    tell({
      type: 'health',
      health: { ready, done, of, eventsPerSecond: Math.round(done / seconds), projections: projector.health() },
    })
  }
  const start = projector.start()
  let ready = head === null || (start !== null && start >= head)
  if (start !== null) tell({ type: 'applied', position: start, touches: [] })
  report(ready)
  for await (const batch of log.follow(start, { limit: BATCH_EVENTS, signal: options.signal })) {
    const last = batch.at(-1)
    if (!last) continue
    const appliedMs = options.nowMs()
    const touches = projector.apply(batch)
    done += batch.length
    const stopped = projector.health().some((projection) => projection.stopped !== null)
    tell({ type: 'applied', position: last.position, touches })
    const reached = ready || last.position >= (head ?? '')
    if (reached !== ready || stopped || options.nowMs() - toldMs >= HEALTH_EVERY_MS) {
      ready = reached
      report(ready)
    }
    const restMs = Math.min(MAX_REST_MS, (options.nowMs() - appliedMs) * REST_RATIO)
    // A full batch means that it is behind: no rest then.
    if (ready && batch.length < BATCH_EVENTS && !options.isHurried?.())
      await setTimeout(restMs, undefined, { signal: options.signal }).catch(() => {})
  }
}
