/** How a batch of an import goes into the fund: what of it is there already, and the command for the rest. */
import type { Day, Id } from '@changxin/shared/kernel'
import { getFrom } from '../bucket-map.ts'
import { keptReceiptIds } from '../contributions/kept-of-closed.ts'
import { type FundCommand, fundDecider } from '../fund.decider.ts'
import type { FundState } from '../fund.state.ts'
import type { Book } from '../ledger/accounts.ts'
import type { BookableRow, ImportBatch } from './import.state.ts'

export interface BatchHow {
  readonly compoundId: Id
  readonly bookingId: Id
  readonly book: Book
  readonly file: string
  readonly today: Day
  /** The entry that a row makes: the same row of the bank always makes the same one. */
  entryIdOf(key: string): Id
  /** The entries that it would make had it come from another source; none where the desk said that it is another payment. */
  alikeIdsOf(key: string): readonly Id[]
}

export const hasAccountIn = (state: FundState, unitId: Id) => getFrom(state.ledger.accounts, unitId) !== undefined
export const isClosedIn = (state: FundState, unitId: Id) => state.accounts.closed.has(unitId)
export const hasEntryIn = (state: FundState, entryId: Id) => getFrom(state.ledger.entries, entryId) !== undefined
export const isDayOpenIn = ({ closing: { closedThrough } }: FundState, day: Day) =>
  closedThrough === null || day > closedThrough
export const isFundOpen = (state: FundState) => state.openedOn !== null

/**
 * `late`: rows that another import has booked meanwhile, apart from those that this batch books or has booked; `alike`: that
 * may be the same money as what an import from another source has booked.
 */
export function withoutLate(
  state: FundState,
  batch: ImportBatch,
  how: Pick<BatchHow, 'bookingId' | 'entryIdOf' | 'alikeIdsOf'>,
) {
  const own = new Set([how.bookingId, ...keptReceiptIds(how.bookingId)])
  const isLate = ({ key }: BookableRow) => {
    const entry = getFrom(state.ledger.entries, how.entryIdOf(key))
    return entry !== undefined && !own.has(entry.bookingId)
  }
  const isAlike = ({ key }: BookableRow) => how.alikeIdsOf(key).some((id) => hasEntryIn(state, id))
  const late = batch.rows.filter(isLate)
  const alike = batch.rows.filter((row) => !isLate(row) && isAlike(row))
  return { rows: batch.rows.filter((row) => !isLate(row) && !isAlike(row)), late, alike }
}

/** Undefined where nothing of the batch is left. */
export function commandOf(batch: ImportBatch, rows: readonly BookableRow[], how: BatchHow): FundCommand | undefined {
  if (rows.length === 0) return undefined
  const { compoundId, bookingId, book, file, today, entryIdOf } = how
  if (batch.kind === 'suspense') {
    const receipts = rows.map(({ row, key, amountFen, day }) => ({
      entryId: entryIdOf(key),
      amountFen,
      paidOn: day,
      row,
    }))
    return { type: 'RecordSuspense', compoundId, today, receiptId: bookingId, book, file, rows: receipts }
  }
  return {
    type: 'RecordContributions',
    compoundId,
    today,
    contributionId: bookingId,
    kind: batch.kind,
    paidOn: batch.day,
    note: null,
    file,
    rows: rows.map(({ row, key, unitId, amountFen }) => ({
      ...{ entryId: entryIdOf(key), unitId: unitId ?? '', amountFen, row },
    })),
    keepsClosed: { collectionId: null },
  }
}

/** Rows of deposits that wait in suspense: their accounts had closed when they were booked. */
export const keptRowsOf = (
  state: FundState,
  rows: readonly BookableRow[],
  { entryIdOf }: Pick<BatchHow, 'entryIdOf'>,
) =>
  rows.filter(({ unitId, key }) => {
    const entry = unitId === null ? undefined : getFrom(state.ledger.entries, entryIdOf(key))
    return entry?.holder.of === 'pool'
  })

/**
 * Throws what the fund would refuse, before any of it is written: an import is booked whole or not at all. Yields after
 * each batch, so that others can have their turn.
 */
export function* requireBookable(
  fund: FundState,
  batches: readonly ImportBatch[],
  howOf: (batch: number) => BatchHow,
): Generator<void> {
  let state = fund
  for (const [index, batch] of batches.entries()) {
    const how = howOf(index)
    const command = commandOf(batch, withoutLate(state, batch, how).rows, how)
    const events = command ? fundDecider.decide(command, state, undefined) : []
    for (const event of events) state = fundDecider.evolve(state, event)
    yield
  }
}
