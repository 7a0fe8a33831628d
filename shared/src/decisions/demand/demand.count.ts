/** Who joined, by heads of today's roll: the same set of owners is one head however many units it has. */
import type { RollUnit } from '../roll.events.ts'

/** What a roll says that joining needs. */
export type HeadUnit = Pick<RollUnit, 'unitId' | 'voterId' | 'ownerIds' | 'standing'>

export interface Join {
  readonly unitId: string
  readonly ownerIds: readonly string[]
}

export interface DemandSum {
  readonly joined: number
  readonly heads: number
  readonly percent: number
  readonly reached: boolean
}

const sameOwners = (one: readonly string[], other: readonly string[]) => one.join(' ') === other.join(' ')

/** The heads that stand behind it: whoever joined and still owns what they owned then. */
export function joinedHeads(joins: readonly Join[], roll: readonly HeadUnit[]): ReadonlySet<string> {
  const units = new Map(roll.map((unit) => [unit.unitId, unit]))
  const heads = new Set<string>()
  for (const { unitId, ownerIds } of joins) {
    const unit = units.get(unitId)
    if (unit && sameOwners(unit.ownerIds, ownerIds)) heads.add(unit.voterId)
  }
  return heads
}

/** 「20%以上」 includes the number (Civil Code art. 1259); whole numbers multiplied out. */
export function demandSum(joins: readonly Join[], roll: readonly HeadUnit[], percent: number): DemandSum {
  const heads = new Set(roll.map(({ voterId }) => voterId)).size
  const joined = joinedHeads(joins, roll).size
  return { joined, heads, percent, reached: joined > 0 && 100 * joined >= percent * heads }
}
