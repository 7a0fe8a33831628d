/** Who must top up 续交 and by how much: art. 17 at its edge, and the plan that an owners' assembly decides on. */
import { allocateFen, type Id } from '@changxin/shared/kernel'

export interface Measured {
  readonly balanceFen: number
  /** First deposits and build-up less what was taken back; 0: none known, so nothing to measure by. */
  readonly firstFen: number
}

/** Below so many percent of the first deposit; exactly so many is not below. */
export function isBelow({ balanceFen, firstFen }: Measured, percent: number): boolean {
  return firstFen > 0 && BigInt(balanceFen) * 100n < BigInt(firstFen) * BigInt(percent)
}

/** Whole percent of the first deposit, rounded down: below `percent` exactly when the account is. Null without a deposit. */
export function percentOfFirst({ balanceFen, firstFen }: Measured): number | null {
  return firstFen > 0 ? Number((BigInt(balanceFen) * 100n) / BigInt(firstFen)) : null
}

/** What is missing up to `targetPercent` of the first deposit, in whole fen: with it the target is reached, with one fen less not. */
export function missingFen({ balanceFen, firstFen }: Measured, targetPercent: number): number {
  const target = (BigInt(firstFen) * BigInt(targetPercent) + 99n) / 100n
  return Math.max(0, Number(target) - balanceFen)
}

export interface PlanAccount extends Measured {
  readonly unitId: Id
  /** Whose accounts share one sum: those of a building. */
  readonly groupId: Id
  /** In 0.01 m²; null: not known, so the unit cannot share by area and bears what it misses itself. */
  readonly floorArea: number | null
}
export interface PlanRow {
  readonly unitId: Id
  /** What its own account misses. */
  readonly missingFen: number
  /** Its share by floor area of what the accounts below in its building miss together. */
  readonly shareFen: number
}
export interface TopUpPlan {
  readonly rows: readonly PlanRow[]
  readonly totalFen: number
}

/**
 * For the accounts below the threshold: up to the target, building by building, split by floor area without losing a
 * fen. Both columns have the same sum; the order of the accounts changes nothing.
 */
export function planTopUp(accounts: readonly PlanAccount[], percent: number, targetPercent: number): TopUpPlan {
  const below = accounts.filter((account) => isBelow(account, percent))
  const missing = new Map(below.map((account) => [account.unitId, missingFen(account, targetPercent)]))
  const shares = new Map<Id, number>(missing)
  for (const group of groupsOf(below)) {
    const totalFen = group.reduce((sum, { unitId }) => sum + (missing.get(unitId) ?? 0), 0)
    const parts = group.map(({ unitId, floorArea }) => ({ id: unitId, weight: floorArea ?? 0 }))
    for (const [unitId, fen] of allocateFen(totalFen, parts)) shares.set(unitId, fen)
  }
  const rows = below.map(({ unitId }) => ({
    unitId,
    missingFen: missing.get(unitId) ?? 0,
    shareFen: shares.get(unitId) ?? 0,
  }))
  return { rows, totalFen: rows.reduce((sum, row) => sum + row.missingFen, 0) }
}

/** Of accounts whose area is known. */
function groupsOf(accounts: readonly PlanAccount[]): Iterable<readonly PlanAccount[]> {
  const groups = new Map<Id, PlanAccount[]>()
  for (const account of accounts) {
    if (account.floorArea === null || account.floorArea === 0) continue
    groups.set(account.groupId, [...(groups.get(account.groupId) ?? []), account])
  }
  return groups.values()
}

/**
 * First deposits follow the money when accounts are divided or joined: all of them together, by what each account holds
 * afterwards. `kept`: what accounts that gave hold still.
 */
export function movedFirst(
  firstFen: number,
  to: readonly { readonly unitId: Id; readonly amountFen: number }[],
  kept: ReadonlyMap<Id, number>,
): Map<Id, number> {
  const weights = new Map(kept)
  for (const { unitId, amountFen } of to) weights.set(unitId, (weights.get(unitId) ?? 0) + amountFen)
  return allocateFen(
    firstFen,
    [...weights].map(([id, weight]) => ({ id, weight })),
  )
}
