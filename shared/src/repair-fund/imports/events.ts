/**
 * A bank's sheet on its way into the books. Events carry rows by number, day, amount, kind and the hash of the row's key;
 * names, card numbers and remarks stay in the file.
 */
import { Day, type EventOf, event, Fen, Id, Line, Sha256 } from '@changxin/shared/kernel'
import { z } from 'zod'
import { Book } from '../ledger/accounts.ts'
import { FundColumns, type FundField, fundFields } from './columns.ts'
import {
  HEADER_WITHIN,
  ImportKind,
  MAX_CANDIDATES,
  MAX_IMPORT_ROWS,
  MAX_ROW_FAULTS,
  MAX_STAGED_ROWS,
  RowFault,
  RowOutcome,
} from './words.ts'

/** The first 128 bits of a SHA-256 over what tells a row of the bank from every other. */
export const RowKey = z.string().regex(/^[0-9a-f]{32}$/)
/** As the sheet counts: its first line is 1. */
export const RowNumber = z
  .int()
  .min(1)
  .max(MAX_IMPORT_ROWS * 2)
/** Money that left the account in a column of signed amounts: an error, or money that went out. */
export const Negatives = z.enum(['refuse', 'outgoing'])
/** Rows that agree with a booked one of another source: held back, or booked because the desk looked and found two payments. */
export const Alike = z.enum(['hold', 'book'])
export type Alike = z.infer<typeof Alike>
export const MAX_BANK = 40
const MAX_SOURCE = 100

const RowProblem = z.object({ field: z.enum(fundFields as [FundField, ...FundField[]]), fault: RowFault })
export type RowProblem = z.infer<typeof RowProblem>

export const StagedRow = z.object({
  row: RowNumber,
  outcome: RowOutcome,
  day: Day.nullable(),
  amountFen: Fen.nullable(),
  kind: ImportKind.nullable(),
  /** Null for a row that says too little to be told apart. */
  key: RowKey.nullable(),
  unitId: Id.nullable(),
  /** Units that an unclear row may mean. */
  candidates: z.array(Id).max(MAX_CANDIDATES),
  problems: z.array(RowProblem).max(MAX_ROW_FAULTS),
  /** The row of the same file that a duplicate repeats. */
  sameAs: RowNumber.nullable(),
})
export type StagedRow = z.infer<typeof StagedRow>

const OfImport = { importId: Id, compoundId: Id }

// fundimport-<id>: the same file for the same compound is the same import
/** Read under a mapping; again, with another mapping, it begins anew. Its rows follow in `ImportRowsStaged`. */
export const ImportStaged = event(
  'ImportStaged',
  z.object({
    ...OfImport,
    stagingId: Id,
    file: Sha256,
    columns: FundColumns,
    kind: ImportKind,
    /** In which book unclear receipts are kept until they are worked off. */
    book: Book,
    negatives: Negatives,
    headerRow: z.int().min(1).max(HEADER_WITHIN),
    /** Within what its serial numbers say one thing; empty where no mapping says so. */
    source: z.string().max(MAX_SOURCE).default(''),
    alike: Alike.default('hold'),
    rows: z.int().min(1).max(MAX_IMPORT_ROWS),
  }),
)
export const ImportRowsStaged = event(
  'ImportRowsStaged',
  z.object({
    ...OfImport,
    stagingId: Id,
    /** How many rows came before. */
    from: z.int().min(0).max(MAX_IMPORT_ROWS),
    rows: z.array(StagedRow).min(1).max(MAX_STAGED_ROWS),
  }),
)
export const ImportBookingBegun = event(
  'ImportBookingBegun',
  z.object({ ...OfImport, stagingId: Id, batches: z.int().min(1).max(MAX_IMPORT_ROWS) }),
)
/** So many of its batches are in the fund's own stream. */
export const ImportBatchesBooked = event(
  'ImportBatchesBooked',
  z.object({
    ...OfImport,
    through: z.int().min(1).max(MAX_IMPORT_ROWS),
    /** Rows that another import had booked meanwhile. */
    late: z.array(RowNumber).max(MAX_IMPORT_ROWS),
    /** Rows that the fund refused, because it changed meanwhile. */
    refused: z.array(z.object({ row: RowNumber, code: Line(60) })).max(MAX_IMPORT_ROWS),
    /** Rows that wait in suspense, because the account of their unit closed meanwhile. */
    kept: z.array(RowNumber).max(MAX_IMPORT_ROWS).default([]),
  }),
)
export const ImportBooked = event(
  'ImportBooked',
  z.object({
    ...OfImport,
    matched: z.int().min(0),
    matchedFen: Fen,
    suspense: z.int().min(0),
    suspenseFen: Fen,
  }),
)
export const ImportDiscarded = event('ImportDiscarded', z.object(OfImport))

// fundcolumns-<compoundId>
/** The columns of a bank, under a name. */
export const FundColumnsSaved = event(
  'FundColumnsSaved',
  z.object({
    compoundId: Id,
    mappingId: Id,
    name: Line(40),
    /** Bank and account of the statements that are read under it. */
    bank: Line(MAX_BANK).nullable().default(null),
    columns: FundColumns,
    negatives: Negatives,
  }),
)

// fundimportlook-<importId>
/** Somebody saw rows as they stand in the file, with the payers' names, or took them along as a file; who, says the metadata. */
export const ImportRowsRevealed = event(
  'ImportRowsRevealed',
  z.object({ ...OfImport, way: z.enum(['shown', 'downloaded']), rows: z.int().min(1).max(MAX_IMPORT_ROWS) }),
)

export const fundImportEvents = [
  ImportStaged,
  ImportRowsStaged,
  ImportBookingBegun,
  ImportBatchesBooked,
  ImportBooked,
  ImportDiscarded,
] as const
export type FundImportEvent = EventOf<typeof fundImportEvents>
export const fundColumnsEvents = [FundColumnsSaved] as const
export type FundColumnsEvent = EventOf<typeof fundColumnsEvents>
export const fundImportLookEvents = [ImportRowsRevealed] as const
