/** Decides on terms, seats, offices and what the timer tells of them. */
import { addDays, addYears, type Day, unreachable } from '@changxin/shared/kernel'
import type { ParticipationRule } from '../participation/rule.ts'
import type { CommitteeFacts, RecordCommittee, SeatMember, TermCommand } from './committee.commands.ts'
import {
  type CommitteeState,
  deadlinesOf,
  isInOffice,
  latestTerm,
  membersOn,
  resolutionDues,
  type Seat,
  seatsFit,
  type Term,
  vacanciesOn,
} from './committee.state.ts'
import { rejectCommittee as reject } from './errors.ts'
import {
  CommitteeDeadlineCame,
  type CommitteeEvent,
  CommitteeFiled,
  CommitteeTermBegun,
  FirstMeetingHeld,
  MemberSeated,
  OfficesGiven,
  ReelectionStarted,
  SeatVacated,
} from './events.ts'

export function decideTerms(
  command: TermCommand,
  state: CommitteeState,
  facts: CommitteeFacts,
): readonly CommitteeEvent[] {
  if (command.type === 'RecordCommittee') return record(command, state, facts)
  if (command.type === 'SeatMember') return seat(command, state, facts)
  if (command.type === 'TellDeadline') return tell(command, state)
  const term = latestTerm(state.terms)
  if (!term) throw reject('committee-none')
  const of = { compoundId: term.compoundId, termId: term.termId }
  switch (command.type) {
    case 'VacateSeat': {
      const { seatId, lastDay, reason, text, files } = command
      const found = term.seats.find((one) => one.seatId === seatId)
      if (found?.lastDay === lastDay && found.vacated?.reason === reason) return []
      if (!found || found.lastDay !== null) throw reject('committee-seat-unknown', { field: 'seatId' })
      requireDay(lastDay, found.from, term, command.today)
      return [SeatVacated({ ...of, seatId, lastDay, reason, text, files: [...files] })]
    }
    case 'GiveOffices': {
      const { chairSeatId, deputySeatIds, since, files } = command
      if (sameOffices(term, chairSeatId, deputySeatIds)) return []
      if (new Set([chairSeatId, ...deputySeatIds]).size !== deputySeatIds.length + 1)
        throw reject('committee-office-twice', { field: 'deputySeatIds' })
      requireDay(since, term.from, term, command.today)
      for (const seatId of [chairSeatId, ...deputySeatIds]) requireInOffice(term, seatId, since)
      return [OfficesGiven({ ...of, chairSeatId, deputySeatIds: [...deputySeatIds], since, files: [...files] })]
    }
    case 'HoldFirstMeeting':
      if (term.firstMetOn === command.heldOn) return []
      requireDay(command.heldOn, term.from, term, command.today)
      return [FirstMeetingHeld({ ...of, heldOn: command.heldOn, files: [...command.files] })]
    case 'FileCommittee': {
      const { filedOn, office, number, files } = command
      if (term.filed?.on === filedOn && term.filed.office === office) return []
      if (term.filed) throw reject('committee-filed-already', { day: term.filed.on })
      requireDay(filedOn, term.from, term, command.today)
      return [CommitteeFiled({ ...of, filedOn, office, number, files: [...files] })]
    }
    case 'StartReelection':
      if (term.reelectionOn !== null) return []
      requireDay(command.startedOn, term.from, null, command.today)
      return [ReelectionStarted({ ...of, startedOn: command.startedOn, text: command.text })]
    default:
      return unreachable(command)
  }
}

function requireDay(day: Day, from: Day, term: Term | null, today: Day): void {
  if (day < from || day > today || (term && day > term.until))
    throw reject('committee-days', { day, from, until: term?.until ?? today })
}

function requireInOffice(term: Term, seatId: string, day: Day): Seat {
  const found = term.seats.find((one) => one.seatId === seatId)
  if (!found || !isInOffice(term, found, day)) throw reject('committee-seat-unknown', { field: 'seatId' })
  return found
}

function sameOffices({ offices }: Term, chairSeatId: string, deputySeatIds: readonly string[]): boolean {
  return (
    offices?.chairSeatId === chairSeatId &&
    [...offices.deputySeatIds].sort().join() === [...deputySeatIds].sort().join()
  )
}

/** The last day of a term that begins on this one: the day before the anniversary. */
export const latestUntil = (from: Day, { settings: { termYears } }: ParticipationRule): Day =>
  addDays(addYears(from, termYears.value), -1)

function record(command: RecordCommittee, state: CommitteeState, facts: CommitteeFacts): CommitteeEvent[] {
  const { compoundId, termId, from, until, seats, members, text, files, today } = command
  const { rule, households = 0, unknownPersonIds = [] } = facts
  const running = latestTerm(state.terms)
  if (running?.termId === termId) return []
  if (!rule) throw reject('committee-none')
  if (running && running.until >= from) throw reject('committee-running', { until: running.until })
  if (unknownPersonIds.length > 0) throw reject('committee-person-unknown', { field: 'members' })
  requireSeats(seats, households, rule)
  if (members.length > seats) throw reject('committee-too-many', { field: 'members', seats, members: members.length })
  if (new Set(members.map(({ personId }) => personId)).size < members.length)
    throw reject('committee-member-twice', { field: 'members' })
  if (from > today || until < from) throw reject('committee-days', { field: 'until', day: from, from, until })
  const latest = latestUntil(from, rule)
  if (until > latest)
    throw reject('committee-term-long', {
      field: 'until',
      years: rule.settings.termYears.value,
      source: rule.settings.termYears.source,
      until: latest,
    })
  for (const one of members)
    if (one.from < from || one.from > today || one.from > until)
      throw reject('committee-days', { field: 'members', day: one.from, from, until })
  const ground = { kind: 'before-system' as const, text, files: [...files] }
  return [
    CommitteeTermBegun({ compoundId, termId, from, until, seats, households, rule, ground }),
    ...members.map((one) => MemberSeated({ compoundId, termId, ...one, won: null })),
  ]
}

function requireSeats(seats: number, households: number, rule: ParticipationRule): void {
  if (seatsFit(seats, households, rule)) return
  const { committeeMin, committeeMax, smallCommittee, smallBelowHouseholds } = rule.settings
  const least = households < smallBelowHouseholds.value ? smallCommittee : committeeMin
  throw reject('committee-size', {
    field: 'seats',
    seats,
    min: least.value,
    max: committeeMax.value,
    source: least.source,
  })
}

function seat(command: SeatMember, state: CommitteeState, facts: CommitteeFacts): CommitteeEvent[] {
  const { compoundId, termId, seatId, personId, decisionId, itemId, on, seats } = command
  const isKnown = state.terms.some((term) => wonIn(term, decisionId).some(({ won }) => won?.itemId === itemId))
  if (isKnown) return []
  const won = { decisionId, itemId }
  const running = latestTerm(state.terms)
  if (running && joins(command, running))
    return [MemberSeated({ compoundId, termId: running.termId, seatId, personId, from: on, won })]
  const { rule, households = 0 } = facts
  if (!rule) throw reject('committee-none')
  const ground = { kind: 'election' as const, decisionId }
  const begun = { compoundId, termId, from: on, until: latestUntil(on, rule), seats, households, rule, ground }
  return [CommitteeTermBegun(begun), MemberSeated({ compoundId, termId, seatId, personId, from: on, won })]
}

const wonIn = ({ seats }: Term, decisionId: string) => seats.filter(({ won }) => won?.decisionId === decisionId)

/** The same election, or a by-election: no more seats than are vacant, before a re-election has begun. */
function joins({ decisionId, personId, on, seats }: SeatMember, running: Term): boolean {
  if (running.ground.kind === 'election' && running.ground.decisionId === decisionId) return true
  if (on > running.until || running.reelectionOn !== null) return false
  const vacant = vacanciesOn(running, on)
  const isMember = membersOn(running, on).some((one) => one.personId === personId)
  return vacant > 0 && !isMember && (seats ?? 1) <= vacant + wonIn(running, decisionId).length
}

function tell(command: Extract<TermCommand, { type: 'TellDeadline' }>, state: CommitteeState): CommitteeEvent[] {
  const { termId, what, itemId, on } = command
  const term = state.terms.find((one) => one.termId === termId)
  if (!term) return []
  const stillDue =
    itemId === null
      ? deadlinesOf(term).some((due) => due.what === what && due.on === on)
      : [...state.meetings.values()].some((meeting) => resolutionDues(meeting).some((due) => due.itemId === itemId))
  const { compoundId } = term
  return stillDue ? [CommitteeDeadlineCame({ compoundId, termId, what, itemId, on })] : []
}
