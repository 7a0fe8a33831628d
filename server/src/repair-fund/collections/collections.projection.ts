/** Collections with their doors and entries, and the movements of shared money, from the events of both books. */
import { FundRaisingAuthorised } from '@changxin/shared/decisions'
import type { Recorded } from '@changxin/shared/kernel'
import { dayOf } from '@changxin/shared/kernel'
import { CashEntrySigned, isCashOut } from '@changxin/shared/management'
import {
  CollectionCancelled,
  CollectionCarriedOver,
  CollectionClosed,
  CollectionConfirmed,
  CollectionDrafted,
  CollectionGiveBackPlanned,
  CollectionGiveBackWithdrawn,
  CollectionGivenBack,
  CollectionPaymentReversed,
  CollectionPaymentsRecorded,
  CollectionReversalDropped,
  CollectionReversalProposed,
  CollectionSpendingRecorded,
  CollectionSpendingReversed,
  CollectionSpendingSigned,
  CollectionSpendingWithdrawn,
  FundOpened,
  PaidDoorsShown,
} from '@changxin/shared/repair-fund'
import { on, projection, type Rows } from '../../views/projection.ts'
import { changeDoor, endEntry, purposeOf, putDoors, putEntry, putMoney, putRow, recount } from './collections.rows.ts'
import { schema } from './collections.schema.ts'

const dayIn = ({ metadata }: Pick<Recorded, 'metadata'>) => dayOf(metadata.occurredAt)

function endCollection(
  event: Recorded<{ type: string; data: { collectionId: string; compoundId: string } }>,
  status: 'closed' | 'cancelled',
  reason: string | null,
  rows: Rows,
): void {
  rows.run(
    'UPDATE repair_fund_collections_collection SET status = ?, ended_reason = ? WHERE collection_id = ?',
    status,
    reason,
    event.data.collectionId,
  )
  recount(event, rows)
}

function settleReversal(reversalId: string, isApproved: boolean, rows: Rows): void {
  if (isApproved) rows.run('UPDATE repair_fund_collections_reversal SET waits = 0 WHERE reversal_id = ?', reversalId)
  else rows.run('DELETE FROM repair_fund_collections_reversal WHERE reversal_id = ?', reversalId)
}

export const collectionsProjection = projection('repair-fund-collections', 1, schema, [
  on(CollectionDrafted, (event, rows) => {
    putRow(event, rows)
    putDoors(
      event,
      event.data.rows.map((row) => ({ ...row, floorArea: null })),
      rows,
    )
    const { ground } = event.data
    if (ground.kind === 'decision') {
      rows.run(
        'DELETE FROM repair_fund_collections_raising WHERE decision_id = ? AND item_id = ?',
        ground.decisionId,
        ground.itemId,
      )
      rows.touch({ table: 'repair_fund_collections_raising', compoundId: event.data.compoundId })
    }
    recount(event, rows)
  }),
  on(CollectionConfirmed, (event, rows) => {
    const { collectionId } = event.data
    rows.run("UPDATE repair_fund_collections_collection SET status = 'open' WHERE collection_id = ?", collectionId)
    putDoors(event, event.data.rows, rows)
    recount(event, rows)
  }),
  on(CollectionCancelled, (event, rows) => endCollection(event, 'cancelled', event.data.reason, rows)),
  on(CollectionClosed, (event, rows) => endCollection(event, 'closed', event.data.unpaidReason, rows)),

  on(CollectionPaymentsRecorded, (event, rows) => {
    const { rows: paid, paidOn: day, file, recordedBy } = event.data
    paid.forEach(({ paymentId, unitId, amountFen }, ordinal) => {
      const entry = { entryId: paymentId, kind: 'payment' as const, unitId, amountFen, day, recordedBy }
      putEntry(event, { ...entry, status: 'counts', invoices: file ? [file] : [] }, rows)
      changeDoor(event, unitId, { paidFen: amountFen, paidOn: day }, rows)
      putMoney(event, { entryId: paymentId, direction: 'in', day, amountFen, ordinal }, rows)
    })
    recount(event, rows)
  }),
  on(CollectionSpendingRecorded, (event, rows) => {
    const { spendingId: entryId, amountFen, spentOn: day, ...data } = event.data
    putEntry(event, { ...data, entryId, kind: 'spending', amountFen: -amountFen, day, status: 'waits' }, rows)
    recount(event, rows)
  }),
  on(CollectionSpendingSigned, (event, rows) => {
    const { spendingId: entryId, amountFen, spentOn: day, purpose, signedBy } = event.data
    endEntry(entryId, 'counts', { signedBy }, rows)
    putMoney(event, { entryId, direction: 'out', day, amountFen: -amountFen, what: purpose }, rows)
    recount(event, rows)
  }),
  on(CollectionSpendingWithdrawn, (event, rows) => {
    endEntry(event.data.spendingId, 'withdrawn', { reason: event.data.reason }, rows)
    recount(event, rows)
  }),

  on(CollectionReversalProposed, (event, rows) => {
    const { reversalId, collectionId, entryId, reason, proposedBy } = event.data
    rows.run(
      'INSERT INTO repair_fund_collections_reversal VALUES (?, ?, ?, ?, ?, 1)',
      reversalId,
      collectionId,
      entryId,
      reason,
      proposedBy,
    )
    recount(event, rows)
  }),
  on(CollectionReversalDropped, (event, rows) => {
    settleReversal(event.data.reversalId, false, rows)
    recount(event, rows)
  }),
  on(CollectionPaymentReversed, (event, rows) => {
    const { reversalId, entryId, unitId, amountFen, reversedOn: day } = event.data
    settleReversal(reversalId, true, rows)
    endEntry(entryId, 'reversed', {}, rows)
    changeDoor(event, unitId, { paidFen: -amountFen }, rows)
    putMoney(event, { entryId, direction: 'in', day, amountFen: -amountFen, isReversal: true }, rows)
    recount(event, rows)
  }),
  on(CollectionSpendingReversed, (event, rows) => {
    const { reversalId, entryId, amountFen, reversedOn: day } = event.data
    settleReversal(reversalId, true, rows)
    endEntry(entryId, 'reversed', {}, rows)
    const what = purposeOf(entryId, rows)
    putMoney(event, { entryId, direction: 'out', day, amountFen, what, isReversal: true }, rows)
    recount(event, rows)
  }),

  on(CollectionGiveBackPlanned, (event, rows) => {
    const { giveBackId: entryId, totalFen, recordedBy } = event.data
    const entry = { entryId, kind: 'give-back' as const, amountFen: -totalFen, day: dayIn(event), recordedBy }
    putEntry(event, { ...entry, status: 'waits' }, rows)
    recount(event, rows)
  }),
  on(CollectionGiveBackWithdrawn, (event, rows) => {
    endEntry(event.data.giveBackId, 'withdrawn', {}, rows)
    recount(event, rows)
  }),
  on(CollectionGivenBack, (event, rows) => {
    const { giveBackId: entryId, rows: shares, totalFen, givenOn: day, signedBy } = event.data
    endEntry(entryId, 'counts', { signedBy }, rows)
    for (const { unitId, amountFen } of shares) changeDoor(event, unitId, { backFen: amountFen }, rows)
    putMoney(event, { entryId, direction: 'returned', day, amountFen: -totalFen }, rows)
    recount(event, rows)
  }),
  on(CollectionCarriedOver, (event, rows) => {
    const { carryOverId: entryId, rows: shares, totalFen, carriedOn: day, carriedBy: recordedBy } = event.data
    const entry = { entryId, kind: 'carry-over' as const, amountFen: -totalFen, day, recordedBy }
    putEntry(event, { ...entry, status: 'counts' }, rows)
    for (const { unitId, amountFen } of shares) changeDoor(event, unitId, { backFen: amountFen }, rows)
    putMoney(event, { entryId, direction: 'carried', day, amountFen: -totalFen }, rows)
    recount(event, rows)
  }),

  on(CashEntrySigned, ({ data: { compoundId, entryId, kind, amountFen, paidOn, reverses }, position }, rows) => {
    rows.run(
      "INSERT INTO repair_fund_collections_money VALUES (?, 0, ?, 'cash-book', NULL, ?, ?, ?, ?, ?, ?)",
      position,
      compoundId,
      entryId,
      kind === 'carried-over' ? 'opening' : isCashOut(kind) ? 'out' : 'in',
      kind,
      paidOn,
      amountFen,
      reverses === null ? 0 : 1,
    )
    rows.touch({ table: 'repair_fund_collections_money', compoundId })
  }),
  on(FundOpened, ({ data: { compoundId }, position }, rows) => {
    rows.run('INSERT OR IGNORE INTO repair_fund_collections_fund VALUES (?, ?)', compoundId, position)
    rows.touch({ table: 'repair_fund_collections_fund', compoundId })
  }),
  on(PaidDoorsShown, ({ data: { compoundId, shown, ground, chosenOn } }, rows) => {
    rows.run(
      'INSERT OR REPLACE INTO repair_fund_collections_setting VALUES (?, ?, ?, ?)',
      compoundId,
      shown ? 1 : 0,
      ground,
      chosenOn,
    )
    rows.touch({ table: 'repair_fund_collections_setting', compoundId })
  }),
  on(FundRaisingAuthorised, ({ data, id, metadata, position }, rows) => {
    const { decisionId, itemId, compoundId } = data
    rows.run(
      'INSERT INTO repair_fund_collections_raising VALUES (?, ?, ?, ?, ?, ?, ?)',
      decisionId,
      itemId,
      compoundId,
      JSON.stringify(data),
      id,
      metadata.occurredAt,
      position,
    )
    rows.touch({ table: 'repair_fund_collections_raising', compoundId })
  }),
])
