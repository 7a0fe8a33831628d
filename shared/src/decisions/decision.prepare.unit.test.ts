/** Between announcement and opening: postings, counters, their key, delivery, authorisations, and the opening. */
import { expect, test } from 'vitest'
import { given, refusalOf } from '../../../test/kit/decider-spec.ts'
import type { DecisionCommand, Deliver } from './decision.commands.ts'
import { decisionDecider } from './decision.decider.ts'
import {
  almostReady,
  announced,
  covenant,
  D,
  FILE,
  handed,
  hashOf,
  keyMade,
  march,
  named,
  nobodyUnfit,
  noon,
  opened,
  posted,
  proposed,
  proposeFacts,
  proposing,
  ready,
} from './decision.fixture.ts'
import {
  BallotUndeliverable,
  NoticePosted,
  ProxyRecorded,
  RollObjected,
  type VoteEvent,
  VotingOpened,
} from './events.ts'

const after = (...events: readonly VoteEvent[]) => given(decisionDecider, ...events)

const objected = RollObjected({ ...D, objectionId: 'o1', unitId: 'u301', text: '301 是我的', file: null })

test('a posting is of a day between the proposal and today, and recorded once', () => {
  const posting = { type: 'PostNotice', ...posted.data, today: march(10) } as const
  after(...announced)
    .when(posting)
    .then(posted)
  after(...announced, posted)
    .when(posting)
    .nothing()
  after(...announced)
    .when({ ...posting, postedOn: march(11) })
    .rejected('posting-day-ahead', { today: march(10) })
  after(...announced)
    .when({ ...posting, postedOn: '2026-02-28' })
    .rejected('posting-day-early', { proposedOn: march(1) })
})

const naming = { type: 'NameCounters', ...D, counterIds: ['k1', 'k2', 'k3'] } as const

test('three different people count, and nobody who administers, manages, or stands for a seat', () => {
  after(...announced)
    .when(naming, nobodyUnfit)
    .then(named)
  after(...announced, named)
    .when({ ...naming, counterIds: ['k3', 'k1', 'k2'] }, nobodyUnfit)
    .nothing()
  after(...announced)
    .when({ ...naming, counterIds: ['k1', 'k1', 'k3'] }, nobodyUnfit)
    .rejected('counters-not-three')
  for (const field of ['unknownIds', 'administratorIds', 'managerIds'] as const) {
    after(...announced)
      .when(naming, { ...nobodyUnfit, [field]: ['k2'] })
      .rejected('counter-unfit', { who: 'k2' })
  }
  const seat = { ...covenant, matter: 'committee' as const, effect: { kind: 'seat' as const, personId: 'k3' } }
  const election = decisionDecider.decide(proposing({ items: [seat] }), null, proposeFacts())
  after(...election)
    .when(naming, nobodyUnfit)
    .rejected('counter-unfit', { who: 'k3' })
})

const making = { type: 'MakeBallotKey', ...keyMade.data } as const

test('the key is made once, with the counters, before the voting opens; then the counters stay', () => {
  after(...announced, named)
    .when(making)
    .then(keyMade)
  after(...announced)
    .when(making)
    .rejected('counters-missing')
  after(...announced, named, keyMade)
    .when(making)
    .nothing()
  after(...announced, named, keyMade)
    .when({ ...making, publicKey: 'eHg=' })
    .rejected('ballot-key-exists')
  after(...announced, named, keyMade)
    .when({ ...naming, counterIds: ['k1', 'k2', 'k4'] }, nobodyUnfit)
    .rejected('counters-fixed')
})

const delivering: Deliver = {
  type: 'Deliver',
  ...D,
  voterId: 'u101',
  how: 'handed-over',
  toPersonId: null,
  check: null,
  codeHash: hashOf('u101'),
  files: [],
  at: noon(10),
}

test('a ballot is handed over with a code, and again with another one when the slip was lost', () => {
  after(...announced)
    .when(delivering)
    .then(handed('u101'))
  after(...announced, handed('u101'))
    .when(delivering)
    .nothing()
  const again = { ...delivering, codeHash: hashOf('new') }
  after(...announced, handed('u101'))
    .when(again)
    .then(handed('u101', { codeHash: hashOf('new') }))
  after(...proposed)
    .when(delivering)
    .rejected('decision-wrong-status')
  after(...announced)
    .when({ ...delivering, voterId: 'u102' })
    .rejected('voter-unknown')
  after(...opened)
    .when({ ...again, at: noon(24) })
    .rejected('voting-over', { closesOn: march(23) })
})

test('who is not checked gets paper alone, or a code once somebody looked at the proof', () => {
  const dan = { ...delivering, voterId: 'u401' }
  after(...announced)
    .when(dan)
    .rejected('delivery-unchecked')
  after(...announced)
    .when({ ...dan, check: '看过房产证' })
    .rejected('delivery-unchecked')
  after(...announced)
    .when({ ...dan, codeHash: null })
    .then(handed('u401', { codeHash: null }))
  after(...announced)
    .when({ ...dan, check: '看过房产证', toPersonId: 'dan' })
    .then(handed('u401', { codeHash: hashOf('u101'), check: '看过房产证', toPersonId: 'dan' }))
})

const unreachable = {
  type: 'Undeliverable',
  ...D,
  voterId: 'u301',
  reason: '长期空置',
  postingId: null,
  at: noon(9),
} as const

test('who cannot be reached is not dropped: the ballot hangs in public, with the posting as proof', () => {
  const noted = BallotUndeliverable({ ...D, voterId: 'u301', reason: '长期空置', postingId: null })
  after(...announced)
    .when(unreachable)
    .then(noted)
  after(...announced, noted)
    .when(unreachable)
    .nothing()
  const proven = { ...unreachable, postingId: 'hung' }
  after(...announced, noted)
    .when(proven)
    .rejected('posting-unknown')
  const notice = NoticePosted({ ...posted.data, what: 'notice' })
  after(...announced, noted, notice)
    .when(proven)
    .rejected('posting-unknown')
  after(...announced, noted, posted)
    .when(proven)
    .then(BallotUndeliverable({ ...noted.data, postingId: 'hung' }))
  after(...announced, handed('u301'))
    .when(unreachable)
    .rejected('already-delivered')
})

test('an authorisation is in writing and for somebody else', () => {
  const proxy = {
    type: 'RecordProxy',
    ...D,
    proxyId: 'x1',
    voterId: 'u101',
    personId: 'eve',
    files: [FILE],
    at: noon(9),
  }
  const { type: _, at: __, ...data } = proxy
  after(...announced)
    .when(proxy as DecisionCommand)
    .then(ProxyRecorded(data))
  after(...announced, ProxyRecorded(data))
    .when(proxy as DecisionCommand)
    .nothing()
  after(...announced)
    .when({ ...proxy, personId: 'ai' } as DecisionCommand)
    .rejected('proxy-of-own-head')
  after(...opened)
    .when({ ...proxy, at: noon(24) } as DecisionCommand)
    .rejected('voting-over')
})

const opening = { type: 'OpenVoting', ...D, today: march(17) } as const

test('the voting opens on its day, when everything before it is done', () => {
  after(...ready)
    .when(opening)
    .then(VotingOpened(D))
  after(...opened)
    .when(opening)
    .nothing()
  after(...ready)
    .when({ ...opening, today: march(16) })
    .rejected('not-open-yet', { opensOn: march(17) })
  after(...ready)
    .when({ ...opening, today: march(24) })
    .rejected('voting-over')
  after(...almostReady)
    .when(opening)
    .rejected('delivery-missing', { heads: 1 })
  const unproven = ready.filter(({ type }) => type !== 'BallotUndeliverable')
  const noted = BallotUndeliverable({ ...D, voterId: 'u301', reason: '长期空置', postingId: null })
  after(...unproven, noted)
    .when(opening)
    .rejected('delivery-missing', { heads: 1 })
  after(...ready, objected)
    .when(opening)
    .rejected('objections-open', { open: 1 })
  after(...ready.filter(({ type }) => type !== 'CountersNamed'))
    .when(opening)
    .rejected('counters-missing')
  after(...proposed)
    .when(opening)
    .rejected('decision-wrong-status')
})

test('what could not be delivered must have hung long enough by the closing', () => {
  const hungOn = (postedOn: string) =>
    ready.map((event) => (event.type === 'NoticePosted' ? NoticePosted({ ...posted.data, postedOn }) : event))
  after(...hungOn(march(17)))
    .when(opening)
    .then(VotingOpened(D))
  const refusal = refusalOf(() => decisionDecider.decide(opening, after(...hungOn(march(18))).state, undefined))
  expect(refusal).toMatchObject({ code: 'undeliverable-posting-short', params: { days: 7, postedOn: march(18) } })
  // Somebody else's posting does not matter once the ballot was handed over after all.
  after(...hungOn(march(18)), handed('u301'))
    .when(opening)
    .then(VotingOpened(D))
})
