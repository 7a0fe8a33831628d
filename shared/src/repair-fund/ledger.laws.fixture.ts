/** What must be so of single decisions: parts that add up and are fair, whatever the order, and reversals that are whole. */
import { expect } from 'vitest'
import { getFrom } from './bucket-map.ts'
import type { RepairFundEvent } from './events.ts'
import { type FundCommand, type FundFacts, fundDecider } from './fund.decider.ts'
import type { FundState } from './fund.state.ts'
import { Book } from './ledger/index.ts'

type EventOf<Type extends RepairFundEvent['type']> = Extract<RepairFundEvent, { readonly type: Type }>
export interface Decided {
  readonly command: FundCommand
  readonly facts: FundFacts
  readonly before: FundState
  readonly events: readonly RepairFundEvent[]
  readonly after: FundState
}

const sumOf = (rows: readonly { readonly amountFen: number }[]) =>
  rows.reduce((sum, { amountFen }) => sum + amountFen, 0)

export function expectLaws(decided: Decided): void {
  for (const event of decided.events) {
    if (event.type === 'WithdrawalPosted') expectFairGroups(event)
    if (event.type === 'PoolDistributed') expectAllShared(event, decided)
    if (event.type === 'PaymentMade') expectWholePayment(event, decided)
    if (event.type === 'AccountsRearranged') expect(sumOf(event.data.to)).toBe(sumOf(event.data.from))
    if (event.type === 'BookingReversed') expectWholeReversal(event, decided)
  }
  expectAnyOrder(decided)
}

/** Each has its exact part, cut to the fen below or above. */
function expectFair(wholeFen: number, parts: readonly { readonly weight: number; readonly amountFen: number }[]): void {
  expect(sumOf(parts)).toBe(wholeFen)
  const all = parts.reduce((sum, { weight }) => sum + BigInt(weight), 0n)
  for (const { weight, amountFen } of parts) {
    const off = BigInt(amountFen) * all - BigInt(wholeFen) * BigInt(weight)
    if (off <= -all || off >= all) expect(amountFen, `a part of ${wholeFen} by ${weight} of ${all}`).toBe('its share')
  }
}

function expectFairGroups({ data: { totalFen, groups } }: EventOf<'WithdrawalPosted'>): void {
  expectFair(totalFen, groups)
  for (const group of groups) {
    expect(sumOf([...group.units, ...group.sellers])).toBe(group.amountFen)
    if (group.units.some(({ weight }) => weight > 0)) expectFair(sumOf(group.units), group.units)
    const deposits = group.sellers.map(({ depositedFen: weight, amountFen }) => ({ weight, amountFen }))
    const owners = { weight: group.ownersDepositedFen, amountFen: sumOf(group.units) }
    if (owners.weight + deposits.reduce((sum, { weight }) => sum + weight, 0) > 0)
      expectFair(group.amountFen, [owners, ...deposits])
  }
}

/** By area and agreement to the last fen; by daily balances less than a fen for each account stays where it was. */
function expectAllShared({ data }: EventOf<'PoolDistributed'>, { command, facts, before }: Decided): void {
  const sharedFen = sumOf([...data.units, ...data.sellers])
  if (command.type === 'DistributePool' && command.split.key !== 'claims') {
    const { split } = command
    if (split.key === 'daily-balance') {
      expect(sharedFen).toBeLessThanOrEqual(split.amountFen)
      expect(sharedFen).toBeGreaterThan(split.amountFen - before.ledger.accountCount - before.ledger.sellers.size)
    } else expect(sharedFen).toBe(split.amountFen)
    if (split.key === 'floor-area') {
      const weights = data.units.map(({ unitId, amountFen }) => ({
        ...{ weight: facts?.floorAreas?.get(unitId) ?? 0, amountFen },
      }))
      // Who gets nothing is not named: fair among all is checked where everybody gets something.
      if (sharedFen > 1_000 * before.ledger.accountCount) expectFair(sharedFen, weights)
    }
  }
  if (command.type === 'CreditInterest') expect(sharedFen).toBeLessThanOrEqual(command.amountFen)
}

function expectWholePayment({ data }: EventOf<'PaymentMade'>, { before, after }: Decided): void {
  expect(sumOf([...data.units, ...data.sellers]) + data.compoundFen).toBe(data.amountFen)
  if (data.withdrawalId === null) return
  expect(data.amountFen).toBe(before.withdrawals.byId.get(data.withdrawalId)?.ask?.amountFen)
  const paid = after.withdrawals.byId.get(data.withdrawalId)
  const byHolder = [...Object.values(paid?.paidUnits ?? {}), ...Object.values(paid?.paidSellers ?? {})]
  expect(byHolder.reduce((sum, fen) => sum + fen, 0)).toBe(paid?.paidFen)
  if (data.kind === 'settlement') expect(paid?.paidFen).toBe(paid?.settled?.settledFen)
}

/** All of what was to be taken back is back or claimed, and only an account that has nothing left owes. */
function expectWholeReversal({ data }: EventOf<'BookingReversed'>, { before, after }: Decided): void {
  for (const { unitId } of data.owed) expect(getFrom(after.ledger.accounts, unitId)?.balanceFen, unitId).toBe(0)
  const part = data.proposalId === null ? undefined : before.reversals.proposals.get(data.proposalId)
  if (!part) return
  const gained = sumOf([...data.units, ...data.sellers, ...data.pools])
  if (part.amountFen !== null) return expect(gained).toBe(part.amountFen)
  const booking = getFrom(before.ledger.bookings, data.reversesId)
  const entryIds = booking ? booking.entryIds : [data.reversesId]
  for (const entryId of entryIds) {
    const entry = getFrom(after.ledger.entries, entryId)
    expect(entry && entry.fen - entry.reversedFen - entry.owedFen, `what is left of ${entryId}`).toBe(0)
  }
  const poolFen = booking?.pools.reduce((sum, { fen }) => sum + fen, 0) ?? 0
  if (booking && entryIds.length === 0 && booking.counter === 'bank' && poolFen > 0) expect(gained).toBe(-poolFen)
}

/** The same shares, whatever the order in which units are read or named. */
function expectAnyOrder({ command, facts, before, events }: Decided): void {
  const withdrawal = facts?.withdrawal
  if (command.type === 'PostWithdrawal' && withdrawal) {
    const turned = { ...facts, withdrawal: { ...withdrawal, units: [...(withdrawal.units ?? [])].reverse() } }
    expect(fundDecider.decide(command, before, turned)).toEqual(events)
  }
  if (command.type === 'DistributePool' && command.split.key === 'agreement') {
    const split = { ...command.split, rows: [...command.split.rows].reverse() }
    expect(fundDecider.decide({ ...command, split }, before, facts)).toEqual(events)
  }
}

/** What bonds are said to be held is what the ledger has in bonds. */
export function expectBondsHeld({ incomes, ledger }: FundState): void {
  for (const book of Book.options) {
    const held = [...incomes.bonds.values()].filter((bond) => bond.book === book)
    const leftFen = held.reduce((sum, bond) => sum + bond.leftFen, 0)
    expect(leftFen, `bonds of ${book}`).toBe(ledger.totals[book].bonds ?? 0)
  }
}
