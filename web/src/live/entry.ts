/** What one subscription shows, and how each message of the live protocol changes it. */
import { applyChange, type Position, type Problem, type QueryRoute, type ServerMessage } from '@changxin/shared/kernel'
import { type Ref, ref, type ShallowRef, shallowRef } from 'vue'

export interface LiveView {
  readonly data: Readonly<ShallowRef<unknown>>
  readonly problem: Readonly<ShallowRef<Problem | null>>
  readonly loading: Readonly<Ref<boolean>>
  /** What is shown is older than the limit, or the server said that it is behind. */
  readonly stale: Readonly<Ref<boolean>>
}

export type AnswerMessage = Exclude<ServerMessage, { type: 'hello' | 'log' }>

export function createEntry(key: string, route: QueryRoute, input: Record<string, string>) {
  return {
    key,
    route,
    input,
    users: 0,
    /** The subscription on the present socket; null when there is none. */
    id: null as number | null,
    /** Subscribed, and neither snapshot nor `unchanged` has come: a change now has nothing to stand on. */
    awaiting: false,
    /** As of where the data is. */
    position: null as Position | null,
    fetching: false,
    /** When the data was last known to be current. */
    freshAtMs: 0,
    data: shallowRef<unknown>(),
    problem: shallowRef<Problem | null>(null),
    loading: ref(true),
    stale: ref(false),
  }
}
export type Entry = ReturnType<typeof createEntry>

export const isLive = (entry: Entry) => entry.id !== null && !entry.awaiting

/** Takes an answer of the server in; answers false when it was ignored. */
export function takeAnswer(entry: Entry, message: AnswerMessage, nowMs: number): boolean {
  if (message.type === 'change') {
    if (entry.awaiting) return false
    // A socket keeps order, so this never comes; if it did, an older row must not cover a newer one.
    if (entry.position !== null && message.position < entry.position) return false
    entry.data.value = applyChange(entry.data.value, message)
    entry.position = message.position
    return true
  }
  entry.awaiting = false
  entry.loading.value = false
  if (message.type === 'failed') {
    entry.problem.value = message.problem
    entry.id = null
    return true
  }
  if (message.type === 'snapshot') entry.data.value = message.output
  entry.position = message.position
  entry.problem.value = null
  markFresh(entry, nowMs)
  return true
}

export interface Fetched {
  readonly output: unknown
  readonly stale: boolean
  /** As of where; lets the socket resume from it. */
  readonly position: Position | null
}

export function takeOutput(entry: Entry, { output, stale, position }: Fetched, nowMs: number) {
  entry.data.value = output
  entry.position = position
  entry.problem.value = null
  entry.loading.value = false
  markFresh(entry, nowMs)
  entry.stale.value = stale
}

export function markFresh(entry: Entry, nowMs: number) {
  entry.freshAtMs = nowMs
  entry.stale.value = false
}
