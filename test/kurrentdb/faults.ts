/** What a test can make one node do wrong. Every switch is off at first and can be turned at any time. */
import { setTimeout as wait } from 'node:timers/promises'

/** Which calls a node takes and never answers. */
export type SilentFor = 'reads' | 'appends' | 'subscriptions' | 'gossip'
export type Refusal = 'not-ready' | 'busy' | 'not-leader'
export type SubscriptionEnd = 'quietly' | 'unavailable'

export interface Faults {
  silence(what: SilentFor, on: boolean): void
  /** Whether this call is never to be answered; counts it. */
  ignores(what: SilentFor): boolean
  /** How many such calls came while the node was silent for them: a test waits for it instead of for a time. */
  ignored(what: SilentFor): number
  /** Answers every append, delete and (but for `not-leader`) read with this; null: serves again. */
  refuse(refusal: Refusal | null): void
  readonly refusal: Refusal | null
  /** Takes the next so many appends and deletes, and cuts the connection before the answer. */
  loseReplies(count: number): void
  /** Whether the answer to this append is to be lost; counts down. */
  takeLostReply(): boolean
  /** Every answer comes so much later. */
  slow(byMs: number): void
  /** Resolves when a call may go on. */
  delay(): Promise<void>
  /** How many calls wait now because the node is slow. */
  readonly delayed: number
  /** Subscriptions stay open, new ones are confirmed, and nothing comes. */
  stallSubscriptions(on: boolean): void
  readonly isStalled: boolean
  /** Resolves when subscriptions are not held any more. */
  unstalled(): Promise<void>
  endSubscriptions(how: SubscriptionEnd): void
  /** Called when the node is to end its subscriptions; answers how to stop listening. */
  onEndSubscriptions(listener: (how: SubscriptionEnd) => void): () => void
  /** Turns every switch off. */
  clear(): void
}

export function createFaults(): Faults {
  const silent = new Set<SilentFor>()
  const ignored: Record<SilentFor, number> = { reads: 0, appends: 0, subscriptions: 0, gossip: 0 }
  const enders = new Set<(how: SubscriptionEnd) => void>()
  let refusal: Refusal | null = null
  let lostReplies = 0
  let slowMs = 0
  let delayed = 0
  let stalled: { readonly over: Promise<void>; readonly end: () => void } | undefined

  function stallSubscriptions(on: boolean): void {
    if (!on) {
      stalled?.end()
      stalled = undefined
      return
    }
    if (stalled) return
    const { promise, resolve } = Promise.withResolvers<void>()
    stalled = { over: promise, end: resolve }
  }

  return {
    silence: (what, on) => {
      if (on) silent.add(what)
      else silent.delete(what)
    },
    ignores: (what) => {
      if (!silent.has(what)) return false
      ignored[what] += 1
      return true
    },
    ignored: (what) => ignored[what],
    refuse: (next) => {
      refusal = next
    },
    get refusal() {
      return refusal
    },
    loseReplies: (count) => {
      lostReplies = count
    },
    takeLostReply: () => lostReplies > 0 && lostReplies-- > 0,
    slow: (byMs) => {
      slowMs = byMs
    },
    async delay() {
      if (slowMs === 0) return
      delayed += 1
      await wait(slowMs)
      delayed -= 1
    },
    get delayed() {
      return delayed
    },
    stallSubscriptions,
    get isStalled() {
      return stalled !== undefined
    },
    unstalled: () => stalled?.over ?? Promise.resolve(),
    endSubscriptions: (how) => {
      for (const end of [...enders]) end(how)
    },
    onEndSubscriptions: (listener) => {
      enders.add(listener)
      return () => enders.delete(listener)
    },
    clear: () => {
      silent.clear()
      refusal = null
      lostReplies = 0
      slowMs = 0
      stallSubscriptions(false)
    },
  }
}
