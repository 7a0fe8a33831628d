/** Rows of regions, compounds and what stands in them, with their counters. */
import type { Recorded } from '@changxin/shared/kernel'
import {
  type BuildingRow,
  type BuildingsRegistered,
  type CommonPartsRegistered,
  type CompoundRegistered,
  type RegionLevel,
  type RegionRegistered,
  type RenovationAccepted,
  type UnitFloorAreaRecorded,
  type UnitRow,
  type UnitsRegistered,
  unitLabel,
} from '@changxin/shared/places'
import { sortText } from '../views/keyset.ts'
import { isSample, type Rows } from '../views/projection.ts'
import { searchedText } from './search.ts'

type EventOf<Make extends (data: never) => { type: string; data: unknown }> = Recorded<ReturnType<Make>>

/** A region of each level at or above one region. */
type Lineage = Partial<Record<RegionLevel, string>>

function lineageOf(rows: Rows, regionId: string | null): Lineage {
  const lineage: Lineage = {}
  // The levels are few and parents stand before their children, so that this ends.
  for (let next = regionId; next !== null; ) {
    const region = rows.get<{ level: RegionLevel; parent_id: string | null }>(
      'SELECT level, parent_id FROM places_region WHERE region_id = ?',
      next,
    )
    if (!region || lineage[region.level] !== undefined) break
    lineage[region.level] = next
    next = region.parent_id
  }
  return lineage
}

export function regionRegistered({ data }: EventOf<typeof RegionRegistered>, rows: Rows): void {
  const { regionId, level, name, parentId } = data
  rows.run(
    'INSERT INTO places_region (region_id, level, name, parent_id, sort_name, compounds) VALUES (?, ?, ?, ?, ?, 0)',
    regionId,
    level,
    name,
    parentId,
    sortText(name),
  )
  rows.touch({ table: 'places_region' })
}

export function compoundRegistered(event: EventOf<typeof CompoundRegistered>, rows: Rows): void {
  const { compoundId, name, regionId, blockId, planRow } = event.data
  const { community = null, subdistrict = null, district = null, city = null } = lineageOf(rows, regionId)
  rows.run(
    `INSERT INTO places_compound (compound_id, name, region_id, community_id, subdistrict_id, district_id, city_id, block_id,
       buildings, units, units_without_floor_area, plan_import_id, plan_row_id, sample, sort_name)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, ?, ?, ?, ?)`,
    compoundId,
    name,
    regionId,
    community,
    subdistrict,
    district,
    city,
    blockId,
    planRow?.importId ?? null,
    planRow?.rowId ?? null,
    isSample(event),
    sortText(name),
  )
  for (const holder of [community, subdistrict, district, city, blockId]) {
    if (holder !== null) rows.run('UPDATE places_region SET compounds = compounds + 1 WHERE region_id = ?', holder)
  }
  rows.touch({ table: 'places_compound', compoundId })
  rows.touch({ table: 'places_region' })
}

export function renovationAccepted({ data }: EventOf<typeof RenovationAccepted>, rows: Rows): void {
  rows.run('UPDATE places_compound SET accepted_on = ? WHERE compound_id = ?', data.acceptedOn, data.compoundId)
  rows.touch({ table: 'places_compound', compoundId: data.compoundId })
}

export function buildingsRegistered({ data }: EventOf<typeof BuildingsRegistered>, rows: Rows): void {
  const { compoundId } = data
  const first =
    rows.get<{ buildings: number }>('SELECT buildings FROM places_compound WHERE compound_id = ?', compoundId)
      ?.buildings ?? 0
  for (const [index, row] of data.rows.entries()) insertBuilding(rows, compoundId, row, first + index)
  rows.run('UPDATE places_compound SET buildings = buildings + ? WHERE compound_id = ?', data.rows.length, compoundId)
  for (const table of ['places_compound', 'places_building', 'places_entrance']) rows.touch({ table, compoundId })
}

function insertBuilding(rows: Rows, compoundId: string, row: BuildingRow, ordinal: number): void {
  rows.run(
    `INSERT INTO places_building (building_id, compound_id, name, storeys, built_in_year, units, ordinal)
     VALUES (?, ?, ?, ?, ?, 0, ?)`,
    row.buildingId,
    compoundId,
    row.name,
    row.storeys,
    row.builtInYear,
    ordinal,
  )
  for (const [index, entrance] of row.entrances.entries()) {
    rows.run(
      'INSERT INTO places_entrance (entrance_id, building_id, compound_id, name, ordinal) VALUES (?, ?, ?, ?, ?)',
      entrance.entranceId,
      row.buildingId,
      compoundId,
      entrance.name,
      index,
    )
  }
}

type Named = Map<string, { name: string; ordinal: number }>

function namesIn(rows: Rows, table: 'places_building' | 'places_entrance', id: string, compoundId: string): Named {
  const found = rows.all<{ id: string; name: string; ordinal: number }>(
    `SELECT ${id} AS id, name, ordinal FROM ${table} WHERE compound_id = ?`,
    compoundId,
  )
  return new Map(found.map((row) => [row.id, row]))
}

export function unitsRegistered(event: EventOf<typeof UnitsRegistered>, rows: Rows): void {
  const { compoundId } = event.data
  const buildings = namesIn(rows, 'places_building', 'building_id', compoundId)
  const entrances = namesIn(rows, 'places_entrance', 'entrance_id', compoundId)
  for (const unit of event.data.rows)
    insertUnit(rows, compoundId, unit, { buildings, entrances, sample: isSample(event) })
  const byBuilding = Map.groupBy(event.data.rows, (unit) => unit.buildingId)
  for (const [buildingId, units] of byBuilding) {
    const { count, floorArea } = sumOf(units)
    rows.run(
      `UPDATE places_building SET units = units + ?, floor_area = ${added('floor_area')} WHERE building_id = ?`,
      count,
      floorArea,
      floorArea,
      buildingId,
    )
  }
  const { count, floorArea, without } = sumOf(event.data.rows)
  rows.run(
    `UPDATE places_compound SET units = units + ?, units_without_floor_area = units_without_floor_area + ?,
       floor_area = ${added('floor_area')} WHERE compound_id = ?`,
    count,
    without,
    floorArea,
    floorArea,
    compoundId,
  )
  for (const table of ['places_compound', 'places_building', 'places_unit']) rows.touch({ table, compoundId })
}

/** Adds a sum that may be unknown (NULL, given twice) to one that may be unknown: only nothing and nothing is NULL. */
const added = (column: string) => `CASE WHEN ? IS NULL THEN ${column} ELSE coalesce(${column}, 0) + ? END`

function sumOf(units: readonly UnitRow[]): { count: number; floorArea: number | null; without: number } {
  const known = units.flatMap((unit) => unit.floorArea ?? [])
  const floorArea = known.length === 0 ? null : known.reduce((sum, one) => sum + one, 0)
  return { count: units.length, floorArea, without: units.length - known.length }
}

function insertUnit(
  rows: Rows,
  compoundId: string,
  unit: UnitRow,
  { buildings, entrances, sample }: { buildings: Named; entrances: Named; sample: 0 | 1 },
): void {
  const building = buildings.get(unit.buildingId)
  const entrance = unit.entranceId === null ? undefined : entrances.get(unit.entranceId)
  const label = unitLabel({
    buildingName: building?.name ?? null,
    entranceName: entrance?.name ?? null,
    door: unit.door,
  })
  const order = (ordinal: number | undefined) => String(ordinal ?? 0).padStart(4, '0')
  rows.run(
    `INSERT INTO places_unit (unit_id, compound_id, building_id, entrance_id, door, kind, floor, floor_area, floor_area_source,
       label, sample, sort_key, searched) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    unit.unitId,
    compoundId,
    unit.buildingId,
    unit.entranceId,
    unit.door,
    unit.kind,
    unit.floor,
    unit.floorArea,
    unit.floorAreaSource,
    label,
    sample,
    `${order(building?.ordinal)}${order(entrance?.ordinal)}${sortText(unit.door)}`,
    searchedText(label),
  )
}

export function floorAreaRecorded({ data }: EventOf<typeof UnitFloorAreaRecorded>, rows: Rows): void {
  const { compoundId, unitId, floorArea, floorAreaSource } = data
  const unit = rows.get<{ building_id: string; floor_area: number | null }>(
    'SELECT building_id, floor_area FROM places_unit WHERE unit_id = ?',
    unitId,
  )
  if (!unit) return
  rows.run(
    'UPDATE places_unit SET floor_area = ?, floor_area_source = ? WHERE unit_id = ?',
    floorArea,
    floorAreaSource,
    unitId,
  )
  const change = floorArea - (unit.floor_area ?? 0)
  rows.run(
    'UPDATE places_building SET floor_area = coalesce(floor_area, 0) + ? WHERE building_id = ?',
    change,
    unit.building_id,
  )
  rows.run(
    `UPDATE places_compound SET floor_area = coalesce(floor_area, 0) + ?, units_without_floor_area = units_without_floor_area - ?
     WHERE compound_id = ?`,
    change,
    unit.floor_area === null ? 1 : 0,
    compoundId,
  )
  rows.touch({ table: 'places_unit', compoundId, unitId })
  for (const table of ['places_compound', 'places_building']) rows.touch({ table, compoundId })
}

export function commonPartsRegistered({ data }: EventOf<typeof CommonPartsRegistered>, rows: Rows): void {
  const { compoundId } = data
  const first =
    rows.get<{ count: number }>('SELECT count(*) AS count FROM places_part WHERE compound_id = ?', compoundId)?.count ??
    0
  for (const [index, part] of data.rows.entries()) {
    rows.run(
      `INSERT INTO places_part (part_id, compound_id, building_id, entrance_id, kind, name, accepted_on, warranty_until, ordinal)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      part.partId,
      compoundId,
      part.buildingId,
      part.entranceId,
      part.kind,
      part.name,
      part.acceptedOn,
      part.warrantyUntil,
      first + index,
    )
  }
  rows.touch({ table: 'places_part', compoundId })
}
