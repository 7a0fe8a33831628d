/** Names, labels and what an action is about, read by other features and by the routes of places. */
import type { RequestPlace } from '@changxin/shared/maintenance'
import type { CommonPartRow } from '@changxin/shared/places'
import type { Subject } from '../access/may.ts'
import type { Read } from '../views/views.ts'

/** Shown for a compound or a unit that is not known here (yet). */
export const NO_LABEL = '—'

export function compoundName(read: Read, compoundId: string): string {
  return (
    read.get<{ name: string }>('SELECT name FROM places_compound WHERE compound_id = ?', compoundId)?.name ?? NO_LABEL
  )
}

/** `3栋 2单元 502` */
export function unitLabel(read: Read, unitId: string): string {
  return read.get<{ label: string }>('SELECT label FROM places_unit WHERE unit_id = ?', unitId)?.label ?? NO_LABEL
}

export function compoundExists(read: Read, compoundId: string): boolean {
  return read.get('SELECT 1 FROM places_compound WHERE compound_id = ?', compoundId) !== undefined
}

/** What an action on a compound is about; null when there is no such compound. */
export function subjectOfCompound(read: Read, compoundId: string): Subject | null {
  return compoundExists(read, compoundId) ? { compoundId } : null
}

/** What an action on a unit is about; null when there is no such unit. */
export function subjectOfUnit(read: Read, unitId: string): Subject | null {
  const compoundId = compoundOfUnit(read, unitId)
  return compoundId === undefined ? null : { compoundId, unitId }
}

export function compoundOfUnit(read: Read, unitId: string): string | undefined {
  return read.get<{ compound_id: string }>('SELECT compound_id FROM places_unit WHERE unit_id = ?', unitId)?.compound_id
}

/** The compounds in which a person has or had a home. */
export function compoundIdsOf(read: Read, personId: string): string[] {
  const sql = 'SELECT DISTINCT compound_id FROM places_relation WHERE person_id = ? ORDER BY compound_id'
  return read.all<{ compound_id: string }>(sql, personId).map((row) => row.compound_id)
}

export interface FoundPlace {
  readonly compoundId: string
  readonly buildingId: string | null
  readonly unitId: string | null
  /** In words, for lists: the compound's name for the compound itself. */
  readonly label: string
}

const FIND: Readonly<Record<RequestPlace['kind'], string>> = {
  compound:
    'SELECT compound_id, NULL AS building_id, NULL AS unit_id, name AS label FROM places_compound WHERE compound_id = ?',
  building:
    'SELECT compound_id, building_id, NULL AS unit_id, name AS label FROM places_building WHERE building_id = ?',
  entrance: `SELECT e.compound_id, e.building_id, NULL AS unit_id, b.name || ' ' || e.name AS label
    FROM places_entrance e JOIN places_building b USING (building_id) WHERE e.entrance_id = ?`,
  unit: 'SELECT compound_id, building_id, unit_id, label FROM places_unit WHERE unit_id = ?',
  'common-part': 'SELECT compound_id, building_id, NULL AS unit_id, name AS label FROM places_part WHERE part_id = ?',
}

/** Where a place lies and what it is called; null when there is no such place. */
export function placeOf(read: Read, { kind, id }: RequestPlace): FoundPlace | null {
  const row = read.get<{ compound_id: string; building_id: string | null; unit_id: string | null; label: string }>(
    FIND[kind],
    id,
  )
  return row
    ? { compoundId: row.compound_id, buildingId: row.building_id, unitId: row.unit_id, label: row.label }
    : null
}

/** `3栋 2单元 502`, `3栋`, the compound's name; `—` for what is not known here. */
export function placeLabel(read: Read, kind: RequestPlace['kind'], id: string): string {
  return placeOf(read, { kind, id })?.label ?? NO_LABEL
}

/** True for a place of this compound. */
export function placeExists(read: Read, compoundId: string, place: RequestPlace): boolean {
  return placeOf(read, place)?.compoundId === compoundId
}

/** In the order of registration. */
export function commonPartsOf(read: Read, compoundId: string): CommonPartRow[] {
  return read
    .all<Record<'part_id' | 'name', string> & { kind: CommonPartRow['kind'] } & Record<PartColumn, string | null>>(
      `SELECT part_id, kind, name, building_id, entrance_id, accepted_on, warranty_until FROM places_part
       WHERE compound_id = ? ORDER BY ordinal`,
      compoundId,
    )
    .map((row) => ({
      partId: row.part_id,
      kind: row.kind,
      name: row.name,
      buildingId: row.building_id,
      entranceId: row.entrance_id,
      acceptedOn: row.accepted_on,
      warrantyUntil: row.warranty_until,
    }))
}
type PartColumn = 'building_id' | 'entrance_id' | 'accepted_on' | 'warranty_until'

/** The entrance that a place is, or that its door or common part lies at; null where there is none or it is not known. */
export function entranceIdOf(read: Read, { kind, id }: RequestPlace): string | null {
  if (kind === 'entrance') return id
  if (kind !== 'unit' && kind !== 'common-part') return null
  const sql =
    kind === 'unit'
      ? 'SELECT entrance_id FROM places_unit WHERE unit_id = ?'
      : 'SELECT entrance_id FROM places_part WHERE part_id = ?'
  return read.get<{ entrance_id: string | null }>(sql, id)?.entrance_id ?? null
}

/** A region with all that lie above it, lowest first; empty for an unknown one. For scopes. */
export function regionIdsFrom(read: Read, regionId: string): string[] {
  return read
    .all<{ region_id: string }>(
      `WITH RECURSIVE up (region_id, parent_id, depth) AS (
         SELECT region_id, parent_id, 0 FROM places_region WHERE region_id = ?
         UNION SELECT r.region_id, r.parent_id, depth + 1 FROM up JOIN places_region r ON r.region_id = up.parent_id WHERE depth < 8
       ) SELECT region_id FROM up ORDER BY depth`,
      regionId,
    )
    .map((row) => row.region_id)
}

/** The regions and the block that a compound lies in: the block, the smallest, first, then upwards; empty for an unknown compound. */
export function regionIdsOf(read: Read, compoundId: string): string[] {
  const row = read.get<
    Record<'community_id' | 'subdistrict_id' | 'district_id' | 'city_id' | 'block_id', string | null>
  >(
    'SELECT community_id, subdistrict_id, district_id, city_id, block_id FROM places_compound WHERE compound_id = ?',
    compoundId,
  )
  if (!row) return []
  return [row.block_id, row.community_id, row.subdistrict_id, row.district_id, row.city_id].filter((id) => id !== null)
}
