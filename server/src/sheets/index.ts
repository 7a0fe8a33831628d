/** Sheets of all features: read from XLSX and CSV as text cells, written so that no cell is a formula. */
export { decodeText, type TextEncoding } from './decode-text.ts'
export {
  isWorkbook,
  type ReadSheet,
  readSheetBytes,
  SheetFault,
  type SheetFaultCode,
  type SheetLimits,
  type Table,
} from './read-sheet.ts'
export { readSheetAside, rememberedSheets, SheetsBusy, writeSheetAside } from './sheet-thread.ts'
export { CSV_TYPE, writeCsv, writeSheet, XLSX_TYPE } from './write-sheet.ts'
