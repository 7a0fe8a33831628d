/**
 * Money that came for an account which closed between the list and its booking (a split, a merger, a loss). It is in the
 * bank, so it is booked all the same: into suspense 待查款, in the same decision as the rest, until the desk has found the
 * door of today. Refused, it would be in nobody's book, and a process would try it for ever.
 */
import type { Day, Id } from '@changxin/shared/kernel'
import { getFrom } from '../bucket-map.ts'
import type { ContributionRow } from '../events.ts'
import { Book, type Ledger, SuspenseReceived } from '../ledger/index.ts'

export interface KeepsClosed {
  /** Of money that a collection carried over. */
  readonly collectionId: Id | null
}

interface List {
  readonly compoundId: Id
  readonly contributionId: Id
  readonly paidOn: Day
  readonly file: string | null
}

const receiptIdOf = (contributionId: Id, book: Book) => `${contributionId}-${book}`
/** Of all receipts that a list of deposits may have made. */
export const keptReceiptIds = (contributionId: Id): readonly Id[] =>
  Book.options.map((book) => receiptIdOf(contributionId, book))

/** Such a receipt, by the number that only lists of deposits give. */
export const isKeptReceipt = (receiptId: Id): boolean => Book.options.some((book) => receiptId.endsWith(`-${book}`))

/** A receipt for each book: a unit is paid from suspense of its own book only. */
export function keptOfClosed(
  { compoundId, contributionId, paidOn, file }: List,
  rows: readonly (ContributionRow & { readonly row?: number })[],
  { collectionId }: KeepsClosed,
  { accounts }: Ledger,
): ReturnType<typeof SuspenseReceived>[] {
  return Book.options.flatMap((book) => {
    const kept = rows
      .filter(({ unitId }) => getFrom(accounts, unitId)?.book === book)
      .map(({ entryId, unitId, amountFen, row = null }) => ({
        ...{ entryId, amountFen, paidOn, row },
        closedUnitId: unitId,
      }))
    if (kept.length === 0) return []
    const receiptId = receiptIdOf(contributionId, book)
    const outOf = { contributionId, collectionId }
    return [SuspenseReceived({ compoundId, receiptId, book, on: paidOn, file, outOf, rows: kept })]
  })
}
