/** The lease among nodes that stop, die, sleep and lose the log: never without a holder for long, and nobody works on who lost it. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { LeaseStream } from '../log/index.ts'
import { createLogger } from '../logger.ts'
import { createLease, LEASE_TIMES } from './lease.ts'

const { lookMs, giveUpMs, takeOverMs } = LEASE_TIMES

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
})
afterEach(() => {
  vi.useRealTimers()
})

/** A stream of words, and a switch for each node that cuts it off. */
function world() {
  const words: string[] = []
  const lost: string[] = []
  const stream = (isCut: () => boolean): LeaseStream => {
    const reach = async () => {
      if (isCut()) throw new Error('the log is away')
    }
    return {
      async read() {
        await reach()
        const holder = words.at(-1)
        return holder === undefined ? null : { revision: words.length - 1, holder }
      },
      async write(expected, holder) {
        await reach()
        if ((expected === 'none' ? -1 : expected) !== words.length - 1) return null
        words.push(holder)
        return words.length - 1
      },
    }
  }
  function node(name: string, beginMs = 0) {
    let isCut = false
    const at = { works: false, begun: 0 }
    const lease = createLease({
      stream: stream(() => isCut),
      node: name,
      logger: createLogger('silent'),
      async begin() {
        at.begun++
        if (beginMs > 0) await new Promise((resolve) => setTimeout(resolve, beginMs))
        at.works = true
      },
      async end() {
        at.works = false
        lost.push(name)
      },
    })
    return {
      at,
      lease,
      cut(now: boolean) {
        isCut = now
      },
    }
  }
  return { words, lost, node }
}

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

test('given nobody holds it, the first to look does, and the next one waits', async () => {
  const { node, words } = world()
  const [a, b] = [node('a'), node('b')]
  await a.lease.start()
  await b.lease.start()
  await pass(10 * takeOverMs)
  expect([a.at.works, b.at.works]).toEqual([true, false])
  expect(new Set(words)).toEqual(new Set(['a']))
  expect(a.at.begun).toBe(1)
})

test('given the holder stops, another has it with its next look', async () => {
  const { node } = world()
  const [a, b] = [node('a'), node('b')]
  await a.lease.start()
  await b.lease.start()
  const stopped = a.lease.stop()
  await pass(lookMs)
  await stopped
  await pass(lookMs)
  expect([a.at.works, b.at.works]).toEqual([false, true])
})

test('given the holder is cut off, it stops before another begins, and that is within thirty seconds', async () => {
  const { node, lost } = world()
  const [a, b] = [node('a'), node('b')]
  await a.lease.start()
  await b.lease.start()
  await pass(3 * lookMs)
  a.cut(true)
  await pass(giveUpMs)
  expect([a.at.works, b.at.works, lost]).toEqual([false, false, ['a']])
  await pass(30_000 - giveUpMs)
  expect(b.at.works).toBe(true)
  a.cut(false)
  await pass(3 * takeOverMs)
  expect([a.at.works, b.at.works]).toEqual([false, true])
})

test('given a holder that died starts again, it goes on at once', async () => {
  const { node } = world()
  const died = node('a')
  await died.lease.start()
  died.cut(true)
  const again = node('a')
  await again.lease.start()
  expect(again.at.works).toBe(true)
})

test('given the log is away for a moment, nothing changes hands', async () => {
  const { node, lost } = world()
  const [a, b] = [node('a'), node('b')]
  await a.lease.start()
  await b.lease.start()
  a.cut(true)
  b.cut(true)
  await pass(2 * lookMs)
  a.cut(false)
  b.cut(false)
  await pass(2 * takeOverMs)
  expect([a.at.works, b.at.works, lost]).toEqual([true, false, []])
})

test('given the duties take long to begin, the holder stays the holder meanwhile', async () => {
  const { node, lost } = world()
  const [a, b] = [node('a', 3 * takeOverMs), node('b')]
  const started = a.lease.start()
  await pass(1)
  await b.lease.start()
  await pass(4 * takeOverMs)
  await started
  expect([a.at.works, b.at.works, lost]).toEqual([true, false, []])
})

test('given the duties cannot begin, the lease is let go and tried again', async () => {
  const { words } = world()
  let fails = 1
  const begun: number[] = []
  const lease = createLease({
    stream: {
      read: async () => (words.length === 0 ? null : { revision: words.length - 1, holder: words.at(-1) ?? '' }),
      write: async (_, holder) => words.push(holder) - 1,
    },
    node: 'a',
    logger: createLogger('silent'),
    begin: async () => {
      if (fails-- > 0) throw new Error('a disk is full')
      begun.push(1)
    },
    end: async () => {},
  })
  await lease.start()
  expect([lease.isHeld(), begun.length]).toEqual([false, 0])
  await pass(lookMs)
  expect([lease.isHeld(), begun.length]).toEqual([true, 1])
})
