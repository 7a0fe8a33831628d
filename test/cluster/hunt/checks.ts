/** After the hunt: the log holds every acknowledged command once and every effect once, and each node's views are what it says. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { MAX_READ_EVENTS, openLogReader } from '@changxin/server/log/index.ts'
import { owedModes } from '@changxin/server/management/blocks/blocks.process.ts'
import { projections } from '@changxin/server/projections.ts'
import { verifyFolder } from '@changxin/server/verify.ts'
import type { SqlValue } from '@changxin/server/views/projection.ts'
import { verifyViews } from '@changxin/server/views/verify.ts'
import { instantOf, type Position, type Recorded } from '@changxin/shared/kernel'
import { blocksApi } from '@changxin/shared/management'
import { becomes } from './http.ts'
import type { Hunt } from './hunt.ts'
import type { NodeProcess } from './node-process.ts'

const SETTLE_MS = 180_000
/** What was reported last falls due a minute later. */
const FALLS_DUE_MS = 61_000
const LOOK_EVERY_MS = 1_000

type Engine = { readonly kind: 'kurrentdb'; readonly url: string }

function inViews<Result>({ viewsFile }: NodeProcess, run: (db: DatabaseSync) => Result): Result {
  const db = new DatabaseSync(viewsFile, { readOnly: true, timeout: 5_000 })
  try {
    return run(db)
  } finally {
    db.close()
  }
}

/** How far it is, and what the timer and the processes still have to do. */
const progressOf = (node: NodeProcess) =>
  inViews(node, (db) => {
    const one = (sql: string, ...params: SqlValue[]) => Object.values(db.prepare(sql).get(...params) ?? {})[0]
    const read = {
      get: <Row>(sql: string, ...params: SqlValue[]) => db.prepare(sql).get(...params) as Row | undefined,
      all: <Row>(sql: string, ...params: SqlValue[]) => db.prepare(sql).all(...params) as Row[],
    }
    return {
      position: String(one('SELECT min(position) FROM checkpoint')),
      due: Number(one('SELECT count(*) FROM maintenance_due WHERE due_at <= ?', instantOf(Date.now() + FALLS_DUE_MS))),
      owed: owedModes(read, 200).length,
    }
  })

/** Resolves when nothing is due or owed and all nodes show the same for a while. */
export async function untilSettled({ nodes, findings }: Hunt): Promise<void> {
  let before = ''
  let now = ''
  const isSettled = await becomes(
    () => {
      before = now
      const progress = nodes.map(progressOf)
      now = JSON.stringify(progress)
      const isDone = progress.every(({ due, owed }) => due === 0 && owed === 0)
      return isDone && new Set(progress.map(({ position }) => position)).size === 1 && now === before
    },
    SETTLE_MS,
    LOOK_EVERY_MS,
  )
  if (!isSettled) findings.fail('nothing settled', now)
}

async function readWhole(engine: Engine): Promise<Recorded[]> {
  const log = await openLogReader(engine)
  try {
    const all: Recorded[] = []
    for (let after: Position | null = null; ; ) {
      const page: readonly Recorded[] = await log.readAll(after, MAX_READ_EVENTS)
      const last = page.at(-1)
      if (!last) return all
      all.push(...page)
      after = last.position
    }
  } finally {
    await log.close()
  }
}

const told = (events: readonly Recorded[]) =>
  events.map(({ stream, revision, type, position, metadata }) => [stream, revision, type, position, metadata.commandId])

/** What these events share must be so but once. */
function checkOnce(hunt: Hunt, kind: string, events: readonly Recorded[], keyOf: (event: Recorded) => string): void {
  for (const [key, same] of Map.groupBy(events, keyOf))
    if (same.length > 1) hunt.findings.fail(`${kind} more than once`, `${key}: ${JSON.stringify(told(same))}`)
}

function checkLog(hunt: Hunt, events: readonly Recorded[]): void {
  const { findings } = hunt
  const byKey = Map.groupBy(events, ({ metadata }) => metadata.commandId)
  for (const { key, action, position, revision } of hunt.acknowledged) {
    const written = byKey.get(key) ?? []
    // A block is a region as well: two streams.
    const expected = action === blocksApi.form.action ? 2 : 1
    if (written.length !== expected)
      findings.fail('acknowledged and not once in the log', `${action} ${key}: ${JSON.stringify(told(written))}`)
    if (!written.some((event) => event.position === position && event.revision === revision))
      findings.fail(
        'acknowledged and stored elsewhere',
        `${action} ${key} ${position}: ${JSON.stringify(told(written))}`,
      )
  }
  checkOnce(hunt, 'a command', events, ({ metadata, stream, type }) => `${metadata.commandId} ${stream} ${type}`)
  const revisions = new Map<string, number>()
  for (const { stream, revision } of events) {
    const next = (revisions.get(stream) ?? -1) + 1
    if (revision !== next) findings.fail('a stream with a gap', `${stream}: ${revision} instead of ${next}`)
    revisions.set(stream, revision)
  }
  const of = (type: string) => events.filter((event) => event.type === type)
  const dataOf = ({ data }: Recorded) => data as Record<string, unknown>
  checkOnce(
    hunt,
    'a missed target',
    of('TargetMissed'),
    (event) => `${event.stream} ${String(dataOf(event)['target'])}`,
  )
  checkOnce(hunt, 'a day', of('DayStarted'), (event) => String(dataOf(event)['day']))
  checkOnce(hunt, 'a mode', of('ModeAdopted'), (event) => String(dataOf(event)['adoptionId']))
  findings.count('events', events.length)
  for (const type of ['TargetMissed', 'ModeAdopted', 'DayStarted']) {
    findings.count(type, of(type).length)
    if (of(type).length === 0) findings.fail('no effect at all', type)
  }
  checkEffects(hunt, events)
}

/** An emergency that nobody accepted has missed both targets a minute later. */
function checkEffects({ findings }: Hunt, events: readonly Recorded[]): void {
  const missed = new Set(
    events
      .filter(({ type }) => type === 'TargetMissed')
      .map(({ stream, data }) => `${stream} ${(data as { target: string }).target}`),
  )
  for (const { type, stream, data } of events) {
    if (type !== 'RequestReported' || (data as { urgency: string }).urgency !== 'emergency') continue
    for (const target of ['response', 'resolution'])
      if (!missed.has(`${stream} ${target}`)) findings.fail('an effect is missing', `${stream} ${target}`)
  }
}

/** The log by itself and against the views of the first node, then the views of the others. */
export async function checkAll(hunt: Hunt, engine: Engine): Promise<void> {
  const { findings, nodes, folder } = hunt
  checkLog(hunt, await readWhole(engine))
  const [first, ...others] = nodes
  if (!first) return
  const keysDir = join(folder, 'keys')
  if (!existsSync(first.viewsFile)) return findings.fail('no views', first.name)
  const { ok, line } = await verifyFolder({ dataDir: first.folder, engine, keysDir })
  hunt.say(`${first.name}: ${line}`)
  if (!ok) findings.fail('the folder does not verify', `${first.name}: ${line}`)
  for (const node of others) {
    const report = await verifyViews({ engine, viewsFile: node.viewsFile, projections })
    hunt.say(`${node.name}: ${report.tables} tables, ${report.rows} rows`)
    if (!report.ok || report.toRebuild.length > 0)
      findings.fail('views differ from a rebuild', `${node.name}: ${JSON.stringify(report)}`)
  }
}
