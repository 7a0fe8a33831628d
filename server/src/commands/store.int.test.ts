/** The command store on a real log: what is lost takes nothing durable with it, and what is erased stays erased. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Decider, type EventMetadata, type EventOf, event, Rejected } from '@changxin/shared/kernel'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { type Log, LogUnavailable, openSqliteLog } from '../log/index.ts'
import { Person } from '../people/people.aggregates.ts'
import { eraseStream } from '../people/people.erasure.ts'
import { aggregate } from './aggregate.ts'
import { createCommandStore } from './store.ts'

const Added = event('Added', z.object({ to: z.int().max(3) }))
type Event = EventOf<readonly [typeof Added]>
const decider: Decider<{ add: number }, Event, number, undefined> = {
  initial: 0,
  evolve: (_state, { data }) => data.to,
  decide: ({ add }, state) => (add === 0 ? [] : [Added({ to: state + add })]),
}
const Counter = aggregate('counter', decider, [Added])

let folder: string
let log: Log
let key = 0
const meta = (actor = 'p1'): EventMetadata => ({
  commandId: `key-${++key}`,
  inputHash: 'h',
  actor,
  channel: 'web',
  occurredAt: '2026-03-01T00:00:00.000Z',
})

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'changxin-store-'))
  log = await openSqliteLog({ file: join(folder, 'log.db'), now: () => '2026-03-01T00:00:00.000Z' })
})
afterEach(async () => {
  await log.close()
  rmSync(folder, { recursive: true })
})

/** The same log, whose first append is lost. */
function losingFirst(): Log {
  let isLost = false
  return {
    ...log,
    async append(...parts) {
      if (isLost) return log.append(...parts)
      isLost = true
      await new Promise((resolve) => setImmediate(resolve))
      throw new LogUnavailable('lost')
    },
  }
}

test('a decision on a state that was lost is made again on what is durable', async () => {
  const store = createCommandStore(losingFirst())
  const add = () => store.execute(Counter, 'a', { meta: meta(), command: { add: 1 } })
  const [lost, kept] = await Promise.allSettled([add(), add()])
  expect(lost).toMatchObject({ status: 'rejected', reason: { code: 'log-unavailable' } })
  expect(kept).toMatchObject({ status: 'fulfilled', value: { revision: 0 } })
  expect((await log.read('counter-a')).map((one) => one.data)).toEqual([{ to: 1 }])
})

/** The same log with another process on it, which writes to `counter-a` just before this one's first append arrives. */
function sharedLog(): Log {
  const word = { read: async () => null, write: async () => null }
  let lane: Promise<unknown> = Promise.resolve()
  let isFirst = true
  async function arrive(...[stream, expected, events]: Parameters<Log['append']>) {
    if (isFirst) {
      isFirst = false
      const data = { to: -5 }
      await log.append(stream, 'none', [{ id: 'of-another', type: 'Added', version: 1, data, metadata: meta('p2') }])
    }
    return log.append(stream, expected, events)
  }
  return {
    ...log,
    shared: { lease: word, agreed: word },
    append(...parts) {
      const mine = lane.then(() => arrive(...parts))
      lane = mine.catch(() => {})
      return mine
    },
  }
}

test('given another process writes in the place of what was decided on, what waits behind it is decided anew', async () => {
  const store = createCommandStore(sharedLog())
  const add = () => store.execute(Counter, 'a', { meta: meta(), command: { add: 1 } })
  const answers = await Promise.all([add(), add()])
  expect(answers.map(({ revision }) => revision).sort()).toEqual([1, 2])
  expect((await log.read('counter-a')).map((one) => one.data)).toEqual([{ to: -5 }, { to: -4 }, { to: -3 }])
})

test('facts never rest on what is lost', async () => {
  const store = createCommandStore(losingFirst())
  const lost = store.execute(Counter, 'a', { meta: meta(), command: { add: 1 } }).catch((error: unknown) => error)
  await Promise.resolve()
  expect(await store.load(Counter, 'a')).toEqual({ state: 0, revision: -1 })
  expect(await lost).toBeInstanceOf(Rejected)
})

test('an event that does not fit its own schema is a fault of the program, not of the input', async () => {
  const store = createCommandStore(log)
  await expect(store.execute(Counter, 'a', { meta: meta(), command: { add: 9 } })).rejects.toThrow(TypeError)
  expect(await store.execute(Counter, 'a', { meta: meta(), command: { add: 1 } })).toMatchObject({ revision: 0 })
})

test('what was decided before an erasure leaves nothing behind it', async () => {
  const store = createCommandStore(log)
  await store.execute(Person, 'p9', {
    meta: meta(),
    command: { type: 'RegisterPerson', personId: 'p9', name: '张三', phone: null },
  })
  const erasing = eraseStream({ log, store }, 'p9')
  // Decided on what is remembered, behind the erasure in the writer's queue.
  const late = store.execute(Person, 'p9', {
    meta: meta(),
    command: { type: 'SetPassword', loginName: 'zhangsan', passwordHash: 'x'.repeat(40) },
  })
  await Promise.allSettled([erasing, late])
  expect(await log.read('person-p9')).toEqual([])
})

describe('given two processes that write to one log', () => {
  const Full = (sum: number) => new Rejected('not-found', { sum })
  /** Refuses from 3 on, and has nothing to do for 0. */
  const limited: typeof decider = {
    ...decider,
    decide(command, state) {
      if (state + command.add > 3) throw Full(state)
      return decider.decide(command, state, undefined)
    },
  }
  const Limited = aggregate('counter', limited, [Added])
  const word = { read: async () => null, write: async () => null }
  const shared = (): Log => ({ ...log, shared: { lease: word, agreed: word } })
  const two = () => [createCommandStore(shared()), createCommandStore(shared())] as const
  type Store = ReturnType<typeof createCommandStore>
  const add = (store: Store, amount: number, of: EventMetadata = meta()) =>
    store.execute(Limited, 'a', { meta: of, command: { add: amount } })

  test('what one appended is what the other decides on', async () => {
    const [here, there] = two()
    await add(here, 1)
    await add(there, 1)
    await add(here, 1)
    expect((await log.read('counter-a')).map((one) => one.data)).toEqual([{ to: 1 }, { to: 2 }, { to: 3 }])
  })

  test('a refusal does not rest on what the other has changed meanwhile', async () => {
    const [here, there] = two()
    await add(here, 2)
    await add(there, 1)
    // Here the state was 2; only a look says that there is no room for one more.
    await expect(add(here, 1)).rejects.toMatchObject({ params: { sum: 3 } })
    await expect(add(there, 2)).rejects.toMatchObject({ params: { sum: 3 } })
  })

  test('facts, and the answer that nothing is to be done, are the newest', async () => {
    const [here, there] = two()
    await add(here, 1)
    await add(there, 1)
    expect(await here.load(Limited, 'a')).toEqual({ state: 2, revision: 1 })
    await add(there, 1)
    expect(await add(here, 0)).toMatchObject({ revision: 2 })
  })

  test('the same key at the other process answers the first result and adds nothing', async () => {
    const [here, there] = two()
    await there.load(Limited, 'a')
    const same = meta()
    const first = await add(here, 1, same)
    expect(await add(there, 1, same)).toEqual({ ...first, hit: true })
    expect(await log.read('counter-a')).toHaveLength(1)
  })

  test('the same key with another input is refused, also at the other process', async () => {
    const [here, there] = two()
    await there.load(Limited, 'a')
    const same = meta()
    await add(here, 1, same)
    await expect(add(there, 1, { ...same, inputHash: 'other' })).rejects.toMatchObject({ code: 'key-reused' })
    expect(await log.read('counter-a')).toHaveLength(1)
  })

  test('the same key at both at once is one append', async () => {
    const [here, there] = two()
    const same = meta()
    const answers = await Promise.all([here, there, here, there].map((store) => add(store, 1, same)))
    expect(new Set(answers.map(({ revision }) => revision))).toEqual(new Set([0]))
    expect(await log.read('counter-a')).toHaveLength(1)
  })
})
