/** Sheets of banks as files of the store: read aside, remembered, refused in the words of the fund. */
import { buffer } from 'node:stream/consumers'
import { Rejected } from '@changxin/shared/kernel'
import { fundImportErrors, HEADER_WITHIN, MAX_IMPORT_ROWS } from '@changxin/shared/repair-fund'
import type { FileStore } from '../../files/index.ts'
import { type ReadSheet, rememberedSheets, SheetFault, SheetsBusy, writeSheetAside } from '../../sheets/index.ts'

const { reject } = fundImportErrors
const MAX_UNPACKED_MB = 256

const LIMITS = {
  /** One more than may be taken, so that too many are noticed. */
  maxLines: HEADER_WITHIN + MAX_IMPORT_ROWS + 1,
  maxUnpackedBytes: MAX_UNPACKED_MB * 1024 * 1024,
}

function refusalOf(error: unknown): unknown {
  if (error instanceof SheetsBusy) return reject('fund-sheet-busy')
  if (!(error instanceof SheetFault)) return error
  switch (error.code) {
    case 'not-a-sheet':
      return reject('fund-sheet-kind')
    case 'not-a-workbook':
      return reject('fund-sheet-not-workbook')
    case 'unknown-encoding':
      return reject('fund-sheet-encoding')
    case 'quote-open':
      return reject('fund-sheet-quote-open', { row: error.row })
    case 'unpacks-too-large':
      return reject('fund-sheet-unpacks-too-large', { limitMb: MAX_UNPACKED_MB })
  }
}

async function inWordsOfTheFund<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work
  } catch (error) {
    throw refusalOf(error)
  }
}

export interface FundSheets {
  /** Throws a refusal that says what is wrong with the sheet as a whole. */
  read(sha256: string, bytes?: Uint8Array): Promise<ReadSheet>
  write(format: 'xlsx' | 'csv', name: string, lines: readonly (readonly string[])[]): Promise<Uint8Array>
}

export function fundSheets(files: FileStore): FundSheets {
  const remembered = rememberedSheets(LIMITS)
  async function stored(sha256: string): Promise<Uint8Array> {
    const file = await files.open(sha256)
    if (!file) throw new Rejected('not-found')
    return buffer(file.stream)
  }
  return {
    read: (sha256, bytes) => inWordsOfTheFund(remembered(sha256, async () => bytes ?? stored(sha256))),
    write: (format, name, lines) => inWordsOfTheFund(writeSheetAside({ format, name, lines })),
  }
}
