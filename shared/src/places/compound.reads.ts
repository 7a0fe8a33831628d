/** What other features read from a folded compound, and the words for a unit and a warranty. */
import { addDays, addYears, type Day } from '@changxin/shared/kernel'
import type { CompoundState } from './compound.decider.ts'
import type { CommonPartRow, UnitRow } from './events.ts'

/** One unit as money and votes need it; `floorArea` in 0.01 m². */
export interface UnitOfCompound
  extends Pick<UnitRow, 'unitId' | 'buildingId' | 'entranceId' | 'door' | 'kind' | 'floorArea'> {
  readonly source: UnitRow['floorAreaSource']
}

/** In the order of registration. */
export function unitsOf(state: CompoundState): readonly UnitOfCompound[] {
  return [...state.units.values()].map(
    ({ unitId, buildingId, entranceId, door, kind, floorArea, floorAreaSource }) => ({
      unitId,
      buildingId,
      entranceId,
      door,
      kind,
      floorArea,
      source: floorAreaSource,
    }),
  )
}

/** A rule that needs floor area says how many units lack it, and which. */
export function unitsWithoutFloorArea(state: CompoundState): readonly UnitOfCompound[] {
  return unitsOf(state).filter((unit) => unit.floorArea === null)
}

/**
 * The last day of a warranty, inclusive: the day before the anniversary. A part accepted on 29 February has its
 * anniversary on 1 March of a common year, since a legal minimum of years must not come out a day short.
 */
export function warrantyUntil(acceptedOn: Day, years: number): Day {
  const sameDate = addYears(acceptedOn, years)
  return sameDate.endsWith(acceptedOn.slice(-2)) ? addDays(sameDate, -1) : sameDate
}

export function warrantyOn(part: Pick<CommonPartRow, 'warrantyUntil'>, day: Day): 'inside' | 'over' | 'unknown' {
  if (part.warrantyUntil === null) return 'unknown'
  return day <= part.warrantyUntil ? 'inside' : 'over'
}

/** `3栋 2单元 502`; what is unknown is left out. */
export function unitLabel(unit: {
  readonly buildingName: string | null
  readonly entranceName: string | null
  readonly door: string
}): string {
  return [unit.buildingName, unit.entranceName, unit.door].filter(Boolean).join(' ')
}
