/** The command store on a real log: what is lost takes nothing durable with it, and what is erased stays erased. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Decider, type EventMetadata, type EventOf, event, Rejected } from '@changxin/shared/kernel'
import { afterEach, beforeEach, expect, test } from 'vitest'
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
