/** Which rows of the list are ticked; a row that leaves the list is ticked no longer, so that nothing unseen is acted on. */
import { computed, ref, watch } from 'vue'
import { type BulkRow, MAX_BULK } from './bulk.ts'

export function useTicked<Row extends BulkRow>(rows: () => readonly Row[]) {
  const ids = ref<ReadonlySet<string>>(new Set())
  const ticked = computed(() => rows().filter(({ id }) => ids.value.has(id)))

  function toggle(id: string): boolean {
    const next = new Set(ids.value)
    if (!next.delete(id) && next.size < MAX_BULK) next.add(id)
    ids.value = next
    return next.has(id)
  }
  const toggleAll = () => {
    const all = ticked.value.length < Math.min(rows().length, MAX_BULK)
    ids.value = new Set(
      all
        ? rows()
            .slice(0, MAX_BULK)
            .map(({ id }) => id)
        : [],
    )
  }
  const clear = () => (ids.value = new Set())

  watch(ticked, (now) => {
    if (now.length < ids.value.size) ids.value = new Set(now.map(({ id }) => id))
  })
  return { ticked, has: (id: string) => ids.value.has(id), toggle, toggleAll, clear }
}
