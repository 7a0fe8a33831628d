/** Takes a sheet in: read first, so that nothing is kept of what cannot be read; then stored for who brought it. */
import { hash } from 'node:crypto'
import { Readable } from 'node:stream'
import { FILE_PART, filesErrors, MAX_FILE_BYTES } from '@changxin/shared/files'
import { Rejected } from '@changxin/shared/kernel'
import {
  fundImportErrors,
  fundImportsApi,
  HEADER_WITHIN,
  PREVIEW_COLUMNS,
  PREVIEW_LINES,
  suggestFundColumns,
} from '@changxin/shared/repair-fund'
import type { FastifyRequest } from 'fastify'
import { answerOf, type CommandContext } from '../../feature.ts'
import { type FileStore, storeFile } from '../../files/index.ts'
import type { Table } from '../../sheets/index.ts'
import type { FundSheets } from './sheets-of-fund.ts'

/** A header has more cells than this. */
const MIN_HEADERS = 2
const MAX_CELL = 200

async function bytesIn(request: FastifyRequest): Promise<Buffer> {
  if (!request.isMultipart()) throw new Rejected('unsupported-type')
  const part = await request.file({ limits: { files: 1, fileSize: MAX_FILE_BYTES } })
  if (part?.fieldname !== FILE_PART) {
    part?.file.resume()
    throw filesErrors.reject('file-missing')
  }
  try {
    return await part.toBuffer()
  } catch (error) {
    if (!part.file.truncated) throw error
    throw filesErrors.reject('file-too-large', { limitMb: MAX_FILE_BYTES / 1024 / 1024 })
  }
}

/** The line with the most headers that we know, else the one with the most words and no figures; 1-based. */
function likeliestHeader(table: Table): number | null {
  const scored = table.slice(0, HEADER_WITHIN).map((line, at) => {
    const cells = line.map((cell) => cell.trim()).filter(Boolean)
    const words = cells.filter((cell) => !/\d{3}/.test(cell)).length
    return { at, known: Object.keys(suggestFundColumns(cells)).length, words, cells: cells.length }
  })
  const [best] = scored
    .filter(({ cells }) => cells >= MIN_HEADERS)
    .toSorted((one, other) => other.known - one.known || other.words - one.words || one.at - other.at)
  return best ? best.at + 1 : null
}

const cut = (line: readonly string[]) => line.slice(0, PREVIEW_COLUMNS).map((cell) => cell.trim().slice(0, MAX_CELL))

export async function bringSheet(context: CommandContext, files: FileStore, sheets: FundSheets) {
  const { principal } = context
  if (!principal) throw new Rejected('not-signed-in')
  const bytes = await bytesIn(context.request)
  const { table, type, encoding } = await sheets.read(hash('sha256', bytes, 'hex'), bytes)
  if (table.every((line) => line.every((cell) => cell.trim() === ''))) throw fundImportErrors.reject('fund-sheet-empty')
  const { file, executed } = await storeFile(context, files, {
    source: Readable.from([bytes]),
    taken: 'sheet',
    uploaderId: principal.personId,
    action: fundImportsApi.bring.action,
  })
  const { sha256 } = file
  const headerRow = likeliestHeader(table)
  const preview = table.slice(0, PREVIEW_LINES).map(cut)
  const headers = headerRow === null ? [] : cut(table[headerRow - 1] ?? [])
  const suggested = suggestFundColumns(headers.filter(Boolean))
  return { ...answerOf(sha256, executed), sha256, type, encoding, lines: table.length, preview, headerRow, suggested }
}
