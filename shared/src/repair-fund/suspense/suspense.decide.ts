/** 待查款: receipts nobody has been found for are kept apart, and are then assigned to a unit or go back. */
import type { Day, Id } from '@changxin/shared/kernel'
import { formatFen } from '@changxin/shared/kernel'
import type { z } from 'zod'
import { getFrom } from '../bucket-map.ts'
import {
  requireAccounts,
  requireAmounts,
  requireDayCounts,
  requireFreshIds,
  requireNotBefore,
  requireOpened,
  requireRoomFor,
} from '../contributions/checks.ts'
import { outOfBank, takenFromClaims } from '../contributions/claims.ts'
import { isKeptReceipt } from '../contributions/kept-of-closed.ts'
import { reject } from '../errors.ts'
import type { RepairFundEvent } from '../events.ts'
import type { FundState } from '../fund.state.ts'
import { Book, type Entry, SuspenseAssigned, SuspenseReceived, SuspenseReturned } from '../ledger/index.ts'
import { requireInBank } from '../reversals/cash.ts'

type DataOf<Definition extends { schema: z.ZodType }> = Readonly<z.output<Definition['schema']>>
interface OfFund {
  readonly compoundId: Id
  /** The day of the command in Asia/Shanghai. */
  readonly today: Day
}
export interface RecordSuspense
  extends OfFund,
    Pick<DataOf<typeof SuspenseReceived>, 'receiptId' | 'book' | 'file' | 'rows'> {
  readonly type: 'RecordSuspense'
}
export interface AssignSuspense
  extends OfFund,
    Pick<DataOf<typeof SuspenseAssigned>, 'assignmentId' | 'kind' | 'on' | 'rows'> {
  readonly type: 'AssignSuspense'
}
export interface ReturnSuspense
  extends OfFund,
    Pick<DataOf<typeof SuspenseReturned>, 'returnId' | 'suspenseId' | 'paidOn' | 'reason' | 'file'> {
  readonly type: 'ReturnSuspense'
}
export type SuspenseCommand = RecordSuspense | AssignSuspense | ReturnSuspense

type Events = readonly RepairFundEvent[]

export function recordSuspense(command: RecordSuspense, state: FundState): Events {
  const { compoundId, receiptId, book, file, rows, today } = command
  requireOpened(state)
  if (getFrom(state.ledger.bookings, receiptId)) return []
  if (rows.length === 0) throw reject('suspense-empty', { field: 'rows' })
  rows.forEach(({ paidOn }, index) => {
    requireDayCounts(state, paidOn, today, `rows[${index}].paidOn`)
  })
  requireAmounts(rows)
  requireFreshIds(
    state,
    rows.map(({ entryId }) => entryId),
  )
  requireRoomFor(state, rows)
  const on = rows.reduce((newest, { paidOn }) => (paidOn > newest ? paidOn : newest), '')
  return [SuspenseReceived({ compoundId, receiptId, book, on, file, rows })]
}

export function assignSuspense(command: AssignSuspense, state: FundState): Events {
  const { compoundId, assignmentId, kind, on, rows, today } = command
  requireOpened(state)
  if (getFrom(state.ledger.bookings, assignmentId)) return []
  requireDayCounts(state, on, today, 'on')
  if (rows.length === 0) throw reject('suspense-empty', { field: 'rows' })
  requireAmounts(rows)
  requireAccounts(state, rows)
  requireFreshIds(
    state,
    rows.map(({ entryId }) => entryId),
  )
  const wanted = new Map<Id, number>()
  for (const { suspenseId, amountFen } of rows) wanted.set(suspenseId, (wanted.get(suspenseId) ?? 0) + amountFen)
  for (const [suspenseId, amountFen] of wanted) requireNotBefore(on, requireLeft(state, suspenseId, amountFen).on, 'on')
  const other = rows.findIndex(({ unitId, suspenseId }) => bookOf(state, suspenseId) !== bookOfUnit(state, unitId))
  if (other >= 0) throw reject('suspense-of-other-book', { field: `rows[${other}].unitId` })
  const claims = takenFromClaims(state.ledger, compoundId, on, rows)
  for (const book of Book.options)
    requireInBank(
      state.ledger,
      book,
      outOfBank(claims, (unitId) => bookOfUnit(state, unitId) === book),
    )
  return [SuspenseAssigned({ compoundId, assignmentId, kind, on, rows }), ...claims]
}

export function returnSuspense(command: ReturnSuspense, state: FundState): Events {
  const { compoundId, returnId, suspenseId, paidOn, reason, file, today } = command
  requireOpened(state)
  if (getFrom(state.ledger.bookings, returnId)) return []
  requireDayCounts(state, paidOn, today)
  const { holder, on: receivedOn, bookingId } = requireLeft(state, suspenseId, 1)
  requireNotBefore(paidOn, receivedOn, 'paidOn')
  // It was paid for a unit that is known: who gets it instead must be shown.
  if (file === null && isKeptReceipt(bookingId)) throw reject('suspense-return-needs-paper', { field: 'file' })
  const amountFen = leftOf(state, suspenseId)
  const book = holder.of === 'pool' ? holder.book : 'commercial'
  requireInBank(state.ledger, book, amountFen)
  return [SuspenseReturned({ compoundId, returnId, suspenseId, book, amountFen, paidOn, reason, file })]
}

function suspenseOf(state: FundState, suspenseId: Id): Entry | undefined {
  const entry = getFrom(state.ledger.entries, suspenseId)
  return entry?.holder.of === 'pool' && entry.holder.pool === 'suspense' ? entry : undefined
}

/** What of a receipt nobody has been found for yet. */
export function leftOf(state: FundState, suspenseId: Id): number {
  const entry = suspenseOf(state, suspenseId)
  return entry ? entry.fen - entry.reversedFen : 0
}

function requireLeft(state: FundState, suspenseId: Id, amountFen: number): Entry {
  const entry = suspenseOf(state, suspenseId)
  if (!entry) throw reject('suspense-unknown', { suspenseId })
  const left = leftOf(state, suspenseId)
  if (left < amountFen)
    throw reject('suspense-worked-off', { suspenseId, left: formatFen(left), amount: formatFen(amountFen) })
  return entry
}

function bookOf(state: FundState, suspenseId: Id) {
  const holder = suspenseOf(state, suspenseId)?.holder
  return holder?.of === 'pool' ? holder.book : undefined
}
const bookOfUnit = (state: FundState, unitId: Id) => getFrom(state.ledger.accounts, unitId)?.book
