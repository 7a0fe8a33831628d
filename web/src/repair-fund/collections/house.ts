/** Doors as a house: for each building its entrances as columns and its floors as rows, the highest at the top. */
import type { CollectionDoor, DoorState } from '@changxin/shared/repair-fund'

/** Colour alone says nothing to many: each state has its sign. */
export const signs: Readonly<Record<DoorState, string>> = {
  paid: '✓',
  part: '◐',
  unpaid: '○',
  credit: '＋',
  nothing: '–',
  unknown: '?',
}

export interface House {
  readonly building: string
  readonly entrances: readonly string[]
  readonly floors: readonly {
    /** Null: doors whose floor is not known, at the bottom. */
    readonly floor: number | null
    /** In the order of the entrances. */
    readonly cells: readonly (readonly CollectionDoor[])[]
  }[]
}

/** In the order of the doors. */
export function housesOf(doors: readonly CollectionDoor[]): House[] {
  return [...Map.groupBy(doors, ({ buildingName }) => buildingName)].map(([building, inBuilding]) => {
    const entrances = [...new Set(inBuilding.map(({ entranceName }) => entranceName))]
    const floors = [...new Set(inBuilding.map(({ floor }) => floor))].sort(
      (a, b) => (b ?? Number.NEGATIVE_INFINITY) - (a ?? Number.NEGATIVE_INFINITY),
    )
    return {
      building,
      entrances,
      floors: floors.map((floor) => ({
        floor,
        cells: entrances.map((entrance) =>
          inBuilding.filter((door) => door.floor === floor && door.entranceName === entrance),
        ),
      })),
    }
  })
}

/** What a door still owes; nothing where the reader sees no amounts. */
export const owedBy = ({ dueFen, paidFen }: Pick<CollectionDoor, 'dueFen' | 'paidFen'>): number =>
  Math.max(0, (dueFen ?? 0) - (paidFen ?? 0))
