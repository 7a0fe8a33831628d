/** Stories of taking back: never on the word of one person, never below zero, never more than is there. */
import { formatFen } from '@changxin/shared/kernel'
import { describe, expect, test } from 'vitest'
import { refusalOf } from '../../../../test/kit/decider-spec.ts'
import { expectSayable } from '../../../../test/kit/sentences.ts'
import { AccountsClosed } from '../accounts/events.ts'
import { PeriodClosed } from '../closing/events.ts'
import { repairFundErrors } from '../errors.ts'
import { type RepairFundEvent, UnitAccountsOpened } from '../events.ts'
import { type FundCommand, fundDecider } from '../fund.decider.ts'
import { after, balancesOf, compoundId, facts, fund, income, paidIn, payment, today } from '../fund.fixture.ts'
import {
  AccountsRearranged,
  AssetsMoved,
  owedBy,
  PaymentMade,
  SuspenseReceived,
  unsoundnessInFull,
} from '../ledger/index.ts'
import { reversalErrors } from './errors.ts'
import type { ApproveReversal, ProposeReversal } from './reversals.decide.ts'

const propose = (reversesId: string, more: Partial<ProposeReversal> = {}): ProposeReversal => ({
  type: 'ProposeReversal',
  compoundId,
  today,
  proposalId: `p-${reversesId}`,
  reversesId,
  amountFen: null,
  cameBackOn: null,
  reason: '记错户',
  by: 'anna',
  ...more,
})
const approve = (reversesId: string, more: Partial<ApproveReversal> = {}): ApproveReversal => ({
  type: 'ApproveReversal',
  compoundId,
  today,
  proposalId: `p-${reversesId}`,
  reversalId: `r-${reversesId}`,
  by: 'bert',
  approver: 'second-person',
  ...more,
})
/** Proposed and approved. */
const reversed = (story: readonly RepairFundEvent[], reversesId: string, more: Partial<ProposeReversal> = {}) =>
  after(fund(...story).state, propose(reversesId, more), approve(reversesId, { approver: 'subdistrict' }))
const proposed = (story: readonly RepairFundEvent[], reversesId: string, more: Partial<ProposeReversal> = {}) => {
  const { state } = fund(...story)
  return [...story, ...fundDecider.decide(propose(reversesId, more), state, facts)]
}

describe('two persons', () => {
  const story = proposed([paidIn('e1', 'u1', 500)], 'e1')
  test('a proposal books nothing', () => {
    expect(balancesOf(fund(...story).state)).toEqual([500, 0, 0])
    expect(story.at(-1)?.type).toBe('ReversalProposed')
  })
  test('whoever proposed it may neither approve nor refuse it, but withdraw it', () => {
    fund(...story)
      .when(approve('e1', { by: 'anna' }), facts)
      .rejected('reversal-own')
    fund(...story)
      .when({ type: 'RefuseReversal', compoundId, today, proposalId: 'p-e1', by: 'anna', reason: '不同意' }, facts)
      .rejected('reversal-own')
    const withdraw = { type: 'WithdrawReversal', compoundId, today, proposalId: 'p-e1' } as const
    fund(...story)
      .when({ ...withdraw, by: 'bert' }, facts)
      .rejected('reversal-not-yours')
    const state = after(fund(...story).state, { ...withdraw, by: 'anna' })
    expect(refusalOf(() => fundDecider.decide(approve('e1'), state, facts)).code).toBe('reversal-ended')
  })
  test('whoever recorded the entry does not approve taking it back, nor that of a whole booking', () => {
    const metadata = { occurredAt: '2026-01-10T02:00:00.000Z', actor: 'carl' }
    for (const [booked, id] of [
      [paidIn('e1', 'u1', 500), 'e1'],
      [income('i1', 500), 'i1'],
    ] as const) {
      const told: RepairFundEvent = Object.assign({}, booked, { metadata })
      const recorded = fundDecider.evolve(fund().state, told)
      const state = after(recorded, propose(id))
      const refusal = refusalOf(() => fundDecider.decide(approve(id, { by: 'carl' }), state, facts))
      expect(refusal.code).toBe('reversal-own-booking')
      expectSayable(reversalErrors.entries, refusal)
      expect(fundDecider.decide(approve(id), state, facts).map(({ type }) => type)).toContain('BookingReversed')
    }
  })
  test('the approval books it and says by which rule and as what', () => {
    const events = fundDecider.decide(approve('e1'), fund(...story).state, facts)
    expect(events.map(({ type }) => type)).toEqual(['ReversalApproved', 'BookingReversed'])
    expect(events[0]?.data).toMatchObject({
      approver: 'second-person',
      required: 'second-person',
      ruleId: 'default-fund-rule',
    })
    expect(events[1]?.data).toMatchObject({ asset: 'bank', account: 'deposits', owed: [] })
    expect(balancesOf(events.reduce(fundDecider.evolve, fund(...story).state))).toEqual([0, 0, 0])
  })
  test('refused with a reason, it stays and can be proposed again', () => {
    const refused = {
      type: 'RefuseReversal',
      compoundId,
      today,
      proposalId: 'p-e1',
      by: 'bert',
      reason: '没有记错',
    } as const
    const state = after(fund(...story).state, refused)
    expect(balancesOf(after(state, propose('e1', { proposalId: 'again' })))).toEqual([500, 0, 0])
  })
  test('nothing is proposed twice at a time, and nothing that is gone', () => {
    fund(...story)
      .when(propose('e1', { proposalId: 'other' }), facts)
      .rejected('reversal-waiting')
    const done = reversed([paidIn('e1', 'u1', 500)], 'e1')
    expect(refusalOf(() => fundDecider.decide(propose('e1', { proposalId: 'other' }), done, facts)).code).toBe(
      'reversal-done',
    )
    expect(refusalOf(() => fundDecider.decide(propose('r-e1'), done, facts)).code).toBe('entry-is-reversal')
  })
  test.each([
    [1_000_000, 'second-person', 'ReversalApproved BookingReversed'],
    [1_000_001, 'second-person', 'reversal-needs-community'],
    [10_000_000, 'community', 'ReversalApproved BookingReversed'],
    [10_000_001, 'community', 'reversal-needs-subdistrict'],
    [10_000_001, 'subdistrict', 'ReversalApproved BookingReversed'],
  ] as const)('%d fen approved as %s: %s', (amountFen, approver, outcome) => {
    const state = fund(...proposed([paidIn('e1', 'u1', amountFen)], 'e1'))
    expect(state.when(approve('e1', { approver }), facts).summary()).toBe(outcome)
  })
  test('a command that was taken adds nothing the second time', () => {
    const state = after(fund(...story).state, approve('e1'))
    expect(fundDecider.decide(approve('e1'), state, facts)).toEqual([])
    expect(fundDecider.decide(propose('e1'), state, facts)).toEqual([])
  })
})

describe('money that is spent', () => {
  // u1 paid in ¥5.00, of which the works took ¥4.00: ¥1.00 is left.
  const spent = [paidIn('e1', 'u1', 500), paidIn('e2', 'u2', 400), payment('w', [400, 400])]
  test('what is left is booked back, the rest is a claim outside the ledger', () => {
    const state = reversed(spent, 'e1')
    expect(balancesOf(state)).toEqual([0, 0, 0])
    expect(owedBy(state.ledger, 'u1')).toBe(400)
    expect(unsoundnessInFull(state.ledger)).toBeUndefined()
  })
  test('later credits cover the claim first, whatever they are, and only then fill the account', () => {
    const record = {
      type: 'RecordContributions',
      compoundId,
      today,
      kind: 'top-up',
      paidOn: today,
      note: null,
      file: null,
    } as const
    const some = { ...record, contributionId: 'k3', rows: [{ entryId: 'e3', unitId: 'u1', amountFen: 150 }] }
    const first = after(reversed(spent, 'e1'), some)
    expect(balancesOf(first)).toEqual([0, 0, 0])
    expect(owedBy(first.ledger, 'u1')).toBe(250)
    const rest = after(first, {
      ...record,
      contributionId: 'k4',
      rows: [{ entryId: 'e4', unitId: 'u1', amountFen: 300 }],
    })
    expect(balancesOf(rest)).toEqual([50, 0, 0])
    expect(owedBy(rest.ledger, 'u1')).toBe(0)
    // All that ever came in less what was spent and what went back.
    expect(rest.ledger.totals.commercial.bank).toBe(900 + 450 - 800 - 500)
  })
  test('money that came back for works covers it too', () => {
    const state = after(reversed(spent, 'e1'), propose('w', { cameBackOn: today }), approve('w'))
    expect(owedBy(state.ledger, 'u1')).toBe(0)
    expect(balancesOf(state)).toEqual([0, 400, 0])
  })
})

describe('an account that was closed when its unit became others', () => {
  const more = UnitAccountsOpened({
    compoundId,
    rows: ['u4', 'u5'].map((unitId) => ({ unitId, buildingId: 'b1' })),
  })
  const closed = (because: 'split' | 'lost') =>
    AccountsClosed({
      ...{ compoundId, unitIds: ['u1'], on: today, because, reason: '分户' },
      successors: because === 'split' ? [{ unitId: 'u4', weight: 1 }] : [],
    })
  const moved = AccountsRearranged({
    ...{ compoundId, changeId: 'x', kind: 'split', on: today, reason: '分户' },
    from: [{ entryId: 'x-f1', unitId: 'u1', amountFen: 500 }],
    to: [{ entryId: 'x-t1', unitId: 'u4', amountFen: 500 }],
  })
  const sayable = (state: ReturnType<typeof fund>['state'], command: ProposeReversal) => {
    const refusal = refusalOf(() => fundDecider.decide(command, state, facts))
    expectSayable(reversalErrors.entries, refusal)
    return refusal.code
  }
  test('gets no claim that nobody would ever cover: the change is taken back first', () => {
    const { state } = fund(more, paidIn('e1', 'u1', 500), moved, closed('split'))
    expect(sayable(state, propose('e1'))).toBe('reversal-account-moved')
    const lost = fund(paidIn('e1', 'u1', 500), payment('w', [500]), closed('lost')).state
    expect(sayable(lost, propose('e1'))).toBe('reversal-account-ended')
  })
  test('nor by the reversal of a distribution', () => {
    const shared = after(fund(income('i', 1_000)).state, {
      ...{ type: 'DistributePool', compoundId, today, distributionId: 'd', from: 'compound', book: 'commercial' },
      ...{ split: { key: 'floor-area', amountFen: 1_000 }, on: today, decisionId: null, files: [], note: null },
    })
    expect(balancesOf(shared)).toEqual([600, 300, 100])
    const away = AccountsRearranged({
      ...moved.data,
      from: [{ entryId: 'x-f1', unitId: 'u1', amountFen: 600 }],
      to: [{ entryId: 'x-t1', unitId: 'u2', amountFen: 600 }],
    })
    const gone = [away, closed('split')].reduce(fundDecider.evolve, shared)
    expect(sayable(gone, propose('d'))).toBe('reversal-account-moved')
  })
  test('gives back what it still holds', () => {
    const state = reversed([paidIn('e1', 'u1', 500), closed('lost')], 'e1')
    expect(balancesOf(state)).toEqual([0, 0, 0])
  })
})

describe('a payment', () => {
  const paid = [paidIn('e1', 'u1', 1_000), paidIn('e2', 'u2', 1_000), paidIn('e3', 'u3', 1_000), income('i', 900)]
  const story = [...paid, payment('w', [600, 300, 100], 500)]
  test('what came back in parts goes to those who paid, by their shares of then, and the last part makes all whole', () => {
    const before = balancesOf(fund(...paid).state)
    let state = fund(...story).state
    for (const [index, amountFen] of [7, 333, 760, null].entries()) {
      const proposalId = `back-${index}`
      state = after(state, propose('w', { proposalId, amountFen, cameBackOn: today }))
      state = after(state, approve('w', { proposalId, reversalId: `r${index}` }))
      expect(unsoundnessInFull(state.ledger)).toBeUndefined()
    }
    expect(balancesOf(state)).toEqual(before)
    expect(state.ledger.held.commercial.compoundFen).toBe(900)
    expect(refusalOf(() => fundDecider.decide(propose('w', { proposalId: 'more' }), state, facts)).code).toBe(
      'reversal-done',
    )
  })
  test('what was paid from petty cash comes back to petty cash', () => {
    const filled = AssetsMoved({
      ...{ compoundId, moveId: 'm', book: 'commercial', from: 'bank', to: 'petty-cash', amountFen: 1_500 },
      ...{ on: '2026-01-31', decisionId: null, note: null },
    })
    const cash = payment('w', [600, 300, 100], 500)
    const out = PaymentMade({ ...cash.data, asset: 'petty-cash' })
    const back = reversed([...paid, filled, out], 'w')
    expect(back.ledger.totals.commercial).toMatchObject({ 'petty-cash': 1_500, bank: 3_900 - 1_500, repairs: 0 })
  })
  test('it cannot have come back before it was paid', () => {
    fund(...story)
      .when(propose('w', { cameBackOn: '2026-01-31' }), facts)
      .rejected('day-before-booking', { field: 'cameBackOn', day: '2026-01-31', since: '2026-02-01' })
    fund(...story)
      .when(propose('e1', { cameBackOn: '2026-01-09' }), facts)
      .rejected('day-before-booking')
    expect(reversed(story, 'w', { cameBackOn: '2026-02-01' }).ledger.held.commercial.compoundFen).toBe(900)
  })
  test('a part is shared exactly', () => {
    const state = reversed(story, 'w', { amountFen: 750, cameBackOn: '2026-02-20' })
    expect(balancesOf(state)).toEqual([400 + 300, 700 + 150, 900 + 50])
    expect(state.ledger.held.commercial.compoundFen).toBe(400 + 250)
  })
  test('no more comes back than was paid, and only of a payment a part', () => {
    const { left, amount } = { left: formatFen(1_500), amount: formatFen(1_501) }
    fund(...story)
      .when(propose('w', { amountFen: 1_501 }), facts)
      .rejected('reversal-more-than-paid', { left, amount })
    fund(...story)
      .when(propose('e1', { amountFen: 1 }), facts)
      .rejected('reversal-partly')
    fund(...story)
      .when(propose('w-1'), facts)
      .rejected('reversal-of-whole', { bookingId: 'w' })
  })
})

describe('other bookings', () => {
  test('an income, as long as the pool holds it', () => {
    const state = reversed([income('i', 900)], 'i')
    expect(state.ledger.held.commercial.compoundFen).toBe(0)
    fund(paidIn('e1', 'u1', 5), income('i', 900), payment('w', [], 1))
      .when(propose('i'), facts)
      .rejected('reversal-pool-spent', { left: '8.99' })
  })
  test('a distribution: as far as the units have it, the rest is claimed and comes to the pool later', () => {
    const distribute = {
      type: 'DistributePool',
      compoundId,
      today,
      distributionId: 'd',
      from: 'compound',
      book: 'commercial',
      on: '2026-01-25',
      decisionId: null,
      files: [],
      note: null,
      split: { key: 'floor-area', amountFen: 1_000 },
    } satisfies FundCommand
    const shared = after(fund(income('i', 1_000)).state, distribute)
    expect(balancesOf(shared)).toEqual([600, 300, 100])
    const spent = fundDecider.evolve(shared, payment('w', [450]))
    const state = after(spent, propose('d'), approve('d'))
    expect(balancesOf(state)).toEqual([0, 0, 0])
    expect(state.ledger.held.commercial.compoundFen).toBe(550)
    expect(owedBy(state.ledger, 'u1')).toBe(450)
    const topUp = {
      type: 'RecordContributions',
      compoundId,
      today,
      kind: 'top-up',
      paidOn: today,
      note: null,
      file: null,
    } as const
    const later = after(state, {
      ...topUp,
      contributionId: 'k',
      rows: [{ entryId: 'e', unitId: 'u1', amountFen: 500 }],
    })
    expect(balancesOf(later)).toEqual([50, 0, 0])
    expect(later.ledger.held.commercial.compoundFen).toBe(1_000)
    expect(later.ledger.totals.commercial.bank).toBe(1_000 - 450 + 500)
  })
  test('what was assigned from suspense goes back into suspense, to be assigned anew', () => {
    const receipt = SuspenseReceived({
      ...{ compoundId, receiptId: 's', book: 'commercial', on: '2026-01-05', file: null },
      rows: [{ entryId: 's1', amountFen: 70, paidOn: '2026-01-05', row: 1 }],
    })
    const assign = { type: 'AssignSuspense', compoundId, today, kind: 'first-deposit', on: today } as const
    const rows = (entryId: string, unitId: string) => [{ entryId, unitId, amountFen: 70, suspenseId: 's1' }]
    const wrong = after(fund(receipt).state, { ...assign, assignmentId: 'a1', rows: rows('e1', 'u1') })
    const back = after(wrong, propose('e1'), approve('e1'))
    expect(balancesOf(back)).toEqual([0, 0, 0])
    expect(back.ledger.held.commercial.suspenseFen).toBe(70)
    expect(back.ledger.totals.commercial).toMatchObject({ bank: 70, suspense: -70, deposits: 0 })
    const right = after(back, { ...assign, assignmentId: 'a2', rows: rows('e2', 'u2') })
    expect(balancesOf(right)).toEqual([0, 70, 0])
  })
  test('money in bonds is brought back to the bank first', () => {
    const move = {
      type: 'MoveAssets',
      compoundId,
      today,
      moveId: 'm',
      book: 'commercial',
      from: 'bank',
      to: 'bonds',
    } as const
    const bought = after(fund(paidIn('e1', 'u1', 500)).state, {
      ...move,
      amountFen: 300,
      on: today,
      decisionId: 'd1',
      maturesOn: '2027-03-01',
      ofMoveId: null,
      note: null,
    })
    expect(refusalOf(() => fundDecider.decide(propose('e1'), bought, facts))).toMatchObject({
      code: 'bank-short',
      params: { bank: '2.00' },
    })
    expect(refusalOf(() => fundDecider.decide(propose('m'), bought, facts)).code).toBe('reversal-not-possible')
  })
  test('a day that was closed meanwhile is not written to', () => {
    const story = proposed([paidIn('e1', 'u1', 5), payment('w', [5])], 'w', { cameBackOn: '2026-02-10' })
    const closed = PeriodClosed({ compoundId, through: '2026-02-28' } as never)
    fund(...story, closed)
      .when(approve('w'), facts)
      .rejected('period-closed')
  })
})

test('refusals say what to do, in both languages', () => {
  const story = [paidIn('e1', 'u1', 20_000_000), payment('w', [5])]
  const waiting = fund(...proposed(story, 'e1')).state
  const refused: [typeof waiting, ProposeReversal | ApproveReversal][] = [
    [waiting, propose('e1', { proposalId: 'x' })],
    [waiting, approve('nothing')],
    [waiting, approve('e1', { by: 'anna' })],
    [waiting, approve('e1')],
    [waiting, approve('e1', { approver: 'community' })],
    [waiting, propose('w', { amountFen: 6 })],
    [waiting, propose('e1', { amountFen: 6, proposalId: 'x' })],
  ]
  for (const [state, command] of refused)
    expectSayable(
      { ...repairFundErrors.entries, ...reversalErrors.entries },
      refusalOf(() => fundDecider.decide(command, state, facts)),
    )
})
