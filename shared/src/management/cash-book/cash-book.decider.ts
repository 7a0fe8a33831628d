/** The cash book of a self-governed compound: recorded by one, signed by another; what is signed never changes. */
import { type Day, type Decider, formatFen, unreachable } from '@changxin/shared/kernel'
import type { Mode } from '../events.ts'
import { reject } from './errors.ts'
import {
  type CashBookEvent,
  CashBookOpened,
  type CashEntry,
  CashEntryRecorded,
  CashEntrySigned,
  CashEntryWithdrawn,
  type CashFees,
  type CashKind,
  CashOut,
} from './events.ts'

type DataOf<Type extends CashBookEvent['type']> = Extract<CashBookEvent, { type: Type }>['data']

export type CashBookCommand =
  | {
      readonly type: 'OpenCashBook'
      readonly compoundId: string
      readonly openedOn: Day
      readonly by: string
      readonly today: Day
    }
  /** `amountFen` above zero: the kind says in which direction. */
  | ({ readonly type: 'RecordCashEntry'; readonly today: Day } & Omit<DataOf<'CashEntryRecorded'>, 'reverses'>)
  | {
      readonly type: 'ReverseCashEntry'
      readonly entryId: string
      readonly reversalId: string
      readonly note: string | null
      readonly by: string
      readonly today: Day
    }
  | { readonly type: 'SignCashEntry'; readonly entryId: string; readonly by: string }
  | { readonly type: 'WithdrawCashEntry'; readonly entryId: string; readonly by: string; readonly reason: string }

/** What was not read counts as not there. */
export interface CashBookFacts {
  /** On the day of the command. */
  readonly memberIds?: ReadonlySet<string>
  readonly mode?: Mode
  /** Doors of the compound. */
  readonly unitIds?: ReadonlySet<string>
}

interface KnownEntry extends CashEntry {
  readonly status: 'recorded' | 'signed' | 'withdrawn'
}

export type CashBook = {
  readonly compoundId: string
  readonly openedOn: Day
  readonly entries: ReadonlyMap<string, KnownEntry>
  /** Of what is signed. */
  readonly balanceFen: number
} | null

export const cashBookDecider: Decider<CashBookCommand, CashBookEvent, CashBook, CashBookFacts | undefined> = {
  initial: null,
  evolve(state, event) {
    if (event.type === 'CashBookOpened') {
      const { compoundId, openedOn } = event.data
      return { compoundId, openedOn, entries: new Map(), balanceFen: 0 }
    }
    if (!state) return state
    const put = (entry: KnownEntry) => ({ ...state, entries: new Map(state.entries).set(entry.entryId, entry) })
    switch (event.type) {
      case 'CashEntryRecorded':
        return put({ ...event.data, status: 'recorded' })
      case 'CashEntrySigned': {
        return { ...put({ ...event.data, status: 'signed' }), balanceFen: state.balanceFen + event.data.amountFen }
      }
      case 'CashEntryWithdrawn': {
        const entry = state.entries.get(event.data.entryId)
        return entry ? put({ ...entry, status: 'withdrawn' }) : state
      }
      default:
        return unreachable(event)
    }
  },
  decide(command, state, facts) {
    if (command.type === 'OpenCashBook') return open(command, state, facts)
    if (!state) throw reject('cash-book-not-opened')
    switch (command.type) {
      case 'RecordCashEntry':
        return record(command, state, facts)
      case 'ReverseCashEntry':
        return reverse(command, state, facts)
      case 'SignCashEntry':
        return sign(command, state, facts)
      case 'WithdrawCashEntry':
        return withdraw(command, state, facts)
      default:
        return unreachable(command)
    }
  },
}

type Command<Type extends CashBookCommand['type']> = Extract<CashBookCommand, { type: Type }>
type Opened = NonNullable<CashBook>
type Facts = CashBookFacts | undefined

/** Money goes out of the box. */
export const isCashOut = (kind: CashKind): boolean => CashOut.safeParse(kind).success

function requireMember(by: string, facts: Facts): void {
  if (!facts?.memberIds?.has(by)) throw reject('cash-not-a-member')
}

function requireDay(paidOn: Day, openedOn: Day, today: Day): void {
  if (paidOn > today) throw reject('cash-in-future', { field: 'paidOn', paidOn, today })
  if (paidOn < openedOn) throw reject('cash-before-opening', { field: 'paidOn', paidOn, openedOn })
}

function open({ compoundId, openedOn, by, today }: Command<'OpenCashBook'>, state: CashBook, facts: Facts) {
  if (state) return []
  if (facts?.mode !== 'self-governance') throw reject('cash-book-needs-self-governance')
  requireMember(by, facts)
  if (openedOn > today) throw reject('cash-in-future', { field: 'openedOn', paidOn: openedOn, today })
  return [CashBookOpened({ compoundId, openedOn, openedBy: by })]
}

function record(command: Command<'RecordCashEntry'>, state: Opened, facts: Facts) {
  const { type: _, today, ...entry } = command
  if (state.entries.has(entry.entryId)) return []
  requireMember(entry.recordedBy, facts)
  requireDay(entry.paidOn, state.openedOn, today)
  if (isCashOut(entry.kind) && entry.receipts.length === 0) throw reject('cash-receipt-missing', { field: 'receipts' })
  if (entry.fees) requireFees(entry, entry.fees, state, facts)
  const amountFen = isCashOut(entry.kind) ? -entry.amountFen : entry.amountFen
  return [CashEntryRecorded({ ...entry, amountFen, reverses: null })]
}

function requireFees(
  { kind, amountFen }: Pick<CashEntry, 'kind' | 'amountFen'>,
  fees: CashFees,
  state: Opened,
  facts: Facts,
): void {
  if (kind !== 'cleaning-fee' && kind !== 'levy') throw reject('cash-fees-misplaced', { field: 'fees' })
  const sumFen = fees.rows.reduce((sum, row) => sum + row.amountFen, 0)
  if (sumFen !== amountFen)
    throw reject('cash-fees-sum', { field: 'amountFen', sum: formatFen(sumFen), amount: formatFen(amountFen) })
  const ids = fees.rows.map(({ unitId }) => unitId)
  const unknown = ids.findIndex((id, index) => !facts?.unitIds?.has(id) || ids.indexOf(id) !== index)
  if (unknown >= 0) throw reject('cash-door-unknown', { field: `fees.rows[${unknown}].unitId` })
  // A levy may be paid in parts; a month's fee is paid once.
  if (kind === 'levy') return
  const paid = paidDoors(state, fees.month)
  const again = ids.filter((id) => paid.has(id))
  if (again.length > 0) throw reject('cash-door-paid', { field: 'fees', n: again.length, month: fees.month })
}

/** Doors whose cleaning fee of a month is recorded or signed, and not taken back. */
export function paidDoors(state: Opened, month: string): ReadonlySet<string> {
  const taken = reversedIds(state, 'signed')
  const counted = [...state.entries.values()].filter(
    ({ entryId, kind, status, reverses }) =>
      kind === 'cleaning-fee' && status !== 'withdrawn' && reverses === null && !taken.has(entryId),
  )
  return new Set(counted.flatMap(({ fees }) => (fees?.month === month ? fees.rows.map(({ unitId }) => unitId) : [])))
}

/** Entries with a reversal that is signed, or (`any`) that at least waits for it. */
function reversedIds(state: Opened, how: 'signed' | 'any'): ReadonlySet<string | null> {
  const reversals = [...state.entries.values()].filter(
    ({ reverses, status }) => reverses !== null && (status === 'signed' || (how === 'any' && status === 'recorded')),
  )
  return new Set(reversals.map(({ reverses }) => reverses))
}

function reverse({ entryId, reversalId, note, by, today }: Command<'ReverseCashEntry'>, state: Opened, facts: Facts) {
  if (state.entries.has(reversalId)) return []
  requireMember(by, facts)
  const entry = state.entries.get(entryId)
  if (!entry) throw reject('cash-entry-unknown')
  if (entry.status !== 'signed') throw reject('cash-entry-not-signed')
  if (entry.reverses !== null) throw reject('cash-reversal-stays')
  if (reversedIds(state, 'any').has(entryId)) throw reject('cash-entry-reversed')
  const { compoundId, kind, amountFen, fees } = entry
  const back = fees && { ...fees, rows: fees.rows.map((row) => ({ ...row, amountFen: -row.amountFen })) }
  return [
    CashEntryRecorded({
      compoundId,
      entryId: reversalId,
      kind,
      amountFen: -amountFen,
      paidOn: today,
      fees: back,
      reverses: entryId,
      recordedBy: by,
      note,
      receipts: [],
    }),
  ]
}

function sign({ entryId, by }: Command<'SignCashEntry'>, state: Opened, facts: Facts) {
  const entry = state.entries.get(entryId)
  if (!entry) throw reject('cash-entry-unknown')
  requireMember(by, facts)
  if (entry.status === 'signed') return []
  if (entry.status === 'withdrawn') throw reject('cash-entry-withdrawn')
  if (entry.recordedBy === by) throw reject('cash-second-signature')
  const left = state.balanceFen + entry.amountFen
  // What was counted by mistake is taken back even when the box is empty by then: the book then says what is missing.
  if (left < 0 && entry.amountFen < 0 && entry.reverses === null)
    throw reject('cash-not-enough', { balance: formatFen(state.balanceFen), amount: formatFen(-entry.amountFen) })
  const { compoundId, kind, amountFen, paidOn, fees, reverses, recordedBy } = entry
  return [CashEntrySigned({ compoundId, entryId, kind, amountFen, paidOn, fees, reverses, recordedBy, signedBy: by })]
}

function withdraw({ entryId, by, reason }: Command<'WithdrawCashEntry'>, state: Opened, facts: Facts) {
  const entry = state.entries.get(entryId)
  if (!entry) throw reject('cash-entry-unknown')
  requireMember(by, facts)
  if (entry.status === 'withdrawn') return []
  if (entry.status === 'signed') throw reject('cash-entry-signed')
  return [CashEntryWithdrawn({ compoundId: state.compoundId, entryId, withdrawnBy: by, reason })]
}
