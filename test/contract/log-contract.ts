/** Everything that a log must do whatever engine it is: each engine's own test calls this with a way to open an empty one. */
import { randomUUID } from 'node:crypto'
import {
  type AppendTooLarge,
  type ExpectedRevision,
  type Log,
  LogUnavailable,
  MAX_APPEND_BYTES,
  MAX_READ_EVENTS,
  type NewEvent,
  StreamNotErasable,
  WrongExpectedRevision,
} from '@changxin/server/log/index.ts'
import { type EventMetadata, type Instant, instantOf, type Position, type Recorded } from '@changxin/shared/kernel'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

export interface OpenedLog {
  readonly log: Log
  /** Closes the log when it is still open, and removes what it left. */
  dispose(): Promise<void>
}

/** Opens a new, empty log that stamps its events with this clock. */
export type OpenLog = (now: () => Instant) => Promise<OpenedLog>

const START_MS = Date.UTC(2026, 2, 1, 8, 30)
const metadata: EventMetadata = {
  commandId: '01890a5d-ac96-774b-bcce-b302099a8057',
  inputHash: 'a'.repeat(64),
  actor: 'person-clerk',
  channel: 'counter',
  occurredAt: instantOf(START_MS),
}

export function newEvent(data: unknown = {}, id: string = randomUUID()): NewEvent {
  return { id, type: 'Tested', version: 1, data, metadata }
}

const ids = (events: readonly Recorded[]) => events.map((event) => event.id)
const numbersOf = (count: number) => Array.from({ length: count }, (_, index) => index)

/** Follows until so many events have come; the signal ends it. */
async function takeFrom(log: Log, after: Position | null, count: number, limit?: number): Promise<Recorded[]> {
  const stop = new AbortController()
  const taken: Recorded[] = []
  for await (const events of log.follow(after, { signal: stop.signal, ...(limit !== undefined && { limit }) })) {
    taken.push(...events)
    if (taken.length >= count) stop.abort()
  }
  return taken
}

/** One event after the other; answers what was acknowledged. */
async function fill(log: Log, stream: string, count: number, from: ExpectedRevision = 'none') {
  let expected = from
  const acknowledged: { id: string; revision: number; position: Position }[] = []
  for (const index of numbersOf(count)) {
    const event = newEvent({ index })
    const appended = await log.append(stream, expected, [event])
    expected = appended.revision
    acknowledged.push({ id: event.id, ...appended })
  }
  return acknowledged
}

export function logContract(name: string, open: OpenLog): void {
  describe(`the log contract on ${name}`, () => {
    let log: Log
    let opened: OpenedLog
    let nowMs = START_MS

    beforeEach(async () => {
      nowMs = START_MS
      opened = await open(() => instantOf(nowMs))
      log = opened.log
    })
    afterEach(() => opened.dispose())

    describe('append', () => {
      test('numbers a stream from 0 and places it in the log', async () => {
        const first = await log.append('fund-1', 'none', [newEvent(), newEvent()])
        const second = await log.append('fund-1', 1, [newEvent()])
        expect([first.revision, second.revision]).toEqual([1, 2])
        expect(second.position > first.position).toBe(true)
        expect(await log.head()).toBe(second.position)
        expect(await log.size()).toBe(3)
      })

      test('keeps all that an event says', async () => {
        const full = { ...metadata, onBehalfOf: 'person-2', causationId: 'c-1', correlationId: 'c-2' }
        const event: NewEvent = {
          id: randomUUID(),
          type: 'LeakReported',
          version: 3,
          data: { floor: 3 },
          metadata: full,
        }
        const { position } = await log.append('request-1', 'none', [event])
        const recorded = { ...event, stream: 'request-1', revision: 0, position }
        const stored = [{ ...recorded, metadata: { ...full, recordedAt: instantOf(START_MS) } }]
        expect(await log.read('request-1')).toEqual(stored)
        expect(await log.readAll(null, 10)).toEqual(stored)
      })

      test.each<[string, ExpectedRevision, ExpectedRevision]>([
        ['a stream that is there already', 'none', 1],
        ['one that has gone on', 0, 1],
        ['one that is not so far', 5, 1],
      ])('refuses %s', async (_, expected, actual) => {
        await log.append('fund-1', 'none', [newEvent(), newEvent()])
        const refused = log.append('fund-1', expected, [newEvent()])
        await expect(refused).rejects.toThrow(WrongExpectedRevision)
        await expect(refused).rejects.toMatchObject({ stream: 'fund-1', expected, actual })
        expect(await log.size()).toBe(2)
      })

      test('refuses a revision of a stream that does not exist', async () => {
        const refused = log.append('fund-1', 0, [newEvent()])
        await expect(refused).rejects.toMatchObject({ name: 'WrongExpectedRevision', expected: 0, actual: 'none' })
      })

      test.each<[string, string, ExpectedRevision, number]>([
        ['no events', 'fund-1', 'none', 0],
        ['a negative revision', 'fund-1', -1, 1],
        ['half a revision', 'fund-1', 0.5, 1],
        ['a name without category', 'fund', 'none', 1],
        ['a name of the engine itself', '$fund-1', 'none', 1],
        ['a name with a space', 'fund-1 2', 'none', 1],
        ['a name with a control character', 'fund-1\u0000', 'none', 1],
        ['an endless name', `fund-${'1'.repeat(200)}`, 'none', 1],
      ])('refuses %s as an error of the program', async (_, stream, expected, count) => {
        const events = numbersOf(count).map(() => newEvent())
        await expect(log.append(stream, expected, events)).rejects.toThrow(RangeError)
        expect(await log.head()).toBeNull()
      })

      test('is whole or not at all beyond the limit of bytes', async () => {
        const half = newEvent({ text: '修'.repeat(MAX_APPEND_BYTES / 6) })
        const refused = log.append('import-1', 'none', [half, half])
        await expect(refused).rejects.toMatchObject({ name: 'AppendTooLarge' } satisfies Partial<AppendTooLarge>)
        await expect(refused).rejects.toHaveProperty('bytes', expect.any(Number))
        expect(await log.read('import-1')).toEqual([])
        const nearly = newEvent({ text: 'x'.repeat(MAX_APPEND_BYTES - 1024) })
        expect(await log.append('import-1', 'none', [nearly])).toMatchObject({ revision: 0 })
        expect((await log.read('import-1'))[0]?.data).toEqual(nearly.data)
      })
    })

    describe('a repeated append', () => {
      test.each<[string, number]>([
        ['at once', 0],
        ['after others have followed', 3],
      ])('answers the first result %s', async (_, later) => {
        await fill(log, 'fund-1', 2)
        const events = [newEvent({ a: 1 }), newEvent({ a: 2 })]
        const first = await log.append('fund-1', 1, events)
        await fill(log, 'fund-1', later, first.revision)
        await fill(log, 'fund-2', 1)
        expect(await log.append('fund-1', 1, events)).toEqual(first)
        expect(await log.size()).toBe(5 + later)
      })

      test('answers the first result with none expected', async () => {
        const event = newEvent()
        const first = await log.append('fund-1', 'none', [event])
        await fill(log, 'fund-1', 2, 0)
        expect(await log.append('fund-1', 'none', [event])).toEqual(first)
      })

      test('that runs beside the first is one append', async () => {
        const event = newEvent()
        const answers = await Promise.all(numbersOf(8).map(() => log.append('fund-1', 'none', [event])))
        expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
        expect(await log.size()).toBe(1)
      })

      test('with only some of the same ids is another append', async () => {
        const [first, second] = [newEvent(), newEvent()]
        await log.append('fund-1', 'none', [first, second])
        await expect(log.append('fund-1', 'none', [first, newEvent()])).rejects.toThrow(WrongExpectedRevision)
        await expect(log.append('fund-1', 'none', [first, second, newEvent()])).rejects.toThrow(WrongExpectedRevision)
        await expect(log.append('fund-1', 0, [first])).rejects.toThrow(WrongExpectedRevision)
      })
    })

    describe('many writers', () => {
      test('on one stream: exactly one wins each revision', async () => {
        const writer = async (): Promise<string[]> => {
          const won: string[] = []
          for (const revision of numbersOf(10)) {
            const event = newEvent()
            const expected = revision === 0 ? 'none' : revision - 1
            await log.append('fund-1', expected, [event]).then(
              () => won.push(event.id),
              (error: unknown) => expect(error).toBeInstanceOf(WrongExpectedRevision),
            )
          }
          return won
        }
        const won = await Promise.all(numbersOf(64).map(writer))
        const stored = await log.read('fund-1')
        expect(stored.map((event) => event.revision)).toEqual(numbersOf(10))
        expect(won.flat().sort()).toEqual(ids(stored).sort())
      })

      test('on one stream, each with the revision that the one before will have, all succeed in order', async () => {
        const events = numbersOf(50).map((index) => newEvent({ index }))
        await Promise.all(events.map((event, index) => log.append('fund-1', index === 0 ? 'none' : index - 1, [event])))
        expect(ids(await log.read('fund-1'))).toEqual(ids(events as unknown as Recorded[]))
      })

      test('on streams of their own: the log has each stream in the order of its acknowledgements', async () => {
        const acknowledged = await Promise.all(numbersOf(64).map((index) => fill(log, `fund-${index}`, 5)))
        const all = await log.readAll(null, MAX_READ_EVENTS)
        expect(all.length).toBe(64 * 5)
        expect(new Set(all.map((event) => event.position)).size).toBe(64 * 5)
        for (const [index, wanted] of acknowledged.entries()) {
          const stored = all.filter((event) => event.stream === `fund-${index}`)
          expect(stored.map(({ id, revision, position }) => ({ id, revision, position }))).toEqual(wanted)
        }
      })
    })

    describe('reading', () => {
      test('a stream from a revision on', async () => {
        const written = (await fill(log, 'fund-1', 5)).map((event) => event.id)
        await fill(log, 'fund-12', 1)
        expect(ids(await log.read('fund-1'))).toEqual(written)
        expect(ids(await log.read('fund-1', 3))).toEqual(written.slice(3))
        expect(await log.read('fund-1', 5)).toEqual([])
        expect(await log.read('fund-2')).toEqual([])
      })

      test('the log page by page gives every event once', async () => {
        await Promise.all(numbersOf(10).map((index) => fill(log, `fund-${index}`, 3)))
        const whole = await log.readAll(null, MAX_READ_EVENTS)
        const paged: Recorded[] = []
        for (let after: Position | null = null; ; ) {
          const page: readonly Recorded[] = await log.readAll(after, 7)
          expect(page.length).toBeLessThanOrEqual(7)
          const last = page.at(-1)
          if (!last) break
          paged.push(...page)
          after = last.position
        }
        expect(paged).toEqual(whole)
        expect(whole.length).toBe(30)
        expect(whole.map((event) => event.position).toSorted()).toEqual(whole.map((event) => event.position))
      })

      test('an empty log', async () => {
        expect(await log.head()).toBeNull()
        expect(await log.size()).toBe(0)
        expect(await log.readAll(null, 10)).toEqual([])
      })

      test.each([0, -1, 1.5, MAX_READ_EVENTS + 1])('refuses a page of %s', async (limit) => {
        await expect(log.readAll(null, limit)).rejects.toThrow(RangeError)
      })

      test('refuses a position of another engine', async () => {
        await expect(log.readAll('x0000000000000001', 10)).rejects.toThrow(RangeError)
      })
    })

    describe('data', () => {
      test.each<[string, unknown]>([
        ['rare characters', { name: '𠮷野家 㑇', note: '🚰👩‍🔧 é é', zero: '\u0000\u2028' }],
        ['half a surrogate pair', { broken: '\ud83d' }],
        ['the ends of the integers', { max: Number.MAX_SAFE_INTEGER, min: Number.MIN_SAFE_INTEGER, huge: 1e300 }],
        ['nothing', null],
        ['text, numbers and lists at the top', [1, 'a', [null, true], {}]],
        ['names that mean something elsewhere', JSON.parse('{"__proto__":1,"constructor":2,"10":3,"9":4}')],
      ])('comes back as it was: %s', async (_, data) => {
        await log.append('note-1', 'none', [newEvent(data)])
        const [event] = await log.read('note-1')
        expect(event?.data).toEqual(data)
        expect(JSON.stringify(event?.data)).toBe(JSON.stringify(data))
      })

      test('negative zero is zero, as in all JSON', async () => {
        await log.append('note-1', 'none', [newEvent({ amountFen: -0 })])
        expect((await log.read('note-1'))[0]?.data).toEqual({ amountFen: 0 })
      })

      test('that JSON cannot hold is refused', async () => {
        await expect(
          log.append(
            'note-1',
            'none',
            [newEvent(undefined)].map((it) => ({ ...it, data: undefined })),
          ),
        ).rejects.toThrow(TypeError)
        expect(await log.size()).toBe(0)
      })
    })

    test('recordedAt is the clock at the append and never runs backwards', async () => {
      for (const ms of [0, 5_000, 2_000, 6_000]) {
        nowMs = START_MS + ms
        await log.append(`fund-${ms}`, 'none', [newEvent()])
      }
      const stamps = (await log.readAll(null, 10)).map((event) => event.metadata.recordedAt)
      expect(stamps).toEqual([0, 5_000, 5_000, 6_000].map((ms) => instantOf(START_MS + ms)))
    })

    describe('following', () => {
      test('catches up, then goes on live, without a gap or a repeat, while others write', async () => {
        await Promise.all(numbersOf(8).map((index) => fill(log, `fund-${index}`, 20)))
        const following = takeFrom(log, null, 8 * 40, 7)
        const second = takeFrom(log, null, 8 * 40)
        await Promise.all(numbersOf(8).map((index) => fill(log, `fund-${index}`, 20, 19)))
        const all = ids(await log.readAll(null, MAX_READ_EVENTS))
        expect(ids(await following)).toEqual(all)
        expect(ids(await second)).toEqual(all)
      })

      test('starts after a position, and waits for what is not there yet', async () => {
        const [, second] = await fill(log, 'fund-1', 2)
        const following = takeFrom(log, second?.position ?? null, 2)
        const later = await fill(log, 'fund-1', 2, 1)
        expect(ids(await following)).toEqual(later.map((event) => event.id))
      })

      test('gives batches of at most the limit', async () => {
        await fill(log, 'fund-1', 10)
        const stop = new AbortController()
        const sizes: number[] = []
        for await (const events of log.follow(null, { limit: 4, signal: stop.signal })) {
          sizes.push(events.length)
          if (sizes.reduce((sum, size) => sum + size) === 10) stop.abort()
        }
        expect(Math.max(...sizes)).toBeLessThanOrEqual(4)
      })

      test('a slow follower holds back nobody and misses nothing', async () => {
        const stop = new AbortController()
        const batches = log.follow(null, { limit: 3, signal: stop.signal })[Symbol.asyncIterator]()
        await fill(log, 'fund-1', 1)
        const first = await batches.next()
        // Nothing is asked for meanwhile; every append is acknowledged all the same.
        await fill(log, 'fund-1', 30, 0)
        const taken: Recorded[] = [...(first.value as readonly Recorded[])]
        while (taken.length < 31) {
          const { value } = (await batches.next()) as { value: readonly Recorded[] }
          expect(value.length).toBeLessThanOrEqual(3)
          taken.push(...value)
        }
        stop.abort()
        expect(await batches.next()).toMatchObject({ done: true })
        expect(taken.map((event) => event.revision)).toEqual(numbersOf(31))
      })

      test('ends when the signal aborts: before, while waiting, and in the middle', async () => {
        const before = AbortSignal.abort()
        for await (const _ of log.follow(null, { signal: before })) expect.unreachable()
        const waiting = new AbortController()
        const end = log.follow(null, { signal: waiting.signal })[Symbol.asyncIterator]().next()
        waiting.abort()
        expect(await end).toMatchObject({ done: true })
        await fill(log, 'fund-1', 9)
        const middle = new AbortController()
        let batches = 0
        for await (const events of log.follow(null, { limit: 2, signal: middle.signal })) {
          expect(events.length).toBeGreaterThan(0)
          batches++
          middle.abort()
        }
        expect(batches).toBe(1)
      })
    })

    describe('erasing', () => {
      test('takes a personal stream away and nothing else', async () => {
        await fill(log, 'person-1', 3)
        await fill(log, 'person-11', 1)
        await fill(log, 'fund-1', 1)
        await log.erase('person-1')
        expect(await log.read('person-1')).toEqual([])
        const left = (await log.readAll(null, 10)).map((event) => event.stream)
        expect(left).toEqual(['person-11', 'fund-1'])
      })

      test('leaves the numbering: the stream goes on after its last revision, at new positions', async () => {
        const written = await fill(log, 'person-1', 3)
        await log.erase('person-1')
        const again = await log.append('person-1', 2, [newEvent({ name: '新' })])
        expect(again.revision).toBe(3)
        expect(again.position > (written.at(-1)?.position ?? '')).toBe(true)
        expect((await log.read('person-1')).map((event) => event.data)).toEqual([{ name: '新' }])
      })

      test('does not bring back what is appended again', async () => {
        const event = newEvent({ phone: '13812345678' })
        await log.append('person-1', 'none', [event])
        await log.erase('person-1')
        await expect(log.append('person-1', 'none', [event])).rejects.toThrow(WrongExpectedRevision)
        expect(await log.read('person-1')).toEqual([])
      })

      test('a follower goes on past what was erased', async () => {
        const [first] = await fill(log, 'fund-1', 1)
        await fill(log, 'person-1', 2)
        await log.erase('person-1')
        const following = takeFrom(log, first?.position ?? null, 1)
        const [later] = await fill(log, 'fund-1', 1, 0)
        expect(ids(await following)).toEqual([later?.id])
      })

      test('again, or of a stream that never was, does nothing', async () => {
        await fill(log, 'person-1', 1)
        await log.erase('person-1')
        await log.erase('person-1')
        await log.erase('person-2')
        expect(await log.append('person-2', 'none', [newEvent()])).toMatchObject({ revision: 0 })
      })

      test.each(['fund-1', 'personal-1', 'access-person-1'])('refuses %s', async (stream) => {
        await fill(log, stream, 1)
        await expect(log.erase(stream)).rejects.toThrow(StreamNotErasable)
        expect(await log.read(stream)).toHaveLength(1)
      })
    })

    test('closing answers what was asked before, and refuses everything after', async () => {
      const pending = numbersOf(20).map((index) => log.append(`fund-${index}`, 'none', [newEvent()]))
      const closed = log.close()
      expect(await Promise.all(pending)).toHaveLength(20)
      await closed
      await log.close()
      await expect(log.append('fund-1', 0, [newEvent()])).rejects.toThrow(LogUnavailable)
      await expect(log.read('fund-1')).rejects.toThrow(LogUnavailable)
      await expect(log.readAll(null, 1)).rejects.toThrow(LogUnavailable)
    })
  })
}
