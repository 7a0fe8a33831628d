/** A walk-up of the eighties and nineties: entrances, floors and doors for exactly its households. */
import type { BuildingRow, UnitRow } from '@changxin/shared/places'
import type { Ids } from './ids.ts'
import type { Random } from './random.ts'

/** A door with the weight of its floor area among the others. */
export interface Door extends Omit<UnitRow, 'floorArea' | 'floorAreaSource'> {
  readonly weight: number
}

export interface BuildingPlan {
  readonly row: BuildingRow
  readonly doors: readonly Door[]
}

interface Order {
  /** Of the compound. */
  readonly id: string
  readonly number: number
  readonly households: number
  readonly ids: Ids
  readonly random: Random
}

/** Homes on one floor of an entrance, and floors: what stands in the old town. */
const HOMES_A_FLOOR = { 2: 6, 3: 2, 4: 1 } as const
const STOREYS_LOW = 5
const STOREYS_HIGH = 8
const BUILT_FIRST = 1982
const BUILT_LAST = 2004
const SHARE_WITH_SHOPS = 0.2

export function planBuilding({ id, number, households, ids, random }: Order): BuildingPlan {
  const buildingId = ids.of('building', id, number)
  const perFloor = Number(random.weighted(HOMES_A_FLOOR))
  const entranceCount = Math.max(1, Math.ceil(households / (perFloor * random.whole(STOREYS_LOW, STOREYS_HIGH))))
  const storeys = Math.max(1, Math.ceil(households / (perFloor * entranceCount)))
  const entrances = Array.from({ length: entranceCount }, (_, index) => ({
    entranceId: ids.of('entrance', buildingId, index + 1),
    name: `${index + 1}单元`,
  }))
  // Homes above each other are alike: a weight for each place on a floor.
  const weights = Array.from({ length: perFloor }, () => random.whole(70, 130))
  const hasShops = random.chance(SHARE_WITH_SHOPS)
  const doors: Door[] = []
  for (let floor = 1; floor <= storeys; floor++) {
    for (const entrance of entrances) {
      for (let place = 1; place <= perFloor && doors.length < households; place++) {
        const isShop = hasShops && floor === 1
        const door = `${floor}${String(place).padStart(2, '0')}`
        doors.push({
          unitId: ids.of('unit', entrance.entranceId, door),
          buildingId,
          entranceId: entrance.entranceId,
          door,
          kind: isShop ? 'shop' : 'home',
          floor,
          weight: (weights[place - 1] ?? 100) + (isShop ? 40 : 0),
        })
      }
    }
  }
  const row = {
    buildingId,
    name: `${number}栋`,
    storeys,
    builtInYear: random.whole(BUILT_FIRST, BUILT_LAST),
    entrances,
  }
  return { row, doors: inOrderOfDoors(doors, entrances) }
}

/** By entrance, then floor: as a list on paper has them. */
function inOrderOfDoors(doors: readonly Door[], entrances: readonly { readonly entranceId: string }[]): Door[] {
  return entrances.flatMap(({ entranceId }) => doors.filter((door) => door.entranceId === entranceId))
}
