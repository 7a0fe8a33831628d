/**
 * Who bears how much (165号令 art. 20, 21; Civil Code art. 283), exact in fen and whatever the order of the units:
 * first by weight to commercial homes and to each building of sold public housing; there between its sellers and its
 * owners by what they deposited; then by weight among owners. Unsold units take part, their share is the developer's.
 */
import { allocateFen, type Id } from '@changxin/shared/kernel'
import type { Book } from '../ledger/accounts.ts'
import type { ApportionedGroup } from './words.ts'

/** A unit in the scope; `weight`: floor area in 0.01 m², or as agreed. */
export interface BearingUnit {
  readonly unitId: Id
  readonly buildingId: Id
  readonly book: Book
  readonly weight: number
  readonly unsold: boolean
}
/** What was deposited for a building of sold public housing, by its owners and by each seller: of the whole building. */
export interface BuildingDeposits {
  readonly ownersFen: number
  readonly sellers: readonly { readonly sellerId: Id; readonly depositedFen: number }[]
}

/** Without amounts: what stays when another amount is shared by the areas of then. */
export type BearingGroup = Omit<ApportionedGroup, 'amountFen'>

export function groupsOf(
  units: readonly BearingUnit[],
  depositsOf: (buildingId: Id) => BuildingDeposits,
): BearingGroup[] {
  const groups = new Map<Id | null, BearingUnit[]>()
  for (const unit of [...units].sort(byId)) {
    const buildingId = unit.book === 'commercial' ? null : unit.buildingId
    const group = groups.get(buildingId)
    if (group) group.push(unit)
    else groups.set(buildingId, [unit])
  }
  return [...groups]
    .sort(([one], [other]) => (groupId(one) < groupId(other) ? -1 : 1))
    .map(([buildingId, members]) => {
      const deposits = buildingId === null ? { ownersFen: 0, sellers: [] } : depositsOf(buildingId)
      return {
        book: buildingId === null ? 'commercial' : 'public-housing',
        buildingId,
        weight: members.reduce((sum, { weight }) => sum + weight, 0),
        ownersDepositedFen: deposits.ownersFen,
        sellers: deposits.sellers
          .map(({ sellerId, depositedFen }) => ({ sellerId, depositedFen, amountFen: 0 }))
          .sort((one, other) => (one.sellerId < other.sellerId ? -1 : 1)),
        units: members.map(({ unitId, weight, unsold }) => ({ unitId, weight, unsold, amountFen: 0 })),
      }
    })
}

const byId = (one: BearingUnit, other: BearingUnit) => (one.unitId < other.unitId ? -1 : 1)
/** Ids of units and buildings may be anything: a name that no building has stands for commercial homes. */
const groupId = (buildingId: Id | null) => (buildingId === null ? '' : `b:${buildingId}`)

/** `groups` with their parts of `totalFen`, which they sum to exactly. Throws a RangeError without any weight. */
export function shareOut(totalFen: number, groups: readonly BearingGroup[]): ApportionedGroup[] {
  const outer = allocateFen(
    totalFen,
    groups.map(({ buildingId, weight }) => ({ id: groupId(buildingId), weight })),
  )
  return groups.map((group) => inner(group, outer.get(groupId(group.buildingId)) ?? 0))
}

const OWNERS = ''

/** 165号令 art. 20 (2): what its owners bear is shared by area, after the sellers' part by deposits. */
function inner(group: BearingGroup, amountFen: number): ApportionedGroup {
  const deposits = group.sellers.map(({ sellerId, depositedFen }) => ({ id: sellerId, weight: depositedFen }))
  const anything = group.ownersDepositedFen + deposits.reduce((sum, { weight }) => sum + weight, 0)
  const parts =
    anything === 0
      ? new Map([[OWNERS, amountFen]])
      : allocateFen(amountFen, [{ id: OWNERS, weight: group.ownersDepositedFen }, ...deposits])
  // Weights of an agreement may all be zero here: then no fen came to this group.
  const ofOwners =
    group.weight === 0
      ? new Map<string, number>()
      : allocateFen(
          parts.get(OWNERS) ?? 0,
          group.units.map(({ unitId, weight }) => ({ id: unitId, weight })),
        )
  return {
    ...group,
    amountFen,
    sellers: group.sellers.map((seller) => ({ ...seller, amountFen: parts.get(seller.sellerId) ?? 0 })),
    units: group.units.map((unit) => ({ ...unit, amountFen: ofOwners.get(unit.unitId) ?? 0 })),
  }
}

/** What each bears, by id; units and sellers that bear nothing are left out. */
export interface Shares {
  readonly units: ReadonlyMap<Id, number>
  readonly sellers: ReadonlyMap<Id, number>
}
export function sharesIn(groups: readonly Pick<ApportionedGroup, 'units' | 'sellers'>[]): Shares {
  const units = groups.flatMap((group) => group.units.map(({ unitId, amountFen }): [Id, number] => [unitId, amountFen]))
  const sellers = groups.flatMap((group) =>
    group.sellers.map(({ sellerId, amountFen }): [Id, number] => [sellerId, amountFen]),
  )
  const some = (rows: [Id, number][]) => new Map(rows.filter(([, fen]) => fen > 0))
  return { units: some(units), sellers: some(sellers) }
}

/**
 * `fen` given back by the areas of then, to nobody more than they `gave`: rounding may come out a fen above, which goes
 * to others in order of their ids. `fen` is at most what was given in all.
 */
export function shareBack(fen: number, groups: readonly BearingGroup[], gave: Shares): Shares {
  const wanted = sharesIn(shareOut(fen, groups))
  const units = new Map<Id, number>()
  const sellers = new Map<Id, number>()
  let left = fen
  for (const [of, to, from] of [
    [wanted.units, units, gave.units],
    [wanted.sellers, sellers, gave.sellers],
  ] as const) {
    for (const [id, amount] of of) {
      const back = Math.min(amount, from.get(id) ?? 0)
      if (back > 0) to.set(id, back)
      left -= back
    }
  }
  for (const [to, from] of [
    [units, gave.units],
    [sellers, gave.sellers],
  ] as const) {
    for (const [id, amount] of [...from].sort(([one], [other]) => (one < other ? -1 : 1))) {
      const more = Math.min(left, amount - (to.get(id) ?? 0))
      if (more > 0) to.set(id, (to.get(id) ?? 0) + more)
      left -= Math.max(0, more)
    }
  }
  return { units, sellers }
}
