/** Regions, compounds and what stands in them. Anything but a building and a door may be unknown. */
import { Day, type EventOf, event, FloorAreaSource, Id, Line, UnitFloorArea } from '@changxin/shared/kernel'
import { z } from 'zod'

/** The most rows of one bulk event. */
export const MAX_ROWS = 5_000

export const RegionLevel = z.enum(['city', 'district', 'subdistrict', 'community', 'block'])
export type RegionLevel = z.infer<typeof RegionLevel>

export const UnitKind = z.enum(['home', 'shop', 'garage', 'public-housing', 'other'])
export type UnitKind = z.infer<typeof UnitKind>

export const CommonPartKind = z.enum([
  'roof',
  'external-wall',
  'structure',
  'stairwell',
  'entrance-door',
  'lift',
  'fire-system',
  'water-supply',
  'drain',
  'septic-tank',
  'power',
  'lighting',
  'road',
  'green',
  'wall-fence',
  'security',
  'parking',
  'charging',
  'fitness',
  'other',
])
export type CommonPartKind = z.infer<typeof CommonPartKind>

export const Relation = z.enum(['owner', 'co-owner', 'occupant', 'tenant', 'family-delegate', 'organisation'])
export type Relation = z.infer<typeof Relation>

// region-<id>
export const RegionRegistered = event(
  'RegionRegistered',
  z.object({ regionId: Id, level: RegionLevel, name: Line(60), parentId: Id.nullable() }),
)
export const RegionRenamed = event('RegionRenamed', z.object({ regionId: Id, name: Line(60) }))

// compound-<id>: buildings, entrances, units and common parts share the stream, so that a door is unique
export const CompoundRegistered = event(
  'CompoundRegistered',
  z.object({
    compoundId: Id,
    name: Line(60),
    /** The lowest known region: a community, else a subdistrict. */
    regionId: Id,
    /** 片区/街区 that cuts across regions, where there is one. */
    blockId: Id.nullable(),
    /** The plan's row that it came from. */
    planRow: z.object({ importId: Id, rowId: Id }).nullable(),
  }),
)
/** 竣工验收 of the renovation: age since acceptance and warranties count from here. */
export const RenovationAccepted = event('RenovationAccepted', z.object({ compoundId: Id, acceptedOn: Day }))

export const EntranceRow = z.object({ entranceId: Id, name: Line(20) })
export const BuildingRow = z.object({
  buildingId: Id,
  name: Line(30),
  storeys: z.int().min(1).max(120).nullable(),
  builtInYear: z.int().min(1900).max(2100).nullable(),
  entrances: z.array(EntranceRow).max(60),
})
export type BuildingRow = z.infer<typeof BuildingRow>
export const BuildingsRegistered = event(
  'BuildingsRegistered',
  z.object({ compoundId: Id, rows: z.array(BuildingRow).min(1).max(MAX_ROWS) }),
)

export const UnitRow = z.object({
  unitId: Id,
  buildingId: Id,
  entranceId: Id.nullable(),
  door: Line(20),
  kind: UnitKind.nullable(),
  floor: z.int().min(-9).max(120).nullable(),
  /** In 0.01 m², with its source; both or neither. */
  floorArea: UnitFloorArea.nullable(),
  floorAreaSource: FloorAreaSource.nullable(),
})
export type UnitRow = z.infer<typeof UnitRow>
export const UnitsRegistered = event(
  'UnitsRegistered',
  z.object({ compoundId: Id, rows: z.array(UnitRow).min(1).max(MAX_ROWS) }),
)
export const UnitFloorAreaRecorded = event(
  'UnitFloorAreaRecorded',
  z.object({
    compoundId: Id,
    unitId: Id,
    floorArea: UnitFloorArea,
    floorAreaSource: FloorAreaSource,
    ground: Line(200),
  }),
)

export const CommonPartRow = z.object({
  partId: Id,
  kind: CommonPartKind,
  name: Line(40),
  /** Of one building, of one entrance, or (both null) of the whole compound. */
  buildingId: Id.nullable(),
  entranceId: Id.nullable(),
  acceptedOn: Day.nullable(),
  /** Inclusive. */
  warrantyUntil: Day.nullable(),
})
export type CommonPartRow = z.infer<typeof CommonPartRow>
export const CommonPartsRegistered = event(
  'CommonPartsRegistered',
  z.object({ compoundId: Id, rows: z.array(CommonPartRow).min(1).max(MAX_ROWS) }),
)

// unit-<id>: who is what to a unit, dated; ids only
export const RelationRecorded = event(
  'RelationRecorded',
  z.object({
    relationId: Id,
    unitId: Id,
    compoundId: Id,
    personId: Id,
    relation: Relation,
    since: Day,
    /** How an owner's right was checked; null = not checked, so no balance and no vote. */
    check: z
      .object({ how: z.enum(['registry', 'contract', 'in-person', 'committee']), note: Line(200).nullable() })
      .nullable(),
  }),
)
/** `until` is the last day, inclusive. */
export const RelationEnded = event(
  'RelationEnded',
  z.object({ relationId: Id, unitId: Id, compoundId: Id, until: Day, reason: Line(200) }),
)

export const regionEvents = [RegionRegistered, RegionRenamed] as const
export const compoundEvents = [
  CompoundRegistered,
  RenovationAccepted,
  BuildingsRegistered,
  UnitsRegistered,
  UnitFloorAreaRecorded,
  CommonPartsRegistered,
] as const
export const unitEvents = [RelationRecorded, RelationEnded] as const
export const placesEvents = [...regionEvents, ...compoundEvents, ...unitEvents] as const
export type RegionEvent = EventOf<typeof regionEvents>
export type CompoundEvent = EventOf<typeof compoundEvents>
export type UnitEvent = EventOf<typeof unitEvents>
