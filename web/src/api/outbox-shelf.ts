/**
 * The waiting commands of this device, in order, as memory and storage know them together. Several tabs look at one
 * storage. A device that has become full, or whose storage fails, must not keep what it holds from going out.
 */
import { shallowRef } from 'vue'
import type { KeptStore } from './kept-store.ts'
import { type OutboxItem, readItem } from './outbox-item.ts'

const byOrder = (a: OutboxItem, b: OutboxItem) => a.order - b.order || (a.key < b.key ? -1 : 1)

export function createShelf(store: KeptStore<OutboxItem>, changed: () => void) {
  const items = shallowRef<readonly OutboxItem[]>([])
  /** Changes that the storage did not take: they hold as long as this page. */
  const unkept = new Map<string, OutboxItem>()
  const removed = new Set<string>()

  function show(item: OutboxItem) {
    items.value = [...items.value.filter(({ key }) => key !== item.key), item].sort(byOrder)
  }

  return {
    items,
    async load() {
      const kept = await store.all().catch(() => undefined)
      if (!kept) return
      items.value = kept
        .filter(({ key }) => !removed.has(key))
        .map((item) => unkept.get(item.key) ?? readItem(item))
        .sort(byOrder)
    },
    /** Rejects when the device has no room: then it is not there. */
    async add(item: OutboxItem) {
      await store.put(item.key, item)
      show(item)
      changed()
    },
    async change(item: OutboxItem) {
      unkept.set(item.key, item)
      show(item)
      await store.put(item.key, item).then(
        () => unkept.delete(item.key),
        () => undefined,
      )
      changed()
    },
    async remove(key: string) {
      removed.add(key)
      unkept.delete(key)
      items.value = items.value.filter((item) => item.key !== key)
      await store.remove(key).catch(() => undefined)
      changed()
    },
    find: (key: string) => items.value.find((item) => item.key === key),
  }
}
