/**
 * The double entry behind each money event, from the event alone. A journal says who got and who gave; `linesOf` makes
 * the debits and credits of it, which sum to zero in each book.
 */
import { type Day, type Id, unreachable } from '@changxin/shared/kernel'
import { z } from 'zod'
import type { MoneyEvent } from '../events.ts'
import { ContributionKind } from '../fund-words.ts'
import { type AssetAccount, accountOfPool, type Book, type LedgerAccount, type Pool } from './accounts.ts'
import { IncomeKind } from './money-events.ts'

/** Whose money it is. Sellers' money is always of the book of public housing. */
export type Holder =
  | { readonly of: 'unit'; readonly unitId: Id }
  | { readonly of: 'seller'; readonly sellerId: Id }
  | { readonly of: 'pool'; readonly pool: Pool; readonly book: Book }

export const BookingKind = z.enum([
  ...new Set([...ContributionKind.options, ...IncomeKind.options]),
  'seller-deposit',
  'suspense',
  'suspense-returned',
  'distribution',
  'advance',
  'settlement',
  'small-expense',
  'asset-move',
  'split',
  'merge',
  'loss',
  'loss-paid',
  'reversal',
])
export type BookingKind = z.infer<typeof BookingKind>

export interface Movement {
  readonly holder: Holder
  /** The income, expense or net asset account in which it shows. */
  readonly account: LedgerAccount
  /** Above zero: the holder has more. */
  readonly fen: number
  /** The entry that it makes; null in pools, whose entry is the booking. */
  readonly entryId: Id | null
  /** The entry that it takes back. */
  readonly reverses: Id | null
  /** Of money that came in at another time than its booking. */
  readonly on?: Day
  /** Of what was assigned to a unit: the receipt in suspense. */
  readonly from?: Id
}

export interface Journal {
  readonly bookingId: Id
  readonly kind: BookingKind
  /** The day on which it counts. */
  readonly on: Day
  readonly movements: readonly Movement[]
  /** Where the money went or came from; null: it only changed hands inside the fund. */
  readonly counter: AssetAccount | 'loss-payable' | null
  /** A movement that no holder feels. */
  readonly moved: {
    readonly from: LedgerAccount
    readonly to: LedgerAccount
    readonly book: Book
    readonly fen: number
  } | null
}

/** What a journal cannot know from its event. */
export interface Known {
  bookOf(unitId: Id): Book
  /** Undefined for an entry that is not there. */
  accountOf(entryId: Id): LedgerAccount | undefined
}

/** A debit above zero, a credit below. */
export interface Line {
  readonly account: LedgerAccount
  readonly book: Book
  readonly fen: number
}

export const accountOfContribution: Record<ContributionKind, LedgerAccount> = {
  'first-deposit': 'deposits',
  'build-up': 'deposits',
  'top-up': 'deposits',
  'common-income': 'operating',
  grant: 'other-income',
  donation: 'other-income',
  interest: 'deposit-interest',
}
const accountOfIncome: Record<IncomeKind, LedgerAccount> = {
  'common-income': 'operating',
  grant: 'other-income',
  donation: 'other-income',
  interest: 'deposit-interest',
  'bond-interest': 'bond-interest',
  scrap: 'disposal',
  refund: 'other-income',
  other: 'other-income',
}

interface Share {
  readonly entryId: Id
  readonly amountFen: number
  readonly reverses?: Id
}
const pool = (of: Pool, book: Book, account: LedgerAccount, fen: number): Movement => ({
  holder: { of: 'pool', pool: of, book },
  account,
  fen,
  entryId: null,
  reverses: null,
})
function units(rows: readonly (Share & { readonly unitId: Id })[], account: LedgerAccount, sign: 1 | -1): Movement[] {
  return rows.map(({ entryId, unitId, amountFen, reverses = null }) => ({
    holder: { of: 'unit', unitId },
    account,
    fen: sign * amountFen,
    entryId,
    reverses,
  }))
}
function sellers(
  rows: readonly (Share & { readonly sellerId: Id })[],
  account: LedgerAccount,
  sign: 1 | -1,
): Movement[] {
  return rows.map(({ entryId, sellerId, amountFen, reverses = null }) => ({
    holder: { of: 'seller', sellerId },
    account,
    fen: sign * amountFen,
    entryId,
    reverses,
  }))
}
const sumOf = (rows: readonly { readonly amountFen: number }[]) => rows.reduce((sum, row) => sum + row.amountFen, 0)

/** `happenedOn`: the day of the event, for those that carry none. */
export function journalOf(event: MoneyEvent, happenedOn: Day, known: Known): Journal {
  switch (event.type) {
    case 'ContributionsRecorded': {
      const { contributionId, kind, paidOn, rows } = event.data
      const movements = units(rows, accountOfContribution[kind], 1)
      return { bookingId: contributionId, kind, on: paidOn, movements, counter: 'bank', moved: null }
    }
    case 'EntryReversed': {
      const { reversalId, entryId, unitId, amountFen } = event.data
      const movements = units(
        [{ entryId: reversalId, unitId, amountFen, reverses: entryId }],
        known.accountOf(entryId) ?? 'deposits',
        -1,
      )
      return { bookingId: reversalId, kind: 'reversal', on: happenedOn, movements, counter: 'bank', moved: null }
    }
    case 'IncomeReceived': {
      const { incomeId, kind, book, into, amountFen, paidOn } = event.data
      const movements = [pool(into, book, accountOfIncome[kind], amountFen)]
      return { bookingId: incomeId, kind, on: paidOn, movements, counter: 'bank', moved: null }
    }
    case 'SellerDeposited': {
      const { depositId, sellerId, amountFen, paidOn } = event.data
      const movements = sellers([{ entryId: depositId, sellerId, amountFen }], 'deposits', 1)
      return { bookingId: depositId, kind: 'seller-deposit', on: paidOn, movements, counter: 'bank', moved: null }
    }
    case 'SuspenseReceived': {
      const { receiptId, book, on, rows } = event.data
      const movements = rows.map((row) => ({
        ...pool('suspense', book, 'suspense', row.amountFen),
        entryId: row.entryId,
        on: row.paidOn,
      }))
      return { bookingId: receiptId, kind: 'suspense', on, movements, counter: 'bank', moved: null }
    }
    case 'SuspenseAssigned': {
      const { assignmentId, kind, on, rows } = event.data
      const movements = [
        ...units(rows, accountOfContribution[kind], 1).map((movement, index) => {
          const from = rows[index]?.suspenseId
          return from === undefined ? movement : { ...movement, from }
        }),
        ...rows.map(({ unitId, suspenseId, amountFen }) => ({
          ...pool('suspense', known.bookOf(unitId), 'suspense', -amountFen),
          reverses: suspenseId,
        })),
      ]
      return { bookingId: assignmentId, kind, on, movements, counter: null, moved: null }
    }
    case 'SuspenseReturned': {
      const { returnId, suspenseId, book, amountFen, paidOn } = event.data
      const movements = [{ ...pool('suspense', book, 'suspense', -amountFen), reverses: suspenseId }]
      return { bookingId: returnId, kind: 'suspense-returned', on: paidOn, movements, counter: 'bank', moved: null }
    }
    case 'PoolDistributed': {
      const { distributionId, from, book, on, units: to, sellers: toSellers } = event.data
      const movements = [
        pool(from, book, accountOfPool[from], -(sumOf(to) + sumOf(toSellers))),
        ...units(to, 'fund', 1),
        ...sellers(toSellers, 'fund', 1),
      ]
      return { bookingId: distributionId, kind: 'distribution', on, movements, counter: null, moved: null }
    }
    case 'PaymentMade': {
      const { paymentId, kind, paidOn, asset, compoundFen, units: from, sellers: fromSellers } = event.data
      const movements = [
        ...units(from, 'repairs', -1),
        ...sellers(fromSellers, 'repairs', -1),
        ...(compoundFen > 0 ? [pool('compound', 'commercial', 'repairs', -compoundFen)] : []),
      ]
      return { bookingId: paymentId, kind, on: paidOn, movements, counter: asset, moved: null }
    }
    case 'AssetsMoved': {
      const { moveId, book, from, to, amountFen, on } = event.data
      const moved = { from, to, book, fen: amountFen }
      return { bookingId: moveId, kind: 'asset-move', on, movements: [], counter: null, moved }
    }
    case 'AccountsRearranged': {
      const { changeId, kind, on, from, to } = event.data
      const movements = [...units(from, 'fund', -1), ...units(to, 'fund', 1)]
      return { bookingId: changeId, kind, on, movements, counter: null, moved: null }
    }
    case 'BuildingLost': {
      const { lossId, on, units: lost, sellers: lostSellers } = event.data
      const movements = [...units(lost, 'fund', -1), ...sellers(lostSellers, 'fund', -1)]
      return { bookingId: lossId, kind: 'loss', on, movements, counter: 'loss-payable', moved: null }
    }
    case 'LossPaid': {
      const { paymentId, book, amountFen, paidOn } = event.data
      const moved = { from: 'bank', to: 'loss-payable', book, fen: amountFen } as const
      return { bookingId: paymentId, kind: 'loss-paid', on: paidOn, movements: [], counter: null, moved }
    }
    case 'BookingReversed': {
      const { reversalId, on, asset, account, units: ofUnits, sellers: ofSellers, pools } = event.data
      const movements = [
        ...units(ofUnits, account, 1),
        ...sellers(ofSellers, account, 1),
        ...pools.map(({ pool: of, book, amountFen, reverses }) => ({
          ...pool(of, book, account === 'fund' || of === 'suspense' ? accountOfPool[of] : account, amountFen),
          reverses,
        })),
      ]
      return { bookingId: reversalId, kind: 'reversal', on, movements, counter: asset, moved: null }
    }
    default:
      return unreachable(event)
  }
}

export function bookOfHolder(holder: Holder, known: Known): Book {
  switch (holder.of) {
    case 'unit':
      return known.bookOf(holder.unitId)
    case 'seller':
      return 'public-housing'
    case 'pool':
      return holder.book
    default:
      return unreachable(holder)
  }
}

const NOTHING_KNOWN: Known = { bookOf: () => 'commercial', accountOf: () => undefined }

/** What the owners' money as a whole gained by an event, in fen; 0 where it only changed hands inside the fund. */
export function gainOf(event: MoneyEvent): number {
  return journalOf(event, '1970-01-01', NOTHING_KNOWN).movements.reduce((sum, { fen }) => sum + fen, 0)
}

/** Debits and credits by account and book. Throws a RangeError where money changed books without passing an asset. */
export function linesOf(journal: Journal, known: Known): Line[] {
  const lines: Line[] = []
  const gained = new Map<Book, number>()
  for (const { holder, account, fen } of journal.movements) {
    const book = bookOfHolder(holder, known)
    lines.push({ account, book, fen: -fen })
    gained.set(book, (gained.get(book) ?? 0) + fen)
  }
  for (const [book, fen] of gained) {
    if (fen === 0) continue
    if (journal.counter === null)
      throw new RangeError(`booking ${journal.bookingId} leaves ${fen} fen in ${book} unbalanced`)
    lines.push({ account: journal.counter, book, fen })
  }
  if (journal.moved) {
    const { from, to, book, fen } = journal.moved
    lines.push({ account: to, book, fen }, { account: from, book, fen: -fen })
  }
  return lines
}
