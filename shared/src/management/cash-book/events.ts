/**
 * 自治小组现金账: the stream `cashbook-<compoundId>`. An entry is recorded by one member and signed by another; only what
 * was signed counts. `CashEntrySigned` repeats the whole entry, so that whoever sums up needs this one event and no other.
 */
import { Day, type EventOf, event, Fen, Id, Line, Sha256 } from '@changxin/shared/kernel'
import { z } from 'zod'

/** Doors of one fee round. */
export const MAX_DOORS = 500
export const MAX_RECEIPTS = 6

/** 卫生费、筹款、捐款、公共收益、垫付、上期结转、其他收入 */
export const CashIn = z.enum([
  'cleaning-fee',
  'levy',
  'donation',
  'common-income',
  'advance',
  'carried-over',
  'other-income',
])
/** 人工、小修、用品、水电、归还垫付、其他支出 */
export const CashOut = z.enum(['labour', 'small-repair', 'supplies', 'utilities', 'advance-back', 'other-expense'])
export const CashKind = z.enum([...CashIn.options, ...CashOut.options])
export type CashKind = z.infer<typeof CashKind>

/** `2026-03` */
export const CashMonth = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/)
export type CashMonth = z.infer<typeof CashMonth>

/** What doors paid for a month. */
export const CashFees = z.object({
  month: CashMonth,
  rows: z
    .array(z.object({ unitId: Id, amountFen: Fen }))
    .min(1)
    .max(MAX_DOORS),
})
export type CashFees = z.infer<typeof CashFees>

/** `amountFen`: above zero into the box, below zero out of it; never zero. A reversal has the opposite sign of its entry. */
export const CashEntry = z.object({
  compoundId: Id,
  entryId: Id,
  kind: CashKind,
  amountFen: Fen,
  /** The day on which money changed hands. */
  paidOn: Day,
  /** Of fees by door; the sum of the rows is the amount. */
  fees: CashFees.nullable(),
  /** The entry that this one takes back. */
  reverses: Id.nullable(),
  recordedBy: Id,
})
export type CashEntry = z.infer<typeof CashEntry>

export const CashBookOpened = event('CashBookOpened', z.object({ compoundId: Id, openedOn: Day, openedBy: Id }))
export const CashEntryRecorded = event(
  'CashEntryRecorded',
  CashEntry.extend({
    note: Line(60).nullable(),
    receipts: z.array(Sha256).max(MAX_RECEIPTS),
  }),
)
/** Counts from here on. */
export const CashEntrySigned = event('CashEntrySigned', CashEntry.extend({ signedBy: Id }))
/** Never signed: it was wrong before it counted. */
export const CashEntryWithdrawn = event(
  'CashEntryWithdrawn',
  z.object({ compoundId: Id, entryId: Id, withdrawnBy: Id, reason: Line(60) }),
)

export const cashBookEvents = [CashBookOpened, CashEntryRecorded, CashEntrySigned, CashEntryWithdrawn] as const
export type CashBookEvent = EventOf<typeof cashBookEvents>
