/** Sheets as text cells: the first sheet of a workbook, or a CSV. The one place that knows the libraries which read them. */
import { CsvError, parse } from 'csv-parse/sync'
import { type CellValue, readXlsx } from 'hucre/xlsx'
import { decodeText, type TextEncoding } from './decode-text.ts'
import { unpackedBytes, zipEntryNames } from './zip-size.ts'

/** Wider sheets are cut: those of platforms and banks have twenty or thirty columns. */
const MAX_COLUMNS = 100
const LAST_COLUMN = 'CV'
const ZIP_MAGIC = [0x50, 0x4b, 0x03, 0x04]
const WORKBOOK = 'xl/workbook.xml'
/** Which sign parts the cells is told from the beginning. */
const SNIFFED_CHARACTERS = 8_000
const DELIMITERS = [',', '\t', ';', '|'] as const

export type Table = readonly (readonly string[])[]

export interface SheetLimits {
  /** Further lines are not read: ask for one more than may be taken, so that too many are noticed. */
  readonly maxLines: number
  readonly maxUnpackedBytes: number
}

export interface ReadSheet {
  readonly type: 'xlsx' | 'csv'
  /** Of a CSV. */
  readonly encoding: TextEncoding | null
  readonly table: Table
}

export type SheetFaultCode = 'not-a-sheet' | 'not-a-workbook' | 'unknown-encoding' | 'quote-open' | 'unpacks-too-large'
/** Why a sheet cannot be read; each feature says it in its own words. `row`: near it, from 1. */
export class SheetFault extends Error {
  readonly code: SheetFaultCode
  readonly row: number
  constructor(code: SheetFaultCode, row = 0, options: ErrorOptions = {}) {
    super(code, options)
    this.code = code
    this.row = row
  }
}

export const isZip = (bytes: Uint8Array) => ZIP_MAGIC.every((byte, index) => bytes[index] === byte)
export const isWorkbook = (bytes: Uint8Array) => isZip(bytes) && zipEntryNames(bytes).includes(WORKBOOK)
/** The container of old Excel and Word files. */
const isOldOffice = (bytes: Uint8Array) => [0xd0, 0xcf, 0x11, 0xe0].every((byte, index) => bytes[index] === byte)

/** Throws a SheetFault. */
export async function readSheetBytes(bytes: Uint8Array, limits: SheetLimits): Promise<ReadSheet> {
  if (isZip(bytes)) return { type: 'xlsx', encoding: null, table: await readWorkbook(bytes, limits) }
  if (isOldOffice(bytes)) throw new SheetFault('not-a-sheet')
  const decoded = decodeText(bytes)
  if (!decoded) throw new SheetFault(looksBinary(bytes) ? 'not-a-sheet' : 'unknown-encoding')
  return { type: 'csv', encoding: decoded.encoding, table: readCsv(decoded.text, limits) }
}

/** Pictures and PDFs that were renamed: they begin with a word or sign of their own. */
function looksBinary(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 8)).toString('latin1')
  return /^(?:%PDF|\x89PNG|\xff\xd8\xff|GIF8|RIFF|Rar!|7z)/.test(head)
}

function delimiterOf(text: string): string {
  const head = text.slice(0, SNIFFED_CHARACTERS).replace(/"[^"]*"/g, '')
  const counts = DELIMITERS.map((sign) => ({ sign, count: head.split(sign).length }))
  return counts.toSorted((one, other) => other.count - one.count)[0]?.sign ?? ','
}

function readCsv(text: string, { maxLines }: SheetLimits): Table {
  try {
    const lines: string[][] = parse(text, {
      delimiter: delimiterOf(text),
      relax_column_count: true,
      relax_quotes: true,
      to: maxLines,
    })
    return lines.map((line) => line.slice(0, MAX_COLUMNS))
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    throw new SheetFault('quote-open', Number(error['records'] ?? 0) + 1, { cause: error })
  }
}

async function readWorkbook(bytes: Uint8Array, { maxLines, maxUnpackedBytes }: SheetLimits): Promise<Table> {
  const unpacked = unpackedBytes(bytes)
  if (unpacked === undefined || !isWorkbook(bytes)) throw new SheetFault('not-a-workbook')
  if (unpacked > maxUnpackedBytes) throw new SheetFault('unpacks-too-large')
  try {
    const { sheets } = await readXlsx(bytes, { sheets: [0], range: `A1:${LAST_COLUMN}${maxLines}` })
    return (sheets[0]?.rows ?? []).map((row) => row.map(textOf))
  } catch (cause) {
    throw new SheetFault('not-a-workbook', 0, { cause })
  }
}

/** Fifteen digits are all that a figure in a sheet keeps; what it shows beyond them is of its arithmetic. */
const KEPT_DIGITS = 15

/** Times of a sheet have no zone: what they show is what was written, in Shanghai. */
function textOf(cell: CellValue): string {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date) return cell.toISOString().slice(0, 19).replace('T', ' ')
  if (typeof cell === 'number')
    return Number.isInteger(cell) && Math.abs(cell) >= 10 ** KEPT_DIGITS
      ? cell.toExponential()
      : `${Number(cell.toPrecision(KEPT_DIGITS))}`
  return String(cell)
}
