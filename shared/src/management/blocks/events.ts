/**
 * 街区（片区）: groups of whole compounds or single buildings under one manager (联单成体、联片成面). A block is a region of
 * the level `block`, which has its name; what is joined to it, and who manages it, is dated here.
 */
import { Day, type EventOf, event, Id, Line } from '@changxin/shared/kernel'
import { z } from 'zod'
import { Ground, Mode } from '../events.ts'

// block-<blockId>
export const BlockFormed = event('BlockFormed', z.object({ blockId: Id, formedOn: Day }))
/** Each adoption ends the one before, the day before it begins. Without an operator the mode is `none`. */
export const BlockManagerAdopted = event(
  'BlockManagerAdopted',
  z.object({
    blockId: Id,
    adoptionId: Id,
    mode: Mode.exclude(['unknown']),
    operatorId: Id.nullable(),
    since: Day,
    ground: Ground,
  }),
)

// membership-<compoundId>: a compound with its buildings is one stream, so that nothing is in two blocks at a time
/** `buildingId` null: the whole compound. */
export const BlockJoined = event(
  'BlockJoined',
  z.object({ membershipId: Id, blockId: Id, compoundId: Id, buildingId: Id.nullable(), since: Day }),
)
/** `until`: the last day, inclusive. */
export const BlockLeft = event(
  'BlockLeft',
  z.object({
    membershipId: Id,
    blockId: Id,
    compoundId: Id,
    buildingId: Id.nullable(),
    until: Day,
    reason: Line(100),
  }),
)

export const blockEvents = [BlockFormed, BlockManagerAdopted] as const
export const membershipEvents = [BlockJoined, BlockLeft] as const
export const blocksEvents = [...blockEvents, ...membershipEvents] as const
export type BlockEvent = EventOf<typeof blockEvents>
export type MembershipEvent = EventOf<typeof membershipEvents>
