/** The turn behind the link, asked for at the start, after each step, and whenever the page is looked at again. */
import { type LinkedTurn, turnLinkApi } from '@changxin/shared/management'
import { useEventListener } from '@vueuse/core'
import { shallowRef } from 'vue'
import { ProblemError, useApi } from '../../api/index.ts'

export function useLinkedTurn() {
  const { ask } = useApi()
  const turn = shallowRef<LinkedTurn | null>(null)
  const problem = shallowRef<ProblemError | null>(null)

  async function load() {
    try {
      turn.value = await ask(turnLinkApi.turn, {})
      problem.value = null
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      problem.value = error
    }
  }
  useEventListener(document, 'visibilitychange', () => document.visibilityState === 'visible' && void load())
  useEventListener(window, 'online', () => void load())
  void load()
  return { turn, problem, load }
}
