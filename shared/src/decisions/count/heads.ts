/** The roll from dated owner relations: every unit in scope is on it, and each set of owners is one head. */
import type { Id } from '@changxin/shared/kernel'
import type { Relation, RelationCheck, UnitRow } from '@changxin/shared/places'
import type { RollUnit, Standing } from '../roll.events.ts'
import { reject } from './errors.ts'

/** One unit in scope; `floorArea` in 0.01 m². */
export type UnitInScope = Pick<UnitRow, 'unitId' | 'floorArea' | 'floorAreaSource'>

/** A relation that holds on the day of the roll. */
export interface RelationOnDay {
  readonly unitId: Id
  readonly personId: Id
  readonly relation: Relation
  readonly check: RelationCheck
}

export interface RollInput {
  /** In the order of doors: a head is named after its first unit. */
  readonly units: readonly UnitInScope[]
  /** Of any kind: those who only live there are passed over. */
  readonly relations: readonly RelationOnDay[]
  /** Unsold, or sold and not handed over (区分所有权解释 art. 9). */
  readonly unsoldUnitIds?: ReadonlySet<Id>
}

const MAX_OWNERS = 20
/** Whose unit it is; the others live or act there. */
export const OWNING: readonly Relation[] = ['owner', 'co-owner', 'organisation']

/**
 * Who votes, and with which units: the same set of owners is one head however many units it has, co-owners are one voter,
 * all unsold units are one head of the developer's (区分所有权解释 art. 9), and a unit whose owner nobody knows is a head by
 * itself. Nobody is left out. Refuses `roll-too-many-owners`.
 */
export function rollOf({ units, relations, unsoldUnitIds = new Set() }: RollInput): RollUnit[] {
  const owners = Map.groupBy(
    relations.filter(({ relation }) => OWNING.includes(relation)),
    ({ unitId }) => unitId,
  )
  const firstUnits = new Map<string, Id>()
  return units.map(({ unitId, floorArea, floorAreaSource }) => {
    const isUnsold = unsoldUnitIds.has(unitId)
    const held = isUnsold ? [] : (owners.get(unitId) ?? [])
    const ownerIds = [...new Set(held.map(({ personId }) => personId))].sort()
    if (ownerIds.length > MAX_OWNERS) {
      throw reject('roll-too-many-owners', { unitId, owners: ownerIds.length, limit: MAX_OWNERS })
    }
    const head = headOf(unitId, isUnsold, ownerIds)
    const voterId = firstUnits.get(head) ?? unitId
    firstUnits.set(head, voterId)
    const standing = isUnsold ? 'unsold' : standingOf(held)
    return { unitId, voterId, ownerIds, standing, floorArea, floorAreaSource }
  })
}

/** The same text for the same head. Ids hold no space, so that no two sets of owners read alike. */
function headOf(unitId: Id, isUnsold: boolean, ownerIds: readonly Id[]): string {
  if (isUnsold) return 'developer '
  return ownerIds.length === 0 ? `unit ${unitId}` : `owners ${ownerIds.join(' ')}`
}

/** Somebody may be on record twice, as owner and as co-owner: one checked right is enough for them. */
function standingOf(held: readonly RelationOnDay[]): Standing {
  if (held.length === 0) return 'unknown'
  const checked = new Set(held.filter(({ check }) => check !== null).map(({ personId }) => personId))
  return held.every(({ personId }) => checked.has(personId)) ? 'checked' : 'unchecked'
}

export interface Electorate {
  readonly heads: number
  /** In 0.01 m², of the units whose floor area is known. */
  readonly floorArea: number
  readonly units: number
  readonly unitsWithoutFloorArea: Readonly<Record<Standing, number>>
}

export function electorateOf(roll: readonly RollUnit[]): Electorate {
  const missing: Record<Standing, number> = { checked: 0, unchecked: 0, unknown: 0, unsold: 0 }
  let floorArea = 0
  for (const unit of roll) {
    if (unit.floorArea === null) missing[unit.standing]++
    else floorArea += unit.floorArea
  }
  const heads = new Set(roll.map(({ voterId }) => voterId)).size
  return { heads, floorArea, units: roll.length, unitsWithoutFloorArea: missing }
}
