/** A command for a form: one in flight, the key kept until the input changes or it succeeds, the problem for the screen. */
import type { CommandRoute } from '@changxin/shared/kernel'
import { ref, shallowRef } from 'vue'
import type { AnswerOf, BodyOf, ParamsOf } from './client.ts'
import { uuidv7 } from './idempotency.ts'
import { ProblemError } from './problem-error.ts'
import { useApi } from './use-api.ts'

export function useCommand<R extends CommandRoute>(route: R) {
  const { tell } = useApi()
  const busy = ref(false)
  const problem = shallowRef<ProblemError | null>(null)
  let kept: { key: string; input: string } | undefined

  /** Answers undefined when it was refused (see `problem`) or another run is in flight. */
  async function run(params: ParamsOf<R>, body: BodyOf<R>, ifMatch?: number): Promise<AnswerOf<R> | undefined> {
    if (busy.value) return undefined
    const input = JSON.stringify([params, body])
    if (kept?.input !== input) kept = { key: uuidv7(), input }
    busy.value = true
    problem.value = null
    try {
      const answer = await tell(route, params, body, {
        idempotencyKey: kept.key,
        ...(ifMatch === undefined ? {} : { ifMatch }),
      })
      kept = undefined
      return answer
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      problem.value = error
      return undefined
    } finally {
      busy.value = false
    }
  }

  function clear() {
    problem.value = null
  }

  return { run, busy, problem, clear }
}
