/** What taking something back comes to on a fund as it stands: shown before it is approved, booked when it is. */
import { allocateFen, formatFen, type Id } from '@changxin/shared/kernel'
import type { z } from 'zod'
import { getFrom } from '../bucket-map.ts'
import { backTo } from '../contributions/back-to.ts'
import { reject as rejectInFund } from '../errors.ts'
import type { FundState } from '../fund.state.ts'
import { ContributionKind } from '../fund-words.ts'
import { type Booking, type BookingReversed, type Entry, knownOf } from '../ledger/index.ts'
import { requireInBank } from './cash.ts'
import { reject } from './errors.ts'

type Reversed = z.output<typeof BookingReversed.schema>
/** `fen` is what is taken back in all, also what is only claimed: by it the rule says who approves. */
export interface ReversalPlan extends Pick<Reversed, 'asset' | 'account' | 'pools' | 'owed'> {
  readonly fen: number
  readonly units: readonly Omit<Reversed['units'][number], 'entryId'>[]
  readonly sellers: readonly Omit<Reversed['sellers'][number], 'entryId'>[]
}

export interface WhatToReverse {
  readonly reversesId: Id
  /** Null: all of it. */
  readonly amountFen: number | null
}

const PAYMENTS: ReadonlySet<string> = new Set(['advance', 'settlement', 'small-expense'])
const isPayment = ({ kind }: Booking) => PAYMENTS.has(kind)

/** Throws a refusal where it cannot be taken back, or not yet. */
export function planOf(state: FundState, { reversesId, amountFen }: WhatToReverse): ReversalPlan {
  const entry = getFrom(state.ledger.entries, reversesId)
  const booking = getFrom(state.ledger.bookings, reversesId)
  if (!entry && !booking) throw rejectInFund('entry-unknown', { entryId: reversesId })
  if (entry?.reverses || booking?.kind === 'reversal') throw rejectInFund('entry-is-reversal', { entryId: reversesId })
  if (booking && isPayment(booking)) return planOfPayment(state, reversesId, booking, amountFen)
  if (amountFen !== null) throw reject('reversal-partly', { field: 'amountFen' })
  if (entry?.holder.of === 'unit') return planOfEntry(state, reversesId, entry)
  if (entry?.holder.of === 'seller') return planOfDeposit(state, reversesId, entry)
  if (booking?.kind === 'distribution') return planOfDistribution(state, booking)
  if (booking && isIncome(booking)) return planOfIncome(state, booking)
  throw reject('reversal-not-possible')
}

/** Of contributions: what is neither taken back nor claimed yet. */
const leftOf = ({ fen, reversedFen, owedFen }: Entry) => fen - reversedFen - owedFen
const isIncome = ({ counter, pools: [into], entryIds }: Booking) =>
  counter === 'bank' && entryIds.length === 0 && into !== undefined && into.fen > 0

function planOfEntry(state: FundState, entryId: Id, entry: Entry): ReversalPlan {
  if (!ContributionKind.safeParse(entry.kind).success)
    throw reject('reversal-of-whole', { entryId, bookingId: entry.bookingId })
  const fen = leftOf(entry)
  if (fen === 0) throw reject('reversal-done', { entryId })
  const unitId = entry.holder.of === 'unit' ? entry.holder.unitId : ''
  const account = getFrom(state.ledger.accounts, unitId)
  const backFen = Math.min(fen, account?.balanceFen ?? 0)
  if (fen > backFen) requireAccountOpen(state, unitId)
  const { asset, account: of, pools } = backTo(state.ledger, entry, backFen)
  if (asset === 'bank') requireInBank(state.ledger, account?.book ?? 'commercial', backFen)
  return {
    fen,
    asset,
    account: of,
    units: backFen > 0 ? [{ unitId, amountFen: -backFen, reverses: entryId }] : [],
    sellers: [],
    pools,
    owed: fen > backFen ? [{ unitId, entryId, amountFen: fen - backFen }] : [],
  }
}

/** What is claimed is covered by what comes in later, and nothing comes into an account that has ended. */
function requireAccountOpen({ accounts, ledger }: FundState, unitId: Id): void {
  if (!accounts.closed.has(unitId)) return
  const left = formatFen(getFrom(ledger.accounts, unitId)?.balanceFen ?? 0)
  throw reject(accounts.successors.has(unitId) ? 'reversal-account-moved' : 'reversal-account-ended', { left })
}

function planOfDeposit(state: FundState, entryId: Id, entry: Entry): ReversalPlan {
  if (entry.kind !== 'seller-deposit') throw reject('reversal-of-whole', { entryId, bookingId: entry.bookingId })
  const fen = leftOf(entry)
  if (fen === 0) throw reject('reversal-done', { entryId })
  const sellerId = entry.holder.of === 'seller' ? entry.holder.sellerId : ''
  requireOfSeller(state, sellerId, fen)
  requireInBank(state.ledger, 'public-housing', fen)
  const sellers = [{ sellerId, amountFen: -fen, reverses: entryId }]
  return { fen, asset: 'bank', account: 'deposits', units: [], sellers, pools: [], owed: [] }
}

function requireOfSeller({ ledger }: FundState, sellerId: Id, fen: number): void {
  const left = ledger.sellers.get(sellerId)?.balanceFen ?? 0
  if (left < fen) throw reject('reversal-seller-spent', { left: formatFen(left), amount: formatFen(fen) })
}

const heldName = { compound: 'compoundFen', undistributed: 'undistributedFen', suspense: 'suspenseFen' } as const

function planOfIncome({ ledger }: FundState, { pools: [into], reversedBy }: Booking): ReversalPlan {
  if (!into) throw reject('reversal-not-possible')
  if (reversedBy !== null) throw reject('reversal-done')
  const { pool, book, account, fen } = into
  const left = ledger.held[book][heldName[pool]]
  if (left < fen) throw reject('reversal-pool-spent', { left: formatFen(left), amount: formatFen(fen) })
  requireInBank(ledger, book, fen)
  const pools = [{ pool, book, amountFen: -fen, reverses: null }]
  return { fen, asset: 'bank', account: account as ReversalPlan['account'], units: [], sellers: [], pools, owed: [] }
}

/** As far as the units still have it; what they have spent is claimed from them. */
function planOfDistribution(state: FundState, { entryIds, pools: [from], reversedBy }: Booking): ReversalPlan {
  if (!from) throw reject('reversal-not-possible')
  if (reversedBy !== null) throw reject('reversal-done')
  const units: ReversalPlan['units'][number][] = []
  const sellers: ReversalPlan['sellers'][number][] = []
  const owed: Reversed['owed'] = []
  let backFen = 0
  let fen = 0
  for (const entryId of entryIds) {
    const entry = getFrom(state.ledger.entries, entryId)
    if (!entry || leftOf(entry) === 0) continue
    const { holder } = entry
    const wholeFen = leftOf(entry)
    fen += wholeFen
    if (holder.of === 'seller') {
      requireOfSeller(state, holder.sellerId, wholeFen)
      sellers.push({ sellerId: holder.sellerId, amountFen: -wholeFen, reverses: entryId })
      backFen += wholeFen
    } else if (holder.of === 'unit') {
      const { unitId } = holder
      const hereFen = Math.min(wholeFen, getFrom(state.ledger.accounts, unitId)?.balanceFen ?? 0)
      if (hereFen > 0) units.push({ unitId, amountFen: -hereFen, reverses: entryId })
      if (wholeFen > hereFen) requireAccountOpen(state, unitId)
      if (wholeFen > hereFen) owed.push({ unitId, entryId, amountFen: wholeFen - hereFen })
      backFen += hereFen
    }
  }
  const pools = backFen > 0 ? [{ pool: from.pool, book: from.book, amountFen: backFen, reverses: null }] : []
  return { fen, asset: null, account: 'fund', units, sellers, pools, owed }
}

interface PaidBy {
  /** Of the entry; `pool` is the compound's own part. */
  readonly id: Id | typeof POOL
  readonly leftFen: number
}
const POOL = 'pool'

/**
 * Money that came back goes to those who had paid it, by their shares of then (never by today's areas): each gets its
 * part of what is still out, so that nobody gets more than it gave and the last part makes everyone whole.
 */
function planOfPayment(state: FundState, paymentId: Id, booking: Booking, part: number | null): ReversalPlan {
  const paid = paidBy(state, paymentId, booking)
  const leftFen = paid.reduce((sum, each) => sum + each.leftFen, 0)
  if (leftFen === 0) throw reject('reversal-done')
  const fen = part ?? leftFen
  if (fen > leftFen)
    throw reject('reversal-more-than-paid', { field: 'amountFen', left: formatFen(leftFen), amount: formatFen(fen) })
  const shares = allocateFen(
    fen,
    paid.map(({ id, leftFen: weight }) => ({ id, weight })),
  )
  const units: ReversalPlan['units'][number][] = []
  const sellers: ReversalPlan['sellers'][number][] = []
  for (const [reverses, amountFen] of shares) {
    const holder = getFrom(state.ledger.entries, reverses)?.holder
    if (amountFen === 0) continue
    if (holder?.of === 'unit') units.push({ unitId: holder.unitId, amountFen, reverses })
    if (holder?.of === 'seller') sellers.push({ sellerId: holder.sellerId, amountFen, reverses })
  }
  const poolFen = shares.get(POOL) ?? 0
  const pools = booking.pools.map(({ pool, book }) => ({ pool, book, amountFen: poolFen, reverses: null }))
  const { account } = booking.pools[0] ?? { account: knownOf(state.ledger).accountOf(booking.entryIds[0] ?? '') }
  return {
    fen,
    asset: booking.counter === 'petty-cash' ? 'petty-cash' : 'bank',
    account: (account ?? 'repairs') as ReversalPlan['account'],
    units,
    sellers,
    pools: poolFen > 0 ? pools : [],
    owed: [],
  }
}

function paidBy({ ledger, reversals }: FundState, paymentId: Id, { entryIds, pools }: Booking): PaidBy[] {
  const entries = entryIds.map((id) => {
    const entry = getFrom(ledger.entries, id)
    return { id, leftFen: entry ? entry.reversedFen - entry.fen : 0 }
  })
  const ofPool = pools.reduce((sum, { fen }) => sum - fen, 0) - (reversals.backToPoolFen.get(paymentId) ?? 0)
  return [...entries, { id: POOL, leftFen: ofPool }].filter(({ leftFen }) => leftFen > 0)
}
