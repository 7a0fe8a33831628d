/** The outbox with a server played by hand: in order, once, and never silent about what was refused. */
import { expect, test } from 'vitest'
import { reactive } from 'vue'
import { memoryStore } from './kept-store.ts'
import { finish, noNetwork, OTHER, refused, THING, take, world } from './outbox.fixture.ts'
import type { OutboxItem } from './outbox.ts'

test('steps without signal wait in order, and go out with the time they were tapped, each under its own key', async () => {
  const { outbox, put, tick, answers, told } = world()
  answers.push(noNetwork, noNetwork, noNetwork)
  await put(take)
  await put(finish, THING, { body: { note: 'done' } })
  await outbox.drain()
  expect(outbox.items.value.map(({ action }) => action)).toEqual(['test.take', 'test.finish'])
  const before = told.length
  expect(told.every(({ action }) => action === 'test.take')).toBe(true)

  answers.length = 0
  await tick()
  expect(told.slice(before).map(({ key, body }) => [key, body])).toEqual([
    ['k1', { occurredAt: '2026-03-01T00:01:00.000Z' }],
    ['k2', { note: 'done', occurredAt: '2026-03-01T00:02:00.000Z' }],
  ])
  expect(outbox.items.value).toEqual([])
  expect(outbox.taken.value.map(({ action }) => action)).toEqual(['test.take', 'test.finish'])
})

test('tried again with growing pauses, at once when the network is back', async () => {
  const { outbox, put, tick, answers, timers, told } = world()
  answers.push(noNetwork, noNetwork, noNetwork)
  await put(take)
  await outbox.drain()
  answers.splice(0, answers.length, noNetwork, noNetwork)
  await tick()
  await outbox.drain()
  const waits = timers.map(({ ms }) => ms)
  expect(waits.length).toBeGreaterThan(1)
  expect(waits).toEqual([...waits].sort((a, b) => a - b))
  expect(waits.at(-1)).toBeGreaterThan(waits[0] ?? 0)
  answers.length = 0
  await outbox.wake()
  expect(outbox.items.value).toEqual([])
  expect(new Set(told.map(({ key }) => key))).toEqual(new Set(['k1']))
})

test('what is refused stays with its reason; later steps of the same thing wait, those of others go', async () => {
  const { outbox, put, answers, told } = world()
  answers.push(refused(409, 'taken-by-other'))
  await put(take)
  await outbox.drain()
  await put(finish)
  await put(take, OTHER)
  await outbox.drain()
  expect(outbox.items.value.map(({ action, group, problem }) => [action, group, problem?.code])).toEqual([
    ['test.take', THING, 'taken-by-other'],
    ['test.finish', THING, undefined],
  ])
  expect(told.at(-1)?.group).toBe(OTHER)

  await outbox.discard('k1')
  expect(told.at(-1)).toMatchObject({ key: 'k2', action: 'test.finish' })
  expect(outbox.items.value).toEqual([])
})

test('a refused step is tried again under the same key when the person says so', async () => {
  const { outbox, put, answers, told } = world()
  answers.push(refused(403, 'not-allowed'))
  await put(take)
  await outbox.drain()
  await outbox.retry('k1')
  expect(new Set(told.map(({ key }) => key))).toEqual(new Set(['k1']))
  expect(outbox.items.value).toEqual([])
})

test('a file that has arrived is not sent again after a break', async () => {
  const { outbox, put, tick, uploads, sent, told } = world()
  const file = (name: string) => ({ key: `f-${name}`, name, blob: new Blob([name]) })
  uploads.push('ok', noNetwork, noNetwork)
  await put(finish, THING, { files: [file('a'), file('b')], arrived: ['sha-early'] })
  await outbox.drain()
  uploads.length = 0
  await tick()
  expect(sent.filter((name) => name === 'a')).toHaveLength(1)
  expect(told.map(({ body }) => body.files)).toEqual([['sha-early', 'sha-a', 'sha-b']])
})

test('a page that was closed sends what it kept when it is opened again, but only to the same person', async () => {
  const first = world()
  first.answers.push(noNetwork, noNetwork)
  await first.put(take)
  await first.outbox.drain()
  const second = world({ store: first.store })
  second.person.id = 'p2'
  await second.outbox.wake()
  expect(second.outbox.items.value).toEqual([])
  expect(second.told).toEqual([])
  second.person.id = 'p1'
  await second.outbox.wake()
  expect(second.told.map(({ key }) => key)).toEqual(['k1'])
  expect(await first.store.all()).toEqual([])
})

test('an ended session is no refusal: the step waits for the next sign-in', async () => {
  const { outbox, put, answers } = world()
  answers.push(refused(401, 'not-signed-in'), refused(401, 'not-signed-in'))
  await put(take)
  await outbox.drain()
  expect(outbox.items.value.map(({ problem }) => problem)).toEqual([null])
})

test('a device without room says so instead of pretending', async () => {
  const store = { ...memoryStore<OutboxItem>(), put: () => Promise.reject(new Error('QuotaExceededError')) }
  const { put, told } = world({ store })
  await expect(put(take)).rejects.toThrow('QuotaExceededError')
  expect(told).toEqual([])
})

test('what is still bound to a form is kept as plain data: a device cannot keep the watched objects', async () => {
  const { outbox, told } = world()
  const files = reactive(['sha-a'])
  const body = reactive({ note: '灯不亮' })
  await outbox.put({ route: take, params: reactive({ id: THING }), body, group: THING, about: '', arrived: files })
  await outbox.drain()
  expect(told.map((one) => one.body)).toEqual([expect.objectContaining({ note: '灯不亮', files: ['sha-a'] })])
})
