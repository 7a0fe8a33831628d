/** 轮值表: whose turn it is, and what became of each turn. Ids alone: names are read from the people when something is shown. */
import { Day, type EventOf, event, Id, Instant, Line, Prose, Sha256 } from '@changxin/shared/kernel'
import { z } from 'zod'
import { RotaPattern, RotaPurpose, RotaStaff } from './pattern.ts'
import { MAX_GRACE_MINUTES, MAX_TURNS_A_BATCH, MissedLevel, Reminder } from './times.ts'

/** A compound's own, or of an operator that looks after many. */
export const RotaOwner = z.strictObject({ kind: z.enum(['compound', 'operator']), id: Id })
export type RotaOwner = z.infer<typeof RotaOwner>

export const MAX_ROTA_MEMBERS = 60
/** Every turn of the batch in force, at most. */
const Freed = z.array(Id).max(2 * MAX_TURNS_A_BATCH)
const OfTurn = { rotaId: Id, turnId: Id }

// rota-<id>
export const RotaOpened = event(
  'RotaOpened',
  z.object({
    rotaId: Id,
    owner: RotaOwner,
    purpose: RotaPurpose,
    staff: RotaStaff,
    title: Line(40),
    pattern: RotaPattern,
    since: Day,
    graceMinutes: z.int().min(0).max(MAX_GRACE_MINUTES),
  }),
)
/** `freedTurnIds`: turns that are planned anew, so that whoever joins has a share in them. */
export const RotaMemberJoined = event(
  'RotaMemberJoined',
  z.object({ rotaId: Id, personId: Id, freedTurnIds: Freed.default([]) }),
)
/** `freedTurnIds`: turns to come that are nobody's now; those that can be given to others are planned anew beside it. */
export const RotaMemberLeft = event('RotaMemberLeft', z.object({ rotaId: Id, personId: Id, freedTurnIds: Freed }))
export const RotaPatternChanged = event(
  'RotaPatternChanged',
  z.object({ rotaId: Id, pattern: RotaPattern, freedTurnIds: Freed }),
)
export const RotaClosed = event('RotaClosed', z.object({ rotaId: Id, freedTurnIds: Freed }))

export const TurnsPlanned = event(
  'TurnsPlanned',
  z.object({
    rotaId: Id,
    plannedAt: Instant,
    /** All turns of the days until then are there, as far as somebody is free for them; inclusive. */
    throughDay: Day,
    turns: z.array(z.object({ turnId: Id, personId: Id, from: Instant, until: Instant })).max(MAX_TURNS_A_BATCH),
  }),
)
/** Said by the timer: the evening before, and an hour before. */
export const TurnReminded = event('TurnReminded', z.object({ ...OfTurn, personId: Id, when: Reminder }))
export const TurnStarted = event('TurnStarted', z.object({ ...OfTurn, personId: Id }))
/** `time`: it was begun, and its time has passed. */
export const KeptHow = z.enum(['self', 'colleague', 'link', 'time'])
export const TurnKept = event(
  'TurnKept',
  z.object({
    ...OfTurn,
    /** Whose turn it was. */
    personId: Id,
    how: KeptHow,
    note: Prose(500).nullable(),
    files: z.array(Sha256).max(4),
  }),
)
/** Said by the timer, after the grace. Of a volunteer it stays inside the group. */
export const TurnMissed = event('TurnMissed', z.object({ ...OfTurn, personId: Id }))
/** Said by the timer, of paid staff alone. */
export const MissedTurnTold = event('MissedTurnTold', z.object({ ...OfTurn, level: MissedLevel }))

/** `toPersonId`: null = whoever of the group takes it. `forTurnId`: the turn that is taken over in exchange. */
export const SwapAsked = event(
  'SwapAsked',
  z.object({
    ...OfTurn,
    swapId: Id,
    byPersonId: Id,
    toPersonId: Id.nullable(),
    forTurnId: Id.nullable(),
  }),
)
/** The other says no, or the asker takes it back. */
export const SwapDeclined = event('SwapDeclined', z.object({ ...OfTurn, swapId: Id, byPersonId: Id }))
/** Agreed by `toPersonId`. */
export const TurnSwapped = event('TurnSwapped', z.object({ ...OfTurn, swapId: Id, fromPersonId: Id, toPersonId: Id }))

/** The group's own decision on who may see which volunteers' turns were missed: turns from that day on; null = nobody outside. */
export const MissedTurnsShared = event(
  'MissedTurnsShared',
  z.object({ rotaId: Id, since: Day.nullable(), decidedOn: Day, ground: Line(300) }),
)
/** The telephone that residents may call while somebody is on duty: of a person without an account, so that it can be erased. */
export const DeskPhonePublished = event('DeskPhonePublished', z.object({ rotaId: Id, personId: Id.nullable() }))
/** A one-purpose link to this one turn; the token itself is in no event. */
export const TurnLinkGiven = event(
  'TurnLinkGiven',
  z.object({ ...OfTurn, linkId: Id, personId: Id, tokenHash: Sha256 }),
)

export const rotaEvents = [
  RotaOpened,
  RotaMemberJoined,
  RotaMemberLeft,
  RotaPatternChanged,
  RotaClosed,
  TurnsPlanned,
  TurnReminded,
  TurnStarted,
  TurnKept,
  TurnMissed,
  MissedTurnTold,
  SwapAsked,
  SwapDeclined,
  TurnSwapped,
  MissedTurnsShared,
  DeskPhonePublished,
  TurnLinkGiven,
] as const
export type RotaEvent = EventOf<typeof rotaEvents>

const MAX_COMPOUNDS = 2_000
// duty-<rotaId>: said by the timer of rotas for `duty`, for whoever gives out work
export const DutyStarted = event(
  'DutyStarted',
  z.object({
    ...OfTurn,
    personId: Id,
    /** A volunteer may be given work while on duty; paid staff by their roles. */
    staff: RotaStaff,
    /** Of an operator: those that it manages now. */
    compoundIds: z.array(Id).max(MAX_COMPOUNDS),
    from: Instant,
    until: Instant,
  }),
)
export const DutyEnded = event(
  'DutyEnded',
  z.object({ ...OfTurn, personId: Id, compoundIds: z.array(Id).max(MAX_COMPOUNDS), until: Instant }),
)
export const dutyEvents = [DutyStarted, DutyEnded] as const
export type DutyEvent = EventOf<typeof dutyEvents>
