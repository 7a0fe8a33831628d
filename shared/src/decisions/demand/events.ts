/**
 * 提议召开临时会议: owners demand a meeting, stream `demand-<id>`. Who joined counts by heads, as on a roll; at the share
 * of 物业管理条例 art. 13 (a dated rule, kept in the first event) it must be called.
 */
import { Day, type EventOf, event, Id, Line, Prose, Sha256 } from '@changxin/shared/kernel'
import { z } from 'zod'
import { Setting } from '../voting-rule.ts'

const OfDemand = { demandId: Id, compoundId: Id }

export const DemandOpened = event(
  'DemandOpened',
  z.object({
    ...OfDemand,
    title: Line(80),
    reason: Prose(2_000),
    openedOn: Day,
    /** At least so many percent of heads. */
    percent: Setting,
    /** Days from reaching it until the meeting is called. */
    callWithin: Setting,
  }),
)
export const DemandJoined = event(
  'DemandJoined',
  z.object({
    ...OfDemand,
    unitId: Id,
    /** Owners of the unit on the day, sorted: when they change, this no longer counts. Empty where nobody is recorded. */
    ownerIds: z.array(Id).max(20),
    means: z.enum(['screen', 'paper']),
    /** Who joined on screen; null for a signature. */
    personId: Id.nullable(),
    /** How the right was checked, where the owners on record are not. */
    check: Line(200).nullable(),
    files: z.array(Sha256).max(6),
    joinedOn: Day,
  }),
)
export const DemandLeft = event('DemandLeft', z.object({ ...OfDemand, unitId: Id, leftOn: Day }))
/** 100 × joined ≥ percent × heads, on the roll of that day. */
export const DemandReached = event(
  'DemandReached',
  z.object({
    ...OfDemand,
    joined: z.int().min(1),
    heads: z.int().min(1),
    percent: z.int().min(0).max(100),
    reachedOn: Day,
    callBy: Day,
  }),
)
/** A decision was proposed for it. */
export const DemandAnswered = event('DemandAnswered', z.object({ ...OfDemand, decisionId: Id, answeredOn: Day }))
/** The day passed and nothing was called. Said by the timer. */
export const DemandOverdue = event('DemandOverdue', z.object({ ...OfDemand, callBy: Day }))
/** Given up before it reached the share. */
export const DemandClosed = event('DemandClosed', z.object({ ...OfDemand, reason: Line(200), closedOn: Day }))

export const demandEvents = [
  DemandOpened,
  DemandJoined,
  DemandLeft,
  DemandReached,
  DemandAnswered,
  DemandOverdue,
  DemandClosed,
] as const
export type DemandEvent = EventOf<typeof demandEvents>
