/** Nothing counts in a closed period: every money event at the last gate, and the commands at the field at fault. */
import { readFileSync } from 'node:fs'
import { fold, readEvent } from '@changxin/shared/kernel'
import { expect, test } from 'vitest'
import { refusalOf } from '../../../../test/kit/decider-spec.ts'
import {
  allMoneyEvents,
  ContributionsRecorded,
  type FundCommand,
  FundOpened,
  fundDecider,
  type MoneyEvent,
  PeriodClosed,
  type RepairFundEvent,
  SellerAccountOpened,
  SuspenseReceived,
  UnitsClassified,
} from '../index.ts'
import { requireOpenPeriod } from './open-period.ts'

const compoundId = 'c1'
const rows = ['u1', 'u2', 'p1'].map((unitId) => ({ unitId, buildingId: 'b1' }))
const story: RepairFundEvent[] = [
  FundOpened({ compoundId, openedOn: '2026-01-01', bookkeeper: 'bank', ground: '开户', rows }),
  UnitsClassified({ compoundId, book: 'public-housing', unitIds: ['p1'] }),
  SellerAccountOpened({ compoundId, sellerId: 's1', buildingId: 'b1', name: '房管所' }),
  ContributionsRecorded({
    ...{ compoundId, contributionId: 'k0', kind: 'first-deposit', paidOn: '2026-03-01', note: null, file: null },
    rows: [{ entryId: 'k0-1', unitId: 'u1', amountFen: 1_000 }],
  }),
  SuspenseReceived({
    ...{ compoundId, receiptId: 'r0', book: 'commercial', on: '2026-03-01', file: null },
    rows: [{ entryId: 'r0-1', amountFen: 7, paidOn: '2026-03-01', row: 1 }],
  }),
]
const closed = PeriodClosed({ compoundId, through: '2026-03-31', by: 'committee', reconciliationIds: ['q1'] })
const golden = (type: string) =>
  JSON.parse(readFileSync(new URL(`../../../golden/${type}.v1.json`, import.meta.url), 'utf8')) as unknown

test.each(allMoneyEvents.map((definition) => [definition.type, definition] as const))(
  '%s counts on no closed day',
  (type, definition) => {
    const event = { type, data: readEvent(definition, 1, golden(type)) } as MoneyEvent
    const { ledger, closing } = fold(fundDecider, story)
    const state = (closedThrough: string | null) => ({
      ...fold(fundDecider, story),
      ledger,
      closing: { ...closing, closedThrough },
    })
    expect(() => requireOpenPeriod(state(null), [event])).not.toThrow()
    const decide = () => requireOpenPeriod(state('9000-12-31'), [event])
    // A reversal of the old kind carries no day: it counts today, and today is never closed.
    if (type === 'EntryReversed') expect(decide).not.toThrow()
    else expect(refusalOf(decide).code).toBe('period-closed')
  },
)

const base = { compoundId, today: '2026-05-02' }
const note = { note: null, files: [] }
/** Each booking command on a day. */
const commands: Readonly<Record<string, (day: string) => FundCommand>> = {
  contributions: (paidOn) => ({
    ...{ type: 'RecordContributions', ...base, contributionId: 'k1', kind: 'top-up', paidOn, note: null, file: null },
    rows: [{ entryId: 'k1-1', unitId: 'u1', amountFen: 1 }],
  }),
  'receipts in suspense': (paidOn) => ({
    ...{ type: 'RecordSuspense', ...base, receiptId: 'r1', book: 'commercial', file: null },
    rows: [{ entryId: 'r1-1', amountFen: 1, paidOn, row: null }],
  }),
  'suspense to a unit': (on) => ({
    ...{ type: 'AssignSuspense', ...base, assignmentId: 'a1', kind: 'top-up', on },
    rows: [{ entryId: 'a1-1', unitId: 'u1', amountFen: 7, suspenseId: 'r0-1' }],
  }),
  'suspense back': (paidOn) => ({
    ...{ type: 'ReturnSuspense', ...base, returnId: 'b1', suspenseId: 'r0-1', paidOn, reason: '退回', file: null },
  }),
  income: (paidOn) => ({
    ...{ type: 'RecordIncome', ...base, incomeId: 'i1', kind: 'donation', book: 'commercial', into: 'compound' },
    ...{ grossFen: 5, costs: [], paidOn, ...note, decisionId: null, awardId: null, toFundPercent: null },
  }),
  'a deposit of the seller': (paidOn) => ({
    ...{ type: 'RecordSellerDeposit', ...base, depositId: 'd1', sellerId: 's1', amountFen: 5, paidOn, ...note },
  }),
  'moved assets': (on) => ({
    ...{ type: 'MoveAssets', ...base, moveId: 'm1', book: 'commercial', from: 'bank', to: 'petty-cash', amountFen: 5 },
    ...{ on, decisionId: null, maturesOn: null, ofMoveId: null, note: null },
  }),
  'a lost building': (on) => ({
    ...{ type: 'RecordBuildingLoss', ...base, lossId: 'l1', buildingId: 'b1', on, reason: '征收拆除', files: [] },
  }),
}

test.each(Object.entries(commands))('%s: refused on the last closed day, taken on the first open one', (_, on) => {
  const state = fold(fundDecider, [...story, closed])
  const refusal = refusalOf(() => fundDecider.decide(on('2026-03-31'), state, {}))
  expect(refusal.code).toBe('period-closed')
  expect(refusal.params).toMatchObject({ firstOpenDay: '2026-04-01' })
  expect(fundDecider.decide(on('2026-04-01'), state, {})).not.toEqual([])
})
