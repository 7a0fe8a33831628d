/**
 * What the compound's own money made up for accounts is theirs only for what it was made up for: where that is not paid,
 * it goes back to the pool, fen by fen.
 */
import type { Day, Id } from '@changxin/shared/kernel'
import { getFrom } from '../bucket-map.ts'
import type { FundState } from '../fund.state.ts'
import { BookingReversed } from '../ledger/money-events.ts'
import { isSpent, type Withdrawal } from './withdrawals.state.ts'

type Reversed = ReturnType<typeof BookingReversed>

/** Covers that stand although what they serve is not paid, or all of that has come back. */
export const standingCovers = ({ ledger }: FundState, of: Withdrawal): readonly Id[] =>
  of.covers
    .filter((cover) => !isSpent(of, cover) && getFrom(ledger.bookings, cover.distributionId)?.reversedBy === null)
    .map(({ distributionId }) => distributionId)

/**
 * Gives back whole covers that the accounts still hold. One of which an account has spent a part elsewhere stays: that
 * makes a claim, which is a reversal for two persons.
 */
export function coversGivenBack(state: FundState, of: Withdrawal, today: Day): Reversed[] {
  /** By account: what earlier ones of these take. */
  const gone = new Map<string, number>()
  return standingCovers(state, of).flatMap((distributionId) => {
    const credits = creditedBy(state, distributionId)
    if (credits.some(({ account, fen, balanceFen }) => balanceFen - (gone.get(account) ?? 0) < fen)) return []
    for (const { account, fen } of credits) gone.set(account, (gone.get(account) ?? 0) + fen)
    return [backToPool(state, of, distributionId, credits, today)]
  })
}

function backToPool(
  { ledger }: FundState,
  { compoundId, withdrawalId }: Withdrawal,
  distributionId: Id,
  credits: readonly Credit[],
  today: Day,
): Reversed {
  const reversalId = `${distributionId}-back`
  const rows = credits.map(({ holder, entryId, fen }, index) => ({
    holder,
    row: { entryId: index === 0 ? reversalId : `${reversalId}-${index}`, amountFen: -fen, reverses: entryId },
  }))
  const pools = getFrom(ledger.bookings, distributionId)?.pools ?? []
  return BookingReversed({
    ...{ compoundId, reversalId, proposalId: withdrawalId, reversesId: distributionId, on: today },
    ...{ reason: '没有付款，补足的钱退回小区共有资金', asset: null, account: 'fund', owed: [] },
    units: rows.flatMap(({ holder, row }) => (holder.of === 'unit' ? [{ ...row, unitId: holder.unitId }] : [])),
    sellers: rows.flatMap(({ holder, row }) => (holder.of === 'seller' ? [{ ...row, sellerId: holder.sellerId }] : [])),
    pools: pools.map(({ pool, book, fen }) => ({ pool, book, amountFen: -fen, reverses: null })),
  })
}

type Holder = { readonly of: 'unit'; readonly unitId: Id } | { readonly of: 'seller'; readonly sellerId: Id }
interface Credit {
  readonly holder: Holder
  readonly account: string
  readonly entryId: Id
  readonly fen: number
  /** What the account holds now. */
  readonly balanceFen: number
}

function creditedBy({ ledger }: FundState, distributionId: Id): Credit[] {
  return (getFrom(ledger.bookings, distributionId)?.entryIds ?? []).flatMap((entryId): Credit[] => {
    const entry = getFrom(ledger.entries, entryId)
    if (!entry || entry.holder.of === 'pool') return []
    const { holder, fen } = entry
    const isUnit = holder.of === 'unit'
    const held = isUnit ? getFrom(ledger.accounts, holder.unitId) : ledger.sellers.get(holder.sellerId)
    const account = isUnit ? `unit ${holder.unitId}` : `seller ${holder.sellerId}`
    return [{ holder, account, entryId, fen, balanceFen: held?.balanceFen ?? 0 }]
  })
}
