/** Whether this browser can seal and open ballots, asked once the page is there; null while it is not known. */
import { sealingSupport } from '@changxin/shared/decisions/sealing'
import { onMounted, ref } from 'vue'

export function useSealing() {
  const support = ref<Awaited<ReturnType<typeof sealingSupport>> | null>(null)
  onMounted(async () => {
    support.value = await sealingSupport()
  })
  return support
}
