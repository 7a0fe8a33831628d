/**
 * Shows that the views say what the log says: projects the log anew into a file of its own, up to the position of each
 * projection in the present views, and compares. Works while the server runs: the present file is only read.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Position } from '@changxin/shared/kernel'
import { type LogEngine, type LogReader, openLogReader } from '../log/index.ts'
import { compareViews, type ViewDifference } from './compare.ts'
import type { Projection } from './projection.ts'
import { openProjector, type Projector } from './projector.ts'

const PAGE_EVENTS = 2_000
const BUSY_TIMEOUT_MS = 5_000

export type ViewsDifference =
  | ViewDifference
  /** A handler threw, in the present views or when it was done again. */
  | { readonly what: 'stopped'; readonly projection: string; readonly detail: string }
  /** The views have seen events that the log no longer has. */
  | { readonly what: 'ahead-of-log'; readonly projection: string; readonly detail: Position }

export interface ViewsReport {
  readonly ok: boolean
  readonly tables: number
  readonly rows: number
  /** Projections that the next start rebuilds anyway: they are new, or of another version. */
  readonly toRebuild: readonly string[]
  readonly firstDifference?: ViewsDifference
}

export interface VerifyViewsOptions {
  readonly engine: LogEngine
  readonly viewsFile: string
  readonly projections: readonly Projection[]
  onProgress?(done: number, of: number): void
}

interface Checkpoint {
  readonly position: Position
  readonly stopped: string | null
}

/** Of the projections that are there in this version. */
function readCheckpoints(db: DatabaseSync, projections: readonly Projection[]): Map<string, Checkpoint> {
  const has = db.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'checkpoint'").get()
  const kept = has ? db.prepare('SELECT projection, version, position, stopped FROM checkpoint').all() : []
  const versions = new Map(projections.map(({ name, version }) => [name, version]))
  return new Map(
    kept
      .filter((row) => versions.get(String(row.projection)) === row.version)
      .map((row) => [
        String(row.projection),
        { position: String(row.position), stopped: row.stopped === null ? null : String(row.stopped) },
      ]),
  )
}

function faultOf(checkpoints: ReadonlyMap<string, Checkpoint>, head: Position | null): ViewsDifference | undefined {
  for (const [projection, { position, stopped }] of checkpoints) {
    if (stopped !== null) return { what: 'stopped', projection, detail: stopped }
    if (position > (head ?? '')) return { what: 'ahead-of-log', projection, detail: position }
  }
  return undefined
}

export async function verifyViews(options: VerifyViewsOptions): Promise<ViewsReport> {
  const { engine, viewsFile, projections } = options
  const names = projections.map(({ name }) => name)
  if (!existsSync(viewsFile)) return { ok: true, tables: 0, rows: 0, toRebuild: names }
  const log = await openLogReader(engine)
  const folder = mkdtempSync(join(tmpdir(), 'changxin-verify-'))
  const found = new DatabaseSync(viewsFile, { readOnly: true, timeout: BUSY_TIMEOUT_MS })
  try {
    const present = readCheckpoints(found, projections)
    const wanted = projections.filter(({ name }) => present.has(name))
    const rebuilt = join(folder, 'views.db')
    const projector = openProjector(rebuilt, wanted)
    try {
      // Most of the work is done before the snapshot is taken, so that a server in use is held back as little as possible.
      await projectUntil(projector, log, present, null, options)
      found.exec('BEGIN')
      const now = readCheckpoints(found, wanted)
      await projectUntil(projector, log, now, lowestOf(present), options)
      const first = faultOf(now, await log.head()) ?? stoppedAgain(projector)
      const toRebuild = names.filter((name) => !now.has(name))
      if (first) return { ok: false, tables: 0, rows: 0, toRebuild, firstDifference: first }
      const comparison = compareFiles(
        rebuilt,
        found,
        wanted.map(({ name }) => name),
        names,
      )
      return { ok: !comparison.firstDifference, toRebuild, ...comparison }
    } finally {
      projector.close()
    }
  } finally {
    found.close()
    await log.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

function compareFiles(rebuiltFile: string, found: DatabaseSync, wanted: readonly string[], known: readonly string[]) {
  const rebuilt = new DatabaseSync(rebuiltFile, { readOnly: true })
  try {
    return compareViews(rebuilt, found, wanted, known)
  } finally {
    rebuilt.close()
  }
}

function stoppedAgain(projector: Projector): ViewsDifference | undefined {
  const one = projector.health().find(({ stopped }) => stopped !== null)
  return one && { what: 'stopped', projection: one.name, detail: one.stopped ?? '' }
}

const lowestOf = (checkpoints: ReadonlyMap<string, Checkpoint>): Position | null =>
  [...checkpoints.values()].map(({ position }) => position).sort()[0] || null

async function projectUntil(
  projector: Projector,
  log: LogReader,
  checkpoints: ReadonlyMap<string, Checkpoint>,
  after: Position | null,
  { onProgress }: VerifyViewsOptions,
): Promise<void> {
  const until = new Map([...checkpoints].map(([name, { position }]) => [name, position]))
  const last = [...until.values()].sort().at(-1) ?? ''
  const of = await log.size()
  let done = 0
  for (let from = after; (from ?? '') < last; ) {
    const page = await log.readAll(from, PAGE_EVENTS)
    const end = page.at(-1)
    if (!end) return
    projector.apply(page, until)
    from = end.position
    done += page.length
    onProgress?.(Math.min(done, of), of)
  }
}
