/** Routes of reconciling with the bank, closing months, and the official book. */
import {
  AsOfInput,
  commandRoute,
  Day,
  Fen,
  Id,
  Line,
  NonNegativeFen,
  PageInput,
  pageOf,
  queryRoute,
  Sha256,
} from '@changxin/shared/kernel'
import { z } from 'zod'
import { Bookkeeper } from '../events.ts'
import { MAX_FUND_ROWS } from '../fund-words.ts'
import { Book } from '../ledger/accounts.ts'
import { StatementMonth } from '../statements/period.ts'
import { DifferenceReason } from './events.ts'

const ReconciledBook = z.object({
  book: Book,
  /** Our bank account at the end of the month. */
  bookFen: z.int(),
  /** The newest that was entered; null: none yet. */
  bank: z
    .object({
      asOf: Day,
      bankFen: z.int(),
      source: z.string(),
      file: Sha256.nullable(),
      byName: z.string(),
      mine: z.boolean(),
    })
    .nullable(),
  /** The bank's less ours, of the day that was entered; explained by open differences, and what is left of it. */
  differenceFen: z.int().nullable(),
  explainedFen: z.int(),
  leftFen: z.int().nullable(),
})
export const ReconciliationMonth = z.object({
  id: StatementMonth,
  over: z.boolean(),
  closed: z.boolean(),
  /** Null: it was closed with a later month. */
  closedByName: z.string().nullable(),
  books: z.array(ReconciledBook),
  /** Over, not closed, reconciled to its last day, and nothing left unexplained. */
  ready: z.boolean(),
})
export type ReconciliationMonth = z.infer<typeof ReconciliationMonth>

export const BankDifferenceView = z.object({
  id: Id,
  book: Book,
  since: Day,
  reason: DifferenceReason,
  amountFen: z.int(),
  note: z.string().nullable(),
  byName: z.string(),
  workedOffOn: Day.nullable(),
  ground: z.string().nullable(),
})
export type BankDifferenceView = z.infer<typeof BankDifferenceView>

export const OfficialView = z.object({
  id: Id,
  book: Book,
  asOf: Day,
  source: z.string(),
  file: Sha256.nullable(),
  officialFen: z.int(),
  ownFen: z.int(),
  /** Units in the list; 0: the whole alone was given. */
  units: z.int(),
  /** Differences that nobody has resolved: of the whole (0 or 1) and of units. */
  open: z.int(),
  wholeOpen: z.boolean(),
  byName: z.string(),
  sample: z.boolean(),
})
export type OfficialView = z.infer<typeof OfficialView>
export const OfficialDifferenceView = z.object({
  id: Id,
  label: z.string(),
  officialFen: z.int(),
  ownFen: z.int(),
  /** How it was resolved; null: it is open. */
  ground: z.string().nullable(),
})
export type OfficialDifferenceView = z.infer<typeof OfficialDifferenceView>

const params = { id: Id }
export const closingApi = {
  reconciliations: queryRoute({
    action: 'repair-fund.reconciliations',
    path: '/api/compounds/:id/fund/reconciliations',
    input: { id: Id, ...AsOfInput },
    output: z.object({
      compoundName: z.string(),
      hasFund: z.boolean(),
      closedThrough: Day.nullable(),
      /** Newest first. */
      items: z.array(ReconciliationMonth),
      /** Open ones first, then the newest that were worked off. */
      differences: z.array(BankDifferenceView),
      may: z.object({ reconcile: z.boolean(), close: z.boolean() }),
    }),
    summary: 'Months with the bank balance against ours, what explains the difference, and what is closed',
  }),
  reconcile: commandRoute({
    action: 'repair-fund.reconcile',
    path: '/api/compounds/:id/fund/reconciliations',
    params,
    body: z.strictObject({
      month: StatementMonth,
      book: Book.default('commercial'),
      asOf: Day,
      bankFen: NonNegativeFen,
      source: Line(100),
      file: Sha256.nullable().default(null),
    }),
    summary: 'Records what the bank had on a day of a month',
  }),
  recordDifference: commandRoute({
    action: 'repair-fund.record-difference',
    path: '/api/compounds/:id/fund/differences',
    params,
    body: z.strictObject({
      book: Book.default('commercial'),
      since: Day,
      reason: DifferenceReason,
      amountFen: Fen,
      note: Line(200).nullable().default(null),
    }),
    summary: 'Says why the bank and our book differ, and by how much',
  }),
  workOff: commandRoute({
    action: 'repair-fund.work-off-difference',
    path: '/api/compounds/:id/fund/differences/:differenceId/work-off',
    params: { ...params, differenceId: Id },
    body: z.strictObject({ on: Day, ground: Line(200), bookingId: Id.nullable().default(null) }),
    summary: 'Says that a difference is there no more',
  }),
  close: commandRoute({
    action: 'repair-fund.close-period',
    path: '/api/compounds/:id/fund/close',
    params,
    body: z.strictObject({ month: StatementMonth }),
    summary: 'Closes a month and all before it; never undone, and never by who reconciled',
  }),
  official: queryRoute({
    action: 'repair-fund.official',
    path: '/api/compounds/:id/fund/official',
    input: { id: Id, ...AsOfInput },
    output: z.object({
      hasFund: z.boolean(),
      bookkeeper: Bookkeeper.nullable(),
      /** Since when, where it was changed. */
      since: Day.nullable(),
      ground: z.string().nullable(),
      decisionId: Id.nullable(),
      /** The newest of each book. */
      items: z.array(OfficialView),
    }),
    summary: 'Whose book is the official one, what it says, and how many differences are open',
  }),
  officialDifferences: queryRoute({
    action: 'repair-fund.official-differences',
    path: '/api/compounds/:id/fund/official/:officialId/differences',
    input: { id: Id, officialId: Id, ...PageInput.shape, ...AsOfInput },
    output: pageOf(OfficialDifferenceView),
    summary: 'Units whose official balance is another than ours',
  }),
  recordOfficial: commandRoute({
    action: 'repair-fund.record-official',
    path: '/api/compounds/:id/fund/official',
    params,
    body: z.strictObject({
      book: Book.default('commercial'),
      asOf: Day,
      source: Line(100),
      file: Sha256.nullable().default(null),
      officialFen: NonNegativeFen,
      rows: z
        .array(z.strictObject({ unitId: Id, officialFen: NonNegativeFen }))
        .max(MAX_FUND_ROWS)
        .default([]),
    }),
    summary: 'Records balances of the official book; ours of the same day is set against them',
  }),
  resolve: commandRoute({
    action: 'repair-fund.resolve-official',
    path: '/api/compounds/:id/fund/official/:officialId/resolve',
    params: { ...params, officialId: Id },
    body: z.strictObject({
      whole: z.boolean().default(false),
      unitIds: z.array(Id).max(MAX_FUND_ROWS).default([]),
      ground: Line(200),
    }),
    summary: 'Says how differences to the official book came about and what was done',
  }),
  changeBookkeeper: commandRoute({
    action: 'repair-fund.change-bookkeeper',
    path: '/api/compounds/:id/fund/bookkeeper',
    params,
    body: z.strictObject({
      bookkeeper: Bookkeeper,
      on: Day,
      ground: Line(300),
      decisionId: Id.nullable().default(null),
    }),
    summary: 'Whose book is the official one from a day on; owners keep it by a decision of theirs',
  }),
}
