/** Who of a group comes through: of those that passed the most heads first, then the most floor area; no lot is drawn. */
import type { Id } from '@changxin/shared/kernel'
import type { ItemGroup } from '../items.ts'
import type { Sum } from './threshold.ts'

export interface Contender {
  readonly itemId: Id
  readonly groupId: Id | null
  readonly passed: boolean
  /** All that counts as yes. */
  readonly yes: Sum
}
export interface Seated {
  readonly chosen: boolean
  readonly runOff: boolean
}

/** By item. Those exactly even over the last seat are all not chosen, and marked for a run-off. */
export function seatsOf(items: readonly Contender[], groups: readonly ItemGroup[]): ReadonlyMap<Id, Seated> {
  const seated = new Map<Id, Seated>(
    items.map(({ itemId, passed }) => [itemId, { chosen: passed, runOff: false } satisfies Seated]),
  )
  for (const { groupId, seats } of groups) {
    const passed = items.filter((one) => one.groupId === groupId && one.passed)
    for (const one of passed) {
      const ahead = passed.filter((other) => compare(other.yes, one.yes) > 0).length
      const even = passed.filter((other) => compare(other.yes, one.yes) === 0).length
      const chosen = ahead + even <= seats
      seated.set(one.itemId, { chosen, runOff: !chosen && ahead < seats })
    }
  }
  return seated
}

/** Positive when `one` comes before `other`. */
export function compare(one: Sum, other: Sum): number {
  return one.heads === other.heads ? one.floorArea - other.floorArea : one.heads - other.heads
}
