/** Reads of regions, units and relations. */
import type { placesApi, RegionLevel, RelationView, UnitView } from '@changxin/shared/places'
import type { z } from 'zod'
import { nameOf } from '../people/index.ts'
import { allOf, type KeysetOrder, keysetPage } from '../views/keyset.ts'
import type { Read } from '../views/views.ts'
import { labelMatches } from './search.ts'

type UnitViewOut = z.output<typeof UnitView>
type RelationViewOut = z.output<typeof RelationView>

export function listRegions(
  read: Read,
  { parentId, level }: z.output<typeof placesApi.regions.input>,
): z.output<typeof placesApi.regions.output> {
  const where = allOf(
    parentId === undefined ? undefined : { sql: 'parent_id = ?', params: [parentId] },
    level === undefined ? undefined : { sql: 'level = ?', params: [level] },
  )
  const rows = read.all<{
    region_id: string
    level: RegionLevel
    name: string
    parent_id: string | null
    compounds: number
  }>(
    `SELECT region_id, level, name, parent_id, compounds FROM places_region WHERE ${where.sql} ORDER BY sort_name, region_id`,
    ...where.params,
  )
  return {
    items: rows.map((row) => ({
      id: row.region_id,
      level: row.level,
      name: row.name,
      parentId: row.parent_id,
      compounds: row.compounds,
    })),
  }
}

interface UnitRecord {
  unit_id: string
  compound_id: string
  building_id: string
  building_name: string
  entrance_name: string | null
  door: string
  label: string
  kind: UnitViewOut['kind']
  floor: number | null
  floor_area: number | null
  floor_area_source: UnitViewOut['floorAreaSource']
  sample: number
}

const UNIT = `u.unit_id, u.compound_id, u.building_id, b.name AS building_name, e.name AS entrance_name, u.door, u.label, u.kind,
  u.floor, u.floor_area, u.floor_area_source, u.sample`
const UNITS = `places_unit u JOIN places_building b ON b.building_id = u.building_id
  LEFT JOIN places_entrance e ON e.entrance_id = u.entrance_id`
/** By building, entrance and door: 502 before 1002. */
const BY_DOOR: KeysetOrder = {
  name: 'door',
  keys: [
    { sql: 'u.sort_key', type: 'text' },
    { sql: 'u.unit_id', type: 'text' },
  ],
}

function unitView(row: UnitRecord): UnitViewOut {
  return {
    id: row.unit_id,
    compoundId: row.compound_id,
    buildingId: row.building_id,
    buildingName: row.building_name,
    entranceName: row.entrance_name,
    door: row.door,
    label: row.label,
    kind: row.kind,
    floor: row.floor,
    floorArea: row.floor_area,
    floorAreaSource: row.floor_area_source,
    sample: row.sample === 1,
  }
}

export function listUnits(
  read: Read,
  { id, buildingId, q, limit, cursor }: z.output<typeof placesApi.units.input>,
): z.output<typeof placesApi.units.output> {
  const matches = q === undefined ? undefined : labelMatches('u.searched', q)
  const where = allOf(
    { sql: 'u.compound_id = ?', params: [id] },
    buildingId === undefined ? undefined : { sql: 'u.building_id = ?', params: [buildingId] },
    matches,
  )
  const { rows, next } = keysetPage<UnitRecord>(read, {
    select: UNIT,
    from: UNITS,
    where,
    order: BY_DOOR,
    limit,
    cursor,
  })
  const total = matches ? undefined : unitsIn(read, id, buildingId)
  return {
    items: rows.map(unitView),
    ...(total === undefined ? {} : { total }),
    ...(next === undefined ? {} : { next }),
  }
}

/** Kept by the projection; unknown under a search. */
function unitsIn(read: Read, compoundId: string, buildingId: string | undefined): number {
  const count =
    buildingId === undefined
      ? read.get<{ units: number }>('SELECT units FROM places_compound WHERE compound_id = ?', compoundId)
      : read.get<{ units: number }>(
          'SELECT units FROM places_building WHERE building_id = ? AND compound_id = ?',
          buildingId,
          compoundId,
        )
  return count?.units ?? 0
}

export function readUnit(read: Read, unitId: string): z.output<typeof placesApi.unit.output> | null {
  const row = read.get<UnitRecord & { compound_name: string }>(
    `SELECT ${UNIT}, c.name AS compound_name FROM ${UNITS} JOIN places_compound c ON c.compound_id = u.compound_id WHERE u.unit_id = ?`,
    unitId,
  )
  return row ? { ...unitView(row), compoundName: row.compound_name } : null
}

interface RelationRecord {
  relation_id: string
  person_id: string
  relation: RelationViewOut['relation']
  since: string
  until: string | null
  checked: number
}

/** Those that hold first, then the ended ones, each newest first. */
export function listRelations(read: Read, unitId: string): { items: RelationViewOut[] } {
  const rows = read.all<RelationRecord>(
    `SELECT relation_id, person_id, relation, since, until, checked FROM places_relation WHERE unit_id = ?
     ORDER BY until IS NOT NULL, since DESC, relation_id`,
    unitId,
  )
  return {
    items: rows.map((row) => ({
      id: row.relation_id,
      personId: row.person_id,
      personName: nameOf(read, row.person_id),
      relation: row.relation,
      since: row.since,
      until: row.until,
      checked: row.checked === 1,
    })),
  }
}
