/** Where a dated rule holds: everywhere, in a region, or in one compound; and which of these lie over a compound. */
import type { Subject } from '../access/may.ts'
import type { CommandStore } from '../commands/store.ts'
import type { Read } from '../views/views.ts'
import { Compounds, Regions } from './places.aggregates.ts'
import { compoundExists, regionIdsFrom, regionIdsOf } from './places.reads.ts'

/** The word for a rule that applies wherever there is none of a place's own. */
export const EVERYWHERE = 'all'
/** City › district › subdistrict › community, with room for a block. */
const MAX_DEPTH = 8

/** What adopting a rule for a place is about; an unknown place is covered by nobody but who covers everything. */
export function subjectOfJurisdiction(read: Read, jurisdiction: string): Subject {
  if (jurisdiction === EVERYWHERE) return {}
  if (compoundExists(read, jurisdiction)) return { compoundId: jurisdiction }
  return { regionIds: regionIdsFrom(read, jurisdiction) }
}

export function isJurisdiction(read: Read, jurisdiction: string): boolean {
  return jurisdiction === EVERYWHERE || jurisdictionName(read, jurisdiction) !== null
}

/** Null for `all`, and for what is not known here. */
export function jurisdictionName(read: Read, jurisdiction: string): string | null {
  const sql = `SELECT name FROM places_compound WHERE compound_id = ?1
    UNION ALL SELECT name FROM places_region WHERE region_id = ?1 LIMIT 1`
  return read.get<{ name: string }>(sql, jurisdiction)?.name ?? null
}

/** A grouping of compounds that cuts across regions and changes. */
export const isBlock = (read: Read, regionId: string): boolean =>
  read.get("SELECT 1 FROM places_region WHERE region_id = ? AND level = 'block'", regionId) !== undefined

/** By the view: the compound, then its regions upwards, then `all`. */
export const jurisdictionsIn = (read: Read, compoundId: string) => [
  compoundId,
  ...regionIdsOf(read, compoundId),
  EVERYWHERE,
]

/**
 * By the log, for decisions about votes and money: the compound, then its regions upwards, then `all`. Null for a
 * compound that nobody registered.
 */
export async function jurisdictionsOf(store: CommandStore, compoundId: string): Promise<readonly string[] | null> {
  const { state: compound } = await store.load(Compounds, compoundId)
  if (compound.compoundId === null) return null
  const places = [compoundId]
  let regionId = compound.regionId
  for (let depth = 0; regionId !== null && depth < MAX_DEPTH; depth++) {
    places.push(regionId)
    const { state: region } = await store.load(Regions, regionId)
    regionId = region?.parentId ?? null
  }
  return [...places, EVERYWHERE]
}
