/** Resolutions of a committee: announced, in person, over half of all members. */
import { fold } from '@changxin/shared/kernel'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seeded } from '../../../../test/kit/properties.ts'
import { storyOf } from '../../../../test/kit/story.ts'
import type { RecordResolution } from './committee.commands.ts'
import { committeeDecider } from './committee.decider.ts'
import { called, committeeOf, FROM, of, SCAN } from './committee.fixture.ts'
import { resolutionDues } from './committee.state.ts'
import { committeeErrors } from './errors.ts'
import {
  CommitteeDeadlineCame,
  type CommitteeEvent,
  CommitteeMeetingCancelled,
  CommitteeResolved,
  type MemberVote,
  ResolutionPosted,
  SeatVacated,
} from './events.ts'

const story = storyOf(committeeDecider, committeeErrors.entries)
const today = '2026-03-09'
/** `votes` of the members in order; those beyond are absent. */
function resolve(votes: readonly MemberVote[], change: Partial<RecordResolution> = {}): RecordResolution {
  const given = votes.map((vote, index) => ({ seatId: `s${index + 1}`, vote }))
  return {
    type: 'RecordResolution',
    compoundId: 'c1',
    meetingId: 'm1',
    itemId: 'a1',
    text: '同意更换门禁，费用从公共收益列支',
    presentSeatIds: given.map(({ seatId }) => seatId),
    votes: given,
    files: [SCAN],
    today,
    ...change,
  }
}
const resolved = (members: number, votes: readonly MemberVote[], passed: boolean) => {
  const { type: _, today: __, compoundId: ___, ...data } = resolve(votes)
  return CommitteeResolved({
    ...of,
    ...data,
    presentSeatIds: [...data.presentSeatIds],
    votes: [...data.votes],
    files: [SCAN],
    memberSeatIds: Array.from({ length: members }, (_, index) => `s${index + 1}`),
    members,
    yes: votes.filter((vote) => vote === 'yes').length,
    passed,
    resolvedOn: '2026-03-08',
    postBy: '2026-03-11',
  })
}
const meeting = (members: number, seats = 11) => [...committeeOf(members, seats), called]
const yes = (n: number) => Array.from({ length: n }, () => 'yes' as const)

test('over half of all members: exactly half does not pass, however few came', () => {
  story(...meeting(6))
    .when(resolve(yes(3)))
    .then(resolved(6, yes(3), false))
  story(...meeting(6))
    .when(resolve(yes(4)))
    .then(resolved(6, yes(4), true))
  story(...meeting(5))
    .when(resolve(yes(3)))
    .then(resolved(5, yes(3), true))
  story(...meeting(5))
    .when(resolve(yes(2)))
    .then(resolved(5, yes(2), false))
  // Two of the three who came agree, of five: not over half of all.
  const votes = ['yes', 'yes', 'no'] as const
  story(...meeting(5))
    .when(resolve(votes))
    .then(resolved(5, votes, false))
})

test('whoever left before the meeting is none of all members, and cannot vote', () => {
  const left = SeatVacated({ ...of, seatId: 's5', lastDay: '2026-03-07', reason: 'sold-home', text: null, files: [] })
  const stayed = SeatVacated({ ...left.data, lastDay: '2026-03-08' })
  // Two of four are exactly half; with the fifth still there three of five pass.
  story(...meeting(5), left)
    .when(resolve(yes(2)))
    .then(resolved(4, yes(2), false))
  story(...meeting(5), left)
    .when(resolve(yes(5)))
    .rejected('committee-not-member')
  story(...meeting(5), stayed)
    .when(resolve(yes(5)))
    .then(resolved(5, yes(5), true))
})

test('each member votes once and in person, and all who came vote', () => {
  const two = { seatId: 's1', vote: 'yes' } as const
  story(...meeting(5))
    .when(resolve(yes(3), { votes: [two, two, { seatId: 's2', vote: 'yes' }] }))
    .rejected('committee-voted-twice')
  story(...meeting(5))
    .when(resolve(yes(3), { votes: [...resolve(yes(3)).votes, { seatId: 's4', vote: 'yes' }] }))
    .rejected('committee-absent-vote')
  story(...meeting(5))
    .when(resolve(yes(3), { votes: resolve(yes(2)).votes }))
    .rejected('committee-vote-missing')
  story(...meeting(5))
    .when(resolve(yes(3), { presentSeatIds: ['s1', 's2', 'stranger'] }))
    .rejected('committee-not-member')
})

test('only what stood on the agenda is resolved, once, and after the meeting', () => {
  story(...meeting(5))
    .when(resolve(yes(3), { itemId: 'a9' }))
    .rejected('committee-meeting-unknown')
  story(...meeting(5))
    .when(resolve(yes(3), { today: '2026-03-07' }))
    .rejected('committee-meeting-ahead')
  story(...meeting(5), resolved(5, yes(3), true))
    .when(resolve(yes(3)))
    .rejected('committee-resolved-already')
  const cancel = { type: 'CancelCommitteeMeeting', compoundId: 'c1', meetingId: 'm1', reason: '改期', today } as const
  const cancelled = CommitteeMeetingCancelled({ ...of, meetingId: 'm1', reason: '改期' })
  story(...meeting(5))
    .when(cancel)
    .then(cancelled)
  story(...meeting(5), cancelled)
    .when(cancel)
    .nothing()
  story(...meeting(5), cancelled)
    .when(resolve(yes(3)))
    .rejected('committee-meeting-cancelled')
  story(...meeting(5), resolved(5, yes(3), true))
    .when(cancel)
    .rejected('committee-meeting-decided')
})

test('the agenda hangs for seven days before the meeting: six are too few', () => {
  const { type: _, data } = called
  const call = { type: 'CallCommitteeMeeting', ...data, today: '2026-03-01' } as const
  story(...committeeOf(5))
    .when(call)
    .then(called)
  story(...committeeOf(5), called)
    .when(call)
    .nothing()
  story(...committeeOf(5))
    .when({ ...call, meetsOn: '2026-03-07' })
    .rejected('committee-agenda-short', { earliest: '2026-03-08', days: 7 })
  story(...committeeOf(5))
    .when({ ...call, meetsOn: '2029-06-01' })
    .rejected('committee-days', { from: FROM })
  story(...committeeOf(5))
    .when({ ...call, postedOn: '2026-03-02' })
    .rejected('committee-days')
  story().when(call).rejected('committee-none')
})

test('posted within three days; what is not is told once', () => {
  const before = [...meeting(5), resolved(5, yes(3), true)]
  const post = {
    type: 'PostResolution',
    compoundId: 'c1',
    meetingId: 'm1',
    itemId: 'a1',
    postedOn: '2026-03-09',
    place: '大门公示栏',
    files: [],
    today,
  } as const
  const posted = ResolutionPosted({
    ...of,
    meetingId: 'm1',
    itemId: 'a1',
    postedOn: today,
    place: '大门公示栏',
    files: [],
  })
  story(...before)
    .when(post)
    .then(posted)
  story(...before, posted)
    .when(post)
    .nothing()
  story(...before)
    .when({ ...post, postedOn: '2026-03-07' })
    .rejected('committee-posting-early')
  story(...before)
    .when({ ...post, postedOn: '2026-03-10' })
    .rejected('committee-posting-early')
  const late = CommitteeDeadlineCame({ ...of, what: 'resolution-unposted', itemId: 'a1', on: '2026-03-11' })
  const tell = {
    type: 'TellDeadline',
    ...of,
    what: 'resolution-unposted',
    itemId: 'a1',
    on: '2026-03-11',
    today: '2026-03-12',
  } as const
  story(...before)
    .when(tell)
    .then(late)
  story(...before, late)
    .when(tell)
    .nothing()
  story(...before, posted)
    .when(tell)
    .nothing()
  const dues = (...events: CommitteeEvent[]) =>
    resolutionDues(fold(committeeDecider, events).meetings.get('m1')!).map(({ on }) => on)
  expect(dues(...before)).toEqual(['2026-03-11'])
  expect(dues(...before, posted)).toEqual([])
  expect(dues(...before, late)).toEqual([])
})

test('whatever the votes, it passes exactly when more than half of all members said yes', () => {
  const vote = fc.constantFrom<MemberVote>('yes', 'no', 'abstain')
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 11 }), fc.array(vote, { minLength: 1, maxLength: 11 }), (members, votes) => {
      const present = votes.slice(0, members)
      const state = fold(committeeDecider, meeting(members))
      const [event] = committeeDecider.decide(resolve(present), state, undefined)
      const passed = event?.type === 'CommitteeResolved' && event.data.passed
      expect(passed).toBe(present.filter((one) => one === 'yes').length > members / 2)
    }),
    seeded(),
  )
})
