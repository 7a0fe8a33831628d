/** Live queries in a component: subscribed while it is shown, following the input, let go when it leaves. */
import type { QueryRoute } from '@changxin/shared/kernel'
import { type InjectionKey, inject } from 'vue'
import type { OutputOf } from '../api/client.ts'
import { followLive, type LiveAnswer, type LiveInput, type UseLiveOptions } from './follow-live.ts'
import type { Live } from './live-client.ts'
import { followLiveList, type ListRoute, type LiveList } from './live-list.ts'

export const liveKey: InjectionKey<Live> = Symbol('live')

export function useLiveClient(): Live {
  const live = inject(liveKey)
  if (!live) throw new Error('useLive outside the app: main.ts provides the live client')
  return live
}

export function useLive<R extends QueryRoute>(
  route: R,
  input: LiveInput<R>,
  options: UseLiveOptions = {},
): LiveAnswer<OutputOf<R>> {
  return followLive(useLiveClient(), route, input, options)
}

/** A keyset list; `more()` adds a page, and every page stays live. */
export function useLiveList<R extends ListRoute>(route: R, input: LiveInput<R>): LiveList<R> {
  return followLiveList(useLiveClient(), route, input)
}
