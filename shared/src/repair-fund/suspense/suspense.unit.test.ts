/** Receipts in suspense have a day: they find their unit, or go back, on that day or later. */
import { describe, expect, test } from 'vitest'
import { refusalOf } from '../../../../test/kit/decider-spec.ts'
import { expectSayable } from '../../../../test/kit/sentences.ts'
import { repairFundErrors } from '../errors.ts'
import { type FundCommand, fundDecider } from '../fund.decider.ts'
import { balancesOf, compoundId, facts, fund, today } from '../fund.fixture.ts'
import { SuspenseReceived } from '../ledger/index.ts'

const receipt = SuspenseReceived({
  ...{ compoundId, receiptId: 's', book: 'commercial', on: '2026-01-20', file: null },
  rows: [
    { entryId: 's1', amountFen: 70, paidOn: '2026-01-05', row: 1 },
    { entryId: 's2', amountFen: 30, paidOn: '2026-01-20', row: 2 },
  ],
})
const assign = (suspenseId: string, on: string): FundCommand => ({
  ...{ type: 'AssignSuspense', compoundId, today, assignmentId: 'a', kind: 'top-up', on },
  rows: [{ entryId: 'e', unitId: 'u1', amountFen: 30, suspenseId }],
})
const giveBack = (paidOn: string): FundCommand => ({
  ...{ type: 'ReturnSuspense', compoundId, today, returnId: 'b', suspenseId: 's2', paidOn, reason: '退回', file: null },
})
const { state } = fund(receipt)
const refusal = (command: FundCommand) => refusalOf(() => fundDecider.decide(command, state, facts))

describe('a receipt of 20 January', () => {
  test('finds no unit and does not go back on the 19th', () => {
    for (const command of [assign('s2', '2026-01-19'), giveBack('2026-01-19')]) {
      expect(refusal(command)).toMatchObject({
        code: 'day-before-booking',
        params: { day: '2026-01-19', since: '2026-01-20' },
      })
      expectSayable(repairFundErrors.entries, refusal(command))
    }
  })
  test('does so on the day itself; one of the same file that came earlier, earlier', () => {
    for (const command of [assign('s2', '2026-01-20'), assign('s1', '2026-01-05')]) {
      const events = fundDecider.decide(command, state, facts)
      expect(balancesOf(events.reduce(fundDecider.evolve, state))).toEqual([30, 0, 0])
    }
    expect(fundDecider.decide(giveBack('2026-01-20'), state, facts)).toHaveLength(1)
  })
})
