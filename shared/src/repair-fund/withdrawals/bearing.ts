/** Who bears a plan, from the units of a compound as they are today. */
import type { Id } from '@changxin/shared/kernel'
import type { AccountsLife } from '../accounts/accounts.state.ts'
import { type SharingUnit, unitsInScope } from '../collections/shares.ts'
import { MAX_FUND_ROWS } from '../fund-words.ts'
import type { Book } from '../ledger/accounts.ts'
import { type BearingGroup, groupsOf } from './apportion.ts'
import { reject } from './errors.ts'
import type { WithdrawalPlan } from './words.ts'

/** A unit of the compound with its account. */
export interface AccountedUnit extends SharingUnit {
  readonly book: Book
  readonly depositedFen: number
}
export interface Accounted {
  /** Of the whole compound: what owners deposited counts by building. */
  readonly units: readonly AccountedUnit[]
  readonly sellers: readonly { readonly sellerId: Id; readonly buildingId: Id; readonly depositedFen: number }[]
  readonly ended: EndedUnits
}
/** Units whose account is closed, each with the units that came of it; empty: nothing did. */
export type EndedUnits = ReadonlyMap<Id, readonly Id[]>

export const endedUnits = ({ closed, successors }: Pick<AccountsLife, 'closed' | 'successors'>): EndedUnits =>
  new Map([...closed.keys()].map((unitId) => [unitId, (successors.get(unitId) ?? []).map((each) => each.unitId)]))

/** Who can bear something: not a unit that has ended, but what came of it, also where the scope names only the former. */
export function unitsBearing<Unit extends SharingUnit>(
  units: readonly Unit[],
  scope: WithdrawalPlan['scope'],
  ended: EndedUnits,
): readonly Unit[] {
  if (scope.kind !== 'units') return unitsInScope(units, scope).filter(({ unitId }) => !ended.has(unitId))
  // A set grows while it is walked, and knows what it has seen.
  const named = new Set(scope.unitIds)
  for (const unitId of named) for (const next of ended.get(unitId) ?? []) named.add(next)
  return units.filter(({ unitId }) => named.has(unitId) && !ended.has(unitId))
}

/** A refusal names this many units; more help nobody. */
const NAMED_UNITS = 10

/** By an agreement, else by floor area; null: it is not known. */
export function weightIn(split: WithdrawalPlan['split']): (unit: SharingUnit) => number | null {
  if (split.by === 'floor-area') return ({ floorArea }) => floorArea
  const agreed = new Map(split.weights.map(({ unitId, weight }) => [unitId, weight]))
  return ({ unitId }) => agreed.get(unitId) ?? null
}

/** Refuses a scope without units or weight, and units without a floor area or an agreed weight, by name. */
export function bearingOf(plan: WithdrawalPlan, { units, sellers, ended }: Accounted): BearingGroup[] {
  const inScope = unitsBearing(units, plan.scope, ended)
  if (inScope.length === 0) throw reject('withdrawal-scope-empty')
  if (inScope.length > MAX_FUND_ROWS)
    throw reject('withdrawal-scope-too-large', { count: inScope.length, limit: MAX_FUND_ROWS })
  const weightOf = weightIn(plan.split)
  const without = inScope.filter((unit) => weightOf(unit) === null).map(({ label }) => label)
  if (without.length > 0) {
    const code = plan.split.by === 'agreement' ? 'withdrawal-weights-incomplete' : 'withdrawal-areas-unknown'
    throw reject(code, { count: without.length, units: without.slice(0, NAMED_UNITS) })
  }
  const unsold = new Set(plan.unsoldUnitIds)
  const bearing = inScope.map((unit) => ({
    ...{ unitId: unit.unitId, buildingId: unit.buildingId, book: unit.book },
    ...{ weight: weightOf(unit) ?? 0, unsold: unsold.has(unit.unitId) },
  }))
  if (bearing.every(({ weight }) => weight === 0)) throw reject('withdrawal-no-weight')
  return groupsOf(bearing, (buildingId) => ({
    ownersFen: units
      .filter((unit) => unit.buildingId === buildingId && unit.book === 'public-housing')
      .reduce((sum, { depositedFen }) => sum + Math.max(0, depositedFen), 0),
    sellers: sellers
      .filter((seller) => seller.buildingId === buildingId)
      .map(({ sellerId, depositedFen }) => ({ sellerId, depositedFen: Math.max(0, depositedFen) })),
  }))
}
