/** Money leaves the accounts, each its own share; a shortfall is a claim outside the ledger, and payment waits. */
import { addDays, formatFen, type Id } from '@changxin/shared/kernel'
import { getFrom } from '../bucket-map.ts'
import { requireAccounts, requireDayCounts } from '../contributions/checks.ts'
import type { RepairFundEvent } from '../events.ts'
import type { FundState } from '../fund.state.ts'
import type { Book } from '../ledger/accounts.ts'
import { BookingReversed, PaymentMade, PoolDistributed } from '../ledger/money-events.ts'
import { type Shares, shareBack } from './apportion.ts'
import { askOf } from './asks.decide.ts'
import type { CancelWithdrawal, CoverShortfall, PayWithdrawal, PublishWithdrawal, WithdrawalFacts } from './commands.ts'
import { reject } from './errors.ts'
import { SettlementBalanced, ShortfallCovered, WithdrawalCancelled, WithdrawalPublished } from './events.ts'
import { postingDaysOf } from './gates.ts'
import {
  BEFORE_WORKS,
  gateFacts,
  type Planned,
  requireFacts,
  requireNotBefore,
  requirePlanned,
  requireSteps,
  requireWithdrawal,
} from './known.ts'
import { dueShares, lackingFor } from './reserved.ts'

type Events = readonly RepairFundEvent[]

export function pay(command: PayWithdrawal, state: FundState, given?: WithdrawalFacts): Events {
  const { compoundId, withdrawalId, askId, paymentId, paidOn, asset, files, today, by } = command
  const of = requirePlanned(state, withdrawalId)
  const ask = askOf(of, askId)
  if (!ask) return []
  const facts = gateFacts(state, of, requireFacts(given), today)
  requireSteps(of, facts, [
    ...BEFORE_WORKS,
    ...(ask.kind === 'settlement' ? (['acceptance'] as const) : []),
    'approval',
  ])
  requireDayCounts(state, paidOn, today)
  requireNotBefore(ask.approvedOn, paidOn, 'paidOn', 'withdrawal-paid-before-approval')
  if (getFrom(state.ledger.bookings, paymentId)) throw reject('withdrawal-id-taken', { id: paymentId })
  if (ask.amountFen <= 0) return balanced(command, state, of, -ask.amountFen)
  requirePayable(of, facts)
  const { units, sellers } = dueShares(of)
  requireCash(state, { units, sellers }, asset)
  return [
    PaymentMade({
      ...{ compoundId, paymentId, kind: ask.kind, withdrawalId, amountFen: ask.amountFen, asset, paidOn },
      ...{ purpose: of.plan.purpose, payee: of.plan.contractor, files: [...files], compoundFen: 0 },
      ...entriesOf({ units, sellers }, paymentId),
    }),
  ]
}

/** Application and shares; that it is not paid yet is why it is paid now. */
function requirePayable(of: Planned, facts: ReturnType<typeof gateFacts>): void {
  if (!facts.ownBook && of.ask?.application?.state !== 'approved') throw reject('withdrawal-application-open')
  if (facts.short && facts.short.units > 0)
    throw reject('withdrawal-short', { units: facts.short.units, short: formatFen(facts.short.fen) })
}

function requireCash(state: FundState, { units, sellers }: Shares, asset: 'bank' | 'petty-cash'): void {
  const needed = new Map<Book, number>()
  const add = (book: Book, fen: number) => needed.set(book, (needed.get(book) ?? 0) + fen)
  for (const [unitId, fen] of units) add(bookOf(state, unitId), fen)
  for (const fen of sellers.values()) add('public-housing', fen)
  for (const [book, fen] of needed) {
    const cash = state.ledger.totals[book][asset] ?? 0
    if (cash < fen) throw reject('withdrawal-cash-short', { cash: formatFen(cash), amount: formatFen(fen) })
  }
}

const bookOf = ({ ledger }: FundState, unitId: Id): Book => getFrom(ledger.accounts, unitId)?.book ?? 'commercial'

/** Entry ids follow from the payment's, so that a repeat makes the same. */
function entriesOf({ units, sellers }: Shares, paymentId: Id) {
  return {
    units: [...units].map(([unitId, amountFen], index) => ({
      entryId: `${paymentId}-${index + 1}`,
      unitId,
      amountFen,
    })),
    sellers: [...sellers].map(([sellerId, amountFen], index) => ({
      ...{ entryId: `${paymentId}-s${index + 1}`, sellerId, amountFen },
    })),
  }
}

/** The settlement is no more than the advance: what is over comes back by the areas of then, to nobody more than it gave. */
function balanced(command: PayWithdrawal, state: FundState, of: Planned, returnedFen: number): Events {
  const { compoundId, withdrawalId, askId, by, paidOn, paymentId, asset } = command
  const done = SettlementBalanced({ compoundId, withdrawalId, askId, by, on: paidOn, returnedFen })
  if (returnedFen === 0) return [done]
  const gave: Shares = { units: mapOf(of.paidUnits), sellers: mapOf(of.paidSellers) }
  const back = entriesOf(shareBack(returnedFen, of.groups, gave), paymentId)
  const advance = of.payments.find(({ amountFen }) => amountFen >= returnedFen)?.paymentId
  if (advance === undefined) throw new Error(`No payment of ${withdrawalId} has ${returnedFen} fen left to come back`)
  const paidBy = paymentEntries(state, advance)
  return [
    BookingReversed({
      ...{ compoundId, reversalId: paymentId, proposalId: withdrawalId, reversesId: advance, on: paidOn },
      ...{ reason: '结算少于预付款，差额退回', asset, account: 'repairs', pools: [], owed: [] },
      units: back.units.map((row) => ({ ...row, reverses: entryOf(paidBy, row.unitId) })),
      sellers: back.sellers.map((row) => ({ ...row, reverses: entryOf(paidBy, row.sellerId) })),
    }),
    done,
  ]
}

function entryOf(paidBy: ReadonlyMap<Id, Id>, holderId: Id): Id {
  const entryId = paidBy.get(holderId)
  if (entryId === undefined) throw new Error(`${holderId} has no entry in the payment that comes back`)
  return entryId
}

const mapOf = (record: Readonly<Record<Id, number>>) => new Map(Object.entries(record).filter(([, fen]) => fen > 0))

/** The entry of a payment by the unit or seller whose it is. */
function paymentEntries({ ledger }: FundState, paymentId: Id): Map<Id, Id> {
  const entries = new Map<Id, Id>()
  for (const entryId of getFrom(ledger.bookings, paymentId)?.entryIds ?? []) {
    const holder = getFrom(ledger.entries, entryId)?.holder
    if (holder?.of === 'unit') entries.set(holder.unitId, entryId)
    if (holder?.of === 'seller') entries.set(holder.sellerId, entryId)
  }
  return entries
}

/** What accounts lack comes from what belongs to the whole compound: a named source, never a neighbour's account. */
export function cover(command: CoverShortfall, state: FundState): Events {
  const { compoundId, withdrawalId, distributionId, decisionId, note, today, by } = command
  const of = requirePlanned(state, withdrawalId)
  if (getFrom(state.ledger.bookings, distributionId)) return []
  if (of.ask?.approvedOn == null) throw reject('withdrawal-nothing-asked')
  const lacking = lackingFor(state.withdrawals, state.ledger, of)
  if (lacking.accounts === 0) throw reject('withdrawal-nothing-short')
  requireAccounts(
    state,
    [...lacking.units.keys()].map((unitId) => ({ unitId })),
  )
  requireDayCounts(state, today, today, 'on')
  const decided = decisionId ?? ownDecision(of)
  if (decided === null) throw reject('withdrawal-cover-needs-decision', { field: 'decisionId' })
  const { units, sellers } = entriesOf(lacking, distributionId)
  const books = (['commercial', 'public-housing'] as const)
    .map((book) => ({
      book,
      units: units.filter(({ unitId }) => bookOf(state, unitId) === book),
      sellers: book === 'public-housing' ? sellers : [],
    }))
    .filter((rows) => rows.units.length + rows.sellers.length > 0)
  const covering = books.map((rows, index) => {
    const fen = [...rows.units, ...rows.sellers].reduce((sum, { amountFen }) => sum + amountFen, 0)
    const poolFen = state.ledger.held[rows.book].compoundFen
    if (poolFen < fen) throw reject('withdrawal-pool-short', { pool: formatFen(poolFen), amount: formatFen(fen) })
    // The first bears the id of the command, by which a repeat is known.
    const id = index === 0 ? distributionId : `${distributionId}-p`
    const from = { compoundId, distributionId: id, from: 'compound' as const, key: 'claims' as const, on: today }
    return PoolDistributed({ ...from, ...rows, period: null, decisionId: decided, note })
  })
  const distributionIds = covering.map(({ data }) => data.distributionId)
  const covered = { compoundId, withdrawalId, by, on: today, distributionIds, amountFen: lacking.fen }
  return [...covering, ShortfallCovered(covered)]
}

/** What covered it is still with single accounts, where a withdrawal that is called off would leave it. */
const isCovered = ({ ledger }: FundState, { covers }: Pick<Planned, 'covers'>): boolean =>
  covers.some((distributionId) => getFrom(ledger.bookings, distributionId)?.reversedBy === null)

/** What belongs to all owners is spent by a decision of all of them (Civil Code art. 278, 282): one of a building is not. */
function ownDecision({ plan: { scope, ground } }: Planned): Id | null {
  return scope.kind === 'compound' && ground.kind === 'decision' ? (ground.authorisation?.decisionId ?? null) : null
}

export function publish(command: PublishWithdrawal, state: FundState, given?: WithdrawalFacts): Events {
  const { compoundId, withdrawalId, by, today, place, files } = command
  const of = requirePlanned(state, withdrawalId)
  if (of.published) return []
  if (of.paidOn === null) throw reject('withdrawal-not-paid')
  const { rule } = requireFacts(given)
  const until = addDays(today, Math.max(postingDaysOf(rule, of.plan), 1) - 1)
  const posting = { by, on: today, until, ruleId: rule.ruleId, place, files: [...files] }
  return [WithdrawalPublished({ compoundId, withdrawalId, ...posting })]
}

export function cancel({ compoundId, withdrawalId, by, reason }: CancelWithdrawal, state: FundState): Events {
  const of = requireWithdrawal(state, withdrawalId)
  if (of.cancelled) return []
  if (of.paidFen > 0 || of.paidOn !== null) throw reject('withdrawal-paid-already')
  if (isCovered(state, of)) throw reject('withdrawal-cover-stands')
  return [WithdrawalCancelled({ compoundId, withdrawalId, by, reason })]
}
