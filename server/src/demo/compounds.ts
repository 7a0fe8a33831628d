/** The compounds of the plan's areas: exactly as many compounds, buildings, households and as much floor area as each row says. */
import type { Day } from '@changxin/shared/kernel'
import { addDays, daysBetween } from '@changxin/shared/kernel'
import type { BuildingRow, CommonPartRow, UnitRow } from '@changxin/shared/places'
import type { PlanArea } from '@changxin/shared/renovation'
import { planBuilding } from './buildings.ts'
import { planCommonParts } from './common-parts.ts'
import type { Ids } from './ids.ts'
import { compoundNamer } from './names.ts'
import { type Random, randomOf } from './random.ts'
import type { RegionsPlan } from './regions.ts'
import { splitWhole } from './shares.ts'

export interface CompoundPlan {
  readonly id: string
  /** `<row id of the plan>/<number within it>`: names the random numbers that the compound draws. */
  readonly key: string
  readonly name: string
  readonly area: PlanArea
  readonly communityId: string
  readonly blockId: string
  readonly registeredOn: Day
  /** Null where the renovation is still to come on the anchor day. */
  readonly acceptedOn: Day | null
  readonly buildings: readonly BuildingRow[]
  readonly units: readonly UnitRow[]
  readonly parts: readonly CommonPartRow[]
}

/** Papers of a finished project are handed in a few days before its acceptance. */
const REGISTERED_DAYS_BEFORE = 6
/** What is not accepted by the anchor day is registered so many days before it. */
const PLANNED_DAYS_BEFORE_ANCHOR = 20

export function planCompounds(areas: readonly PlanArea[], regions: RegionsPlan, ids: Ids, anchor: Day): CompoundPlan[] {
  const nameOf = compoundNamer()
  return areas.flatMap((area) => planArea(area, { regions, ids, anchor, nameOf }))
}

interface Parts {
  readonly regions: RegionsPlan
  readonly ids: Ids
  readonly anchor: Day
  readonly nameOf: ReturnType<typeof compoundNamer>
}

interface Sizes {
  readonly buildings: readonly number[]
  /** Households of each building, compound by compound. */
  readonly households: readonly (readonly number[])[]
}

function planArea(area: PlanArea, { regions, ids, anchor, nameOf }: Parts): CompoundPlan[] {
  const random = randomOf(ids.seed, 'area', area.rowId)
  const sizes = splitArea(area, random)
  const communities = regions.communitiesOf(area)
  const drafts = sizes.buildings.map((_, index) => {
    const key = `${area.rowId}/${index + 1}`
    const id = ids.of('compound', key)
    const own = randomOf(ids.seed, 'compound', key)
    const households = sizes.households[index] ?? []
    const buildings = households.map((count, number) =>
      planBuilding({ id, number: number + 1, households: count, ids, random: own }),
    )
    return { id, key, own, buildings }
  })
  const floorAreas = splitFloorArea(
    area,
    drafts.flatMap(({ buildings }) => buildings.flatMap(({ doors }) => doors)),
  )
  return drafts.map(({ id, key, own, buildings }, index) => {
    const community = communities[index % communities.length] as (typeof communities)[number]
    const name = nameOf(area.name, own)
    const acceptedOn = acceptanceIn(area.year, own)
    const isAccepted = acceptedOn <= anchor
    const rows = buildings.map(({ row }) => row)
    return {
      id,
      key,
      name,
      area,
      communityId: community.id,
      blockId: regions.blockOf(area).id,
      registeredOn: isAccepted
        ? addDays(acceptedOn, -REGISTERED_DAYS_BEFORE)
        : addDays(anchor, -PLANNED_DAYS_BEFORE_ANCHOR),
      acceptedOn: isAccepted ? acceptedOn : null,
      buildings: rows,
      units: buildings.flatMap(({ doors }) =>
        doors.map(({ weight: _, ...door }) => ({ ...door, ...floorAreas.next().value })),
      ) as UnitRow[],
      parts: planCommonParts({ compoundId: id, buildings: rows, acceptedOn: isAccepted ? acceptedOn : null, ids }),
    }
  })
}

/**
 * Sizes vary as sizes do, but every compound has a building and every building a household while there are enough. A
 * row with fewer buildings than compounds leaves the last compounds without one, and without households.
 */
function splitArea(area: PlanArea, random: Random): Sizes {
  const compounds = area.compounds ?? 0
  const buildings = area.buildings ?? 0
  const households = area.households ?? 0
  const weights = (count: number) => Array.from({ length: count }, () => random.whole(40, 160))
  const withBuilding = Math.min(compounds, buildings)
  const perCompound = splitWhole(buildings, weights(withBuilding), buildings >= withBuilding ? 1 : 0)
  const perBuilding = buildings === 0 ? [] : splitWhole(households, weights(buildings), households >= buildings ? 1 : 0)
  const ends = perCompound.map((_, index) => sumOf(perCompound.slice(0, index + 1)))
  const split = perCompound.map((count, index) => perBuilding.slice((ends[index] ?? 0) - count, ends[index]))
  const empty = Array.from({ length: compounds - withBuilding }, () => [])
  return { buildings: [...perCompound, ...empty.map(() => 0)], households: [...split, ...empty] }
}

const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0)

/** The row's floor area over all its doors, to the last 0.01 m²; without a figure that reaches for all nobody knows any. */
function* splitFloorArea(
  area: PlanArea,
  doors: readonly { readonly weight: number }[],
): Generator<Pick<UnitRow, 'floorArea' | 'floorAreaSource'>> {
  if (area.floorArea === null || area.floorArea < doors.length) {
    for (;;) yield { floorArea: null, floorAreaSource: null }
  }
  const parts = splitWhole(
    area.floorArea,
    doors.map(({ weight }) => weight),
    1,
  )
  for (const floorArea of parts) yield { floorArea, floorAreaSource: 'plan' }
}

/** Projects are accepted in autumn and winter, when the year's money must be spent. */
function acceptanceIn(year: number, random: Random): Day {
  const first: Day = `${year}-09-08`
  return addDays(first, random.whole(0, daysBetween(first, `${year}-12-20`)))
}
