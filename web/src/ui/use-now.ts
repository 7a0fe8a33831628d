/** The present moment for countdowns, one timer for all of them. */
import { onScopeDispose, type Ref, ref } from 'vue'

const TICK_MS = 20_000
const nowMs = ref(0)
let users = 0
let timer: ReturnType<typeof setInterval> | undefined

export function useNow(): Readonly<Ref<number>> {
  nowMs.value = Date.now()
  if (users++ === 0) timer = setInterval(() => (nowMs.value = Date.now()), TICK_MS)
  onScopeDispose(() => {
    if (--users === 0) clearInterval(timer)
  })
  return nowMs
}
