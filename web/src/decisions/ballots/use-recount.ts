/** Counting again, step by step for the screen: how far it is, and what it came to. */
import type { RecountView } from '@changxin/shared/decisions'
import { computed, ref, shallowRef } from 'vue'
import { countAgain, type Recounted } from './recount.ts'

/** Ballots between two looks of the page: opening them all at once would freeze an old phone. */
const SHOWN_EVERY = 20

export function useRecount() {
  const done = ref(0)
  const running = ref(false)
  const result = shallowRef<Recounted | null>(null)
  const failed = ref(false)

  async function run(view: RecountView) {
    if (running.value) return
    running.value = true
    failed.value = false
    result.value = null
    try {
      result.value = await countAgain(view, (count) => {
        if (count % SHOWN_EVERY === 0) done.value = count
      })
    } catch (error) {
      if (!(error instanceof RangeError)) throw error
      failed.value = true
    } finally {
      running.value = false
    }
  }
  const agrees = computed(() => {
    if (result.value === null) return false
    const { keyFits, differences, voidDiffers } = result.value
    return keyFits && differences.length === 0 && voidDiffers.length === 0
  })
  return { done, running, result, failed, agrees, run }
}
