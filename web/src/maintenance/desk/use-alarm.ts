/** Emergencies that nobody has accepted: counted in the title of the tab, and a sound for new ones where it is switched on. */
import { maintenanceApi } from '@changxin/shared/maintenance'
import { useMutationObserver } from '@vueuse/core'
import { computed, onScopeDispose, ref, watch } from 'vue'
import { useLive } from '../../live/index.ts'
import { useKept } from '../use-kept.ts'
import { createBell } from './bell.ts'
import { arrived, withCount } from './title-count.ts'

const MAX_COUNTED = 50
const WAITING = { view: 'open', status: 'reported', urgency: 'emergency' } as const

export function useAlarm(watching: () => boolean) {
  const bell = createBell()
  const isOn = useKept('emergency-sound', (kept) => kept === true)
  const { data } = useLive(maintenanceApi.list, () => (watching() ? { ...WAITING, limit: MAX_COUNTED } : null))
  const waiting = computed(() => data.value?.items ?? [])
  /** For screen readers: number and place of what came last. */
  const newest = ref('')

  watch(
    () => data.value?.items.map(({ id }) => id),
    (now, before) => {
      const fresh = now ? arrived(before, now) : []
      if (fresh.length === 0) return
      const row = waiting.value.find(({ id }) => id === fresh[0])
      newest.value = row ? `${row.number} ${row.placeLabel}` : ''
      if (isOn.value) bell.ring()
    },
  )

  const count = computed(() => waiting.value.length)
  const mark = (n: number) => {
    const title = withCount(document.title, n)
    if (title !== document.title) document.title = title
  }
  watch(count, mark, { immediate: true })
  useMutationObserver(document.querySelector('title'), () => mark(count.value), { childList: true })
  onScopeDispose(() => {
    mark(0)
    bell.close()
  })

  function turn() {
    isOn.value = !isOn.value
    if (isOn.value) bell.ring()
  }
  return { isOn, turn, count, newest }
}
