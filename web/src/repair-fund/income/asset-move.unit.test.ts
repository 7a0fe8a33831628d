import type { BondView, FundMoneyView } from '@changxin/shared/repair-fund'
import { expect, test } from 'vitest'
import { availableFen, changesOf, standingOf, yieldPeriodOf } from './asset-move.ts'

const book: FundMoneyView['items'][number] = {
  ...{ id: 'commercial', book: 'commercial', compoundFen: 9, undistributedFen: 0, suspenseFen: 0, payableFen: 0 },
  ...{ bankFen: 1_000, bondsFen: 700, pettyCashFen: 50 },
}
const bond = (change: Partial<BondView> = {}): BondView => ({
  ...{ id: 'm1', book: 'commercial', boughtFen: 500, leftFen: 300, boughtOn: '2026-01-05', maturesOn: '2029-01-05' },
  ...{ decisionId: 'd1', note: null, back: [{ id: 'm2', on: '2026-05-01', fen: 200, note: null }], sample: false },
  ...change,
})

test('what one place gives the other gets, and nothing else changes', () => {
  expect(changesOf('buy', book, 400)).toEqual([
    { asset: 'bank', beforeFen: 1_000, afterFen: 600 },
    { asset: 'bonds', beforeFen: 700, afterFen: 1_100 },
  ])
  expect(changesOf('return', book, 50)).toEqual([
    { asset: 'petty-cash', beforeFen: 50, afterFen: 0 },
    { asset: 'bank', beforeFen: 1_000, afterFen: 1_050 },
  ])
})

test('no more comes back from bonds than is left of that purchase, whatever other bonds there are', () => {
  expect(availableFen({ kind: 'redeem', bond: bond() }, book)).toBe(300)
  expect(availableFen({ kind: 'draw', bond: null }, book)).toBe(1_000)
  expect(availableFen({ kind: 'return', bond: null }, book)).toBe(50)
  expect(availableFen({ kind: 'buy', bond: null }, undefined)).toBe(0)
})

test('bonds are due on the day they mature, and sold where something came back before it', () => {
  expect(standingOf(bond(), '2029-01-04')).toBe('held')
  expect(standingOf(bond(), '2029-01-05')).toBe('due')
  expect(standingOf(bond({ leftFen: 0 }), '2029-01-06')).toBe('sold')
  const whole = [{ id: 'm2', on: '2029-01-05', fen: 500, note: null }]
  expect(standingOf(bond({ leftFen: 0, back: whole }), '2029-01-06')).toBe('paid-back')
})

test('the yield is for the days on which the bonds were held, never for one that is still to come', () => {
  expect(yieldPeriodOf(bond(), '2026-06-01')).toEqual({ from: '2026-01-05', to: '2026-06-01' })
  expect(yieldPeriodOf(bond(), '2029-02-01')).toEqual({ from: '2026-01-05', to: '2029-01-05' })
  expect(yieldPeriodOf(bond({ leftFen: 0 }), '2026-06-01')).toEqual({ from: '2026-01-05', to: '2026-05-01' })
})
