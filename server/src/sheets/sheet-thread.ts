/** Sheets read and written in threads of their own, few at once; what was read is remembered for a while. */
import { Worker } from 'node:worker_threads'
import { LRUCache } from 'lru-cache'
import { type ReadSheet, SheetFault, type SheetFaultCode, type SheetLimits, type Table } from './read-sheet.ts'

const ENTRY = new URL('./sheet.worker.ts', import.meta.url)
const MAX_AT_ONCE = 2
const MAX_WAITING = 8
/** A workbook of 100,000 rows needs some hundred megabytes; one that needs more ends its thread and not the server. */
const MAX_HEAP_MB = 1_024
/** Lines of the sheets that are remembered. */
const REMEMBERED_LINES = 250_000

export type SheetJob =
  | { readonly kind: 'read'; readonly bytes: Uint8Array; readonly limits: SheetLimits }
  | { readonly kind: 'write'; readonly format: 'xlsx' | 'csv'; readonly name: string; readonly lines: Table }
export type SheetAnswer =
  | { readonly kind: 'lines'; readonly lines: Table }
  | { readonly kind: 'read'; readonly type: ReadSheet['type']; readonly encoding: ReadSheet['encoding'] }
  | { readonly kind: 'written'; readonly bytes: Uint8Array }
  | { readonly kind: 'fault'; readonly code: SheetFaultCode; readonly row: number }

/** Too many sheets are waiting. */
export class SheetsBusy extends Error {}

let running = 0
const waiting: (() => void)[] = []

async function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  if (running >= MAX_AT_ONCE) {
    if (waiting.length >= MAX_WAITING) throw new SheetsBusy()
    await new Promise<void>((go) => waiting.push(go))
  }
  running++
  try {
    return await work()
  } finally {
    running--
    waiting.shift()?.()
  }
}

function runJob<Result>(job: SheetJob, take: (answer: SheetAnswer) => Result | undefined): Promise<Result> {
  return inTurn(
    () =>
      new Promise<Result>((resolve, reject) => {
        const resourceLimits = { maxOldGenerationSizeMb: MAX_HEAP_MB }
        const worker = new Worker(ENTRY, { workerData: job, name: 'sheet', resourceLimits })
        worker.on('message', (answer: SheetAnswer) => {
          if (answer.kind === 'fault') return reject(new SheetFault(answer.code, answer.row))
          const result = take(answer)
          if (result !== undefined) resolve(result)
        })
        worker.once('error', (error) => reject(isOutOfMemory(error) ? new SheetFault('unpacks-too-large') : error))
        worker.once('exit', () => reject(new Error('the thread that reads a sheet ended without an answer')))
      }),
  )
}

const isOutOfMemory = (error: unknown) =>
  error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'

/** Throws a SheetFault, or SheetsBusy. */
export function readSheetAside(bytes: Uint8Array, limits: SheetLimits): Promise<ReadSheet> {
  const table: (readonly string[])[] = []
  return runJob({ kind: 'read', bytes, limits }, (answer) => {
    if (answer.kind === 'lines') for (const line of answer.lines) table.push(line)
    return answer.kind === 'read' ? { type: answer.type, encoding: answer.encoding, table } : undefined
  })
}

/** Throws SheetsBusy. */
export function writeSheetAside(job: Omit<Extract<SheetJob, { kind: 'write' }>, 'kind'>): Promise<Uint8Array> {
  return runJob({ kind: 'write', ...job }, (answer) => (answer.kind === 'written' ? answer.bytes : undefined))
}

/** Sheets by the SHA-256 of their bytes: the preview, the dry run and the failed rows read the same one. */
export function rememberedSheets(limits: SheetLimits) {
  const known = new LRUCache<string, ReadSheet>({
    maxSize: REMEMBERED_LINES,
    sizeCalculation: ({ table }) => table.length + 1,
  })
  return async (sha256: string, bytesOf: () => Promise<Uint8Array>): Promise<ReadSheet> => {
    const before = known.get(sha256)
    if (before) return before
    const read = await readSheetAside(await bytesOf(), limits)
    known.set(sha256, read)
    return read
  }
}
