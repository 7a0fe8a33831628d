/** Alerts count as seen once they stand on a screen that somebody can look at; those that were new stay marked as such. */
import { type AlertRow, alertsApi } from '@changxin/shared/maintenance'
import { useDocumentVisibility } from '@vueuse/core'
import { ref, watch } from 'vue'
import { useCommand } from '../../api/index.ts'

interface Shown {
  readonly items: readonly Pick<AlertRow, 'id' | 'seen'>[]
  readonly unread: number
  readonly newest: string | null
}

export function useSeen(shown: () => Shown | undefined) {
  const { run } = useCommand(alertsApi.seen)
  const visibility = useDocumentVisibility()
  const fresh = ref(new Set<string>())

  watch(
    [shown, visibility],
    ([now]) => {
      for (const { id, seen } of now?.items ?? []) if (!seen) fresh.value.add(id)
      // Nothing hangs on it: without a signal they stay unseen until the next time.
      if (now?.newest && now.unread > 0 && visibility.value === 'visible') void run({}, { until: now.newest })
    },
    { immediate: true },
  )
  return { isFresh: (id: string) => fresh.value.has(id) }
}
