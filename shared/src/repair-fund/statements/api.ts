/** Routes of statements: which periods there are, one of them, its unit accounts, its workbook, and posting it. */
import { AsOfInput, commandRoute, Day, Id, Line, PageInput, pageOf, queryRoute, Sha256 } from '@changxin/shared/kernel'
import { z } from 'zod'
import { Book } from '../ledger/accounts.ts'
import { BookingKind } from '../ledger/journal.ts'
import { MAX_POSTING_FILES } from './events.ts'
import { StatementPeriod } from './period.ts'
import { LineDifference, Statements } from './statements.ts'
import { HolderFigures } from './words.ts'

export const PostedStatement = z.object({
  statementId: Id,
  postedOn: Day,
  place: z.string(),
  noticeDays: z.int(),
  files: z.array(Sha256),
  byName: z.string(),
  hash: Sha256,
  sample: z.boolean(),
})
export type PostedStatement = z.infer<typeof PostedStatement>

export const StatementPeriodRow = z.object({
  id: StatementPeriod,
  /** The period has ended, and so it can be posted. */
  over: z.boolean(),
  closed: z.boolean(),
  /** Of the newest posting. */
  postedOn: Day.nullable(),
})
export type StatementPeriodRow = z.infer<typeof StatementPeriodRow>

/** What was spent on repairs; a reversal is below zero. */
export const StatementUse = z.object({
  id: Id,
  kind: BookingKind,
  paidOn: Day,
  purpose: z.string(),
  /** Units that share it; 0: the compound's own money. */
  doors: z.int(),
  fen: z.int(),
})
export type StatementUse = z.infer<typeof StatementUse>
export const BuildingFigures = HolderFigures.extend({ name: z.string() })
export const StatementView = z.object({
  compoundId: Id,
  compoundName: z.string(),
  period: StatementPeriod,
  from: Day,
  until: Day,
  over: z.boolean(),
  closed: z.boolean(),
  /** Books with money in them. */
  books: z.array(Book),
  /** Whose figures these are: of the books as they stand, or of the newest posting, for those who see no other. */
  shown: z.enum(['now', 'posted']),
  /** Null: not posted yet, and the asker sees posted ones alone. */
  statements: Statements.nullable(),
  buildings: z.array(BuildingFigures),
  /** In a period they sum to 维修支出. */
  uses: z.array(StatementUse),
  posted: PostedStatement.nullable(),
  /** What the books say now where it is not what was posted. */
  differences: z.array(LineDifference),
  /** The hash covers unit accounts too: false while any of them differs, though the totals may agree. */
  sameAsPosted: z.boolean().nullable(),
  mayPost: z.boolean(),
})
export type StatementView = z.infer<typeof StatementView>

/** For everybody: what hangs on the notice board, by building. No units, and nobody's name. */
export const PublishedStatement = StatementView.pick({
  compoundId: true,
  compoundName: true,
  period: true,
  from: true,
  until: true,
  books: true,
  statements: true,
  buildings: true,
}).extend({ posted: PostedStatement.pick({ postedOn: true, place: true, noticeDays: true, hash: true }).nullable() })
export type PublishedStatement = z.infer<typeof PublishedStatement>

/** Cells of a workbook: numbers are yuan with two decimals. */
export const WorkbookSheet = z.object({ name: z.string(), rows: z.array(z.array(z.union([z.string(), z.number()]))) })
const at = { id: Id, period: StatementPeriod }

export const statementsApi = {
  statements: queryRoute({
    action: 'repair-fund.statements',
    path: '/api/compounds/:id/fund/statements',
    input: { id: Id, ...AsOfInput },
    output: z.object({
      compoundName: z.string(),
      hasFund: z.boolean(),
      /** Newest first: years, then months. */
      items: z.array(StatementPeriodRow),
    }),
    summary: 'Months and years for which there is a statement',
  }),
  statement: queryRoute({
    action: 'repair-fund.statement',
    path: '/api/compounds/:id/fund/statements/:period',
    input: { ...at, ...AsOfInput },
    output: StatementView,
    summary:
      'Balance sheet, income and expenditure, and for a year the change of net assets; residents see what was posted',
  }),
  published: queryRoute({
    action: 'repair-fund.published-statement',
    path: '/api/compounds/:id/fund/published/:period',
    input: at,
    output: PublishedStatement,
    summary: 'A posted statement for everybody, without signing in: totals and buildings as they were posted',
  }),
  statementUnits: queryRoute({
    action: 'repair-fund.statement-units',
    path: '/api/compounds/:id/fund/statements/:period/units',
    input: { ...at, ...PageInput.shape, ...AsOfInput },
    output: pageOf(HolderFigures.extend({ label: z.string() })),
    summary: 'Unit accounts in a period: opening, in, out, closing',
  }),
  workbook: queryRoute({
    action: 'repair-fund.statement-workbook',
    path: '/api/compounds/:id/fund/statements/:period/workbook',
    input: { ...at, ...AsOfInput },
    output: z.object({ name: z.string(), sheets: z.array(WorkbookSheet) }),
    summary: 'The statements as XLSX',
  }),
  post: commandRoute({
    action: 'repair-fund.post-statement',
    path: '/api/compounds/:id/fund/statements/:period/post',
    params: at,
    body: z.strictObject({
      postedOn: Day,
      place: Line(100),
      noticeDays: z.int().min(1).max(365),
      files: z.array(Sha256).max(MAX_POSTING_FILES).default([]),
    }),
    summary: 'Records that the statement was posted; its figures are kept with their hash',
  }),
}
