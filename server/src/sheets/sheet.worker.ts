/** Reads or writes one sheet beside the main thread, then ends: nobody waits for a workbook to be unpacked. */
import { parentPort, workerData } from 'node:worker_threads'
import { readSheetBytes, SheetFault } from './read-sheet.ts'
import type { SheetAnswer, SheetJob } from './sheet-thread.ts'
import { writeCsv, writeSheet } from './write-sheet.ts'

/** Lines of one message: the main thread takes each in a moment. */
const LINES_AT_ONCE = 2_000

const job = workerData as SheetJob
const tell = (answer: SheetAnswer) => parentPort?.postMessage(answer)

async function read({ bytes, limits }: Extract<SheetJob, { kind: 'read' }>): Promise<void> {
  const { table, type, encoding } = await readSheetBytes(bytes, limits)
  for (let from = 0; from < table.length; from += LINES_AT_ONCE)
    tell({ kind: 'lines', lines: table.slice(from, from + LINES_AT_ONCE) })
  tell({ kind: 'read', type, encoding })
}

async function write({ format, name, lines }: Extract<SheetJob, { kind: 'write' }>): Promise<void> {
  tell({ kind: 'written', bytes: format === 'csv' ? writeCsv(lines) : await writeSheet(name, lines) })
}

try {
  await (job.kind === 'read' ? read(job) : write(job))
} catch (error) {
  if (!(error instanceof SheetFault)) throw error
  tell({ kind: 'fault', code: error.code, row: error.row })
}
