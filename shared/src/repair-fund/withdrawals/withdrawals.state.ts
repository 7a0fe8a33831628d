/** The slice of a fund that holds its withdrawals and small expenses. Plain data, so that views can keep it as it is. */
import type { Day, Id } from '@changxin/shared/kernel'
import type { RepairFundEvent } from '../events.ts'
import { evolveExpenses, noExpenses, type SmallExpenses } from './expenses.state.ts'
import type { ApplicationState, ApportionedGroup, AskKind, AuthorisationRef, WithdrawalPlan } from './words.ts'

export interface Ask {
  readonly askId: Id
  readonly kind: AskKind
  /** Still to be paid; below zero: to come back. */
  readonly amountFen: number
  readonly by: Id
  readonly approvedOn: Day | null
  /** Null: not stamped yet. */
  readonly application: {
    readonly state: ApplicationState
    readonly number: string | null
    readonly reason: string | null
  } | null
}

/** All but the shares. */
export interface WithdrawalHead {
  readonly withdrawalId: Id
  readonly compoundId: Id
  readonly draft: {
    readonly requestId: Id
    readonly partId: Id | null
    readonly estimateFen: number | null
  } | null
  readonly plan: WithdrawalPlan | null
  /** Whoever planned, submitted, posted the shares or asked: none of them approves. */
  readonly preparedBy: readonly Id[]
  readonly submitted: {
    readonly on: Day
    readonly warrantyUntil: Day | null
    readonly authorised: (AuthorisationRef & { readonly budgetFen: number }) | null
  } | null
  /** The earliest day on which it is known to have begun, whatever was planned since: seen, or submitted. */
  readonly beganOn: Day | null
  /** Distributions of the compound's pool that made up what accounts lacked, each with the ask that it serves. */
  readonly covers: readonly { readonly distributionId: Id; readonly askId: Id }[]
  /** Decisions that it was submitted on, by `authorisationKey`: they serve no other, once money was paid on them for good. */
  readonly served: readonly string[]
  readonly posted: { readonly on: Day; readonly until: Day; readonly totalFen: number } | null
  /** Among the posted ones of the fund, from 1; 0: not posted. Who was posted first is served first. */
  readonly order: number
  readonly settled: { readonly acceptedOn: Day; readonly settledFen: number } | null
  readonly ask: Ask | null
  readonly paidFen: number
  /** Each ask that was paid, with its payment; together `paidFen`. */
  readonly payments: readonly {
    readonly askId: Id
    readonly paymentId: Id
    readonly kind: AskKind
    readonly paidOn: Day
    /** What of it has not come back; 0 where the settlement asked for nothing more. */
    readonly amountFen: number
  }[]
  /** The settlement is paid. */
  readonly paidOn: Day | null
  readonly published: { readonly on: Day; readonly until: Day } | null
  /** Settled anew after a part of the money had come back: what stood before, and stands again where that is taken back. */
  readonly reopened: Pick<WithdrawalHead, 'settled' | 'paidOn' | 'published'> | null
  readonly cancelled: boolean
}
export interface Withdrawal extends WithdrawalHead {
  /** By the areas of then, which stand once anything is paid. */
  readonly groups: readonly ApportionedGroup[]
  readonly paidUnits: Readonly<Record<Id, number>>
  readonly paidSellers: Readonly<Record<Id, number>>
}

export interface WithdrawalsState {
  readonly byId: ReadonlyMap<Id, Withdrawal>
  readonly postings: number
  readonly expenses: SmallExpenses
}
export const noWithdrawals: WithdrawalsState = { byId: new Map(), postings: 0, expenses: noExpenses }

export function evolveWithdrawals(state: WithdrawalsState, event: RepairFundEvent): WithdrawalsState {
  const expenses = evolveExpenses(state.expenses, event)
  const withdrawalId = withdrawalIdOf(state, event)
  if (withdrawalId === null) return expenses === state.expenses ? state : { ...state, expenses }
  const before = state.byId.get(withdrawalId)
  const postings = event.type === 'WithdrawalPosted' ? state.postings + 1 : state.postings
  const after = evolveWithdrawal(before, event, postings)
  return after ? { byId: new Map(state.byId).set(withdrawalId, after), postings, expenses } : { ...state, expenses }
}

function withdrawalIdOf({ byId }: WithdrawalsState, event: RepairFundEvent): Id | null {
  if ('withdrawalId' in event.data) return event.data.withdrawalId
  if (event.type !== 'BookingReversed') return null
  const { reversesId } = event.data
  const reversed = [...byId.values()].find(({ payments }) => payments.some(({ paymentId }) => paymentId === reversesId))
  return reversed?.withdrawalId ?? null
}

/** `order`: of a posting. Undefined: not a matter of withdrawals, or of one that never began. */
export function evolveWithdrawal(
  before: Withdrawal | undefined,
  event: RepairFundEvent,
  order: number,
): Withdrawal | undefined {
  switch (event.type) {
    case 'WithdrawalDrafted': {
      const { withdrawalId, compoundId, requestId, partId, estimateFen } = event.data
      return { ...newWithdrawal(withdrawalId, compoundId), draft: { requestId, partId, estimateFen } }
    }
    case 'WithdrawalPlanned': {
      const { withdrawalId, compoundId, plan, by } = event.data
      const of = before ?? newWithdrawal(withdrawalId, compoundId)
      const groups = of.paidFen > 0 ? of.groups : []
      const served = of.paidFen > 0 ? of.served : []
      const seenOn = plan.ground.kind === 'emergency' ? plan.ground.proof?.seenOn : undefined
      const planned = { ...withPreparer(of, by), plan, beganOn: earlier(of.beganOn, seenOn) }
      return { ...planned, groups, served, submitted: null, posted: null, settled: null, order: 0 }
    }
    default:
      return before && stepped(before, event, order)
  }
}

const newWithdrawal = (withdrawalId: Id, compoundId: Id): Withdrawal => ({
  ...{ withdrawalId, compoundId, draft: null, plan: null, preparedBy: [], submitted: null, served: [], posted: null },
  ...{ order: 0, beganOn: null, covers: [] },
  ...{ settled: null, ask: null, paidFen: 0, payments: [], paidOn: null, published: null },
  ...{ reopened: null, cancelled: false },
  ...{ groups: [], paidUnits: {}, paidSellers: {} },
})

const earlier = (one: Day | null, other: Day | undefined): Day | null =>
  one === null || (other !== undefined && other < one) ? (other ?? one) : one

export const authorisationKey = ({ decisionId, itemId }: AuthorisationRef) => `${decisionId} ${itemId}`

const withPreparer = (of: Withdrawal, by: Id): Withdrawal =>
  of.preparedBy.includes(by) ? of : { ...of, preparedBy: [...of.preparedBy, by] }

const asked = (of: Withdrawal, askId: Id, kind: AskKind, amountFen: number, by: Id): Withdrawal => ({
  ...withPreparer(of, by),
  ask: { askId, kind, amountFen, by, approvedOn: null, application: null },
})

/** Of a cover: what it serves is paid. */
export const isSpent = ({ payments }: WithdrawalHead, { askId }: WithdrawalHead['covers'][number]): boolean =>
  payments.some((payment) => payment.askId === askId && payment.amountFen > 0)

function stepped(of: Withdrawal, event: RepairFundEvent, order: number): Withdrawal | undefined {
  switch (event.type) {
    case 'WithdrawalAuthorised': {
      const { authorisation } = event.data
      return of.plan ? { ...of, plan: { ...of.plan, ground: { kind: 'decision', authorisation } } } : of
    }
    case 'WithdrawalSubmitted': {
      const { on, by, warrantyUntil, authorised } = event.data
      const served = authorised ? [...of.served, authorisationKey(authorised)] : of.served
      const beganOn = earlier(of.beganOn, on)
      return { ...withPreparer(of, by), served, beganOn, submitted: { on, warrantyUntil, authorised } }
    }
    case 'WithdrawalPosted': {
      const { by, on, until, totalFen, groups } = event.data
      return { ...withPreparer(of, by), posted: { on, until, totalFen }, order, groups }
    }
    case 'AdvanceAsked':
      return asked(of, event.data.askId, 'advance', event.data.amountFen, event.data.by)
    case 'WithdrawalSettled': {
      const { askId, by, acceptedOn, settledFen } = event.data
      const { settled, paidOn, published } = of
      const reopened = paidOn === null ? null : { settled, paidOn, published }
      const again = { ...asked(of, askId, 'settlement', settledFen - of.paidFen, by), reopened }
      return { ...again, settled: { acceptedOn, settledFen }, paidOn: null, published: null }
    }
    case 'AskTakenBack':
      return { ...of, ask: null, settled: null, ...of.reopened, reopened: null }
    case 'WithdrawalApproved':
      return of.ask ? { ...of, ask: { ...of.ask, approvedOn: event.data.on } } : of
    case 'ApplicationStamped':
      return withApplication(of, 'stamped', {})
    case 'ApplicationSubmitted':
      return withApplication(of, 'submitted', { number: event.data.number })
    case 'ApplicationReturned':
      return withApplication(of, 'returned', { reason: event.data.reason })
    case 'ApplicationApproved':
      return withApplication(of, 'approved', { number: event.data.number })
    case 'PaymentMade':
      return paid(of, event.data)
    case 'SettlementBalanced': {
      const { askId, on } = event.data
      return { ...of, ask: null, reopened: null, paidOn: on, payments: withPaid(of, askId, on, 0) }
    }
    case 'ShortfallCovered': {
      const askId = of.ask?.askId ?? ''
      const covers = event.data.distributionIds.map((distributionId) => ({ distributionId, askId }))
      return { ...of, covers: [...of.covers, ...covers] }
    }
    case 'BookingReversed':
      return returned(of, event.data)
    case 'WithdrawalPublished':
      return { ...of, published: { on: event.data.on, until: event.data.until } }
    case 'WithdrawalCancelled':
      return { ...of, cancelled: true, ask: null }
    default:
      return undefined
  }
}

function withApplication(
  of: Withdrawal,
  state: ApplicationState,
  more: { number?: string | null; reason?: string },
): Withdrawal {
  if (!of.ask) return of
  const number = more.number ?? of.ask.application?.number ?? null
  return { ...of, ask: { ...of.ask, application: { state, number, reason: more.reason ?? null } } }
}

const withPaid = (of: Withdrawal, paymentId: Id, paidOn: Day, amountFen: number): Withdrawal['payments'] => [
  ...of.payments,
  { askId: of.ask?.askId ?? paymentId, paymentId, kind: of.ask?.kind ?? 'settlement', paidOn, amountFen },
]

type DataOf<Type extends RepairFundEvent['type']> = Extract<RepairFundEvent, { type: Type }>['data']

function paid(
  of: Withdrawal,
  { paymentId, kind, amountFen, paidOn, units, sellers }: DataOf<'PaymentMade'>,
): Withdrawal {
  const askId = of.ask?.askId ?? paymentId
  return {
    ...of,
    ...{ ask: null, reopened: null },
    // What was made up for a payment that was taken back while this one waited is spent with it.
    covers: of.covers.map((cover) => (isSpent(of, cover) ? cover : { ...cover, askId })),
    paidFen: of.paidFen + amountFen,
    payments: withPaid(of, paymentId, paidOn, amountFen),
    paidOn: kind === 'settlement' ? paidOn : of.paidOn,
    paidUnits: added(of.paidUnits, units, ({ unitId }) => unitId, 1),
    paidSellers: added(of.paidSellers, sellers, ({ sellerId }) => sellerId, 1),
  }
}

/**
 * What came back of a payment: of an advance with its settlement; of any, by a reversal. Once all of a payment is back it
 * was a mistake, and has to be asked for anew.
 */
function returned(of: Withdrawal, data: DataOf<'BookingReversed'>): Withdrawal {
  const amountFen = [...data.units, ...data.sellers].reduce((sum, row) => sum + row.amountFen, 0)
  const paidFen = of.paidFen - amountFen
  const left = of.payments
    .map((each) => (each.paymentId === data.reversesId ? { ...each, amountFen: each.amountFen - amountFen } : each))
    .filter((each) => each.amountFen > 0 || each.paymentId !== data.reversesId)
  // A settlement that asked for nothing more rests on what was paid before: it goes with the last of that.
  const payments = paidFen > 0 ? left : []
  const now = {
    ...{ ...of, paidFen, payments },
    paidUnits: added(of.paidUnits, data.units, ({ unitId }) => unitId, -1),
    paidSellers: added(of.paidSellers, data.sellers, ({ sellerId }) => sellerId, -1),
  }
  // What comes back with a settlement is part of that settlement, which is balanced next.
  if (data.proposalId === of.withdrawalId) return now
  const isGone = payments.length < of.payments.length
  if (of.ask?.kind === 'settlement') {
    const ask = { ...of.ask, amountFen: of.ask.amountFen + amountFen, approvedOn: null, application: null }
    return { ...now, ask, reopened: isGone ? null : of.reopened }
  }
  const isUndone = isGone && of.paidOn !== null
  return isUndone ? { ...now, paidOn: null, settled: null, published: null } : now
}

function added<Row extends { readonly amountFen: number }>(
  to: Readonly<Record<Id, number>>,
  rows: readonly Row[],
  idOf: (row: Row) => Id,
  sign: 1 | -1,
): Record<Id, number> {
  const sums: Record<Id, number> = { ...to }
  for (const row of rows) sums[idOf(row)] = (sums[idOf(row)] ?? 0) + sign * row.amountFen
  return sums
}
