/** Stories of a split, a merger or a loss: one proposes with papers, another one approves, and a wrong one is taken back. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { refusalOf } from '../../../../test/kit/decider-spec.ts'
import { seeded } from '../../../../test/kit/properties.ts'
import { expectSayable } from '../../../../test/kit/sentences.ts'
import { UnitAccountsOpened } from '../events.ts'
import { type FundCommand, fundDecider } from '../fund.decider.ts'
import { compoundId, facts, floorAreas, fund, paidIn, today } from '../fund.fixture.ts'
import { balanceOf, type FundState } from '../fund.state.ts'
import { unsoundnessInFull } from '../ledger/index.ts'
import type { AccountChange } from './account-change.ts'
import { fundAccountErrors } from './errors.ts'

const UNITS = ['u1', 'u2', 'u4', 'u5', 'u6'] as const
const later = UnitAccountsOpened({
  compoundId,
  rows: ['u4', 'u5', 'u6'].map((unitId) => ({ unitId, buildingId: 'b1' })),
})
const known = { ...facts, floorAreas: new Map([...floorAreas, ['u4', 4_000], ['u5', 1_999], ['u6', 1]]) }
const why = { on: today, reason: '打通' }
const change = (kind: 'split' | 'merge', fromUnitIds: string[], toUnitIds: string[]): AccountChange => ({
  kind,
  ...why,
  fromUnitIds,
  toUnitIds,
})
const loss: AccountChange = { kind: 'loss', ...why, buildingId: 'b1' }
const base = { compoundId, today }
const propose = (proposalId: string, what: AccountChange): FundCommand => ({
  ...{ type: 'ProposeAccountChange', ...base, proposalId, change: what, files: ['a'.repeat(64)], by: 'p1' },
})
const approve = (proposalId: string, by = 'p2'): FundCommand => ({
  type: 'ApproveAccountChange',
  ...base,
  proposalId,
  by,
})
const refuse = (proposalId: string, by = 'p2'): FundCommand => ({
  ...{ type: 'RefuseAccountChange', ...base, proposalId, by, reason: '没有材料' },
})
const decide = (state: FundState, command: FundCommand) => fundDecider.decide(command, state, known)
const after = (state: FundState, ...commands: FundCommand[]) =>
  commands.reduce((now, command) => decide(now, command).reduce(fundDecider.evolve, now), state)
const done = (state: FundState, id: string, what: AccountChange) => after(state, propose(id, what), approve(id))
const balances = (state: FundState) => UNITS.map((unitId) => balanceOf(state, unitId))
const closed = (state: FundState) => [...state.accounts.closed.keys()].sort()
const refused = (state: FundState, command: FundCommand) => {
  const refusal = refusalOf(() => decide(state, command))
  expectSayable(fundAccountErrors.entries, refusal)
  return refusal.code
}
const { state: rich } = fund(later, paidIn('e1', 'u1', 601), paidIn('e2', 'u2', 70))
const merge = change('merge', ['u1', 'u2'], ['u2'])

describe('two persons', () => {
  test('a proposal books nothing; who proposed it may not approve it, and another one books it', () => {
    const waiting = after(rich, propose('x', merge))
    expect(balances(waiting)).toEqual(balances(rich))
    expect(refused(waiting, approve('x', 'p1'))).toBe('account-change-own')
    const booked = after(waiting, approve('x'))
    expect(balances(booked)).toEqual([0, 671, 0, 0, 0])
    expect(decide(booked, approve('x'))).toEqual([])
    expect(refused(booked, refuse('x'))).toBe('account-change-ended')
  })
  test('what is booked is decided when it is approved, not when it was proposed', () => {
    const paid = fundDecider.evolve(after(rich, propose('x', merge)), paidIn('e3', 'u1', 9))
    expect(balances(after(paid, approve('x')))).toEqual([0, 680, 0, 0, 0])
  })
  test('a refused one stays refused; the proposer takes the own one back the same way', () => {
    const ended = after(rich, propose('x', merge), refuse('x', 'p1'))
    expect(refused(ended, approve('x'))).toBe('account-change-ended')
    expect(refused(ended, approve('y'))).toBe('account-change-unknown')
  })
  test('the same units wait once; units of two buildings are never one', () => {
    const waiting = after(rich, propose('x', merge))
    expect(refused(waiting, propose('y', change('split', ['u2'], ['u4', 'u5'])))).toBe('account-change-waiting')
    expect(refused(rich, propose('x', change('merge', ['u1', 'u3'], ['u1'])))).toBe('rearrange-other-building')
  })
  test('a loss is paid out by somebody else than who approved it', () => {
    const lost = done(rich, 'l', loss)
    expect(balances(lost)).toEqual([0, 0, 0, 0, 0])
    const pay = (by: string): FundCommand => ({
      ...{ type: 'PayLoss', ...base, paymentId: 'lp', lossEntryId: 'l-1', paidOn: today, file: null, by },
    })
    expect(refused(lost, pay('p2'))).toBe('loss-own')
    expect(decide(lost, pay('p1')).map(({ type }) => type)).toEqual(['LossPaid'])
  })
})

describe('the way back', () => {
  const money = fc.integer({ min: 0, max: 10 ** 12 })
  const paid = (one: number, two: number) =>
    fund(later, ...(one > 0 ? [paidIn('e1', 'u1', one)] : []), ...(two > 0 ? [paidIn('e2', 'u2', two)] : [])).state
  const isBack = (before: FundState, now: FundState) => {
    expect(balances(now)).toEqual(balances(before))
    expect(unsoundnessInFull(now.ledger)).toBeUndefined()
  }
  test('a merger that is divided again gives back to the fen what each gave, whatever the floor areas', () => {
    fc.assert(
      fc.property(money, money, (one, two) => {
        const before = paid(one, two)
        const back = done(done(before, 'x', merge), 'y', change('split', ['u2'], ['u1', 'u2']))
        isBack(before, back)
        expect(closed(back)).toEqual([])
      }),
      seeded(),
    )
  })
  test('mergers one after the other are taken back one after the other', () => {
    fc.assert(
      fc.property(money, money, (one, two) => {
        const before = paid(one, two)
        const twice = done(done(before, 'x', merge), 'y', change('merge', ['u2', 'u4'], ['u5']))
        const once = done(twice, 'z', change('split', ['u5'], ['u2', 'u4']))
        isBack(before, done(once, 'w', change('split', ['u2'], ['u1', 'u2'])))
      }),
      seeded(),
    )
  })
  test('a split that is joined again opens the account that it closed', () => {
    fc.assert(
      fc.property(money, money, (one, two) => {
        const before = paid(one, two)
        const divided = done(before, 'x', change('split', ['u1'], ['u4', 'u5', 'u6']))
        const back = done(divided, 'y', change('merge', ['u4', 'u5', 'u6'], ['u1']))
        isBack(before, back)
        expect(closed(back)).toEqual(['u4', 'u5', 'u6'])
      }),
      seeded(),
    )
  })
  test('only by the opposite: another change does not open a closed account', () => {
    const divided = done(rich, 'x', change('split', ['u1'], ['u4', 'u5']))
    expect(refused(divided, propose('y', change('merge', ['u4', 'u2'], ['u1'])))).toBe('account-closed')
    const joined = done(rich, 'x', merge)
    expect(refused(joined, propose('y', change('split', ['u2'], ['u1', 'u4'])))).toBe('account-closed')
  })
})
