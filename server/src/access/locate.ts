/** Where a compound lies and who manages it, for scopes above it. */
import type { Read } from '../views/views.ts'
import type { CompoundLocation, Locate } from './may.ts'

export const locateIn =
  (read: Read): Locate =>
  (compoundId) =>
    locationOf(read, compoundId)

/** Undefined for a compound that does not exist. */
function locationOf(read: Read, compoundId: string): CompoundLocation | undefined {
  const place = read.get<{ community_id: string | null; subdistrict_id: string | null; district_id: string | null }>(
    'SELECT community_id, subdistrict_id, district_id FROM places_compound WHERE compound_id = ?',
    compoundId,
  )
  if (!place) return undefined
  const management = read.get<{ operator_id: string | null }>(
    'SELECT operator_id FROM management_current WHERE compound_id = ?',
    compoundId,
  )
  return {
    communityId: place.community_id,
    subdistrictId: place.subdistrict_id,
    districtId: place.district_id,
    operatorId: management?.operator_id ?? null,
  }
}
