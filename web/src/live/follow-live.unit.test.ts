/** What a component follows: an input that changes, and a list that grows by pages. */
import { expect, test } from 'vitest'
import { effectScope, nextTick, ref } from 'vue'
import { followLive } from './follow-live.ts'
import { list, P, rows, settle, snapshot, world } from './live-client.fixture.ts'
import { GRACE_MS } from './live-client.ts'
import { followLiveList } from './live-list.ts'

test('a reactive input moves the subscription; with keep the old rows stay until the new ones come', async () => {
  const { live, socket, up } = world()
  const q = ref<string | null>('a')
  const scope = effectScope()
  const seen = scope.run(() => followLive(live, list, () => (q.value === null ? null : { q: q.value }), { keep: true }))
  up()
  socket().say(snapshot(1, rows('a')))
  q.value = 'b'
  await nextTick()
  expect(
    socket()
      .sent.slice(1)
      .map(({ type, id }) => [type, id]),
  ).toEqual([
    ['subscribe', 2],
    ['unsubscribe', 1],
  ])
  expect(seen?.data.value).toEqual(rows('a'))
  socket().say(snapshot(2, rows('b')))
  expect(seen?.data.value).toEqual(rows('b'))
  q.value = null
  await nextTick()
  expect(seen?.data.value).toBeUndefined()
  scope.stop()
  expect(socket().sent.at(-1)).toEqual({ type: 'unsubscribe', id: 2 })
})

test('the second page of a list follows the end of the first one and shows no row twice', async () => {
  const { live, socket, up } = world()
  const scope = effectScope()
  const seen = scope.run(() => followLiveList(live, list, () => ({})))
  up()
  socket().say(snapshot(1, { ...rows('d', 'c'), next: 'after-c' }))
  expect(seen?.hasMore.value).toBe(true)
  seen?.more()
  await nextTick()
  expect(socket().sent.at(-1)).toMatchObject({ id: 2, input: { cursor: 'after-c' } })
  socket().say(snapshot(2, rows('b', 'a')))
  const ids = () => seen?.items.value.map((item) => item.id).join('')
  expect(ids()).toBe('dcba')
  expect(seen?.hasMore.value).toBe(false)
  socket().say({
    type: 'change',
    id: 1,
    position: P(2),
    upsert: [
      { key: 'e', row: { id: 'e', text: 'e' } },
      { key: '', row: { next: 'after-d' } },
    ],
    remove: ['c'],
    order: ['e', 'd'],
  })
  await nextTick()
  expect(socket().sent.find((message) => message.id === 3)).toMatchObject({ input: { cursor: 'after-d' } })
  expect(ids()).toBe('edba')
  socket().say(snapshot(3, rows('c', 'b', 'a')))
  expect(ids()).toBe('edcba')
  scope.stop()
})
