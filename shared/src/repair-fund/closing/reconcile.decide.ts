/** Reconciling a month with the bank, saying why the two differ, and closing what is explained to the fen. */
import { type Day, formatFen } from '@changxin/shared/kernel'
import type { z } from 'zod'
import { getFrom } from '../bucket-map.ts'
import { EARLIEST_PAID_ON, requireOpened } from '../contributions/checks.ts'
import type { RepairFundEvent } from '../events.ts'
import type { FundState } from '../fund.state.ts'
import { Book } from '../ledger/accounts.ts'
import { lastDayOfMonth, monthOf } from '../statements/period.ts'
import { balanceAt, postingsIn } from '../statements/sums.ts'
import { openDifferences, type Reconciliation, reconciliationKey, requireOpenDay } from './closing.state.ts'
import { reject } from './errors.ts'
import {
  BankDifferenceRecorded,
  BankDifferenceWorkedOff,
  BankReconciled,
  PeriodClosed,
  signOfReason,
} from './events.ts'

type DataOf<Definition extends { schema: z.ZodType }> = Readonly<z.output<Definition['schema']>>
interface Today {
  /** The day of the command in Asia/Shanghai. */
  readonly today: Day
}
export interface ReconcileBank extends Omit<DataOf<typeof BankReconciled>, 'bookFen'>, Today {
  readonly type: 'ReconcileBank'
}
export interface RecordBankDifference extends DataOf<typeof BankDifferenceRecorded>, Today {
  readonly type: 'RecordBankDifference'
}
export interface WorkOffBankDifference extends DataOf<typeof BankDifferenceWorkedOff>, Today {
  readonly type: 'WorkOffBankDifference'
}
export interface ClosePeriod extends Pick<DataOf<typeof PeriodClosed>, 'compoundId' | 'by'>, Today {
  readonly type: 'ClosePeriod'
  readonly month: string
}
export type ClosingCommand = ReconcileBank | RecordBankDifference | WorkOffBankDifference | ClosePeriod

type Events = readonly RepairFundEvent[]

/** A book's bank account at the end of a day. O(entries). */
export function bankFenAt({ ledger }: Pick<FundState, 'ledger'>, book: Book, day: Day): number {
  return balanceAt(postingsIn(ledger), book, 'bank', day)
}

export function reconcileBank({ type: _, today, ...command }: ReconcileBank, state: FundState): Events {
  requireOpened(state)
  const { month, book, asOf, reconciliationId } = command
  const known = state.closing.reconciliations.get(reconciliationKey(month, book))
  if (known?.reconciliationId === reconciliationId) return []
  if (monthOf(asOf) !== month) throw reject('reconciliation-outside-month', { field: 'asOf', asOf, month })
  requireDay(state, asOf, today, 'asOf')
  return [BankReconciled({ ...command, bookFen: bankFenAt(state, book, asOf) })]
}

export function recordBankDifference({ type: _, today, ...command }: RecordBankDifference, state: FundState): Events {
  requireOpened(state)
  const { differenceId, reason, amountFen, since } = command
  if (state.closing.differences.has(differenceId)) return []
  requireDay(state, since, today, 'since')
  const sign = signOfReason[reason]
  if (amountFen === 0 || (sign !== undefined && Math.sign(amountFen) !== sign))
    throw reject('difference-wrong-way', { field: 'amountFen', amount: formatFen(amountFen) })
  return [BankDifferenceRecorded(command)]
}

export function workOffBankDifference({ type: _, today, ...command }: WorkOffBankDifference, state: FundState): Events {
  requireOpened(state)
  const { differenceId, on, bookingId } = command
  const difference = state.closing.differences.get(differenceId)
  if (!difference) throw reject('difference-unknown', { differenceId })
  if (difference.workedOffOn !== null) return []
  if (on < difference.since) throw reject('difference-not-yet', { field: 'on', on, since: difference.since })
  requireDay(state, on, today, 'on')
  const { entries, bookings } = state.ledger
  if (bookingId !== null && !getFrom(bookings, bookingId) && !getFrom(entries, bookingId))
    throw reject('difference-booking-unknown', { field: 'bookingId' })
  return [BankDifferenceWorkedOff(command)]
}

function requireDay(state: FundState, day: Day, today: Day, field: string): void {
  if (day > today) throw reject('closing-day-in-future', { field, day, today })
  if (day < EARLIEST_PAID_ON) throw reject('closing-day-too-early', { field, day, earliest: EARLIEST_PAID_ON })
  requireOpenDay(state.closing, day, field)
}

/** All months up to this one are closed with it: its balance is what all of them led to. */
export function closePeriod({ compoundId, month, by, today }: ClosePeriod, state: FundState): Events {
  requireOpened(state)
  const through = lastDayOfMonth(month)
  const { closedThrough } = state.closing
  if (closedThrough !== null && through <= closedThrough) return []
  if (through >= today) throw reject('month-not-over', { month, through })
  const reconciled = booksInUse(state, through).map((book) => requireExplained(state, month, book))
  for (const { by: who, book } of reconciled) {
    const said = [who, ...openDifferences(state.closing, book, through).map((difference) => difference.by)]
    if (said.includes(by)) throw reject('closing-needs-second-person')
  }
  const reconciliationIds = reconciled.map(({ reconciliationId }) => reconciliationId)
  return [PeriodClosed({ compoundId, through, by, reconciliationIds })]
}

/** Books in which anything has counted by then; a fund without money is reconciled in the one it will have. */
function booksInUse({ ledger }: FundState, through: Day): Book[] {
  const used = new Set<Book>()
  for (const { book, day } of postingsIn(ledger)) if (day <= through) used.add(book)
  const inUse = Book.options.filter((book) => used.has(book))
  return inUse.length > 0 ? inUse : ['commercial']
}

/** Against our book as it stands now: what was booked since the balance was entered counts too. */
function requireExplained(state: FundState, month: string, book: Book): Reconciliation {
  const reconciliation = state.closing.reconciliations.get(reconciliationKey(month, book))
  const through = lastDayOfMonth(month)
  if (!reconciliation) throw reject('month-not-reconciled', { month, book })
  if (reconciliation.asOf !== through)
    throw reject('reconciled-before-month-end', { asOf: reconciliation.asOf, through })
  const differenceFen = reconciliation.bankFen - bankFenAt(state, book, through)
  const explainedFen = explainedAt(state, book, through)
  if (differenceFen !== explainedFen)
    throw reject('difference-unexplained', {
      difference: formatFen(differenceFen),
      explained: formatFen(explainedFen),
      left: formatFen(differenceFen - explainedFen),
    })
  return reconciliation
}

export const explainedAt = ({ closing }: Pick<FundState, 'closing'>, book: Book, day: Day): number =>
  openDifferences(closing, book, day).reduce((sum, { amountFen }) => sum + amountFen, 0)
