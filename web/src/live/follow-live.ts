/** Follows a live query with a reactive input, in whatever effect scope it is called; `useLive` is the one for components. */
import type { Problem, QueryRoute } from '@changxin/shared/kernel'
import { type ComputedRef, computed, type MaybeRefOrGetter, onScopeDispose, shallowRef, toValue, watch } from 'vue'
import type { InputOf, OutputOf } from '../api/client.ts'
import { textInput } from '../api/url.ts'
import { keyOf, type Live, type Subscription } from './live-client.ts'

export interface LiveAnswer<Output> {
  readonly data: ComputedRef<Output | undefined>
  readonly problem: ComputedRef<Problem | null>
  readonly loading: ComputedRef<boolean>
  readonly stale: ComputedRef<boolean>
}

export interface UseLiveOptions {
  /** Show the answer to the input before while the new one is on its way: for filters, not for another thing's page. */
  readonly keep?: boolean
}

/** The input of a query, possibly reactive; null means: nothing to ask now. */
export type LiveInput<R extends QueryRoute> = MaybeRefOrGetter<InputOf<R> | null>

export function inputKey<R extends QueryRoute>(route: R, input: LiveInput<R>): string {
  const value = toValue(input)
  return value === null ? '' : keyOf(route, textInput(value as object))
}

export function followLive<R extends QueryRoute>(
  live: Live,
  route: R,
  input: LiveInput<R>,
  { keep = false }: UseLiveOptions = {},
): LiveAnswer<OutputOf<R>> {
  const current = shallowRef<Subscription | null>(null)
  const before = shallowRef<unknown>()
  function swap() {
    const old = current.value
    const value = toValue(input)
    if (keep && old?.data.value !== undefined) before.value = old.data.value
    current.value = value === null ? null : live.subscribe(route, value as object)
    old?.release()
  }
  watch(() => inputKey(route, input), swap, { immediate: true })
  onScopeDispose(() => current.value?.release())
  return {
    data: computed(() => {
      const now = current.value
      const data = now?.data.value
      return (data === undefined && keep && now && !now.problem.value ? before.value : data) as OutputOf<R> | undefined
    }),
    problem: computed(() => current.value?.problem.value ?? null),
    loading: computed(() => current.value?.loading.value ?? false),
    stale: computed(() => current.value?.stale.value ?? false),
  }
}
