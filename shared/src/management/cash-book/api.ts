/** Routes of the cash book: open, record, sign, withdraw, reverse; the book, its entries, the posting of a month. */
import {
  AsOfInput,
  commandRoute,
  Day,
  Id,
  Line,
  PageInput,
  PositiveFen,
  pageOf,
  queryRoute,
  Sha256,
} from '@changxin/shared/kernel'
import { z } from 'zod'
import { CashKind, CashMonth, MAX_DOORS, MAX_RECEIPTS } from './events.ts'

export const CashEntryView = z.object({
  id: Id,
  /** In the order of recording, from 1. */
  number: z.int(),
  kind: CashKind,
  amountFen: z.int(),
  paidOn: Day,
  month: CashMonth.nullable(),
  /** Doors of a fee round; 0 = not by door. */
  doors: z.int(),
  status: z.enum(['recorded', 'signed', 'withdrawn']),
  recordedById: Id,
  recordedByName: z.string(),
  signedByName: z.string().nullable(),
  withdrawnReason: z.string().nullable(),
  note: z.string().nullable(),
  receipts: z.array(Sha256),
  reverses: Id.nullable(),
  /** Number of the entry that this one takes back. */
  reversesNumber: z.int().nullable(),
  /** Number of the reversal, signed or not. */
  reversedByNumber: z.int().nullable(),
  sample: z.boolean(),
})
export type CashEntryView = z.infer<typeof CashEntryView>

export const CashPosting = z.object({
  month: CashMonth,
  compoundName: z.string(),
  /** Signed entries by their day: before the month with what was carried over in it, collected and spent in it, left after it. */
  openingFen: z.int(),
  collectedFen: z.int(),
  /** Above zero. */
  spentFen: z.int(),
  leftFen: z.int(),
  kinds: z.array(z.object({ kind: CashKind, /** Above zero as a rule; what was taken back is below. */ fen: z.int() })),
  /** Homes in the order of their doors; who lives there is not said. */
  doors: z.array(z.object({ id: Id, label: z.string(), paid: z.boolean() })),
  paidDoors: z.int(),
  allDoors: z.int(),
  /** Recorded, not signed: not counted. */
  unsigned: z.int(),
})
export type CashPosting = z.infer<typeof CashPosting>

export const cashBookApi = {
  cashBook: queryRoute({
    action: 'management.cash-book',
    path: '/api/compounds/:id/cash-book',
    input: { id: Id, ...AsOfInput },
    output: z.object({
      hasBook: z.boolean(),
      openedOn: Day.nullable(),
      /** Of signed entries; null where there is no book. */
      balanceFen: z.int().nullable(),
      entries: z.int(),
      unsigned: z.int(),
      /** The person is a member of the group. */
      mayWrite: z.boolean(),
      revision: z.int(),
    }),
    summary: 'The cash book of a self-governed compound',
  }),
  entries: queryRoute({
    action: 'management.cash-entries',
    path: '/api/compounds/:id/cash-book/entries',
    input: { id: Id, ...PageInput.shape, ...AsOfInput },
    output: pageOf(CashEntryView),
    summary: 'Entries of the cash book, newest first',
  }),
  posting: queryRoute({
    action: 'management.cash-posting',
    path: '/api/compounds/:id/cash-book/posting',
    input: { id: Id, month: CashMonth, ...AsOfInput },
    output: z.object({ posting: CashPosting.nullable() }),
    summary: 'What is posted in the stairwell for a month: collected, spent, left, who paid by door',
  }),
  open: commandRoute({
    action: 'management.open-cash-book',
    path: '/api/compounds/:id/cash-book/open',
    params: { id: Id },
    body: z.strictObject({ openedOn: Day }),
    summary: 'Opens the cash book',
  }),
  record: commandRoute({
    action: 'management.record-cash',
    path: '/api/compounds/:id/cash-book/entries',
    params: { id: Id },
    body: z.strictObject({
      kind: CashKind,
      /** What changed hands, above zero; the kind says in which direction. */
      amountFen: PositiveFen,
      paidOn: Day,
      fees: z
        .strictObject({
          month: CashMonth,
          rows: z
            .array(z.strictObject({ unitId: Id, amountFen: PositiveFen }))
            .min(1)
            .max(MAX_DOORS),
        })
        .nullable()
        .default(null),
      note: Line(60).nullable().default(null),
      receipts: z.array(Sha256).max(MAX_RECEIPTS).default([]),
    }),
    summary: 'Records an entry; it counts once another member has signed it',
  }),
  sign: commandRoute({
    action: 'management.sign-cash',
    path: '/api/compounds/:id/cash-book/entries/:entryId/sign',
    params: { id: Id, entryId: Id },
    body: z.strictObject({}),
    summary: 'The second signature',
  }),
  withdraw: commandRoute({
    action: 'management.withdraw-cash',
    path: '/api/compounds/:id/cash-book/entries/:entryId/withdraw',
    params: { id: Id, entryId: Id },
    body: z.strictObject({ reason: Line(60) }),
    summary: 'Withdraws an entry that nobody has signed',
  }),
  reverse: commandRoute({
    action: 'management.reverse-cash',
    path: '/api/compounds/:id/cash-book/entries/:entryId/reverse',
    params: { id: Id, entryId: Id },
    body: z.strictObject({ note: Line(60) }),
    summary: 'Takes a signed entry back with an opposite one, which another member signs too',
  }),
}
