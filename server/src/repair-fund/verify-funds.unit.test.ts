/** `verify` folds every fund: it says how many add up, and names the event after which one does not. */
import { DayStarted } from '@changxin/shared/clock'
import { ContributionsRecorded, FundOpened, PoolDistributed } from '@changxin/shared/repair-fund'
import { expect, test } from 'vitest'
import { type Fact, historyOf, positionOf, recorded } from '../../../test/kit/projection-spec.ts'
import { verifyFunds } from './verify-funds.ts'

const fund = (compoundId: string, event: Fact) => recorded(event, { stream: `fund-${compoundId}` })
const opened = (compoundId: string) =>
  FundOpened({
    compoundId,
    openedOn: '2026-01-01',
    bookkeeper: 'owners',
    ground: '业主大会决定',
    rows: [{ unitId: 'u1', buildingId: 'b1' }],
  })
const paid = ContributionsRecorded({
  compoundId: 'c1',
  contributionId: 'k1',
  kind: 'first-deposit',
  paidOn: '2026-02-01',
  note: null,
  file: null,
  rows: [{ entryId: 'e1', unitId: 'u1', amountFen: 100 }],
})

const logOf = (facts: readonly Fact[]) => {
  const events = historyOf(facts)
  return { readAll: async (after: string | null) => events.filter(({ position }) => position > (after ?? '')) }
}

test('funds that add up are counted; streams of other features are not looked at', async () => {
  const other = recorded(DayStarted({ day: '2026-03-02' }), { stream: 'fundimport-1' })
  const facts = [fund('c1', opened('c1')), fund('c1', paid), fund('c2', opened('c2')), other]
  expect(await verifyFunds(logOf(facts))).toEqual({ funds: 2 })
})

test('money out of a pool that is empty is named with its position', async () => {
  const fromNothing = PoolDistributed({
    compoundId: 'c1',
    distributionId: 'd1',
    from: 'compound',
    book: 'commercial',
    key: 'floor-area',
    on: '2026-02-02',
    period: null,
    decisionId: null,
    note: null,
    units: [{ entryId: 'e2', unitId: 'u1', amountFen: 5 }],
    sellers: [],
  })
  expect(await verifyFunds(logOf([fund('c1', opened('c1')), fund('c1', fromNothing)]))).toEqual({
    funds: 1,
    firstDifference: { position: positionOf(1), stream: 'fund-c1', detail: 'commercial: compoundFen is below zero' },
  })
})
