/** The roll 业主名册 of one decision: which units are in scope, whose head each counts for, and by what floor area. */
import { FloorAreaSource, Id, UnitFloorArea } from '@changxin/shared/kernel'
import { z } from 'zod'

/** Of one event: an append is at most 1 MiB. A scope with more units is refused in words. */
export const MAX_ROLL_UNITS = 3_000

/** What is known of who owns the unit on the day of the roll. */
export const Standing = z.enum([
  /** Every owner's right was checked. */
  'checked',
  /** An owner is recorded, the right was not checked: no ballot on screen, a paper one after a look at the proof. */
  'unchecked',
  /** Nobody is recorded: the unit counts as one head for itself, and stays in the sum of those who may vote. */
  'unknown',
  /** Unsold, or sold and not handed over: all of the developer's units are one head (区分所有权解释 art. 9). */
  'unsold',
])
export type Standing = z.infer<typeof Standing>

export const RollUnit = z.object({
  unitId: Id,
  /** The head: the same for all units with the same set of owners; the id of the head's first unit. */
  voterId: Id,
  /** Owners and co-owners, ids only, sorted; empty where nobody is recorded. */
  ownerIds: z.array(Id).max(20),
  standing: Standing,
  /** In 0.01 m², with its source; both or neither. */
  floorArea: UnitFloorArea.nullable(),
  floorAreaSource: FloorAreaSource.nullable(),
})
export type RollUnit = z.infer<typeof RollUnit>

/** Electorate: all owners of the compound, or those of one building or entrance (165号令 art. 22 列支范围内). */
export const DecisionScope = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('compound') }),
  z.strictObject({ kind: z.literal('building'), buildingId: Id }),
  z.strictObject({ kind: z.literal('entrance'), buildingId: Id, entranceId: Id }),
  /** Those affected, by name: lifts of a stairwell side, art. 279. */
  z.strictObject({ kind: z.literal('units'), unitIds: z.array(Id).min(1).max(MAX_ROLL_UNITS) }),
])
export type DecisionScope = z.infer<typeof DecisionScope>
