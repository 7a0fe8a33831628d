/** Reads of committees: who is a member, what is due, what was resolved with every vote. */
import {
  type CommitteeView,
  type committeeApi,
  deadlinesOf,
  isInOffice,
  type Meeting,
  type MeetingView,
  type MemberView,
  membersOn,
  type Resolution,
  type ResolutionView,
  type Seat,
  seatCount,
  seatsFit,
  type Term,
  type Terms,
  type TermView,
  vacanciesOn,
} from '@changxin/shared/decisions'
import type { Day } from '@changxin/shared/kernel'
import type { z } from 'zod'
import { locateIn } from '../../access/locate.ts'
import { grantCovers } from '../../access/may.ts'
import { grantsOf } from '../../access/sessions.ts'
import type { QueryContext } from '../../feature.ts'
import { nameOf } from '../../people/index.ts'
import { compoundName } from '../../places/index.ts'
import type { AsOf } from '../../views/intervals.ts'
import { allOf, type KeysetOrder, keysetPage } from '../../views/keyset.ts'
import type { Read } from '../../views/views.ts'
import { dayShown, ruleShown } from '../participation/participation.reads.ts'

/** Terms of a committee that a page shows. */
const MAX_TERMS = 10
const LATEST_FIRST: KeysetOrder = {
  name: 'latest',
  descending: true,
  keys: [
    { sql: 'm.meets_on', type: 'text' },
    { sql: 'm.meeting_id', type: 'text' },
  ],
}

function termsOf(read: Read, at: AsOf, compoundId: string): Terms {
  const sql = `SELECT t.state FROM decisions_committee_terms t WHERE t.compound_id = ? AND ${at.where('t')}`
  const row = read.get<{ state: string }>(sql, compoundId)
  return row ? (JSON.parse(row.state) as Terms) : []
}

/** Membership grants nothing: the page says who cannot act for the committee yet. */
function hasRole(read: Read, personId: string, compoundId: string): boolean {
  const locate = locateIn(read)
  return grantsOf(read, personId).some(
    (grant) => grant.role === 'committee' && grantCovers(grant, { compoundId }, locate),
  )
}

function officeOf({ offices }: Term, seatId: string): MemberView['office'] {
  if (offices?.chairSeatId === seatId) return 'chair'
  return offices?.deputySeatIds.includes(seatId) ? 'deputy' : 'member'
}

const RANK = { chair: 0, deputy: 1, member: 2 } as const

function toMember(read: Read, term: Term, seat: Seat): MemberView {
  const { seatId, personId, from, lastDay, vacated, won } = seat
  return {
    ...{ seatId, personId, from, lastDay, vacated },
    name: nameOf(read, personId),
    office: officeOf(term, seatId),
    elected: won,
    hasRole: hasRole(read, personId, term.compoundId),
  }
}

function toTerm(read: Read, term: Term, day: Day): TermView {
  const isCurrent = term.from <= day && day <= term.until
  // Of a term that is over: who was there at its end.
  const members = membersOn(term, isCurrent ? day : term.until)
  const view = (seats: readonly Seat[]) => seats.map((seat) => toMember(read, term, seat))
  const { ground, rule } = term
  const told = term.told.map((what) => ({ what, on: lastDayOf(term, what), late: true }))
  const ahead = deadlinesOf(term).map(({ what, on }) => ({ what, on, late: on < day }))
  return {
    id: term.termId,
    ...{ from: term.from, until: term.until, current: isCurrent, seats: seatCount(term) },
    seatsFit: seatsFit(seatCount(term), term.households, rule),
    vacancies: vacanciesOn(term, isCurrent ? day : term.until),
    ground: {
      kind: ground.kind,
      decisionId: ground.kind === 'election' ? ground.decisionId : null,
      text: ground.kind === 'election' ? null : ground.text,
      files: ground.kind === 'election' ? [] : ground.files,
    },
    members: view(members).sort((one, other) => RANK[one.office] - RANK[other.office]),
    former: view(term.seats.filter((seat) => seat.lastDay !== null && !isInOffice(term, seat, day))),
    ...{ firstMetOn: term.firstMetOn, filed: term.filed, reelectionOn: term.reelectionOn, rule },
    due: [...told.filter(({ what }) => isOpenStill(term, what)), ...ahead].sort((one, other) =>
      one.on < other.on ? -1 : 1,
    ),
  }
}

/** What was told stays until it is done. */
function isOpenStill(term: Term, what: TermView['due'][number]['what']): boolean {
  return deadlinesOf({ ...term, told: [] }).some((due) => due.what === what)
}
const lastDayOf = (term: Term, what: TermView['due'][number]['what']): Day =>
  deadlinesOf({ ...term, told: [] }).find((due) => due.what === what)?.on ?? term.until

const STEPS = [
  'decisions.record-committee',
  'decisions.vacate-seat',
  'decisions.give-offices',
  'decisions.hold-first-meeting',
  'decisions.file-committee',
  'decisions.start-reelection',
  'decisions.call-committee-meeting',
  'decisions.cancel-committee-meeting',
  'decisions.record-resolution',
  'decisions.post-resolution',
]

export function viewCommittee(context: QueryContext, compoundId: string): CommitteeView {
  const { read, at, may } = context
  const day = dayShown(context)
  const terms = termsOf(read, at, compoundId)
  return {
    compoundId,
    compoundName: compoundName(read, compoundId),
    terms: terms
      .slice(-MAX_TERMS)
      .reverse()
      .map((term) => toTerm(read, term, day)),
    rule: ruleShown(read, compoundId, day),
    possible: at.before === undefined ? STEPS.filter((action) => may(action, { compoundId })) : [],
  }
}

function peopleIn(read: Read, term: Term | undefined, seatIds: readonly string[]) {
  const seats = new Map(term?.seats.map((seat) => [seat.seatId, seat.personId]))
  return seatIds.map((seatId) => {
    const personId = seats.get(seatId) ?? ''
    return { seatId, personId, name: nameOf(read, personId) }
  })
}

function toResolution(read: Read, term: Term | undefined, title: string, one: Resolution): ResolutionView {
  const votes = new Map(one.votes.map(({ seatId, vote }) => [seatId, vote]))
  return {
    ...{ itemId: one.itemId, title, text: one.text, members: one.members, yes: one.yes, passed: one.passed },
    votes: peopleIn(read, term, one.memberSeatIds).map((person) => ({
      ...person,
      vote: votes.get(person.seatId) ?? null,
    })),
    present: one.presentSeatIds.length,
    ...{ resolvedOn: one.resolvedOn, postBy: one.postBy, late: one.late && one.posted === null },
    posted: one.posted && { ...one.posted, files: [...one.posted.files] },
    files: [...one.files],
  }
}

function toMeeting(read: Read, terms: Terms, meeting: Meeting, day: Day): MeetingView {
  const term = terms.find(({ termId }) => termId === meeting.termId)
  const titles = new Map(meeting.items.map(({ itemId, title }) => [itemId, title]))
  const decided = new Set(meeting.resolutions.map(({ itemId }) => itemId))
  const members = term ? membersOn(term, meeting.meetsOn).map(({ seatId }) => seatId) : []
  const { meetingId: id, compoundId, postedOn, meetsOn, place, cancelled } = meeting
  return {
    ...{ id, compoundId, postedOn, meetsOn, place, cancelled },
    compoundName: compoundName(read, compoundId),
    files: [...meeting.files],
    held: meetsOn <= day,
    open: meeting.items.filter(({ itemId }) => !decided.has(itemId)).map((item) => ({ ...item })),
    resolutions: meeting.resolutions.map((one) => toResolution(read, term, titles.get(one.itemId) ?? '', one)),
    members: peopleIn(read, term, members),
  }
}

export function listMeetings(context: QueryContext, input: z.output<(typeof committeeApi.meetings)['input']>) {
  const { read, at } = context
  const terms = termsOf(read, at, input.id)
  const { rows, next } = keysetPage<{ state: string }>(read, {
    select: 'm.state',
    from: 'decisions_committee_meeting m',
    where: allOf({ sql: at.where('m'), params: [] }, { sql: 'm.compound_id = ?', params: [input.id] }),
    order: LATEST_FIRST,
    limit: input.limit,
    cursor: input.cursor,
  })
  const day = dayShown(context)
  const items = rows.map(({ state }) => toMeeting(read, terms, JSON.parse(state) as Meeting, day))
  return { items, ...(next ? { next } : {}) }
}
