/** What can be done about a committee; ids and days come with the command. */
import type { Day } from '@changxin/shared/kernel'
import type { ParticipationRule } from '../participation/rule.ts'
import type { CommitteeDeadline, MemberVote, VacancyReason } from './events.ts'

interface OnDay {
  readonly compoundId: string
  readonly today: Day
}
export interface RecordCommittee extends OnDay {
  readonly type: 'RecordCommittee'
  readonly termId: string
  readonly from: Day
  readonly until: Day
  readonly seats: number
  readonly members: readonly { readonly seatId: string; readonly personId: string; readonly from: Day }[]
  readonly text: string
  readonly files: readonly string[]
}
/** Somebody was elected: begins a term, joins the one of the same election, or fills a vacancy of the running one. */
export interface SeatMember extends OnDay {
  readonly type: 'SeatMember'
  readonly termId: string
  readonly seatId: string
  readonly personId: string
  readonly decisionId: string
  readonly itemId: string
  /** Day of the posted result. */
  readonly on: Day
  /** Seats that were put to the vote; null where the election does not say. */
  readonly seats: number | null
}
export interface VacateSeat extends OnDay {
  readonly type: 'VacateSeat'
  readonly seatId: string
  readonly lastDay: Day
  readonly reason: VacancyReason
  readonly text: string | null
  readonly files: readonly string[]
}
export interface GiveOffices extends OnDay {
  readonly type: 'GiveOffices'
  readonly chairSeatId: string
  readonly deputySeatIds: readonly string[]
  readonly since: Day
  readonly files: readonly string[]
}
export interface HoldFirstMeeting extends OnDay {
  readonly type: 'HoldFirstMeeting'
  readonly heldOn: Day
  readonly files: readonly string[]
}
export interface FileCommittee extends OnDay {
  readonly type: 'FileCommittee'
  readonly filedOn: Day
  readonly office: string
  readonly number: string | null
  readonly files: readonly string[]
}
export interface StartReelection extends OnDay {
  readonly type: 'StartReelection'
  readonly startedOn: Day
  readonly text: string | null
}
/** From the timer. */
export interface TellDeadline extends OnDay {
  readonly type: 'TellDeadline'
  readonly termId: string
  readonly what: CommitteeDeadline
  readonly itemId: string | null
  readonly on: Day
}
export interface CallCommitteeMeeting extends OnDay {
  readonly type: 'CallCommitteeMeeting'
  readonly meetingId: string
  readonly postedOn: Day
  readonly meetsOn: Day
  readonly place: string
  readonly items: readonly { readonly itemId: string; readonly title: string }[]
  readonly files: readonly string[]
}
export interface CancelCommitteeMeeting extends OnDay {
  readonly type: 'CancelCommitteeMeeting'
  readonly meetingId: string
  readonly reason: string
}
export interface RecordResolution extends OnDay {
  readonly type: 'RecordResolution'
  readonly meetingId: string
  readonly itemId: string
  readonly text: string
  readonly presentSeatIds: readonly string[]
  readonly votes: readonly { readonly seatId: string; readonly vote: MemberVote }[]
  readonly files: readonly string[]
}
export interface PostResolution extends OnDay {
  readonly type: 'PostResolution'
  readonly meetingId: string
  readonly itemId: string
  readonly postedOn: Day
  readonly place: string
  readonly files: readonly string[]
}
export type TermCommand =
  | RecordCommittee
  | SeatMember
  | VacateSeat
  | GiveOffices
  | HoldFirstMeeting
  | FileCommittee
  | StartReelection
  | TellDeadline
export type MeetingCommand = CallCommitteeMeeting | CancelCommitteeMeeting | RecordResolution | PostResolution
export type CommitteeCommand = TermCommand | MeetingCommand

export interface CommitteeFacts {
  /** In force in the compound on the first day of a term, for what begins one. */
  readonly rule?: ParticipationRule
  /** Units of the compound. */
  readonly households?: number
  /** Of those named: who is not registered. */
  readonly unknownPersonIds?: readonly string[]
}
