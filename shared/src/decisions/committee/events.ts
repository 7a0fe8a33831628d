/**
 * 业主委员会 of a compound, stream `committee-<compoundId>`: terms, seats, offices, and the resolutions of its meetings.
 * A seat comes from an election (`SeatWon`), or is recorded with ground and scan where it is older than the system.
 */
import { Day, type EventOf, event, Id, Line, Prose, Sha256 } from '@changxin/shared/kernel'
import { z } from 'zod'
import { ParticipationRule } from '../participation/rule.ts'

/** Of one committee; elections bring less, this is a guard. */
export const MAX_SEATS = 31
export const MAX_AGENDA = 20
const OfTerm = { compoundId: Id, termId: Id }
const Files = z.array(Sha256).max(10)

/** 任期: the rule is that of its first day, and stays. `seats` null: as many as the election brought. */
export const CommitteeTermBegun = event(
  'CommitteeTermBegun',
  z.object({
    ...OfTerm,
    from: Day,
    /** The last day, inclusive. */
    until: Day,
    seats: z.int().min(1).max(MAX_SEATS).nullable(),
    /** Units of the compound that day; small compounds need fewer members. */
    households: z.int().min(0),
    rule: ParticipationRule,
    ground: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('election'), decisionId: Id }),
      z.object({ kind: z.literal('before-system'), text: Line(200), files: Files.min(1) }),
    ]),
  }),
)
export const MemberSeated = event(
  'MemberSeated',
  z.object({
    ...OfTerm,
    seatId: Id,
    personId: Id,
    from: Day,
    /** The item of the election; null for members of before the system. */
    won: z.object({ decisionId: Id, itemId: Id }).nullable(),
  }),
)
export const VacancyReason = z.enum(['recall', 'resignation', 'sold-home', 'death', 'other'])
export type VacancyReason = z.infer<typeof VacancyReason>
export const SeatVacated = event(
  'SeatVacated',
  z.object({
    ...OfTerm,
    seatId: Id,
    /** The last day in office. */
    lastDay: Day,
    reason: VacancyReason,
    text: Line(200).nullable(),
    files: Files,
  }),
)
/** 主任、副主任, chosen among the members. */
export const OfficesGiven = event(
  'OfficesGiven',
  z.object({ ...OfTerm, chairSeatId: Id, deputySeatIds: z.array(Id).max(5), since: Day, files: Files }),
)
/** 首次会议. */
export const FirstMeetingHeld = event('FirstMeetingHeld', z.object({ ...OfTerm, heldOn: Day, files: Files }))
/** 备案. */
export const CommitteeFiled = event(
  'CommitteeFiled',
  z.object({ ...OfTerm, filedOn: Day, office: Line(60), number: Line(60).nullable(), files: Files.min(1) }),
)
/** 换届 has begun: 换届小组. */
export const ReelectionStarted = event(
  'ReelectionStarted',
  z.object({ ...OfTerm, startedOn: Day, text: Line(200).nullable() }),
)
/** What the timer tells. */
export const CommitteeDeadline = z.enum([
  'first-meeting-late',
  'filing-late',
  /** The months in which a re-election is started have begun … */
  'reelection-due',
  /** … and are over. */
  'reelection-late',
  'term-over',
  'resolution-unposted',
])
export type CommitteeDeadline = z.infer<typeof CommitteeDeadline>
export const CommitteeDeadlineCame = event(
  'CommitteeDeadlineCame',
  z.object({ ...OfTerm, what: CommitteeDeadline, /** Of a resolution. */ itemId: Id.nullable(), on: Day }),
)

/** The agenda as it was posted; only what stands on it can be resolved. */
export const CommitteeMeetingCalled = event(
  'CommitteeMeetingCalled',
  z.object({
    ...OfTerm,
    meetingId: Id,
    postedOn: Day,
    meetsOn: Day,
    place: Line(100),
    items: z
      .array(z.object({ itemId: Id, title: Line(80) }))
      .min(1)
      .max(MAX_AGENDA),
    /** Photo of the posted agenda. */
    files: Files,
  }),
)
export const CommitteeMeetingCancelled = event(
  'CommitteeMeetingCancelled',
  z.object({ ...OfTerm, meetingId: Id, reason: Line(200) }),
)
export const MemberVote = z.enum(['yes', 'no', 'abstain'])
export type MemberVote = z.infer<typeof MemberVote>
/** Passed with over half of all members, whoever came: 2 × yes > members. */
export const CommitteeResolved = event(
  'CommitteeResolved',
  z.object({
    ...OfTerm,
    meetingId: Id,
    itemId: Id,
    text: Prose(3_000),
    /** All members in office that day. */
    memberSeatIds: z.array(Id).min(1).max(MAX_SEATS),
    presentSeatIds: z.array(Id).min(1).max(MAX_SEATS),
    votes: z.array(z.object({ seatId: Id, vote: MemberVote })).max(MAX_SEATS),
    members: z.int().min(1),
    yes: z.int().min(0),
    passed: z.boolean(),
    resolvedOn: Day,
    /** The last day on which posting it is in time. */
    postBy: Day,
    /** The signed paper. */
    files: Files.min(1),
  }),
)
export const ResolutionPosted = event(
  'ResolutionPosted',
  z.object({ ...OfTerm, meetingId: Id, itemId: Id, postedOn: Day, place: Line(100), files: Files }),
)

export const termEvents = [
  CommitteeTermBegun,
  MemberSeated,
  SeatVacated,
  OfficesGiven,
  FirstMeetingHeld,
  CommitteeFiled,
  ReelectionStarted,
  CommitteeDeadlineCame,
] as const
export const meetingEvents = [
  CommitteeMeetingCalled,
  CommitteeMeetingCancelled,
  CommitteeResolved,
  ResolutionPosted,
] as const
export const committeeEvents = [...termEvents, ...meetingEvents] as const
export type TermEvent = EventOf<typeof termEvents>
export type MeetingEvent = EventOf<typeof meetingEvents>
export type CommitteeEvent = EventOf<typeof committeeEvents>
