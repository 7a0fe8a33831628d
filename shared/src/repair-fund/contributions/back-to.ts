/** Where money of a unit's entry goes when it is taken back: to the bank, or to the pool that it came from. */
import type { z } from 'zod'
import { getFrom } from '../bucket-map.ts'
import type { BookingReversed, Entry, Ledger } from '../ledger/index.ts'

type Reversed = z.output<typeof BookingReversed.schema>

export function backTo(
  ledger: Ledger,
  { bookingId, account: of, from }: Entry,
  amountFen: number,
): Pick<Reversed, 'asset' | 'account' | 'pools'> {
  const account = of as Reversed['account']
  const booking = getFrom(ledger.bookings, bookingId)
  if (!booking || booking.counter !== null) return { asset: 'bank', account, pools: [] }
  const pool = booking.pools.find(({ fen }) => fen < 0)
  const pools = pool && amountFen > 0 ? [{ pool: pool.pool, book: pool.book, amountFen, reverses: from }] : []
  return { asset: null, account, pools }
}
