/** Routes of imports: a sheet is brought, read under a mapping (dry run), booked; what nobody was found for is worked off. */
import {
  CommandAnswer,
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
import { ContributionKind } from '../fund-words.ts'
import { Book } from '../ledger/accounts.ts'
import { FundColumns } from './columns.ts'
import { Alike, MAX_BANK, Negatives, RowNumber, StagedRow } from './events.ts'
import { ImportKind, RowOutcome } from './words.ts'

/** The first lines of a sheet, as the person who maps its columns sees them. */
export const PREVIEW_LINES = 20
export const PREVIEW_COLUMNS = 40
export const MAX_ORIGINALS = 50
/** Units that one receipt is divided among. */
export const MAX_SUSPENSE_SHARES = 20

const Counted = z.object({ rows: z.int(), fen: z.int() })
export const ImportStatus = z.enum(['staging', 'staged', 'booking', 'booked', 'discarded'])
export type ImportStatus = z.infer<typeof ImportStatus>

export const FundImportView = z.object({
  id: Id,
  compoundId: Id,
  stagingId: Id,
  status: ImportStatus,
  file: Sha256,
  columns: FundColumns,
  kind: ImportKind,
  negatives: Negatives,
  stagedAt: z.string(),
  rows: z.int(),
  /** That were read so far. */
  rowsRead: z.int(),
  counts: z.record(RowOutcome, Counted),
  batches: z.int(),
  batchesDone: z.int(),
  bookedRows: z.int(),
  bookedFen: z.int(),
  sample: z.boolean(),
})
export type FundImportView = z.infer<typeof FundImportView>

export const FundImportRowView = StagedRow.omit({ key: true, problems: true, candidates: true }).extend({
  id: z.string(),
  unitLabel: z.string().nullable(),
  candidates: z.array(z.object({ unitId: Id, label: z.string() })),
  /** Why it is not booked to a unit. */
  reason: z.string(),
})
export type FundImportRowView = z.infer<typeof FundImportRowView>

export const SuspenseView = z.object({
  id: Id,
  compoundId: Id,
  paidOn: Day,
  amountFen: z.int(),
  /** What nobody has been found for yet. */
  leftFen: z.int(),
  returnedFen: z.int(),
  book: Book,
  /** Where its names stand; null for a receipt that was entered by hand. */
  importId: Id.nullable(),
  row: z.int().nullable(),
  candidates: z.array(z.object({ unitId: Id, label: z.string() })),
  /** It was paid for this unit, whose account had closed when it was booked. */
  closedUnit: z.object({ unitId: Id, label: z.string() }).nullable(),
  /** It was carried over from this collection. */
  collection: z.object({ id: Id, purpose: z.string() }).nullable(),
  sample: z.boolean(),
})
export type SuspenseView = z.infer<typeof SuspenseView>

const Lines = z.array(z.array(z.string()))
const Nothing = z.strictObject({})

export const fundImportsApi = {
  /** The body is `multipart/form-data` with one part `file`; the empty object stands for it. */
  bring: commandRoute({
    action: 'repair-fund.bring-sheet',
    path: '/api/compounds/:id/fund/sheets',
    params: { id: Id },
    body: Nothing,
    answer: CommandAnswer.extend({
      sha256: Sha256,
      type: z.enum(['xlsx', 'csv']),
      encoding: z.enum(['utf-8', 'gb18030']).nullable(),
      lines: z.int(),
      /** The first lines, cut to what can be shown. */
      preview: Lines,
      /** 1-based line that looks most like a header; null where none does. */
      headerRow: z.int().nullable(),
      suggested: FundColumns.partial(),
    }),
    summary: 'Brings a bank statement or collection list (XLSX, CSV): kept by its SHA-256, its first lines come back',
  }),
  stage: commandRoute({
    action: 'repair-fund.stage-import',
    path: '/api/compounds/:id/fund/imports',
    params: { id: Id },
    body: z.strictObject({
      file: Sha256,
      columns: FundColumns,
      kind: ImportKind,
      negatives: Negatives.default('refuse'),
      book: Book.default('commercial'),
      /** The saved mapping that says of which bank it is: serial numbers are told apart by it. */
      mappingId: Id.optional(),
      alike: Alike.default('hold'),
    }),
    answer: CommandAnswer.extend({ already: z.boolean() }),
    summary: 'Reads a sheet under a column mapping and says what would be booked; books nothing',
  }),
  imports: queryRoute({
    action: 'repair-fund.imports',
    path: '/api/compounds/:id/fund/imports',
    input: { id: Id, ...PageInput.shape },
    output: pageOf(FundImportView),
    summary: 'Imports of a fund, newest first',
  }),
  import: queryRoute({
    action: 'repair-fund.import',
    path: '/api/fund/imports/:id',
    input: { id: Id },
    output: FundImportView,
    summary: 'What an import would book or has booked, and how far it is',
  }),
  rows: queryRoute({
    action: 'repair-fund.import-rows',
    path: '/api/fund/imports/:id/rows',
    input: { id: Id, outcome: RowOutcome.optional(), ...PageInput.shape },
    output: pageOf(FundImportRowView),
    summary: 'Rows of an import with what becomes of each',
  }),
  originals: commandRoute({
    action: 'repair-fund.import-originals',
    path: '/api/fund/imports/:id/originals',
    params: { id: Id },
    body: z.strictObject({ rows: z.array(RowNumber).min(1).max(MAX_ORIGINALS) }),
    answer: CommandAnswer.extend({
      headers: z.array(z.string()),
      rows: z.array(z.object({ row: z.int(), cells: z.array(z.string()) })),
    }),
    summary: 'Rows as they stand in the file, for whoever looks for the payer; every look is recorded',
  }),
  left: queryRoute({
    action: 'repair-fund.import-left',
    path: '/api/fund/imports/:id/left',
    input: { id: Id, outcome: RowOutcome.default('failed'), format: z.enum(['xlsx', 'csv']).default('xlsx') },
    output: z.object({
      importId: Id,
      file: Sha256,
      format: z.enum(['xlsx', 'csv']),
      headerRow: z.int(),
      reasonHeader: z.string(),
      rows: z.array(z.object({ row: z.int(), reason: z.string() })),
    }),
    summary: 'Rows that were not booked, as a file: the original columns and the reason; every download is recorded',
  }),
  book: commandRoute({
    action: 'repair-fund.book-import',
    path: '/api/fund/imports/:id/book',
    params: { id: Id },
    body: z.strictObject({ stagingId: Id, takeGoodRows: z.boolean().default(false) }),
    summary: 'Books what was matched and puts the rest into suspense, in batches that go on after a restart',
  }),
  discard: commandRoute({
    action: 'repair-fund.discard-import',
    path: '/api/fund/imports/:id/discard',
    params: { id: Id },
    body: Nothing,
    summary: 'Gives an import up that is not booked',
  }),
  mappings: queryRoute({
    action: 'repair-fund.import-columns',
    path: '/api/compounds/:id/fund/columns',
    input: { id: Id },
    output: z.object({
      items: z.array(
        z.object({
          ...{ id: Id, name: z.string(), bank: z.string().nullable() },
          ...{ columns: FundColumns, negatives: Negatives },
        }),
      ),
    }),
    summary: 'Saved column mappings of the compound’s banks',
  }),
  saveMapping: commandRoute({
    action: 'repair-fund.save-import-columns',
    path: '/api/compounds/:id/fund/columns',
    params: { id: Id },
    body: z.strictObject({
      mappingId: Id.optional(),
      name: Line(40),
      bank: Line(MAX_BANK).nullable().default(null),
      columns: FundColumns,
      negatives: Negatives.default('refuse'),
    }),
    summary: 'Saves the columns of a bank under a name',
  }),
  suspense: queryRoute({
    action: 'repair-fund.suspense',
    path: '/api/compounds/:id/fund/suspense',
    input: { id: Id, state: z.enum(['open', 'done']).default('open'), ...PageInput.shape },
    output: pageOf(SuspenseView).extend({ openFen: z.int() }),
    summary: 'Receipts that nobody has been found for',
  }),
  assign: commandRoute({
    action: 'repair-fund.assign-suspense',
    path: '/api/fund/suspense/:id/assign',
    params: { id: Id },
    body: z.strictObject({
      kind: ContributionKind,
      /** The day on which it counts for the unit; the day of the command when left out. */
      on: Day.optional(),
      shares: z
        .array(z.strictObject({ unitId: Id, amountFen: PositiveFen }))
        .min(1)
        .max(MAX_SUSPENSE_SHARES),
    }),
    summary: 'Assigns a receipt in suspense, or parts of it, to units',
  }),
  giveBack: commandRoute({
    action: 'repair-fund.return-suspense',
    path: '/api/fund/suspense/:id/return',
    params: { id: Id },
    body: z.strictObject({ paidOn: Day, reason: Line(200), file: Sha256.nullable().default(null) }),
    summary: 'Records that what is left of a receipt went back to whoever paid it',
  }),
}
