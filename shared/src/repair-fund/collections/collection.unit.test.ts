import { fold } from '@changxin/shared/kernel'
import { expect, test } from 'vitest'
import { storyOf } from '../../../../test/kit/story.ts'
import type { CollectionCommand, CollectionFacts } from './collection.commands.ts'
import { collectionDecider } from './collection.decider.ts'
import {
  agreement,
  approve,
  carry,
  close,
  cost,
  facts,
  opening,
  pay,
  planBack,
  propose,
  receipt,
  sign,
  signBack,
  spend,
  today,
  unit,
  units,
} from './collection.fixture.ts'
import { leftInCollection, waitingOf } from './collection.state.ts'
import { collectionErrors } from './errors.ts'
import type { CollectionEvent } from './events.ts'

const story = storyOf(collectionDecider, collectionErrors.entries)

/** Takes each command after the one before it. */
function after(...commands: readonly (CollectionCommand | readonly [CollectionCommand, CollectionFacts])[]) {
  const events: CollectionEvent[] = []
  for (const step of commands) {
    const [command, known] = 'type' in step ? [step, facts] : step
    events.push(...collectionDecider.decide(command, fold(collectionDecider, events), known))
  }
  return story(...events)
}
const typesOf = (command: CollectionCommand, known: CollectionFacts = facts) =>
  collectionDecider.decide(command, null, known).map(({ type }) => type)
const duesOf = (change: object, known: CollectionFacts = facts) => {
  const [, confirmed] = collectionDecider.decide({ ...opening, ...change } as CollectionCommand, null, known)
  return confirmed?.type === 'CollectionConfirmed' ? confirmed.data.rows.map(({ dueFen }) => dueFen) : null
}
const paidUp = [pay('y1', 'u1', 16_667), pay('y2', 'u2', 33_333), pay('y3', 'u3', 50_000)]

test('a collection is shared by floor area among the doors of its scope, to the fen, and opened once', () => {
  expect(duesOf({})).toEqual([16_667, 33_333, 50_000])
  after(opening).when(opening, facts).nothing()
  expect(duesOf({ scope: { kind: 'compound' } })).toHaveLength(4)
  expect(duesOf({ scope: { kind: 'building', buildingId: 'b1' } })).toHaveLength(4)
  expect(duesOf({ scope: { kind: 'units', unitIds: ['u2', 'u4'] } })).toHaveLength(2)
  story()
    .when({ ...opening, scope: { kind: 'building', buildingId: 'b9' } }, facts)
    .rejected('collection-no-doors')
  story()
    .when({ ...opening, dueOn: '2026-03-30' }, facts)
    .rejected('collection-due-past')
})

test('by the square metre the whole is rounded down once; by the door each pays the same', () => {
  // 300.00 m² at ¥3.33: 99900 fen; 0.01 m² more at one fen would not make another fen.
  expect(duesOf({ split: { by: 'square-metre', fen: 333 } })).toEqual([16_650, 33_300, 49_950])
  const odd = { units: [unit('u1', 5_001), unit('u2', 10_000)], fundIsOpen: false }
  expect(duesOf({ split: { by: 'square-metre', fen: 1 } }, odd)).toEqual([50, 100])
  expect(duesOf({ split: { by: 'unit', fen: 2_000 } })).toEqual([2_000, 2_000, 2_000])
  expect(duesOf({ split: { by: 'equal', totalFen: 100_000 } })).toEqual([33_334, 33_333, 33_333])
})

test('art. 283: without an agreement by floor area; equal shares only by agreement, or while an area is unknown', () => {
  const equal = { ...opening, split: { by: 'equal' as const, totalFen: 30_000 }, ground: EMERGENCY }
  story().when(equal, facts).rejected('collection-equal-needs-agreement')
  expect(typesOf({ ...equal, ground: agreement })).toEqual(['CollectionDrafted', 'CollectionConfirmed'])
  const unknown = { units: [unit('u1', null), unit('u2', 10_000)], fundIsOpen: false }
  expect(duesOf(equal, unknown)).toEqual([15_000, 15_000])
  story().when(opening, unknown).rejected('collection-area-unknown', { count: 1, doors: '1栋 u1' })
})
const EMERGENCY = { kind: 'emergency' as const, text: '外墙脱落', files: [receipt] }

test('amounts door by door rest on an agreement and name each door in scope once', () => {
  const rows = [{ unitId: 'u1', amountFen: 700 }]
  const agreed = { ...opening, split: { by: 'agreed', rows } } as const
  expect(duesOf(agreed)).toEqual([700])
  story()
    .when({ ...agreed, ground: EMERGENCY }, facts)
    .rejected('collection-agreement-missing')
  for (const wrong of [[...rows, ...rows], [{ unitId: 'u4', amountFen: 1 }]])
    story()
      .when({ ...agreed, split: { by: 'agreed', rows: wrong } }, facts)
      .rejected('collection-door-outside')
})

test('a cost share has its cost with receipts and shares no fen more; a collection has a ground and no fund beside it', () => {
  const share = { ...opening, kind: 'cost-share', ground: { kind: 'incurred' }, cost } as const
  expect(typesOf(share, { ...facts, fundIsOpen: true })).toEqual(['CollectionDrafted', 'CollectionConfirmed'])
  story()
    .when({ ...share, cost: null }, facts)
    .rejected('collection-cost-missing')
  story()
    .when({ ...share, cost: { ...cost, costFen: 99_999 } }, facts)
    .rejected('collection-over-cost')
  story()
    .when({ ...opening, cost }, facts)
    .rejected('collection-cost-misplaced')
  story()
    .when({ ...opening, ground: { kind: 'incurred' } }, facts)
    .rejected('collection-ground-missing')
  story()
    .when(opening, { ...facts, fundIsOpen: true })
    .rejected('collection-fund-open')
})

test('a draft waits for every floor area and for somebody to confirm it; money comes after that', () => {
  const decided = {
    ...opening,
    type: 'DraftCollection',
    split: { by: 'square-metre', fen: 2_000 },
    ground: { kind: 'decision', decisionId: 'd1', itemId: 'i1' },
    by: 'system',
  } as const
  const unknown = { units: [unit('u1', 5_000), unit('u2', null)], fundIsOpen: false }
  const draft = after([decided, unknown])
  expect(draft.state?.draft.rows).toEqual([
    { unitId: 'u1', dueFen: 100_000 },
    { unitId: 'u2', dueFen: null },
  ])
  draft.when(pay('y1', 'u1', 1), facts).rejected('collection-draft')
  const confirm = { type: 'ConfirmCollection', by: 'p1', today } as const
  draft.when(confirm, unknown).rejected('collection-area-needed', { count: 1, doors: '1栋 u2' })
  const known = { units: [unit('u1', 5_000), unit('u2', 6_000)], fundIsOpen: false }
  const open = after([decided, unknown], [confirm, known])
  expect([...(open.state?.doors.values() ?? [])].map(({ dueFen }) => dueFen)).toEqual([100_000, 120_000])
  open.when(confirm, known).nothing()
})

test('what a door pays is counted once; too much is refused or kept as a credit', () => {
  const paid = after(opening, pay('y1', 'u1', 10_000))
  expect(paid.state && leftInCollection(paid.state)).toBe(10_000)
  paid.when(pay('y1', 'u1', 10_000)).nothing()
  paid.when(pay('y2', 'u1', 6_668)).rejected('collection-over-paid', { due: '166.67', paid: '100.00', over: '0.01' })
  expect(after(opening, pay('y1', 'u1', 10_000), pay('y2', 'u1', 6_668, { keepCredit: true })).state?.paidFen).toBe(
    16_668,
  )
  paid.when(pay('y2', 'u4', 1)).rejected('collection-door-unknown')
  paid.when(pay('y2', 'u2', 1, { paidOn: '2026-04-01' })).rejected('collection-day-future')
  const twice = [1, 2].map((n) => ({ paymentId: `t${n}`, unitId: 'u2', amountFen: 20_000 }))
  paid.when(pay('', '', 1, { rows: twice })).rejected('collection-over-paid', { row: 2 })
})

test('no more is spent than was collected, and only what a second person signed counts', () => {
  const paid = [opening, pay('y1', 'u3', 50_000)] as const
  after(...paid)
    .when(spend('s1', 50_001))
    .rejected('collection-not-enough')
  const waits = after(...paid, spend('s1', 40_000), spend('s2', 10_001))
  expect(waits.state && [leftInCollection(waits.state), waitingOf(waits.state)]).toEqual([50_000, 2])
  waits.when(sign('s1', 'p1')).rejected('collection-second-person')
  waits.when(sign('s9')).rejected('collection-spending-unknown')
  const signed = after(...paid, spend('s1', 40_000), spend('s2', 10_001), sign('s1'))
  expect(signed.state && leftInCollection(signed.state)).toBe(10_000)
  signed.when(sign('s2')).rejected('collection-not-enough', { left: '100.00', amount: '100.01' })
  signed.when(sign('s1')).nothing()
  const withdraw = { type: 'WithdrawSpending', spendingId: 's1', reason: '写错', by: 'p1', today } as const
  signed.when(withdraw).rejected('collection-spending-signed')
  const gone = after(...paid, spend('s1', 40_000), withdraw)
  gone.when(sign('s1')).rejected('collection-spending-withdrawn')
})

test('a wrong entry is taken back by somebody who neither recorded nor proposed it', () => {
  const proposed = after(opening, pay('y1', 'u1', 10_000), propose('r1', 'y1'))
  for (const by of ['p1', 'p2']) proposed.when(approve('r1', by)).rejected('collection-second-person')
  proposed.when(propose('r2', 'y1')).rejected('collection-entry-reversed')
  const back = after(opening, pay('y1', 'u1', 10_000), propose('r1', 'y1'), approve('r1'))
  expect(back.state && [leftInCollection(back.state), back.state.doors.get('u1')?.paidFen]).toEqual([0, 0])
  back.when(approve('r1')).nothing()
  back.when(propose('r2', 'y1')).rejected('collection-entry-reversed')
  const drop = { type: 'DropReversal', reversalId: 'r1', by: 'p1', today } as const
  const kept = after(opening, pay('y1', 'u1', 10_000), propose('r1', 'y1'), drop)
  kept.when(approve('r1')).nothing()
  expect(kept.state?.paidFen).toBe(10_000)
})

test('money that is spent cannot be un-paid; the spending is taken back first', () => {
  const spent = [opening, pay('y1', 'u1', 10_000), spend('s1', 6_000), sign('s1')] as const
  after(...spent, propose('r1', 'y1'))
    .when(approve('r1'))
    .rejected('collection-reversal-spent', { left: '40.00', amount: '100.00' })
  const back = after(...spent, propose('r1', 's1'), approve('r1'), propose('r2', 'y1'), approve('r2'))
  expect(back.state && leftInCollection(back.state)).toBe(0)
  after(opening, pay('y1', 'u1', 10_000), spend('s1', 1))
    .when(propose('r1', 's1'))
    .rejected('collection-entry-not-counted')
})

test('what is left goes back by what each paid, with two signatures, and not by a plan that has become wrong', () => {
  const spent = [opening, ...paidUp, spend('s1', 70_000), sign('s1')] as const
  const plan = after(...spent, planBack('g1'))
  expect(plan.state?.giveBack?.rows.map(({ amountFen }) => amountFen)).toEqual([5_000, 10_000, 15_000])
  plan.when(signBack('g1', 'p1')).rejected('collection-second-person')
  plan.when(planBack('g2')).rejected('collection-give-back-waits')
  after(...spent, planBack('g1'), spend('s2', 1), sign('s2'))
    .when(signBack('g1'))
    .rejected('collection-give-back-stale')
  const done = after(...spent, planBack('g1'), signBack('g1'))
  expect(done.state && leftInCollection(done.state)).toBe(0)
  done.when(signBack('g1')).nothing()
  done.when(planBack('g2')).rejected('collection-nothing-left')
})

test('what was paid too much goes back first', () => {
  const over = after(opening, ...paidUp, pay('y4', 'u1', 333, { keepCredit: true }), planBack('g1', 1_333))
  expect(over.state?.giveBack?.rows).toEqual([
    { unitId: 'u1', amountFen: 500 },
    { unitId: 'u2', amountFen: 333 },
    { unitId: 'u3', amountFen: 500 },
  ])
})

test('what is left goes into the fund once there is one', () => {
  const withFund = { units, fundIsOpen: true, hasAccount: () => true }
  const paid = after(opening, ...paidUp)
  paid.when(carry, facts).rejected('collection-fund-missing')
  const carried = after(opening, ...paidUp, [carry, withFund])
  expect(carried.state && [leftInCollection(carried.state), carried.state.carriedFen]).toEqual([0, 100_000])
  carried.when(carry, withFund).nothing()
})

test('nothing is carried over while a door with a part has no open account to take it', () => {
  const oneClosed = { units, fundIsOpen: true, hasAccount: (unitId: string) => unitId !== 'u2' }
  after(opening, ...paidUp)
    .when(carry, oneClosed)
    .rejected('collection-doors-without-account', { count: 1, doors: '1栋 u2' })
  // A door that paid nothing has no part.
  const withoutPart = after(opening, pay('y1', 'u1', 10_000), [carry, oneClosed])
  expect(withoutPart.state?.carriedFen).toBe(10_000)
})

test('it is closed when everything is accounted for, and says why doors are left that did not pay', () => {
  const spent = [opening, ...paidUp.slice(0, 2), spend('s1', 50_000), sign('s1')] as const
  after(opening, ...paidUp)
    .when(close())
    .rejected('collection-money-left', { left: '1,000.00' })
  after(...spent)
    .when(close())
    .rejected('collection-doors-unpaid', { count: 1 })
  after(...spent, propose('r1', 's1'))
    .when(close('搬走'))
    .rejected('collection-waiting', { count: 1 })
  const closed = after(...spent, close('搬走'))
  closed.when(close()).nothing()
  closed.when(pay('y9', 'u3', 1)).rejected('collection-ended')
})

test('it is cancelled as long as it holds no money', () => {
  const cancel = { type: 'CancelCollection', reason: '不做了', by: 'p1', today } as const
  after(opening, pay('y1', 'u1', 1))
    .when(cancel)
    .rejected('collection-has-money')
  const back = after(opening, pay('y1', 'u1', 1), propose('r1', 'y1'), approve('r1'), cancel)
  expect(back.state?.status).toBe('cancelled')
  back.when(cancel).nothing()
  story().when(cancel).rejected('collection-unknown')
})
