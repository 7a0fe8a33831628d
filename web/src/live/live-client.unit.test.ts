/** The live client against a server played by hand: nothing missed, nothing shown twice, and honest about its age. */
import { expect, test } from 'vitest'
import { ProblemError } from '../api/problem-error.ts'
import { FIRST_RETRY_MS, MAX_RETRY_MS, retryAfterMs } from './backoff.ts'
import { CLOSED_SESSION, HELLO_WITHIN_MS } from './connection.ts'
import { list, P, rows, settle, snapshot, world } from './live-client.fixture.ts'
import { FALLBACK_POLL_MS, GRACE_MS, MAX_PARKED, STALE_AFTER_MS } from './live-client.ts'

test('subscribes after hello, shows the snapshot, applies changes in order with the new order of rows', () => {
  const { live, socket, up, positions } = world()
  const seen = live.subscribe(list, { q: 'a' })
  expect(socket().sent).toEqual([])
  up()
  expect(socket().sent).toEqual([{ type: 'subscribe', id: 1, query: 'test.list', input: { q: 'a' } }])
  expect(seen.loading.value).toBe(true)
  socket().say(snapshot(1, rows('a', 'b'), 5))
  expect(seen.data.value).toEqual(rows('a', 'b'))
  expect(seen.loading.value).toBe(false)
  socket().say({
    type: 'change',
    id: 1,
    position: P(6),
    upsert: [{ key: 'c', row: { id: 'c', text: 'c' } }],
    remove: [],
    order: ['c', 'a', 'b'],
  })
  socket().say({
    type: 'change',
    id: 1,
    position: P(7),
    upsert: [{ key: 'a', row: { id: 'a', text: 'A' } }],
    remove: ['b'],
  })
  expect(seen.data.value).toEqual({
    items: [
      { id: 'c', text: 'c' },
      { id: 'a', text: 'A' },
    ],
  })
  expect(positions).toEqual([P(5), P(6), P(7)])
})

test('a change before the snapshot, an older change and a change of nobody are ignored', () => {
  const { live, socket, up } = world()
  const seen = live.subscribe(list, {})
  up()
  const change = (id: number, at: number) => ({
    type: 'change',
    id,
    position: P(at),
    upsert: [{ key: 'x', row: { id: 'x', text: 'x' } }],
    remove: [],
    order: ['x'],
  })
  socket().say(change(1, 9))
  expect(seen.data.value).toBeUndefined()
  socket().say(snapshot(1, rows('a'), 10))
  socket().say(change(1, 9))
  socket().say(change(7, 11))
  socket().say('nonsense')
  expect(seen.data.value).toEqual(rows('a'))
  socket().say(change(1, 11))
  expect(seen.data.value).toEqual(rows('x'))
})

test('identical subscriptions share one; the last one to leave ends it', () => {
  const { live, socket, up } = world()
  const one = live.subscribe(list, { q: 'a', limit: 5 })
  const two = live.subscribe(list, { limit: '5', q: 'a', cursor: undefined })
  up()
  expect(socket().sent).toHaveLength(1)
  socket().say(snapshot(1, rows('a')))
  expect(two.data.value).toEqual(rows('a'))
  one.release()
  one.release()
  expect(socket().sent).toHaveLength(1)
  two.release()
  expect(socket().sent.at(-1)).toEqual({ type: 'unsubscribe', id: 1 })
})

test('after a break it resumes where it was: unchanged keeps the rows, a gap brings a snapshot', () => {
  const { live, sockets, socket, up, pass } = world()
  const kept = live.subscribe(list, { q: 'kept' })
  const gone = live.subscribe(list, { q: 'gone' })
  up()
  socket().say(snapshot(1, rows('a'), 5))
  socket().say(snapshot(2, rows('b'), 6))
  socket().drop()
  expect(live.state.value).toBe('down')
  pass(FIRST_RETRY_MS)
  expect(sockets).toHaveLength(2)
  up()
  expect(socket().sent.map(({ input, after }) => [input?.q, after])).toEqual([
    ['kept', P(5)],
    ['gone', P(6)],
  ])
  const [first, second] = socket().sent.map((message) => message.id) as [number, number]
  // Before the server has said where it resumes, a change has nothing to stand on.
  socket().say({ type: 'change', id: first, position: P(8), upsert: [], remove: ['a'] })
  expect(kept.data.value).toEqual(rows('a'))
  socket().say({ type: 'unchanged', id: first, position: P(8) })
  socket().say(snapshot(second, rows('c'), 8))
  expect(kept.data.value).toEqual(rows('a'))
  expect(gone.data.value).toEqual(rows('c'))
  socket().say({ type: 'change', id: first, position: P(9), upsert: [], remove: ['a'], order: [] })
  expect(kept.data.value).toEqual({ items: [] })
})

test('messages for a subscription of the socket before do nothing', () => {
  const { live, sockets, socket, up, pass } = world()
  const seen = live.subscribe(list, {})
  up()
  socket().say(snapshot(1, rows('a'), 5))
  socket().drop()
  pass(FIRST_RETRY_MS)
  up()
  sockets[0]?.say(snapshot(1, rows('old')))
  socket().say(snapshot(1, rows('old')))
  expect(seen.data.value).toEqual(rows('a'))
})

test('back-off doubles with jitter up to its cap, and a silent server counts as none', () => {
  expect([1, 2, 3, 4].map((failures) => retryAfterMs(failures, () => 1))).toEqual([500, 1000, 2000, 4000])
  expect(retryAfterMs(1, () => 0)).toBe(250)
  expect(retryAfterMs(60, () => 1)).toBe(MAX_RETRY_MS)
  const { live, sockets, socket, pass } = world()
  live.subscribe(list, {})
  pass(HELLO_WITHIN_MS)
  expect(socket().closed).toBe(true)
  expect(live.state.value).toBe('down')
  pass(250)
  expect(sockets).toHaveLength(2)
  socket().drop()
  pass(499)
  expect(sockets).toHaveLength(2)
  pass(1)
  expect(sockets).toHaveLength(3)
})

test('without a socket it asks by GET, again and again; the socket takes over with a fresh snapshot', async () => {
  const { live, socket, gets, pass, up } = world()
  const seen = live.subscribe(list, { q: 'a' })
  pass(GRACE_MS)
  expect(gets).toHaveLength(1)
  await gets[0]?.answer(rows('a'))
  expect(seen.data.value).toEqual(rows('a'))
  expect(seen.loading.value).toBe(false)
  socket().drop()
  pass(FALLBACK_POLL_MS)
  expect(gets.length).toBeGreaterThan(1)
  await gets[1]?.answer(rows('b'))
  expect(seen.data.value).toEqual(rows('b'))
  up()
  expect(socket().sent.at(-1)).not.toHaveProperty('after')
  socket().say(snapshot(1, rows('c')))
  expect(seen.data.value).toEqual(rows('c'))
})

test('what came by GET with its position is resumed from there', async () => {
  const { live, socket, gets, pass, up } = world()
  const seen = live.subscribe(list, {})
  pass(GRACE_MS)
  await gets[0]?.answer(rows('a'), P(4))
  up()
  expect(socket().sent[0]).toMatchObject({ after: P(4) })
  socket().say({ type: 'unchanged', id: 1, position: P(5) })
  expect(seen.data.value).toEqual(rows('a'))
})

test('a GET that comes after the snapshot does not cover it', async () => {
  const { live, socket, gets, pass, up } = world()
  const seen = live.subscribe(list, {})
  pass(GRACE_MS)
  up()
  socket().say(snapshot(1, rows('new')))
  await gets[0]?.answer(rows('old'))
  expect(seen.data.value).toEqual(rows('new'))
})

test('says that it is stale after the limit, and no longer once it is resumed', async () => {
  const { live, socket, gets, up, pass } = world()
  const seen = live.subscribe(list, {})
  up()
  socket().say(snapshot(1, rows('a'), 5))
  pass(STALE_AFTER_MS * 4)
  expect(seen.stale.value).toBe(false)
  socket().drop()
  pass(STALE_AFTER_MS)
  expect(seen.stale.value).toBe(false)
  pass(2_000)
  expect(seen.stale.value).toBe(true)
  await gets[0]?.fail(new ProblemError({ type: '', title: '', status: 0, code: 'unreachable', detail: '' }))
  expect(seen.data.value).toEqual(rows('a'))
  expect(seen.problem.value).toBeNull()
  live.retryNow()
  up()
  socket().say({ type: 'unchanged', id: socket().sent[0]?.id, position: P(9) })
  expect(seen.stale.value).toBe(false)
})

test('a refusal is shown as the problem it is; 401 and a close with 4401 end the session', () => {
  const { live, socket, up, ended, sockets, pass } = world()
  const seen = live.subscribe(list, {})
  up()
  const problem = { type: 'about:blank', title: 'x', status: 403, code: 'not-permitted', detail: 'no' }
  socket().say({ type: 'failed', id: 1, problem })
  expect(seen.problem.value?.code).toBe('not-permitted')
  expect(seen.loading.value).toBe(false)
  live.subscribe(list, { q: 'b' })
  socket().say({ type: 'failed', id: 2, problem: { ...problem, status: 401 } })
  expect(ended).toHaveLength(1)
  socket().drop(CLOSED_SESSION)
  expect(ended).toHaveLength(2)
  pass(MAX_RETRY_MS)
  expect(sockets).toHaveLength(1)
})

test('a page that is opened again shows what it had and resumes; only so many are kept', () => {
  const { live, socket, up } = world()
  const first = live.subscribe(list, { q: 'first' })
  up()
  socket().say(snapshot(1, rows('a'), 5))
  first.release()
  const again = live.subscribe(list, { q: 'first' })
  expect(again.data.value).toEqual(rows('a'))
  expect(socket().sent.at(-1)).toMatchObject({ type: 'subscribe', after: P(5) })
  again.release()
  for (let n = 0; n < MAX_PARKED; n++) {
    const other = live.subscribe(list, { q: `q${n}` })
    socket().say(snapshot(socket().sent.at(-1)?.id ?? 0, rows('z'), 6))
    other.release()
  }
  expect(live.subscribe(list, { q: 'first' }).data.value).toBeUndefined()
})

test('forgetting leaves nothing of the person before', () => {
  const { live, socket, up } = world()
  const seen = live.subscribe(list, {})
  up()
  socket().say(snapshot(1, rows('secret')))
  seen.release()
  live.forget()
  expect(live.state.value).toBe('off')
  expect(live.subscribe(list, {}).data.value).toBeUndefined()
})

test('says that the log is away while the socket stands, and no more once another socket says hello', () => {
  const { live, sockets } = world()
  live.subscribe(list, {})
  sockets[0]?.say({ type: 'hello', position: P(1) })
  expect(live.logAway.value).toBe(false)
  sockets[0]?.say({ type: 'log', away: true })
  expect([live.state.value, live.logAway.value]).toEqual(['up', true])
  sockets[0]?.say({ type: 'log', away: false })
  expect(live.logAway.value).toBe(false)
  sockets[0]?.say({ type: 'log', away: true })
  // The next node may reach it.
  sockets[0]?.drop()
  live.retryNow()
  sockets[1]?.say({ type: 'hello', position: P(1) })
  expect(live.logAway.value).toBe(false)
})
