/** The electorate that a proposal of today would freeze, before anything is proposed. */
import { Id, queryRoute } from '@changxin/shared/kernel'
import { z } from 'zod'
import { Standing } from '../roll.events.ts'

/** In an address; whoever names more units by hand sees the roll after the proposal. */
const MAX_NAMED = 120
const Ids = z
  .string()
  .regex(/^[A-Za-z0-9_-]+(,[A-Za-z0-9_-]+)*$/)
  .refine((text) => text.split(',').length <= MAX_NAMED, `at most ${MAX_NAMED} units`)

export const ElectorateView = z.object({
  units: z.int(),
  heads: z.int(),
  /** In 0.01 m², of the units whose floor area is known. */
  floorArea: z.int(),
  /** Of one unit; null where none is known. */
  largestFloorArea: z.int().nullable(),
  /** Units by what is known of who owns them. */
  byStanding: z.record(Standing, z.int()),
  /** Of these, without a floor area: they count 0 m², and their owners as heads. */
  unitsWithoutFloorArea: z.record(Standing, z.int()),
})
export type ElectorateView = z.infer<typeof ElectorateView>

export const electorateApi = {
  electorate: queryRoute({
    action: 'decisions.electorate',
    path: '/api/compounds/:id/electorate',
    input: {
      id: Id,
      kind: z.enum(['compound', 'building', 'entrance', 'units']).default('compound'),
      buildingId: Id.optional(),
      entranceId: Id.optional(),
      /** Ids with commas between them. */
      unitIds: Ids.optional(),
      unsoldUnitIds: Ids.optional(),
    },
    output: ElectorateView,
    summary:
      'Heads, units and floor area that a proposal of today would freeze; everything 0 where nothing is in scope',
  }),
}
