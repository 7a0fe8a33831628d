/** What the tests of the cluster engine share: opening it with short limits, filling it, following it, and the story of a leader that dies. */
import { randomUUID } from 'node:crypto'
import { type Log, LogUnavailable, MAX_READ_EVENTS, type NewEvent } from '@changxin/server/log/index.ts'
import { type KurrentLogOptions, openKurrentLog } from '@changxin/server/log/kurrentdb/index.ts'
import { instantOf, type Position, type Recorded } from '@changxin/shared/kernel'
import { expect, onTestFinished } from 'vitest'
import { emptyServer } from '../kurrentdb/empty-server.ts'
import { openOnOwnPorts } from '../kurrentdb/own-ports.ts'
import type { StandIn, StandInNode } from '../kurrentdb/stand-in.ts'
import { newEvent } from './log-contract.ts'

const MAX_TRIES = 5
const NOW = instantOf(Date.UTC(2026, 2, 1))

/** Patient enough for a busy machine; whoever waits for a refusal shortens `totalMs`. */
export const SHORT = {
  read: { tryMs: 1_000, totalMs: 20_000 },
  write: { tryMs: 1_000, totalMs: 20_000 },
  lookMs: 300,
  awayPauseMs: 50,
  closeMs: 500,
} as const
export const IMPATIENT = {
  ...SHORT,
  read: { tryMs: 500, totalMs: 1_500 },
  write: { tryMs: 500, totalMs: 1_500 },
} as const

export async function standInFor(nodes: 1 | 3 = 1): Promise<StandIn> {
  const standIn = await openOnOwnPorts(nodes)
  onTestFinished(() => standIn.close())
  return standIn
}

/** For a test without fault switches: the stand-in, or the real server where one is named. */
export async function emptyUrl(): Promise<string> {
  const server = await emptyServer()
  onTestFinished(() => server.close())
  return server.url
}

/** Closed when the test is over, before the stand-in is. */
export async function logOn(url: string, options: Partial<KurrentLogOptions> = {}): Promise<Log> {
  const log = await openKurrentLog({ url, now: () => NOW, limits: SHORT, ...options })
  onTestFinished(() => log.close())
  return log
}

export const onEach = (standIn: StandIn, act: (faults: StandInNode['faults']) => void) => {
  for (const node of standIn.nodes) act(node.faults)
}

/** One event after the other from revision 0 on; answers their ids. */
export async function fill(log: Log, stream: string, count: number, from = -1): Promise<string[]> {
  const ids: string[] = []
  for (let revision = from; ids.length < count; revision++) {
    const event = newEvent({ index: ids.length })
    await insist(log, stream, revision, event)
    ids.push(event.id)
  }
  return ids
}

/** As a command does: the same event again until it is acknowledged; a conflict would be an append lost or doubled. */
export async function insist(log: Log, stream: string, revision: number, event: NewEvent): Promise<void> {
  for (let tried = 1; ; tried++) {
    try {
      await log.append(stream, revision < 0 ? 'none' : revision, [event])
      return
    } catch (error) {
      if (!(error instanceof LogUnavailable) || tried >= MAX_TRIES) throw error
    }
  }
}

export interface Following {
  readonly events: readonly Recorded[]
  /** Of the last event that was handled. */
  position(): Position | null
  stop(): Promise<void>
}

export function following(log: Log, after: Position | null = null): Following {
  const events: Recorded[] = []
  const stop = new AbortController()
  const run = (async () => {
    for await (const batch of log.follow(after, { signal: stop.signal })) events.push(...batch)
  })()
  run.catch(() => {})
  const end = async () => {
    stop.abort()
    await run
  }
  onTestFinished(end)
  return { events, position: () => events.at(-1)?.position ?? after, stop: end }
}

export const idsOf = (events: readonly Pick<Recorded, 'id'>[]) => events.map(({ id }) => id)
export const PATIENCE = { timeout: 20_000, interval: 20 }

const WRITERS = 12
const EVENTS_EACH = 12

/**
 * Many append, read and follow while the leader is taken away once and again: every acknowledged append is there exactly
 * once, and followers have them all in the log's order. On streams of its own, so that a real cluster may hold others.
 */
export async function surviveFailovers(url: string, failOver: () => Promise<unknown>): Promise<void> {
  const log = await logOn(url)
  const run = randomUUID().slice(0, 8)
  const isOurs = ({ stream }: Recorded) => stream.startsWith(`fund-${run}`)
  const start = await log.head()
  const followers = [following(log, start), following(log, start)]
  const acknowledged: string[] = []
  const text = 'x'.repeat(20_000)
  const writers = Array.from({ length: WRITERS }, async (_, writer) => {
    for (let index = 0; index < EVENTS_EACH; index++) {
      const event = newEvent({ index, text })
      await insist(log, `fund-${run}-${writer}`, index - 1, event)
      acknowledged.push(event.id)
    }
  })
  let isOver = false
  const reader = (async () => {
    while (!isOver) await log.read(`fund-${run}-1`)
  })()
  await expect.poll(() => acknowledged.length, PATIENCE).toBeGreaterThan(30)
  await failOver()
  await expect.poll(() => acknowledged.length, PATIENCE).toBeGreaterThan(80)
  await failOver()
  await Promise.all(writers)
  isOver = true
  await reader

  const all = idsOf((await log.readAll(start, MAX_READ_EVENTS)).filter(isOurs))
  expect([...all].sort()).toEqual([...acknowledged].sort())
  for (const { events } of followers) await expect.poll(() => idsOf(events.filter(isOurs)), PATIENCE).toEqual(all)
}
