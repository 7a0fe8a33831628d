/**
 * Slows guessing without locking a person out: failures count per name and address, per name, and per address, and
 * the longest wait is a minute. An address from which the person has signed in before only ever has its own count.
 */
import { LRUCache } from 'lru-cache'

/** Failures older than this are forgotten. */
const WINDOW_MS = 15 * 60_000
const MAX_WAIT_MS = 60_000
/** One name from one address: typing it wrong five times is human. */
const FREE_OF_PAIR = 5
/** One name from everywhere: others must not be able to keep a person waiting, so it takes many and stays short. */
const FREE_OF_NAME = 100
const MAX_WAIT_OF_NAME_MS = 5_000
/** One address on any names: a whole office may share it. */
const FREE_OF_ADDRESS = 50
/** Names, addresses and pairs remembered; the longest unused are forgotten first. */
const REMEMBERED = 20_000
const KNOWN_GOOD_MS = 30 * 24 * 3_600_000

interface Count {
  failures: number
  firstAtMs: number
  lastAtMs: number
}

export interface SignInLimit {
  /** Counts an attempt as failed until it succeeds; answers the seconds to wait when it must not be made now. */
  begin(nameKey: string, address: string): { readonly waitSeconds: number }
  /** The attempt was right: its failures are forgotten and the address is known for this name. */
  succeeded(nameKey: string, address: string): void
}

/** After the free ones: 1 s, 2 s, 4 s … up to the longest. */
function waitMsOf(count: Count | undefined, nowMs: number, free: number, longestMs: number): number {
  if (!count || count.failures < free) return 0
  const pauseMs = Math.min(longestMs, 1_000 * 2 ** Math.min(count.failures - free, 20))
  // Never longer than the pause itself: a clock that was set back must not lock anybody out.
  return Math.min(pauseMs, Math.max(0, count.lastAtMs + pauseMs - nowMs))
}

function createCounts(nowMs: () => number) {
  const counts = new LRUCache<string, Count>({ max: REMEMBERED })
  function current(key: string): Count | undefined {
    const count = counts.get(key)
    if (!count || nowMs() - count.firstAtMs < WINDOW_MS) return count
    counts.delete(key)
    return undefined
  }
  return {
    current,
    add(key: string): void {
      const count = current(key) ?? { failures: 0, firstAtMs: nowMs(), lastAtMs: 0 }
      count.failures++
      count.lastAtMs = nowMs()
      counts.set(key, count)
    },
    /** Takes one failure back: it was none. */
    takeBack(key: string): void {
      const count = current(key)
      if (count) count.failures = Math.max(0, count.failures - 1)
    },
    forget: (key: string) => void counts.delete(key),
  }
}

export function createSignInLimit({ nowMs }: { nowMs: () => number }): SignInLimit {
  const pairs = createCounts(nowMs)
  const names = createCounts(nowMs)
  const addresses = createCounts(nowMs)
  const knownGood = new LRUCache<string, number>({ max: REMEMBERED })
  const pairOf = (nameKey: string, address: string) => `${address} ${nameKey}`

  return {
    begin(nameKey, address) {
      const now = nowMs()
      const pair = pairOf(nameKey, address)
      const goodAt = knownGood.get(pair)
      const known = goodAt !== undefined && now - goodAt < KNOWN_GOOD_MS
      const waitMs = Math.max(
        waitMsOf(pairs.current(pair), now, FREE_OF_PAIR, MAX_WAIT_MS),
        known ? 0 : waitMsOf(names.current(nameKey), now, FREE_OF_NAME, MAX_WAIT_OF_NAME_MS),
        known ? 0 : waitMsOf(addresses.current(address), now, FREE_OF_ADDRESS, MAX_WAIT_MS),
      )
      if (waitMs > 0) return { waitSeconds: Math.ceil(waitMs / 1_000) }
      // Counted before the password is looked at, so that a volley of attempts at once is counted too.
      pairs.add(pair)
      names.add(nameKey)
      addresses.add(address)
      return { waitSeconds: 0 }
    },
    succeeded(nameKey, address) {
      const pair = pairOf(nameKey, address)
      pairs.forget(pair)
      names.takeBack(nameKey)
      addresses.takeBack(address)
      knownGood.set(pair, nowMs())
    },
  }
}
