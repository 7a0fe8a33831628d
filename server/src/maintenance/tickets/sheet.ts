/** Sheets of tickets, in and out. */

import { MAX_SHEET_ROWS, ticketErrors } from '@changxin/shared/maintenance'
import { readSheetBytes, SheetFault, type Table } from '../../sheets/index.ts'

export { type Table, writeSheet, XLSX_TYPE } from '../../sheets/index.ts'

const LIMITS = {
  /** Rows above the header, and one more than may be taken, so that too many are noticed. */
  maxLines: MAX_SHEET_ROWS + 12,
  maxUnpackedBytes: 64 * 1024 * 1024,
}

/** The first sheet of a workbook, or a CSV in UTF-8 or GBK. Throws `sheet-unreadable`. */
export async function readSheet(bytes: Uint8Array): Promise<Table> {
  try {
    return (await readSheetBytes(bytes, LIMITS)).table
  } catch (error) {
    if (error instanceof SheetFault) throw ticketErrors.reject('sheet-unreadable')
    throw error
  }
}
