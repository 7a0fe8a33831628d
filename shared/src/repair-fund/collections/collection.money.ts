/** Money of a collection: paid by door, spent with two signatures, and taken back with a second person where it was wrong. */
import { formatFen } from '@changxin/shared/kernel'
import type { CommandOf } from './collection.commands.ts'
import { leftInCollection, type OpenedCollection } from './collection.state.ts'
import { reject } from './errors.ts'
import {
  type CollectionEvent,
  CollectionPaymentReversed,
  CollectionPaymentsRecorded,
  CollectionReversalDropped,
  CollectionReversalProposed,
  CollectionSpendingRecorded,
  CollectionSpendingReversed,
  CollectionSpendingSigned,
  CollectionSpendingWithdrawn,
} from './events.ts'

type Events = readonly CollectionEvent[]

export const ofCollection = ({ collectionId, compoundId }: OpenedCollection) => ({ collectionId, compoundId })

export function requireDay(field: string, day: string, today: string): void {
  if (day > today) throw reject('collection-day-future', { field, day, today })
}

/** Nobody approves what they entered themselves. */
export function requireOther(by: string, ...handled: readonly string[]): void {
  if (handled.includes(by)) throw reject('collection-second-person')
}

export function pay(command: CommandOf<'RecordPayments'>, state: OpenedCollection): Events {
  const { rows, paidOn, file, keepCredit, by, today } = command
  if (rows.some(({ paymentId }) => state.entries.has(paymentId))) return []
  requireDay('paidOn', paidOn, today)
  const paid = new Map<string, number>()
  rows.forEach(({ unitId, amountFen }, index) => {
    const field = `rows[${index}].amountFen`
    const door = state.doors.get(unitId)
    if (!door) throw reject('collection-door-unknown', { field: `rows[${index}].unitId`, row: index + 1 })
    const before = paid.get(unitId) ?? door.paidFen
    const over = before + amountFen - door.dueFen
    if (over > 0 && !keepCredit) {
      const figures = { due: formatFen(door.dueFen), paid: formatFen(before), over: formatFen(over) }
      throw reject('collection-over-paid', { field, row: index + 1, ...figures })
    }
    paid.set(unitId, before + amountFen)
  })
  return [CollectionPaymentsRecorded({ ...ofCollection(state), rows: [...rows], paidOn, file, recordedBy: by })]
}

export function spend(command: CommandOf<'RecordSpending'>, state: OpenedCollection): Events {
  const { type: _, by, today, ...spending } = command
  if (state.entries.has(spending.spendingId)) return []
  requireDay('spentOn', spending.spentOn, today)
  requireLeft(spending.amountFen, state)
  return [CollectionSpendingRecorded({ ...ofCollection(state), ...spending, recordedBy: by })]
}

function requireLeft(amountFen: number, state: OpenedCollection): void {
  const left = leftInCollection(state)
  if (amountFen > left)
    throw reject('collection-not-enough', {
      field: 'amountFen',
      left: formatFen(left),
      amount: formatFen(amountFen),
    })
}

function spendingIn(state: OpenedCollection, spendingId: string) {
  const entry = state.entries.get(spendingId)
  if (entry?.kind !== 'spending') throw reject('collection-spending-unknown')
  return entry
}

export function sign({ spendingId, by, today }: CommandOf<'SignSpending'>, state: OpenedCollection): Events {
  const entry = spendingIn(state, spendingId)
  if (entry.status === 'counts' || entry.status === 'reversed') return []
  if (entry.status === 'withdrawn') throw reject('collection-spending-withdrawn')
  requireOther(by, entry.recordedBy)
  const { purpose, amountFen, day, recordedBy } = entry
  requireLeft(amountFen, state)
  const spending = { spendingId, purpose, amountFen, spentOn: day, recordedBy }
  return [CollectionSpendingSigned({ ...ofCollection(state), ...spending, signedOn: today, signedBy: by })]
}

export function withdraw({ spendingId, by, reason }: CommandOf<'WithdrawSpending'>, state: OpenedCollection): Events {
  const { status } = spendingIn(state, spendingId)
  if (status === 'withdrawn') return []
  if (status !== 'waits') throw reject('collection-spending-signed')
  return [CollectionSpendingWithdrawn({ ...ofCollection(state), spendingId, reason, withdrawnBy: by })]
}

export function propose(command: CommandOf<'ProposeReversal'>, state: OpenedCollection): Events {
  const { reversalId, entryId, reason, by } = command
  if (state.done.has(reversalId) || state.reversals.has(reversalId)) return []
  const entry = state.entries.get(entryId)
  if (!entry) throw reject('collection-entry-unknown')
  if (entry.status === 'waits' || entry.status === 'withdrawn') throw reject('collection-entry-not-counted')
  const waits = [...state.reversals.values()].some((reversal) => reversal.entryId === entryId)
  if (entry.status === 'reversed' || waits) throw reject('collection-entry-reversed')
  return [CollectionReversalProposed({ ...ofCollection(state), reversalId, entryId, reason, proposedBy: by })]
}

export function approve({ reversalId, by, today }: CommandOf<'ApproveReversal'>, state: OpenedCollection): Events {
  const reversal = state.reversals.get(reversalId)
  if (!reversal && state.done.has(reversalId)) return []
  const entry = reversal && state.entries.get(reversal.entryId)
  if (!reversal || !entry) throw reject('collection-reversal-unknown')
  requireOther(by, reversal.proposedBy, entry.recordedBy)
  const { entryId } = reversal
  const { amountFen, unitId } = entry
  const back = { ...ofCollection(state), reversalId, entryId, amountFen, reversedOn: today, approvedBy: by }
  if (unitId === null) return [CollectionSpendingReversed(back)]
  const door = state.doors.get(unitId)
  const free = Math.min(leftInCollection(state), door ? door.paidFen - door.backFen : 0)
  if (amountFen > free)
    throw reject('collection-reversal-spent', { left: formatFen(free), amount: formatFen(amountFen) })
  return [CollectionPaymentReversed({ ...back, unitId })]
}

export function drop({ reversalId, by }: CommandOf<'DropReversal'>, state: OpenedCollection): Events {
  const reversal = state.reversals.get(reversalId)
  if (!reversal && state.done.has(reversalId)) return []
  if (!reversal) throw reject('collection-reversal-unknown')
  const { entryId } = reversal
  return [CollectionReversalDropped({ ...ofCollection(state), reversalId, entryId, droppedBy: by })]
}
