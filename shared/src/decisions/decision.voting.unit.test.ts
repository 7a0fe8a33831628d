/** Ballots come in, on screen and on paper, until the closing. */
import { expect, test } from 'vitest'
import { given } from '../../../test/kit/decider-spec.ts'
import { SEALED_BALLOT_LENGTH } from './ballot-length.ts'
import { decisionDecider } from './decision.decider.ts'
import {
  cast,
  casting,
  closed,
  D,
  FILE,
  handed,
  hashOf,
  keyMade,
  march,
  noon,
  opened,
  proposed,
  ready,
  received,
  receiving,
  SEALED,
} from './decision.fixture.ts'
import { PaperBallotReceived, ProxyRecorded, ScreenBallotCast, type VoteEvent, VotingClosed } from './events.ts'
import { SEALED_LENGTH } from './sealing/index.ts'

const after = (...events: readonly VoteEvent[]) => given(decisionDecider, ...events)
const DAY_OVER = '2026-03-23T16:00:00.000Z'
const LAST_MOMENT = '2026-03-23T15:59:59.999Z'

test('an owner casts a sealed ballot with the code of the newest slip, once however often it is sent', () => {
  const { type: _, codeHash: __, at, ...data } = casting()
  const event = ScreenBallotCast({ ...data, castAt: at })
  after(...opened)
    .when(casting())
    .then(event)
  after(...opened, event)
    .when(casting())
    .nothing()
  const lost = handed('u101', { codeHash: hashOf('new') })
  after(...opened, lost)
    .when(casting())
    .rejected('ballot-code-wrong')
  after(...opened, lost)
    .when(casting({ codeHash: hashOf('new') }))
    .then(event)
})

test('the window is whole days, to the last moment, whether or not it was closed yet', () => {
  const { type: _, codeHash: __, at: ___, ...data } = casting()
  after(...opened)
    .when(casting({ at: LAST_MOMENT }))
    .then(ScreenBallotCast({ ...data, castAt: LAST_MOMENT }))
  after(...opened)
    .when(casting({ at: DAY_OVER }))
    .rejected('voting-over', { closesOn: march(23) })
  after(...opened)
    .when(receiving({ at: DAY_OVER }))
    .rejected('voting-over')
  after(...opened, closed)
    .when(casting())
    .rejected('voting-over')
  after(...opened, closed)
    .when(receiving())
    .rejected('voting-over')
  after(...ready)
    .when(casting())
    .rejected('not-open-yet', { opensOn: march(17) })
  after(...proposed)
    .when(receiving())
    .rejected('decision-wrong-status')
})

const xia = ProxyRecorded({ ...D, proxyId: 'x1', voterId: 'u101', personId: 'xia', files: [FILE] })

test.each<
  [string, VoteEvent[], Partial<typeof casting extends (change?: infer Change) => unknown ? Change : never>, string]
>([
  ['a neighbour', [], { personId: 'bo' }, 'not-your-ballot'],
  ['somebody with an authorisation who does not say so', [xia], { personId: 'xia' }, 'not-your-ballot'],
  ['somebody with another’s authorisation', [xia], { personId: 'yan', proxyId: 'x1' }, 'not-your-ballot'],
  ['an owner as proxy', [xia], { proxyId: 'x1' }, 'not-your-ballot'],
  ['for no head', [], { voterId: 'u102' }, 'voter-unknown'],
  ['unchecked', [], { voterId: 'u401', personId: 'dan' }, 'head-not-checked'],
  ['with paper alone', [handed('u101', { codeHash: null })], {}, 'ballot-code-missing'],
  ['with a wrong code', [], { codeHash: hashOf('u201') }, 'ballot-code-wrong'],
  ['in the open', [], { sealed: SEALED.slice(4) }, 'ballot-sealed-wrong'],
])('no ballot on screen by or of: %s', (_, events, change, code) => {
  after(...opened, ...events)
    .when(casting(change))
    .rejected(code)
})

test('a proxy casts for the head whose authorisation is on record, and a co-owner for all of them', () => {
  expect(
    after(...opened, xia)
      .when(casting({ personId: 'xia', proxyId: 'x1' }))
      .summary(),
  ).toBe('ScreenBallotCast')
  const cai = casting({ voterId: 'u201', personId: 'cai', codeHash: hashOf('u201') })
  expect(
    after(...opened)
      .when(cai)
      .summary(),
  ).toBe('ScreenBallotCast')
})

test('whose right was checked at the door votes on screen, an owner nobody knew included', () => {
  const slip = (voterId: string, toPersonId: string) =>
    handed(voterId, { check: '看过房产证', toPersonId, codeHash: hashOf('slip') })
  const dan = casting({ voterId: 'u401', personId: 'dan', codeHash: hashOf('slip') })
  expect(
    after(...opened, slip('u401', 'dan'))
      .when(dan)
      .summary(),
  ).toBe('ScreenBallotCast')
  // Of a head whose owners are checked it makes no voter of whoever took the slip.
  expect(
    after(...opened, handed('u101', { check: '看过房产证', toPersonId: 'gu' }))
      .when(casting({ personId: 'gu' }))
      .summary(),
  ).toBe('not-your-ballot')
  const gu = casting({ voterId: 'u301', personId: 'gu', codeHash: hashOf('slip') })
  expect(
    after(...opened, slip('u301', 'gu'))
      .when(gu)
      .summary(),
  ).toBe('ScreenBallotCast')
  expect(
    after(...opened, slip('u301', 'hu'))
      .when(gu)
      .summary(),
  ).toBe('not-your-ballot')
})

test('without a key there is no ballot on screen', () => {
  const onPaper = opened.filter(({ type }) => type !== keyMade.type)
  after(...onPaper)
    .when(casting())
    .rejected('ballot-key-missing')
})

test('a paper ballot is logged unopened under its own number', () => {
  const { type: _, at, ...data } = receiving()
  const event = PaperBallotReceived({ ...data, receivedAt: at })
  after(...opened)
    .when(receiving())
    .then(event)
  after(...opened, event)
    .when(receiving())
    .nothing()
  after(...opened, event)
    .when(receiving({ ballotId: 'p2' }))
    .rejected('receipt-number-taken')
  after(...opened, event)
    .when(casting({ receiptNumber: data.receiptNumber }))
    .rejected('receipt-number-taken')
  after(...opened)
    .when(receiving({ proxyId: 'x1' }))
    .rejected('proxy-unknown')
  after(...opened)
    .when(receiving({ voterId: 'u999' }))
    .rejected('voter-unknown')
})

const closing = (at: string) => ({ type: 'CloseVoting', ...D, at }) as const
const all = [cast('a', 'u101', 'ai'), cast('b', 'u201', 'bo'), received('c', 'u301'), received('d', 'u401')]

test('it closes at the end of its last day, and by hand only when nobody is left to wait for', () => {
  after(...opened)
    .when(closing(DAY_OVER))
    .then(closed)
  // The server was off for a day: it closed then all the same.
  after(...opened)
    .when(closing(noon(25)))
    .then(closed)
  after(...opened, ...all.slice(1))
    .when(closing(noon(20)))
    .rejected('ballots-missing', { heads: 1 })
  after(...opened, ...all)
    .when(closing(noon(20)))
    .then(VotingClosed({ ...D, closedAt: noon(20) }))
  after(...opened, closed)
    .when(closing(noon(25)))
    .nothing()
  after(...ready)
    .when(closing(DAY_OVER))
    .rejected('decision-wrong-status')
})

test('a sealed ballot has the length that sealing gives it', () => {
  expect(SEALED_BALLOT_LENGTH).toBe(SEALED_LENGTH)
})
