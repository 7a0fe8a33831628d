/** Every share of a posted withdrawal, for a paper that must name all doors. */
import { type WithdrawalShare, withdrawalsApi } from '@changxin/shared/repair-fund'
import { onMounted, ref, shallowRef } from 'vue'
import { ProblemError, useApi } from '../../api/index.ts'

const PAGE_LIMIT = 200
/** An event names at most 5,000 units. */
const MAX_PAGES = 30

export function useAllShares(id: () => string) {
  const { ask } = useApi()
  const shares = shallowRef<readonly WithdrawalShare[]>([])
  const loading = ref(true)
  const problem = shallowRef<ProblemError | null>(null)

  async function load() {
    const all: WithdrawalShare[] = []
    let cursor: string | undefined
    for (let page = 0; page < MAX_PAGES; page++) {
      const { items, next } = await ask(withdrawalsApi.shares, { id: id(), limit: PAGE_LIMIT, cursor })
      all.push(...items)
      if (!next) break
      cursor = next
    }
    shares.value = all
  }
  onMounted(async () => {
    try {
      await load()
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      problem.value = error
    } finally {
      loading.value = false
    }
  })
  return { shares, loading, problem }
}
