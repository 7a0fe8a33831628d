/** A committee as it stands: terms with their seats, offices and deadlines. Meetings fold by themselves. */
import { addDays, type Day, type Instant, startOf, unreachable } from '@changxin/shared/kernel'
import { addMonths } from '../months.ts'
import type { ParticipationRule } from '../participation/rule.ts'
import type { CommitteeDeadline, CommitteeEvent, MeetingEvent, MemberVote, TermEvent, VacancyReason } from './events.ts'

export interface Seat {
  readonly seatId: string
  readonly personId: string
  readonly from: Day
  /** The last day in office; null: to the end of the term. */
  readonly lastDay: Day | null
  readonly vacated: { readonly reason: VacancyReason; readonly text: string | null } | null
  readonly won: { readonly decisionId: string; readonly itemId: string } | null
}
export interface Term {
  readonly termId: string
  readonly compoundId: string
  readonly from: Day
  readonly until: Day
  readonly seatsFixed: number | null
  readonly households: number
  readonly rule: ParticipationRule
  readonly ground: Extract<TermEvent, { type: 'CommitteeTermBegun' }>['data']['ground']
  readonly seats: readonly Seat[]
  readonly offices: { readonly chairSeatId: string; readonly deputySeatIds: readonly string[] } | null
  readonly firstMetOn: Day | null
  readonly filed: { readonly on: Day; readonly office: string; readonly number: string | null } | null
  readonly reelectionOn: Day | null
  readonly told: readonly CommitteeDeadline[]
}
export interface Resolution {
  readonly itemId: string
  readonly text: string
  readonly memberSeatIds: readonly string[]
  readonly presentSeatIds: readonly string[]
  readonly votes: readonly { readonly seatId: string; readonly vote: MemberVote }[]
  readonly members: number
  readonly yes: number
  readonly passed: boolean
  readonly resolvedOn: Day
  readonly postBy: Day
  readonly files: readonly string[]
  readonly posted: { readonly on: Day; readonly place: string; readonly files: readonly string[] } | null
  readonly late: boolean
}
export interface Meeting {
  readonly meetingId: string
  readonly compoundId: string
  readonly termId: string
  readonly postedOn: Day
  readonly meetsOn: Day
  readonly place: string
  readonly items: readonly { readonly itemId: string; readonly title: string }[]
  readonly files: readonly string[]
  readonly cancelled: string | null
  readonly resolutions: readonly Resolution[]
}

/** Oldest first. */
export type Terms = readonly Term[]
export interface CommitteeState {
  readonly terms: Terms
  readonly meetings: ReadonlyMap<string, Meeting>
}

/** The last day on which the member is one. */
const lastDayOf = (term: Term, seat: Seat): Day => seat.lastDay ?? term.until
export const isInOffice = (term: Term, seat: Seat, day: Day) => seat.from <= day && day <= lastDayOf(term, seat)
/** In the order of being seated. */
export const membersOn = (term: Term, day: Day): readonly Seat[] =>
  term.seats.filter((seat) => isInOffice(term, seat, day))
export const seatCount = (term: Term): number =>
  term.seatsFixed ?? term.seats.filter(({ won }) => won && won.decisionId === electionOf(term)).length
const electionOf = ({ ground }: Term) => (ground.kind === 'election' ? ground.decisionId : undefined)
export const vacanciesOn = (term: Term, day: Day) => Math.max(0, seatCount(term) - membersOn(term, day).length)
export const termOn = (terms: Terms, day: Day): Term | undefined =>
  terms.findLast(({ from, until }) => from <= day && day <= until)
/** The last one that began, though it may be over: it stays in charge of the papers until there is another. */
export const latestTerm = (terms: Terms): Term | undefined => terms.at(-1)

/** Whether so many seats are what the rule wants: odd and in its range, fewer for small compounds. */
export function seatsFit(seats: number, households: number, { settings }: ParticipationRule): boolean {
  const { committeeMin, committeeMax, smallCommittee, smallBelowHouseholds } = settings
  const isSmall = households < smallBelowHouseholds.value
  if (seats % 2 === 0 || seats > committeeMax.value) return false
  return seats >= (isSmall ? Math.min(smallCommittee.value, committeeMin.value) : committeeMin.value)
}

export interface Due {
  readonly what: CommitteeDeadline
  readonly itemId: string | null
  readonly on: Day
}

/** The last days by which something is in time, of one term; what was done or told is not among them. */
export function deadlinesOf(term: Term): readonly Due[] {
  const { settings } = term.rule
  const { firstMeetingDays, filingDays, reelectionEarliestMonths, reelectionLatestMonths } = settings
  // Committees of before the system met and were filed before it.
  const isElected = term.ground.kind === 'election'
  const due: Due[] = [
    ...(isElected && term.firstMetOn === null
      ? [{ what: 'first-meeting-late' as const, itemId: null, on: addDays(term.from, firstMeetingDays.value) }]
      : []),
    ...(isElected && term.filed === null
      ? [{ what: 'filing-late' as const, itemId: null, on: addDays(term.from, filingDays.value) }]
      : []),
    ...(term.reelectionOn === null
      ? [
          {
            what: 'reelection-due' as const,
            itemId: null,
            on: addDays(addMonths(term.until, -reelectionEarliestMonths.value), -1),
          },
          {
            what: 'reelection-late' as const,
            itemId: null,
            on: addMonths(term.until, -reelectionLatestMonths.value),
          },
        ]
      : []),
    { what: 'term-over', itemId: null, on: term.until },
  ]
  return due.filter(({ what }) => !term.told.includes(what))
}
export const resolutionDues = ({ cancelled, resolutions }: Meeting): readonly Due[] =>
  cancelled === null
    ? resolutions
        .filter(({ posted, late }) => posted === null && !late)
        .map(({ itemId, postBy }) => ({ what: 'resolution-unposted' as const, itemId, on: postBy }))
    : []
/** The day itself still counts. */
export const dueAtOf = ({ on }: Due): Instant => startOf(addDays(on, 1))

export function evolveTerms(terms: Terms, event: TermEvent): Terms {
  if (event.type === 'CommitteeTermBegun') {
    const { seats, ...data } = event.data
    const begun: Term = {
      ...data,
      seatsFixed: seats,
      seats: [],
      offices: null,
      firstMetOn: null,
      filed: null,
      reelectionOn: null,
      told: [],
    }
    return [...terms.map((term) => endedBefore(term, data.from)), begun]
  }
  return terms.map((term) => (term.termId === event.data.termId ? evolveTerm(term, event) : term))
}

/** A new committee takes over: nobody is in office in two. */
function endedBefore(term: Term, day: Day): Term {
  return term.until < day ? term : { ...term, until: addDays(day, -1) }
}

function evolveTerm(term: Term, event: Exclude<TermEvent, { type: 'CommitteeTermBegun' }>): Term {
  switch (event.type) {
    case 'MemberSeated': {
      const { seatId, personId, from, won } = event.data
      return { ...term, seats: [...term.seats, { seatId, personId, from, won, lastDay: null, vacated: null }] }
    }
    case 'SeatVacated': {
      const { seatId, lastDay, reason, text } = event.data
      const seats = term.seats.map((seat) =>
        seat.seatId === seatId ? { ...seat, lastDay, vacated: { reason, text } } : seat,
      )
      return { ...term, seats }
    }
    case 'OfficesGiven':
      return { ...term, offices: { chairSeatId: event.data.chairSeatId, deputySeatIds: event.data.deputySeatIds } }
    case 'FirstMeetingHeld':
      return { ...term, firstMetOn: event.data.heldOn }
    case 'CommitteeFiled': {
      const { filedOn: on, office, number } = event.data
      return { ...term, filed: { on, office, number } }
    }
    case 'ReelectionStarted':
      return { ...term, reelectionOn: event.data.startedOn }
    case 'CommitteeDeadlineCame':
      return event.data.itemId === null ? { ...term, told: [...term.told, event.data.what] } : term
    default:
      return unreachable(event)
  }
}

/** A meeting on its way; undefined before it was called. */
export function evolveMeeting(meeting: Meeting | undefined, event: MeetingEvent): Meeting | undefined {
  if (event.type === 'CommitteeMeetingCalled') return { ...event.data, cancelled: null, resolutions: [] }
  if (!meeting) return undefined
  switch (event.type) {
    case 'CommitteeMeetingCancelled':
      return { ...meeting, cancelled: event.data.reason }
    case 'CommitteeResolved': {
      const { compoundId: _, termId: __, meetingId: ___, ...resolution } = event.data
      return { ...meeting, resolutions: [...meeting.resolutions, { ...resolution, posted: null, late: false }] }
    }
    case 'ResolutionPosted': {
      const { postedOn: on, place, files } = event.data
      return withResolution(meeting, event.data.itemId, { posted: { on, place, files } })
    }
    default:
      return unreachable(event)
  }
}
/** The timer told that it is not posted. */
export const markedLate = (meeting: Meeting, itemId: string): Meeting => withResolution(meeting, itemId, { late: true })

function withResolution(meeting: Meeting, itemId: string, change: Partial<Resolution>): Meeting {
  const resolutions = meeting.resolutions.map((one) => (one.itemId === itemId ? { ...one, ...change } : one))
  return { ...meeting, resolutions }
}

const isTermEvent = (event: CommitteeEvent): event is TermEvent => !('meetingId' in event.data)

export function evolveCommittee(state: CommitteeState, event: CommitteeEvent): CommitteeState {
  if (isTermEvent(event)) {
    const terms = evolveTerms(state.terms, event)
    if (event.type !== 'CommitteeDeadlineCame' || event.data.itemId === null) return { ...state, terms }
    const { itemId } = event.data
    const found = [...state.meetings.values()].find(({ items }) => items.some((item) => item.itemId === itemId))
    return found
      ? { terms, meetings: new Map(state.meetings).set(found.meetingId, markedLate(found, itemId)) }
      : { ...state, terms }
  }
  const meeting = evolveMeeting(state.meetings.get(event.data.meetingId), event)
  return meeting ? { ...state, meetings: new Map(state.meetings).set(meeting.meetingId, meeting) } : state
}
