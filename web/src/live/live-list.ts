/** A keyset list whose every page is live: page two begins where page one ends now, not where it ended when it was asked. */
import type { Problem, QueryRoute } from '@changxin/shared/kernel'
import {
  type ComputedRef,
  computed,
  type EffectScope,
  effectScope,
  onScopeDispose,
  shallowRef,
  toValue,
  watch,
} from 'vue'
import type { z } from 'zod'
import type { InputOf, OutputOf } from '../api/client.ts'
import { followLive, inputKey, type LiveAnswer, type LiveInput } from './follow-live.ts'
import type { Live } from './live-client.ts'

interface PageOutput {
  items: { id: string }[]
  next?: string | undefined
  total?: number | undefined
}
export type ListRoute = QueryRoute<z.ZodObject, z.ZodType<PageOutput>>
type ItemOf<R extends ListRoute> = OutputOf<R>['items'][number]

/** Beyond this a person filters instead. */
export const MAX_PAGES = 40

export interface LiveList<R extends ListRoute> {
  readonly items: ComputedRef<ItemOf<R>[]>
  /** The first page whole: total, counts and whatever else stands beside the items. */
  readonly first: ComputedRef<OutputOf<R> | undefined>
  readonly hasMore: ComputedRef<boolean>
  readonly problem: ComputedRef<Problem | null>
  readonly loading: ComputedRef<boolean>
  readonly stale: ComputedRef<boolean>
  more(): void
}

interface Page<R extends ListRoute> {
  readonly scope: EffectScope
  readonly answer: LiveAnswer<OutputOf<R>>
}

export function followLiveList<R extends ListRoute>(live: Live, route: R, input: LiveInput<R>): LiveList<R> {
  const first = followLive(live, route, input, { keep: true })
  const further = shallowRef<Page<R>[]>([])
  const last = () => further.value.at(-1)?.answer ?? first

  function forgetFurther() {
    for (const page of further.value) page.scope.stop()
    further.value = []
  }

  function more() {
    if (!last().data.value?.next || further.value.length >= MAX_PAGES) return
    const ahead = last()
    const nextInput = () => {
      const cursor = ahead.data.value?.next
      const value = toValue(input)
      return cursor && value ? ({ ...(value as object), cursor } as InputOf<R>) : null
    }
    // Detached: `more` is called by a click, long after the component's setup.
    const scope = effectScope(true)
    const answer = scope.run(() => followLive(live, route, nextInput, { keep: true }))
    if (answer) further.value = [...further.value, { scope, answer }]
  }

  watch(() => inputKey(route, input), forgetFurther)
  onScopeDispose(forgetFurther)
  const answers = computed(() => [first, ...further.value.map((page) => page.answer)])
  return {
    items: computed(() => {
      // A row that moved between two pages is shown once while the second one catches up.
      const unique = new Map<string, ItemOf<R>>()
      for (const { data } of answers.value)
        for (const item of data.value?.items ?? []) if (!unique.has(item.id)) unique.set(item.id, item)
      return [...unique.values()]
    }),
    first: first.data,
    hasMore: computed(() => Boolean(last().data.value?.next) && further.value.length < MAX_PAGES),
    problem: computed(() => answers.value.find((answer) => answer.problem.value)?.problem.value ?? null),
    loading: computed(() => answers.value.some((answer) => answer.loading.value)),
    stale: computed(() => answers.value.some((answer) => answer.stale.value)),
    more,
  }
}
