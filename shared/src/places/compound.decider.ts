/** A compound with its buildings, entrances, units and common parts: one stream, so that a door is registered once. */
import { type Day, type Decider, type FloorAreaSource, unreachable } from '@changxin/shared/kernel'
import type { z } from 'zod'
import { buildingProblems, commonPartProblems, doorKey, unitProblems } from './compound.rows.ts'
import { reject } from './errors.ts'
import {
  type BuildingRow,
  BuildingsRegistered,
  type CommonPartRow,
  CommonPartsRegistered,
  type CompoundEvent,
  CompoundRegistered,
  MAX_ROWS,
  type RegionLevel,
  RenovationAccepted,
  UnitFloorAreaRecorded,
  type UnitRow,
  UnitsRegistered,
} from './events.ts'

type Source = z.infer<typeof FloorAreaSource>

export type CompoundCommand =
  | {
      readonly type: 'RegisterCompound'
      readonly compoundId: string
      readonly name: string
      readonly regionId: string
      readonly blockId: string | null
      readonly planRow: { readonly importId: string; readonly rowId: string } | null
      /** Where it is known already; recorded as an event of its own. */
      readonly acceptedOn: Day | null
      readonly today: Day
    }
  | { readonly type: 'AcceptRenovation'; readonly acceptedOn: Day; readonly today: Day }
  | { readonly type: 'RegisterBuildings'; readonly rows: readonly BuildingRow[] }
  | { readonly type: 'RegisterUnits'; readonly rows: readonly UnitRow[] }
  | {
      readonly type: 'RecordFloorArea'
      readonly unitId: string
      readonly floorArea: number
      readonly floorAreaSource: Source
      readonly ground: string
    }
  | { readonly type: 'RegisterCommonParts'; readonly rows: readonly CommonPartRow[]; readonly today: Day }
type Of<Type extends CompoundCommand['type']> = Extract<CompoundCommand, { type: Type }>

/** What was not read counts as not there. */
export interface CompoundFacts {
  readonly region?: { readonly level: RegionLevel } | null
  /** Read when the command names a block. */
  readonly block?: { readonly level: RegionLevel } | null
}

export interface CompoundState {
  /** Null until it is registered. */
  readonly compoundId: string | null
  readonly name: string
  readonly regionId: string | null
  readonly acceptedOn: Day | null
  readonly buildings: ReadonlyMap<string, BuildingRow>
  readonly units: ReadonlyMap<string, UnitRow>
  /** `doorKey` of every unit. */
  readonly doors: ReadonlySet<string>
  readonly parts: ReadonlyMap<string, CommonPartRow>
}
type Registered = CompoundState & { readonly compoundId: string }

const REGION_LEVELS: readonly RegionLevel[] = ['community', 'subdistrict', 'district']

export const compoundDecider: Decider<CompoundCommand, CompoundEvent, CompoundState, CompoundFacts | undefined> = {
  initial: {
    compoundId: null,
    name: '',
    regionId: null,
    acceptedOn: null,
    buildings: new Map(),
    units: new Map(),
    doors: new Set(),
    parts: new Map(),
  },
  evolve(state, event) {
    switch (event.type) {
      case 'CompoundRegistered': {
        const { compoundId, name, regionId } = event.data
        return { ...state, compoundId, name, regionId }
      }
      case 'RenovationAccepted':
        return { ...state, acceptedOn: event.data.acceptedOn }
      case 'BuildingsRegistered':
        return { ...state, buildings: withRows(state.buildings, event.data.rows, (row) => row.buildingId) }
      case 'UnitsRegistered': {
        const units = withRows(state.units, event.data.rows, (row) => row.unitId)
        return { ...state, units, doors: new Set([...state.doors, ...event.data.rows.map(doorKey)]) }
      }
      case 'UnitFloorAreaRecorded': {
        const { unitId, floorArea, floorAreaSource } = event.data
        const unit = state.units.get(unitId)
        return unit
          ? { ...state, units: new Map(state.units).set(unitId, { ...unit, floorArea, floorAreaSource }) }
          : state
      }
      case 'CommonPartsRegistered':
        return { ...state, parts: withRows(state.parts, event.data.rows, (row) => row.partId) }
      default:
        return unreachable(event)
    }
  },
  decide(command, state, facts) {
    if (command.type === 'RegisterCompound') return registerCompound(command, state, facts)
    if (state.compoundId === null) throw reject('compound-unknown')
    const registered = { ...state, compoundId: state.compoundId }
    switch (command.type) {
      case 'AcceptRenovation':
        return acceptRenovation(command, registered)
      case 'RegisterBuildings':
        return registerBuildings(command, registered)
      case 'RegisterUnits':
        return registerUnits(command, registered)
      case 'RecordFloorArea':
        return recordFloorArea(command, registered)
      case 'RegisterCommonParts':
        return registerCommonParts(command, registered)
      default:
        return unreachable(command)
    }
  },
}

function registerCompound(
  command: Of<'RegisterCompound'>,
  state: CompoundState,
  facts: CompoundFacts | undefined,
): readonly CompoundEvent[] {
  const { compoundId, name, regionId, blockId, planRow, acceptedOn, today } = command
  if (state.compoundId !== null) {
    if (state.name === name && state.regionId === regionId) return []
    throw reject('compound-exists', { name: state.name })
  }
  if (!facts?.region || !REGION_LEVELS.includes(facts.region.level)) throw reject('compound-region-unfit')
  if (blockId !== null && facts.block?.level !== 'block') throw reject('compound-block-unfit')
  const registered = CompoundRegistered({ compoundId, name, regionId, blockId, planRow: planRow && { ...planRow } })
  if (acceptedOn === null) return [registered]
  if (acceptedOn > today) throw reject('accepted-in-future', { acceptedOn, today })
  return [registered, RenovationAccepted({ compoundId, acceptedOn })]
}

function acceptRenovation(command: Of<'AcceptRenovation'>, state: Registered): readonly CompoundEvent[] {
  const { acceptedOn, today } = command
  if (state.acceptedOn === acceptedOn) return []
  if (state.acceptedOn !== null) throw reject('renovation-accepted-already', { recordedOn: state.acceptedOn })
  if (acceptedOn > today) throw reject('accepted-in-future', { acceptedOn, today })
  return [RenovationAccepted({ compoundId: state.compoundId, acceptedOn })]
}

function registerBuildings(command: Of<'RegisterBuildings'>, state: Registered): readonly CompoundEvent[] {
  const rows = limited(command.rows)
  if (rows.every((row) => state.buildings.get(row.buildingId)?.name === row.name)) return []
  buildingProblems(rows, state.buildings).throwIfAny()
  return [BuildingsRegistered({ compoundId: state.compoundId, rows })]
}

function registerUnits(command: Of<'RegisterUnits'>, state: Registered): readonly CompoundEvent[] {
  const rows = limited(command.rows)
  if (rows.every((row) => sameDoor(state.units.get(row.unitId), row))) return []
  unitProblems(rows, state).throwIfAny()
  return [UnitsRegistered({ compoundId: state.compoundId, rows })]
}

function recordFloorArea(command: Of<'RecordFloorArea'>, state: Registered): readonly CompoundEvent[] {
  const { unitId, floorArea, floorAreaSource, ground } = command
  const unit = state.units.get(unitId)
  if (!unit) throw reject('unit-unknown')
  if (unit.floorArea === floorArea && unit.floorAreaSource === floorAreaSource) return []
  return [UnitFloorAreaRecorded({ compoundId: state.compoundId, unitId, floorArea, floorAreaSource, ground })]
}

function registerCommonParts(command: Of<'RegisterCommonParts'>, state: Registered): readonly CompoundEvent[] {
  const rows = limited(command.rows)
  if (rows.every((row) => state.parts.get(row.partId)?.name === row.name)) return []
  commonPartProblems(rows, state, command.today).throwIfAny()
  return [CommonPartsRegistered({ compoundId: state.compoundId, rows })]
}

function limited<Row>(rows: readonly Row[]): Row[] {
  if (rows.length > MAX_ROWS) throw reject('rows-too-many', { count: rows.length, limit: MAX_ROWS })
  return [...rows]
}

function sameDoor(unit: UnitRow | undefined, row: UnitRow): boolean {
  return unit !== undefined && doorKey(unit) === doorKey(row)
}

function withRows<Row>(
  before: ReadonlyMap<string, Row>,
  rows: readonly Row[],
  idOf: (row: Row) => string,
): ReadonlyMap<string, Row> {
  const after = new Map(before)
  for (const row of rows) after.set(idOf(row), row)
  return after
}
