/** A log that keeps no chain: what reading it through the port shows, and what only its checkpoints show. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Recorded } from '@changxin/shared/kernel'
import { CHECKPOINT_STREAM, type SignedCheckpoint } from '@changxin/shared/ledger'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkpointPublicKeys } from './checkpoint-keys.ts'
import { readCheckpoints } from './checkpoints.ts'
import { storyClock, tellStory } from './copy/copied-log.fixture.ts'
import type { LogReader } from './port.ts'
import { openSqliteLog } from './sqlite/index.ts'
import { verifyByReading } from './verify-by-reading.ts'

const folder = mkdtempSync(join(tmpdir(), 'changxin-by-reading-'))
const keysDir = join(folder, 'keys')
let story: readonly Recorded[] = []
let held: SignedCheckpoint[] = []

beforeAll(async () => {
  const log = await openSqliteLog({ file: join(folder, 'log.db'), now: storyClock() })
  await tellStory(log, keysDir)
  story = await log.readAll(null, 5_000)
  held = await readCheckpoints(log)
  await log.close()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

type Change = (events: readonly Recorded[]) => readonly Recorded[]

function verify(change: Change, options: { held?: SignedCheckpoint[]; publicKeys?: string[] } = {}) {
  const events = change(story)
  const log: Pick<LogReader, 'readAll' | 'read' | 'head' | 'size'> = {
    readAll: async (after, limit) => events.filter(({ position }) => position > (after ?? '')).slice(0, limit),
    read: async (stream) => events.filter((event) => event.stream === stream),
    head: async () => events.at(-1)?.position ?? null,
    size: async () => events.length,
  }
  return verifyByReading({ log, publicKeys: checkpointPublicKeys(keysDir), ...options })
}

const isAt = (stream: string, revision: number) => (event: Recorded) =>
  event.stream === stream && event.revision === revision
const without =
  (stream: string, revision: number): Change =>
  (events) =>
    events.filter((event) => !isAt(stream, revision)(event))
const changed =
  (stream: string, revision: number, change: (event: Recorded) => Recorded): Change =>
  (events) =>
    events.map((event) => (isAt(stream, revision)(event) ? change(event) : event))

test('an untouched log is well, also with the checkpoints that somebody kept', async () => {
  const well = { ok: true, events: story.length, leaves: 111, checkpoints: 2 }
  expect(await verify((events) => events)).toEqual(well)
  expect(await verify((events) => events, { held })).toEqual(well)
  expect(await verify(() => [])).toEqual({ ok: true, events: 0, leaves: 0, checkpoints: 0 })
})

const otherData = (event: Recorded): Recorded => ({ ...event, data: { amountFen: 9 } })
const otherTime = (event: Recorded): Recorded => ({
  ...event,
  metadata: { ...event.metadata, recordedAt: '2026-03-09T00:00:00.000Z' },
})

test.each<[string, Change, string, RegExp]>([
  ['an event is missing in a stream', without('fund-1', 1), 'broken-stream', /fund-1 has revision 2 where 1 belongs/],
  [
    'the beginning of a stream is missing',
    without('fund-3', 0),
    'broken-stream',
    /fund-3 has revision 1 where 0 belongs/,
  ],
  ['a personal stream lost its beginning, as an erasure takes it', without('person-d', 0), 'ok', /^$/],
  [
    'a personal stream has a hole',
    changed('person-a', 4, (event) => ({ ...event, revision: 6 })),
    'broken-stream',
    /person-a has revision 6 where 4 belongs/,
  ],
  [
    'an event is there twice',
    (events) => [...events, { ...(events[0] as Recorded), stream: 'fund-4', position: 'sffffffffffffffff' }],
    'repeated-id',
    /fund-4 revision 0/,
  ],
  ['data were changed', changed('fund-1', 1, otherData), 'wrong-root', /2026-03-01/],
  ['a time was changed', changed('request-3', 2, otherTime), 'wrong-root', /2026-03-02/],
  [
    'a whole stream is gone',
    (events) => events.filter(({ stream }) => stream !== 'request-3'),
    'broken-checkpoint',
    /covers \d+ leaves, but only/,
  ],
  [
    'two events changed places',
    (events) => {
      const [one, other] = [events.findIndex(isAt('request-1', 0)), events.findIndex(isAt('request-2', 0))]
      return events.map((event, index) => {
        const from = index === one ? events[other] : index === other ? events[one] : event
        return { ...(from as Recorded), position: event.position }
      })
    },
    'wrong-root',
    /2026-03-02/,
  ],
  [
    'a checkpoint was changed',
    changed(CHECKPOINT_STREAM, 1, (event) => ({ ...event, data: { ...(event.data as SignedCheckpoint), size: 3 } })),
    'wrong-root',
    /2026-03-02/,
  ],
])('%s', async (_, change, what, detail) => {
  const { firstDifference } = await verify(change)
  expect(firstDifference?.what ?? 'ok').toBe(what)
  expect(firstDifference?.detail ?? '').toMatch(detail)
})

test('the end that was cut off with its checkpoint is shown by the one that was kept', async () => {
  const cut: Change = (events) => events.slice(0, events.findIndex(isAt(CHECKPOINT_STREAM, 1)) - 5)
  expect(await verify(cut)).toMatchObject({ ok: true, checkpoints: 1 })
  expect(await verify(cut, { held })).toMatchObject({ ok: false, firstDifference: { what: 'missing-at-end' } })
})

test('a key that nobody knows', async () => {
  expect(await verify((events) => events, { publicKeys: [] })).toMatchObject({
    ok: false,
    firstDifference: { what: 'unknown-key', position: story.find(isAt(CHECKPOINT_STREAM, 0))?.position },
  })
})
