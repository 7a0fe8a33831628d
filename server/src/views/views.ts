/** The reading side of views.db on the main thread: consistent snapshots, waiting for a position, touches as they come. */
import { DatabaseSync } from 'node:sqlite'
import type { Day, Position } from '@changxin/shared/kernel'
import { type AsOf, asOfPosition, NOW } from './intervals.ts'
import type { SqlValue, Touch } from './projection.ts'
import type { ProjectionHealth, ProjectorMessage } from './projector.ts'
import { statementsOf } from './sql.ts'

/** A query that carries a position waits so long for the views, then answers what there is, marked stale. */
export const READ_YOUR_WRITES_TIMEOUT_MS = 2_000

export interface Read {
  get<Row>(sql: string, ...params: SqlValue[]): Row | undefined
  all<Row>(sql: string, ...params: SqlValue[]): Row[]
}

export interface Applied {
  readonly position: Position
  readonly touches: readonly Touch[]
}

export interface Views {
  /** Runs a synchronous read in one snapshot; `position` is how far every projection was in it. */
  read<Result>(run: (read: Read) => Result): { result: Result; position: Position | null }
  /** A read of its own, for checks that need no position: cheaper than a snapshot. Statements may see different commits. */
  peek<Result>(run: (read: Read) => Result): Result
  /** How far the views are, as last told by the projector. */
  position(): Position | null
  /** True when the views reached the position within the time. */
  waitFor(position: Position, timeoutMs?: number): Promise<boolean>
  /** The moment "end of that day": just before the first day that started after it. */
  asOf(read: Read, day: Day | undefined): AsOf
  /** Called after each commit of the projector; returns how to stop. */
  onApplied(listener: (applied: Applied) => void): () => void
  /** Resolves when every view has reached the head seen at start. */
  whenReady(): Promise<void>
  health(): {
    ready: boolean
    done: number
    of: number | null
    eventsPerSecond: number
    projections: readonly ProjectionHealth[]
    /** Why the log is out of reach, so that what is shown grows old; null while it is there. */
    away: string | null
  }
  /** Called when the log goes out of reach and when it is there again; returns how to stop. */
  onAway(listener: (isAway: boolean) => void): () => void
  close(): void
}

export interface ProjectorPort {
  onMessage(listener: (message: ProjectorMessage) => void): void
}

export function openViews(file: string, projector: ProjectorPort): Views {
  const db = new DatabaseSync(file, { readOnly: true, timeout: 5_000 })
  db.exec('PRAGMA cache_size = -65536; PRAGMA mmap_size = 268435456; PRAGMA temp_store = MEMORY')
  const statements = statementsOf(db)
  const listeners = new Set<(applied: Applied) => void>()
  const awayListeners = new Set<(isAway: boolean) => void>()
  const waiters = new Set<{ position: Position; resolve: (reached: boolean) => void }>()
  let position: Position | null = null
  let health: ReturnType<Views['health']> = {
    ready: false,
    done: 0,
    of: null,
    eventsPerSecond: 0,
    projections: [],
    away: null,
  }

  let becomeReady = () => {}
  const ready = new Promise<void>((resolve) => {
    becomeReady = resolve
  })

  projector.onMessage((message) => {
    if (message.type === 'health') {
      health = { ...message.health, away: health.away }
      if (health.ready) becomeReady()
    }
    // Whatever is shown grows old from now on, until the next thread says that it has caught up.
    if (message.type === 'failed') health = { ...health, ready: false }
    if (message.type === 'away') {
      health = { ...health, away: message.reason }
      for (const listener of awayListeners) listener(message.reason !== null)
    }
    if (message.type !== 'applied') return
    position = message.position
    for (const waiter of waiters) if (waiter.position <= message.position) waiter.resolve(true)
    for (const listener of listeners) listener(message)
  })

  return {
    read(run) {
      db.exec('BEGIN')
      try {
        const at = statements.get<{ position: string | null }>(
          'SELECT min(position) AS position FROM checkpoint WHERE stopped IS NULL',
        )
        return { result: run(statements), position: at?.position ? at.position : null }
      } finally {
        db.exec('COMMIT')
      }
    },
    peek: (run) => run(statements),
    position: () => position,
    waitFor(wanted, timeoutMs = READ_YOUR_WRITES_TIMEOUT_MS) {
      if (position !== null && position >= wanted) return Promise.resolve(true)
      return new Promise((resolve) => {
        const finish = (reached: boolean) => {
          clearTimeout(timer)
          waiters.delete(waiter)
          resolve(reached)
        }
        const waiter = { position: wanted, resolve: finish }
        const timer = setTimeout(() => finish(false), timeoutMs)
        waiters.add(waiter)
      })
    },
    asOf(read, day) {
      if (day === undefined) return NOW
      const next = read.get<{ position: string }>(
        'SELECT position FROM clock_day WHERE day > ? ORDER BY day LIMIT 1',
        day,
      )
      return asOfPosition(day, next?.position)
    },
    onApplied(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    onAway(listener) {
      awayListeners.add(listener)
      return () => awayListeners.delete(listener)
    },
    whenReady: () => ready,
    health: () => health,
    close() {
      for (const waiter of [...waiters]) waiter.resolve(false)
      db.close()
    },
  }
}
