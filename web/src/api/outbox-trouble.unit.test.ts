/** What goes wrong with phones: full storage, a wrong clock, several tabs, a hotspot, a photo that nobody takes. */
import { expect, test } from 'vitest'
import { type KeptStore, memoryStore } from './kept-store.ts'
import { finish, noNetwork, refused, THING, take, turns, world } from './outbox.fixture.ts'
import { MAX_WAITING, type OutboxItem } from './outbox.ts'

/** A device that takes so many writes and no more. */
function fullAfter(writes: number): KeptStore<OutboxItem> {
  const store = memoryStore<OutboxItem>()
  let left = writes
  return {
    ...store,
    put: (key, item) => (left-- > 0 ? store.put(key, item) : Promise.reject(new Error('QuotaExceededError'))),
  }
}

test('a device that becomes full on the way still sends what it holds, once', async () => {
  const { outbox, put, told, sent, answers } = world({ store: fullAfter(1) })
  answers.push(refused(409, 'wrong-status'), 'ok')
  await put(take, THING, { files: [{ key: 'f1', name: 'a', blob: new Blob(['a']) }] })
  await outbox.drain()
  // Not even that it was refused can be kept, and yet it is shown.
  expect(outbox.items.value.map(({ problem }) => problem?.code)).toEqual(['wrong-status'])
  await outbox.retry('k1')
  expect([sent, told.length, outbox.items.value]).toEqual([['a'], 2, []])
})

test('what the server has taken is not sent again by a device that cannot remove it', async () => {
  const store = { ...memoryStore<OutboxItem>(), remove: () => Promise.reject(new Error('UnknownError')) }
  const { outbox, put, told } = world({ store })
  await put(take)
  await outbox.drain()
  await put(finish)
  await outbox.drain()
  expect(told.map(({ action }) => action)).toEqual(['test.take', 'test.finish'])
  expect(outbox.items.value).toEqual([])
})

test('an answer that is not ours, as of a hotspot that wants a sign-in, takes nothing away', async () => {
  const { outbox, put, tick, answers, told } = world()
  answers.push(new SyntaxError('Unexpected token <'), noNetwork)
  await put(take)
  await outbox.drain()
  expect(outbox.items.value.map(({ problem }) => problem)).toEqual([null])
  await tick()
  expect(new Set(told.map(({ key }) => key))).toEqual(new Set(['k1']))
  expect(outbox.items.value).toEqual([])
})

const HOURS_AHEAD_MS = 3 * 3_600_000

test('the clock of the phone is three hours ahead: a step is dated by the server’s clock', async () => {
  const { outbox, put, told } = world({ aheadMs: HOURS_AHEAD_MS })
  await put(take)
  await outbox.drain()
  expect(told.map(({ body }) => body.occurredAt)).toEqual(['2026-03-01T00:01:00.000Z'])
})

test('opened without signal the phone does not know: it is put right before the first try, and never again', async () => {
  const { outbox, put, tick, answers, told, clock, store } = world({ aheadMs: HOURS_AHEAD_MS })
  clock.known = false
  answers.push(noNetwork, noNetwork)
  await put(take)
  expect((await store.all()).map(({ aheadMs }) => aheadMs)).toEqual([null])
  await outbox.drain()
  await tick()
  const once = '2026-03-01T00:01:00.000Z'
  expect(told.map(({ body }) => body.occurredAt)).toEqual([once, once, once])
})

test('a time that a person typed is theirs, whatever the clock of the phone', async () => {
  const { outbox, put, told } = world({ aheadMs: HOURS_AHEAD_MS })
  await put(take, THING, { occurredAt: '2026-02-28T10:00:00.000Z' })
  await outbox.drain()
  expect(told.map(({ body }) => body.occurredAt)).toEqual(['2026-02-28T10:00:00.000Z'])
})

test('a step of a time that cannot be is kept with its photos, and can be given again as of now', async () => {
  const { outbox, put, answers, told, sent } = world()
  answers.push(refused(409, 'occurred-in-future'))
  await put(take, THING, { files: [{ key: 'f1', name: 'a', blob: new Blob(['a']) }] })
  await outbox.drain()
  await outbox.retry('k1', { asOfNow: true })
  expect(told.map(({ body }) => [body.occurredAt, body.files])).toEqual([
    ['2026-03-01T00:01:00.000Z', ['sha-a']],
    ['2026-03-01T00:02:00.000Z', ['sha-a']],
  ])
  expect(sent).toEqual(['a'])
  expect(outbox.items.value).toEqual([])
})

test('one file is refused: the step goes out without it, and with the others', async () => {
  const { outbox, put, uploads, told } = world()
  const file = (name: string) => ({ key: `f-${name}`, name, blob: new Blob([name]) })
  uploads.push('ok', refused(415, 'file-type-heic'))
  await put(finish, THING, { files: [file('a'), file('b'), file('c')] })
  await outbox.drain()
  expect(told).toEqual([])
  expect(outbox.items.value.map(({ problem, refusedFile }) => [problem?.code, refusedFile])).toEqual([
    ['file-type-heic', 'f-b'],
  ])
  await outbox.retry('k1', { withoutFile: true })
  expect(told.map(({ body }) => body.files)).toEqual([['sha-a', 'sha-c']])
})

test('somebody else signs in while a photo goes out: the step waits for its own person', async () => {
  const { outbox, put, onUpload, person, told, sent } = world()
  onUpload.run = () => {
    person.id = 'p2'
  }
  const file = (name: string) => ({ key: `f-${name}`, name, blob: new Blob([name]) })
  await put(take, THING, { files: [file('a'), file('b')] })
  await outbox.drain()
  expect([sent, told]).toEqual([['a'], []])
  person.id = 'p1'
  onUpload.run = () => undefined
  await outbox.drain()
  expect([sent, told.map(({ body }) => body.files)]).toEqual([['a', 'b'], [['sha-a', 'sha-b']]])
})

test('two tabs send each step once, and a step that one let go is not brought back by the other', async () => {
  const [store, alone] = [memoryStore<OutboxItem>(), turns()]
  const [one, two] = [world({ store, alone }), world({ store, alone })]
  await one.put(take)
  await Promise.all([one.outbox.drain(), two.outbox.wake()])
  expect([...one.told, ...two.told]).toHaveLength(1)

  one.answers.push(refused(409, 'wrong-status'))
  await one.put(finish)
  await one.outbox.drain()
  await two.outbox.heard()
  const [key = ''] = two.outbox.items.value.map((item) => item.key)
  await one.outbox.discard(key)
  await two.outbox.heard()
  expect(two.outbox.items.value).toEqual([])
  expect(await store.all()).toEqual([])
})

test('a tab hears what another had taken', async () => {
  const store = memoryStore<OutboxItem>()
  const [one, two] = [world({ store }), world({ store })]
  await one.put(take)
  await one.outbox.drain()
  for (const taken of one.toTabs) await two.outbox.heard(taken)
  expect(two.outbox.taken.value).toEqual(one.outbox.taken.value)
  expect(two.outbox.taken.value).toHaveLength(1)
})

test('what an older version of the app left on the phone is sent by the new one', async () => {
  const { outbox, put, answers, store } = world()
  answers.push(noNetwork, noNetwork)
  await put(take)
  await outbox.drain()
  const [{ aheadMs: _, refusedFile: __, ...old }] = (await store.all()) as [OutboxItem]
  await store.put(old.key, old as OutboxItem)
  const later = world({ store })
  await later.outbox.wake()
  expect(later.told.map((one) => [one.key, one.body])).toEqual([['k1', { occurredAt: old.occurredAt }]])
})

test('what others left on the device does not fill up the outbox of this person', async () => {
  const store = memoryStore<OutboxItem>()
  const first = world({ store })
  first.answers.push(...Array.from({ length: MAX_WAITING }, () => noNetwork))
  for (let count = 0; count < MAX_WAITING; count++) await first.put(take)
  await expect(first.put(take)).rejects.toThrow(RangeError)
  const second = world({ store })
  second.person.id = 'p2'
  await second.put(finish)
  await second.outbox.drain()
  expect(second.told.map(({ action }) => action)).toEqual(['test.finish'])
})
