/** Terms of a committee: who gets a seat and how, sizes and lengths, vacancies, and what the timer tells. */
import { addDays, fold } from '@changxin/shared/kernel'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seeded } from '../../../../test/kit/properties.ts'
import { storyOf } from '../../../../test/kit/story.ts'
import { addMonths } from '../months.ts'
import { committeeDecider } from './committee.decider.ts'
import { begun, committeeOf, FROM, facts, of, record, rule, SCAN, seated, UNTIL, won } from './committee.fixture.ts'
import { deadlinesOf, dueAtOf, latestTerm, membersOn, seatsFit, vacanciesOn } from './committee.state.ts'
import { committeeErrors } from './errors.ts'
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

const story = storyOf(committeeDecider, committeeErrors.entries)
const today = '2026-03-01'
const elected = CommitteeTermBegun({
  compoundId: 'c1',
  termId: 't2',
  from: '2026-03-10',
  until: '2031-03-09',
  seats: 5,
  households: 240,
  rule,
  ground: { kind: 'election', decisionId: 'x1' },
})
const gained = (n: number, termId = 't2', decisionId = 'x1') =>
  MemberSeated({
    compoundId: 'c1',
    termId,
    seatId: `w${n}`,
    personId: `q${n}`,
    from: '2026-03-10',
    won: { decisionId, itemId: `i${n}` },
  })
const vacated = SeatVacated({
  ...of,
  seatId: 's1',
  lastDay: '2026-02-01',
  reason: 'resignation',
  text: null,
  files: [],
})
const termAfter = (...events: CommitteeEvent[]) => latestTerm(fold(committeeDecider, events).terms)!

test('a committee of before the system is recorded with ground and scan, odd and in the range of the rule', () => {
  story()
    .when(record(5), facts)
    .then(begun(), ...[1, 2, 3, 4, 5].map((n) => seated(n)))
  for (const seats of [4, 6, 13])
    story().when(record(3, { seats }), facts).rejected('committee-size', { seats, min: 5, max: 11 })
  story()
    .when(record(3, { seats: 3 }), facts)
    .rejected('committee-size')
  story().when(record(6), facts).rejected('committee-too-many', { seats: 5, members: 6 })
  story()
    .when(record(5), { ...facts, unknownPersonIds: ['p3'] })
    .rejected('committee-person-unknown')
})

test('three are enough for a small compound: 99 households are small, 100 are not', () => {
  expect(seatsFit(3, 99, rule)).toBe(true)
  expect(seatsFit(3, 100, rule)).toBe(false)
  expect([5, 7, 9, 11].every((seats) => seatsFit(seats, 100, rule))).toBe(true)
  expect([1, 4, 6, 12, 13].some((seats) => seatsFit(seats, 99, rule))).toBe(false)
})

test('a term lasts five years at most, to the day before its anniversary', () => {
  story()
    .when(record(5, { until: '2029-06-01' }), facts)
    .rejected('committee-term-long', { until: UNTIL, years: 5 })
  story(...committeeOf(5))
    .when(record(5, { termId: 't9' }), facts)
    .rejected('committee-running', { until: UNTIL })
  story(...committeeOf(5))
    .when(record(5), facts)
    .nothing()
})

/** Of an election of the whole committee. */
const wonOfFive = (n: number) => won(n, { seats: 5 })

test('elected members begin a term, once each, in whatever order the seats come', () => {
  story().when(wonOfFive(1), facts).then(elected, gained(1))
  story(elected, gained(1)).when(wonOfFive(2), facts).then(gained(2))
  story(elected, gained(1)).when(wonOfFive(1), facts).nothing()
  // An election that does not say how many: as many as it brought.
  const open = CommitteeTermBegun({ ...elected.data, seats: null })
  expect(vacanciesOn(termAfter(open, gained(1), gained(2)), '2026-03-10')).toBe(0)
})

test('a seat won while one is vacant fills it; with none vacant a new committee takes over', () => {
  story(...committeeOf(5), vacated)
    .when(won(1), facts)
    .then(gained(1, 't1'))
  // Two vacancies and two of one election: both fill them. More seats than vacancies are a new committee.
  const two = [...committeeOf(5), vacated, SeatVacated({ ...vacated.data, seatId: 's2' })]
  story(...two, gained(1, 't1'))
    .when(won(2, { seats: 2 }), facts)
    .then(gained(2, 't1'))
  story(...two)
    .when(wonOfFive(1), facts)
    .then(elected, gained(1))
  const started = ReelectionStarted({ ...of, startedOn: today, text: null })
  story(...committeeOf(5), vacated, started)
    .when(won(1), facts)
    .then(CommitteeTermBegun({ ...elected.data, seats: 1 }), gained(1))
  const handedOver = [...committeeOf(5), elected, gained(1)]
  story(...committeeOf(5))
    .when(wonOfFive(1), facts)
    .then(elected, gained(1))
  const { terms } = fold(committeeDecider, handedOver)
  expect(terms.map(({ until }) => until)).toEqual(['2026-03-09', '2031-03-09'])
})

test('members leave on a day and stay on record; the seat is vacant from the next day on', () => {
  const vacate = {
    type: 'VacateSeat',
    compoundId: 'c1',
    seatId: 's1',
    lastDay: '2026-02-01',
    reason: 'resignation',
    text: null,
    files: [],
    today,
  } as const
  story(...committeeOf(5))
    .when(vacate)
    .then(vacated)
  story(...committeeOf(5), vacated)
    .when(vacate)
    .nothing()
  story(...committeeOf(5), vacated)
    .when({ ...vacate, reason: 'recall' })
    .rejected('committee-seat-unknown')
  story(...committeeOf(5))
    .when({ ...vacate, lastDay: '2026-03-02' })
    .rejected('committee-days')
  const term = termAfter(...committeeOf(5), vacated)
  expect(membersOn(term, '2026-02-01')).toHaveLength(5)
  expect([membersOn(term, '2026-02-02').length, vacanciesOn(term, '2026-02-02')]).toEqual([4, 1])
})

test('the chair and the deputies are members, and nobody is both', () => {
  const give = {
    type: 'GiveOffices',
    compoundId: 'c1',
    chairSeatId: 's2',
    deputySeatIds: ['s3'],
    since: FROM,
    files: [],
    today,
  } as const
  const given = OfficesGiven({ ...of, chairSeatId: 's2', deputySeatIds: ['s3'], since: FROM, files: [] })
  story(...committeeOf(5))
    .when(give)
    .then(given)
  story(...committeeOf(5), given)
    .when(give)
    .nothing()
  story(...committeeOf(5))
    .when({ ...give, deputySeatIds: ['s2'] })
    .rejected('committee-office-twice')
  story(...committeeOf(5), vacated)
    .when({ ...give, chairSeatId: 's1', since: '2026-02-20' })
    .rejected('committee-seat-unknown')
})

test('filed once, with a scan; a first meeting and a re-election are recorded once', () => {
  const file = {
    type: 'FileCommittee',
    compoundId: 'c1',
    filedOn: '2026-02-01',
    office: '桂溪街道',
    number: null,
    files: [SCAN],
    today,
  } as const
  const filed = CommitteeFiled({ ...of, filedOn: '2026-02-01', office: '桂溪街道', number: null, files: [SCAN] })
  story(...committeeOf(5))
    .when(file)
    .then(filed)
  story(...committeeOf(5), filed)
    .when(file)
    .nothing()
  story(...committeeOf(5), filed)
    .when({ ...file, filedOn: '2026-02-02' })
    .rejected('committee-filed-already', { day: '2026-02-01' })
  const meet = { type: 'HoldFirstMeeting', compoundId: 'c1', heldOn: '2024-06-05', files: [], today } as const
  story(...committeeOf(5))
    .when(meet)
    .then(FirstMeetingHeld({ ...of, heldOn: '2024-06-05', files: [] }))
  const start = { type: 'StartReelection', compoundId: 'c1', startedOn: today, text: null, today } as const
  const started = ReelectionStarted({ ...of, startedOn: today, text: null })
  story(...committeeOf(5))
    .when(start)
    .then(started)
  story(...committeeOf(5), started)
    .when(start)
    .nothing()
  story().when(start).rejected('committee-none')
})

test('what an elected committee has to do by when; the last day itself is in time', () => {
  const due = (...events: CommitteeEvent[]) =>
    deadlinesOf(termAfter(elected, gained(1), ...events)).map((one) => [one.what, one.on])
  const t2 = { compoundId: 'c1', termId: 't2' }
  expect(due()).toEqual([
    ['first-meeting-late', '2026-03-17'],
    ['filing-late', '2026-04-09'],
    ['reelection-due', '2030-10-08'],
    ['reelection-late', '2030-12-09'],
    ['term-over', '2031-03-09'],
  ])
  const met = FirstMeetingHeld({ ...t2, heldOn: '2026-03-15', files: [] })
  const told = CommitteeDeadlineCame({ ...t2, what: 'filing-late', itemId: null, on: '2026-04-09' })
  const started = ReelectionStarted({ ...t2, startedOn: '2030-11-01', text: null })
  expect(due(met, told, started)).toEqual([['term-over', '2031-03-09']])
  expect(dueAtOf({ what: 'filing-late', itemId: null, on: '2026-04-09' })).toBe('2026-04-09T16:00:00.000Z')
  const tell = {
    type: 'TellDeadline',
    ...t2,
    what: 'filing-late',
    itemId: null,
    on: '2026-04-09',
    today: '2026-04-10',
  } as const
  story(elected, gained(1)).when(tell).then(told)
  story(elected, gained(1), told).when(tell).nothing()
  const filed = CommitteeFiled({ ...t2, filedOn: '2026-04-09', office: '街道', number: null, files: [SCAN] })
  story(elected, gained(1), filed).when(tell).nothing()
})

test('months are counted on the calendar: the 31st falls back, and back and forth never passes the day', () => {
  expect(addMonths('2026-08-31', -6)).toBe('2026-02-28')
  expect(addMonths('2028-08-31', -6)).toBe('2028-02-29')
  expect(addMonths('2026-01-15', -1)).toBe('2025-12-15')
  expect(addMonths('2026-11-30', 1)).toBe('2026-12-30')
  fc.assert(
    fc.property(fc.nat({ max: 4_000 }), fc.integer({ min: -30, max: 30 }), (days, months) => {
      const day = addDays('2024-01-01', days)
      const moved = addMonths(day, months)
      expect(addMonths(moved, -months) <= day).toBe(true)
      expect(addMonths(`${day.slice(0, 8)}01`, months)).toBe(`${moved.slice(0, 8)}01`)
    }),
    seeded(),
  )
})
