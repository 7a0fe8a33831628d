/** Reads of compounds: the list one may see, and one compound with its buildings and common parts. */

import type { Mode } from '@changxin/shared/management'
import {
  type CompoundRow,
  type CompoundView,
  type placesApi,
  type RegionLevel,
  warrantyOn,
} from '@changxin/shared/places'
import type { z } from 'zod'
import type { Scope } from '../access/scope.ts'
import { newestDay } from '../clock/index.ts'
import { allOf, type Condition, type KeysetOrder, keysetPage, likeContaining } from '../views/keyset.ts'
import type { Read } from '../views/views.ts'
import { commonPartsOf } from './places.reads.ts'

interface CompoundRecord {
  compound_id: string
  name: string
  accepted_on: string | null
  buildings: number
  units: number
  floor_area: number | null
  units_without_floor_area: number
  plan_import_id: string | null
  plan_row_id: string | null
  sample: number
  community_name: string | null
  subdistrict_name: string | null
  district_name: string | null
  block_name: string | null
  area_name: string | null
  mode: Mode
  operator_name: string | null
  open_requests: number
  overdue_requests: number
  fund_balance_fen: number | null
  freshness: number | null
}

const SELECT = `c.compound_id, c.name, c.accepted_on, c.buildings, c.units, c.floor_area, c.units_without_floor_area,
  c.plan_import_id, c.plan_row_id, c.sample, community.name AS community_name, subdistrict.name AS subdistrict_name,
  district.name AS district_name, block.name AS block_name, plan.area_name, coalesce(m.mode, 'unknown') AS mode,
  operator.name AS operator_name, coalesce(o.open_requests, 0) AS open_requests,
  coalesce(o.overdue_requests, 0) AS overdue_requests, o.fund_balance_fen, o.freshness`

const JOINED = `places_compound c
  LEFT JOIN places_region community ON community.region_id = c.community_id
  LEFT JOIN places_region subdistrict ON subdistrict.region_id = c.subdistrict_id
  LEFT JOIN places_region district ON district.region_id = c.district_id
  LEFT JOIN places_region block ON block.region_id = c.block_id
  LEFT JOIN places_plan_area plan ON plan.import_id = c.plan_import_id AND plan.row_id = c.plan_row_id
  LEFT JOIN management_current m ON m.compound_id = c.compound_id
  LEFT JOIN management_operator operator ON operator.operator_id = m.operator_id
  LEFT JOIN oversight_compound o ON o.compound_id = c.compound_id`

/** The tables behind a row, for live queries. */
export const compoundTables = [
  'places_compound',
  'places_region',
  'places_plan_area',
  'management_current',
  'management_operator',
  'oversight_compound',
] as const

type CompoundsInput = z.output<typeof placesApi.compounds.input>

const byName = [
  { sql: 'c.sort_name', type: 'text' },
  { sql: 'c.compound_id', type: 'text' },
] as const
const UNRATED_LAST = 1_000

/** Most overdue and most open first; the lowest freshness first, 未评 last. */
const ORDERS: Readonly<Record<CompoundsInput['sort'], KeysetOrder>> = {
  name: { name: 'name', keys: byName },
  overdue: { name: 'overdue', keys: [{ sql: '-coalesce(o.overdue_requests, 0)', type: 'number' }, ...byName] },
  open: { name: 'open', keys: [{ sql: '-coalesce(o.open_requests, 0)', type: 'number' }, ...byName] },
  freshness: {
    name: 'freshness',
    keys: [{ sql: `coalesce(o.freshness, ${UNRATED_LAST})`, type: 'number' }, ...byName],
  },
}

const REGION_COLUMN: Readonly<Record<RegionLevel, string>> = {
  city: 'c.city_id',
  district: 'c.district_id',
  subdistrict: 'c.subdistrict_id',
  community: 'c.community_id',
  block: 'c.block_id',
}

function inRegion(read: Read, regionId: string | undefined): Condition | undefined {
  if (regionId === undefined) return undefined
  const level = read.get<{ level: RegionLevel }>('SELECT level FROM places_region WHERE region_id = ?', regionId)?.level
  return level === undefined ? { sql: '1 = 0', params: [] } : { sql: `${REGION_COLUMN[level]} = ?`, params: [regionId] }
}

export function listCompounds(
  read: Read,
  scope: Scope,
  input: CompoundsInput,
): z.output<typeof placesApi.compounds.output> {
  const { q, regionId, mode, sort, limit, cursor } = input
  const text = q?.trim()
  const where = allOf(
    scope.where('c.compound_id'),
    inRegion(read, regionId),
    text ? { sql: `c.name LIKE ? ESCAPE '\\'`, params: [likeContaining(text)] } : undefined,
    mode === undefined ? undefined : { sql: `coalesce(m.mode, 'unknown') = ?`, params: [mode] },
  )
  const { rows, next } = keysetPage<CompoundRecord>(read, {
    select: SELECT,
    from: JOINED,
    where,
    order: ORDERS[sort],
    limit,
    cursor,
  })
  const count = read.get<{ count: number }>(
    `SELECT count(*) AS count FROM places_compound c ${mode === undefined ? '' : 'LEFT JOIN management_current m ON m.compound_id = c.compound_id'} WHERE ${where.sql}`,
    ...where.params,
  )
  return { items: rows.map(compoundRow), total: count?.count ?? 0, ...(next === undefined ? {} : { next }) }
}

function compoundRow(row: CompoundRecord): CompoundRow {
  return {
    id: row.compound_id,
    name: row.name,
    communityName: row.community_name,
    subdistrictName: row.subdistrict_name,
    blockName: row.block_name,
    buildings: row.buildings,
    units: row.units,
    floorArea: row.floor_area,
    unitsWithoutFloorArea: row.units_without_floor_area,
    acceptedOn: row.accepted_on,
    mode: row.mode,
    operatorName: row.operator_name,
    openRequests: row.open_requests,
    overdueRequests: row.overdue_requests,
    fundBalanceFen: row.fund_balance_fen,
    freshness: row.freshness,
    sample: row.sample === 1,
  }
}

export function readCompound(read: Read, compoundId: string): CompoundView | null {
  const row = read.get<CompoundRecord>(`SELECT ${SELECT} FROM ${JOINED} WHERE c.compound_id = ?`, compoundId)
  if (!row) return null
  return {
    ...compoundRow(row),
    districtName: row.district_name,
    planRow:
      row.plan_import_id === null || row.plan_row_id === null
        ? null
        : { importId: row.plan_import_id, rowId: row.plan_row_id, areaName: row.area_name },
    buildingsList: buildingsOf(read, compoundId),
    commonParts: partsOf(read, compoundId),
  }
}

function buildingsOf(read: Read, compoundId: string): CompoundView['buildingsList'] {
  const entrances = read.all<{ building_id: string; entrance_id: string; name: string }>(
    'SELECT building_id, entrance_id, name FROM places_entrance WHERE compound_id = ? ORDER BY building_id, ordinal',
    compoundId,
  )
  const byBuilding = Map.groupBy(entrances, (entrance) => entrance.building_id)
  return read
    .all<{
      building_id: string
      name: string
      storeys: number | null
      built_in_year: number | null
      units: number
      floor_area: number | null
    }>(
      'SELECT building_id, name, storeys, built_in_year, units, floor_area FROM places_building WHERE compound_id = ? ORDER BY ordinal',
      compoundId,
    )
    .map((row) => ({
      id: row.building_id,
      name: row.name,
      storeys: row.storeys,
      builtInYear: row.built_in_year,
      units: row.units,
      floorArea: row.floor_area,
      entrances: (byBuilding.get(row.building_id) ?? []).map(({ entrance_id: id, name }) => ({ id, name })),
    }))
}

function partsOf(read: Read, compoundId: string): CompoundView['commonParts'] {
  const today = newestDay(read)
  return commonPartsOf(read, compoundId).map(({ partId: id, ...part }) => ({
    id,
    ...part,
    warranty: today === undefined ? 'unknown' : warrantyOn(part, today),
  }))
}
