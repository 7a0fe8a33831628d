/** Money leaves the accounts, each its own share; a shortfall is a claim outside the ledger, and payment waits. */
import { addDays, formatFen, type Id } from '@changxin/shared/kernel'
import { getFrom } from '../bucket-map.ts'
import { requireAccounts, requireDayCounts } from '../contributions/checks.ts'
import type { RepairFundEvent } from '../events.ts'
import type { FundState } from '../fund.state.ts'
import type { Book } from '../ledger/accounts.ts'
import { PaymentMade, PoolDistributed } from '../ledger/money-events.ts'
import type { Shares } from './apportion.ts'
import { askOf } from './asks.decide.ts'
import { balanced } from './balance.decide.ts'
import type { CancelWithdrawal, CoverShortfall, PayWithdrawal, PublishWithdrawal, WithdrawalFacts } from './commands.ts'
import { coversGivenBack, standingCovers } from './covers.ts'
import { reject } from './errors.ts'
import { ShortfallCovered, WithdrawalCancelled, WithdrawalPublished } from './events.ts'
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
  const { compoundId, withdrawalId, askId, paymentId, paidOn, asset, files, today } = command
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

export function cancel(command: CancelWithdrawal, state: FundState): Events {
  const { compoundId, withdrawalId, today, by, reason } = command
  const of = requireWithdrawal(state, withdrawalId)
  if (of.cancelled) return []
  if (of.paidFen > 0 || of.paidOn !== null) throw reject('withdrawal-paid-already')
  // No fen of the compound may stay behind with single accounts.
  const back = coversGivenBack(state, of, today)
  if (back.length < standingCovers(state, of).length) throw reject('withdrawal-cover-stands')
  return [...back, WithdrawalCancelled({ compoundId, withdrawalId, by, reason })]
}
