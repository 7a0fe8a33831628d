/** A settlement that came to no more than what was paid for it: the difference comes back. */
import type { Id } from '@changxin/shared/kernel'
import { getFrom } from '../bucket-map.ts'
import type { RepairFundEvent } from '../events.ts'
import type { FundState } from '../fund.state.ts'
import { BookingReversed } from '../ledger/money-events.ts'
import { type Shares, shareBack } from './apportion.ts'
import type { PayWithdrawal } from './commands.ts'
import { SettlementBalanced } from './events.ts'
import type { Planned } from './known.ts'

type Events = readonly RepairFundEvent[]

/**
 * The settlement is no more than what was paid: what is over comes back by the areas of then, to nobody more than it gave,
 * out of the newest payments first.
 */
export function balanced(command: PayWithdrawal, state: FundState, of: Planned, returnedFen: number): Events {
  const { compoundId, withdrawalId, askId, by, paidOn, paymentId, asset } = command
  const done = SettlementBalanced({ compoundId, withdrawalId, askId, by, on: paidOn, returnedFen })
  if (returnedFen === 0) return [done]
  const gave: Shares = { units: mapOf(of.paidUnits), sellers: mapOf(of.paidSellers) }
  const { units, sellers } = shareBack(returnedFen, of.groups, gave)
  const left = { units: new Map(units), sellers: new Map(sellers) }
  const reversals = of.payments.toReversed().flatMap((payment) => {
    const rows = takenFrom(state, payment.paymentId, left)
    return rows.units.length + rows.sellers.length > 0 ? [{ reversesId: payment.paymentId, ...rows }] : []
  })
  if ([...left.units.values(), ...left.sellers.values()].some((fen) => fen > 0))
    throw new Error(`${withdrawalId} has not paid what is to come back`)
  return [
    ...reversals.map((reversal, index) => {
      const reversalId = index === 0 ? paymentId : `${paymentId}-p${index + 1}`
      return BookingReversed({
        ...{ compoundId, reversalId, proposalId: withdrawalId, reversesId: reversal.reversesId, on: paidOn },
        ...{ reason: '结算少于已付款，差额退回', asset, account: 'repairs', pools: [], owed: [] },
        units: reversal.units.map((row, at) => ({ entryId: `${reversalId}-${at + 1}`, ...row })),
        sellers: reversal.sellers.map((row, at) => ({ entryId: `${reversalId}-s${at + 1}`, ...row })),
      })
    }),
    done,
  ]
}

type Reversal = ReturnType<typeof BookingReversed>['data']
type Left = Readonly<Record<keyof Shares, Map<Id, number>>>
interface Taken {
  readonly units: readonly Omit<Reversal['units'][number], 'entryId'>[]
  readonly sellers: readonly Omit<Reversal['sellers'][number], 'entryId'>[]
}

/** What of `left` a payment can give back: to each who paid it, what of it is still out. Takes it off `left`. */
function takenFrom({ ledger }: FundState, paymentId: Id, left: Left): Taken {
  const units: Taken['units'][number][] = []
  const sellers: Taken['sellers'][number][] = []
  for (const reverses of getFrom(ledger.bookings, paymentId)?.entryIds ?? []) {
    const entry = getFrom(ledger.entries, reverses)
    if (!entry) continue
    const { holder } = entry
    const outFen = entry.reversedFen - entry.fen
    if (holder.of === 'unit') {
      const amountFen = taken(left.units, holder.unitId, outFen)
      if (amountFen > 0) units.push({ unitId: holder.unitId, amountFen, reverses })
    } else if (holder.of === 'seller') {
      const amountFen = taken(left.sellers, holder.sellerId, outFen)
      if (amountFen > 0) sellers.push({ sellerId: holder.sellerId, amountFen, reverses })
    }
  }
  return { units, sellers }
}

const mapOf = (record: Readonly<Record<Id, number>>) => new Map(Object.entries(record).filter(([, fen]) => fen > 0))

function taken(left: Map<Id, number>, id: Id, outFen: number): number {
  const wantedFen = left.get(id) ?? 0
  const fen = Math.min(wantedFen, outFen)
  left.set(id, wantedFen - fen)
  return fen
}
