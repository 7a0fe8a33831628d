/** The electorate as the views have it today; the roll itself is frozen from the streams when a decision is proposed. */
import {
  type ElectorateView,
  type electorateApi,
  electorateOf,
  type RollUnit,
  rollOf,
  Standing,
} from '@changxin/shared/decisions'
import type { FloorAreaSource } from '@changxin/shared/kernel'
import type { Relation } from '@changxin/shared/places'
import type { z } from 'zod'
import { newestDay } from '../../clock/index.ts'
import type { QueryContext } from '../../feature.ts'
import type { Read } from '../../views/views.ts'

/** Of one compound; the list of units is taken whole up to here. */
const MAX_UNITS = 20_000
const MAX_RELATIONS = 60_000

type Input = z.output<typeof electorateApi.electorate.input>

interface UnitRow {
  readonly unit_id: string
  readonly floor_area: number | null
  readonly floor_area_source: FloorAreaSource | null
}
interface RelationRow {
  readonly unit_id: string
  readonly person_id: string
  readonly relation: Relation
  readonly checked: number
}

const listed = (ids: string | undefined) => ids?.split(',') ?? []

/** SQL for the units in scope; a scope that names nothing holds nothing. */
function scopeOf({ id, kind, buildingId, entranceId, unitIds }: Input): { sql: string; params: string[] } {
  switch (kind) {
    case 'compound':
      return { sql: 'compound_id = ?', params: [id] }
    case 'building':
      return { sql: 'compound_id = ? AND building_id = ?', params: [id, buildingId ?? ''] }
    case 'entrance':
      return { sql: 'compound_id = ? AND entrance_id = ?', params: [id, entranceId ?? ''] }
    case 'units': {
      const ids = listed(unitIds)
      return { sql: `compound_id = ? AND unit_id IN (${ids.map(() => '?').join(', ')})`, params: [id, ...ids] }
    }
  }
}

function rollIn(read: Read, input: Input): RollUnit[] {
  const { sql, params } = scopeOf(input)
  const units = read.all<UnitRow>(
    `SELECT unit_id, floor_area, floor_area_source FROM places_unit WHERE ${sql} ORDER BY sort_key, unit_id LIMIT ?`,
    ...params,
    MAX_UNITS,
  )
  const day = newestDay(read) ?? ''
  const relations = read.all<RelationRow>(
    `SELECT unit_id, person_id, relation, checked FROM places_relation
      WHERE since <= ? AND (until IS NULL OR until >= ?) AND unit_id IN (SELECT unit_id FROM places_unit WHERE ${sql})
      LIMIT ?`,
    day,
    day,
    ...params,
    MAX_RELATIONS,
  )
  return rollOf({
    units: units.map((unit) => ({
      unitId: unit.unit_id,
      floorArea: unit.floor_area,
      floorAreaSource: unit.floor_area_source,
    })),
    relations: relations.map(({ unit_id, person_id, relation, checked }) => ({
      unitId: unit_id,
      personId: person_id,
      relation,
      // How it was checked matters to nobody here.
      check: checked === 1 ? { how: 'registry', note: null } : null,
    })),
    unsoldUnitIds: new Set(listed(input.unsoldUnitIds)),
  })
}

export function viewElectorate({ read }: QueryContext, input: Input): ElectorateView {
  const roll = rollIn(read, input)
  const { heads, floorArea, unitsWithoutFloorArea } = electorateOf(roll)
  const known = roll.flatMap((unit) => unit.floorArea ?? [])
  const count = (standing: Standing) => roll.filter((unit) => unit.standing === standing).length
  return {
    units: roll.length,
    heads,
    floorArea,
    largestFloorArea: known.length === 0 ? null : known.reduce((one, other) => Math.max(one, other)),
    byStanding: Object.fromEntries(Standing.options.map((one) => [one, count(one)])) as Record<Standing, number>,
    unitsWithoutFloorArea: { ...unitsWithoutFloorArea },
  }
}
