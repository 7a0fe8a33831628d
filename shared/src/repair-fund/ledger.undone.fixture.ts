/** What is taken back at once, before anything of it is spent, leaves everybody as they were. */
import { expect } from 'vitest'
import { getFrom } from './bucket-map.ts'
import type { RepairFundEvent } from './events.ts'
import { type FundCommand, fundDecider } from './fund.decider.ts'
import { evolve } from './fund.state.ts'
import type { Decided } from './ledger.laws.fixture.ts'
import { bookedIds } from './ledger.telling.fixture.ts'

const TAKEN_BACK: ReadonlySet<FundCommand['type']> = new Set<FundCommand['type']>([
  'RecordContributions',
  'RecordIncome',
  'RecordSellerDeposit',
  'AssignSuspense',
  'DistributePool',
  'CreditInterest',
  'CoverShortfall',
  'PayWithdrawal',
  'SignSmallExpense',
])

/** Proposed and approved on the side, the story goes on without it. Whether there was anything to try. */
export function expectRestored({ command, facts, before, events, after }: Decided, today: string): boolean {
  const ids = events.flatMap(bookedIds).reverse()
  if (events.some(({ type }) => type === 'SuspenseReceived')) return false
  if (!TAKEN_BACK.has(command.type) || ids.length === 0 || after.ledger.owed.size + before.ledger.owed.size > 0)
    return false
  let undone = after
  for (const [index, reversesId] of ids.entries()) {
    const about = { compoundId: command.compoundId, today, proposalId: `undo-p${index}` }
    const what = { reversesId, amountFen: null, cameBackOn: null, reason: '错', by: 'anna' }
    const by = { reversalId: `undo-r${index}`, by: 'undoer', approver: 'subdistrict' } as const
    for (const each of [
      { type: 'ProposeReversal', ...about, ...what },
      { type: 'ApproveReversal', ...about, ...by },
    ] as const)
      undone = fundDecider.decide(each, undone, facts).reduce(evolve, undone)
  }
  expect(undone.ledger.held).toEqual(before.ledger.held)
  expect(undone.ledger.owed.size).toBe(0)
  for (const book of ['commercial', 'public-housing'] as const)
    for (const asset of ['bank', 'bonds', 'petty-cash'] as const)
      expect(undone.ledger.totals[book][asset] ?? 0).toBe(before.ledger.totals[book][asset] ?? 0)
  for (const unitId of touchedBy(events))
    expect(getFrom(undone.ledger.accounts, unitId)?.balanceFen).toBe(
      getFrom(before.ledger.accounts, unitId)?.balanceFen,
    )
  return true
}

/** Units whose accounts an event names. */
export function touchedBy(events: readonly RepairFundEvent[]): Set<string> {
  const touched = new Set<string>()
  for (const { data } of events)
    for (const key of ['rows', 'units', 'from', 'to'] as const) {
      const rows = (data as Partial<Record<typeof key, unknown>>)[key]
      if (Array.isArray(rows)) for (const { unitId } of rows) if (unitId) touched.add(unitId)
    }
  return touched
}
