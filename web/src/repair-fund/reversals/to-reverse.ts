/** What somebody is about to propose to take back. */
import { type BookingKind, ContributionKind, type EntryView } from '@changxin/shared/repair-fund'

export interface ToReverse {
  /** Of the entry or the booking. */
  readonly id: string
  readonly kind: BookingKind
  /** Signed. */
  readonly fen: number
}

/** A contribution is taken back by itself; a share of a payment or a distribution only together with the others. */
export function reversingOf({ id, bookingId, kind, amountFen: fen }: EntryView): ToReverse {
  return { id: ContributionKind.safeParse(kind).success ? id : bookingId, kind, fen }
}

const PAYMENTS: readonly BookingKind[] = ['advance', 'settlement', 'small-expense']
/** Of a payment a part may have come back. */
export const isPayment = ({ kind }: Pick<ToReverse, 'kind'>): boolean => PAYMENTS.includes(kind)

/** Not taken back yet, or a payment of which a part is still out. */
export const canReverse = (entry: Pick<EntryView, 'kind' | 'reverses' | 'reversedBy' | 'reversedFen' | 'amountFen'>) =>
  entry.reverses === null && (entry.reversedBy === null || (isPayment(entry) && entry.reversedFen !== entry.amountFen))
