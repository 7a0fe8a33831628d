/**
 * Durable appends a second with 64 callers in this process on streams of their own, beside the bare limit: the same rows
 * into the same tables, in transactions of the same size, on one thread, already serialised. Both in turns in one run,
 * because only their ratio means something on another machine. `node test/bench/log-bench.ts [appends]`
 */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openSqliteLog } from '@changxin/server/log/index.ts'
import { openForWriting } from '@changxin/server/log/sqlite/schema.ts'
import type { EventMetadata } from '@changxin/shared/kernel'

const CALLERS = 64
const ROUNDS = 7
const APPENDS = Number(process.argv[2] ?? 20_000)

const metadata: EventMetadata = {
  commandId: '01890a5d-ac96-774b-bcce-b302099a8057',
  inputHash: 'a'.repeat(64),
  actor: 'person-7d2f',
  channel: 'web',
  occurredAt: '2026-03-01T08:30:00.000Z',
}
const data = {
  requestId: 'r-2f9c',
  compoundId: 'c-18',
  note: '三楼水管漏水，请尽快来修',
  urgency: 'urgent',
  minutes: 45,
}
let made = 0
/** In the order of time but for the last part, as the ids of commands are. */
function nextId(): string {
  const prefix = (1_772_000_000_000 + Math.floor(made++ / CALLERS)).toString(16).padStart(12, '0')
  return `${prefix.slice(0, 8)}-${prefix.slice(8)}-8${randomUUID().slice(15)}`
}
const newEvent = () => ({ id: nextId(), type: 'RequestReported', version: 1, data, metadata })

async function throughTheLog(folder: string): Promise<number> {
  const log = await openSqliteLog({ file: path.join(folder, 'log.db'), now: () => new Date().toISOString() })
  let left = APPENDS
  const started = performance.now()
  const caller = async (_: unknown, index: number) => {
    for (let revision = -1; left > 0; revision++) {
      left--
      await log.append(`request-${index}`, revision < 0 ? 'none' : revision, [newEvent()])
    }
  }
  await Promise.all(Array.from({ length: CALLERS }, caller))
  const seconds = (performance.now() - started) / 1000
  await log.close()
  return APPENDS / seconds
}

function bare(folder: string): number {
  const db = openForWriting({ file: path.join(folder, 'bare.db'), busyTimeoutMs: 0 })
  const insert = db.prepare('INSERT INTO events VALUES (?,?,?,NULL,?,?,?,?,?,?)')
  const [begin, commit] = [db.prepare('BEGIN IMMEDIATE'), db.prepare('COMMIT')]
  const link = Buffer.alloc(48, 7)
  const texts = [JSON.stringify(data), JSON.stringify({ ...metadata, recordedAt: metadata.occurredAt })] as const
  const rows = Array.from({ length: APPENDS }, (_, index) => {
    const stream = `request-${index % CALLERS}`
    return [index + 1, stream, Math.floor(index / CALLERS), nextId(), 'RequestReported', 1, ...texts, link] as const
  })
  const started = performance.now()
  for (let from = 0; from < APPENDS; from += CALLERS) {
    begin.run()
    for (const row of rows.slice(from, from + CALLERS)) insert.run(...row)
    commit.run()
  }
  const seconds = (performance.now() - started) / 1000
  db.close()
  return APPENDS / seconds
}

const median = (figures: number[]) => figures.sort((a, b) => a - b)[Math.floor(figures.length / 2)] as number
const ours: number[] = []
const limit: number[] = []
for (let round = 0; round < ROUNDS; round++) {
  const folder = mkdtempSync(path.join(tmpdir(), 'log-bench-'))
  try {
    limit.push(bare(folder))
    ours.push(await throughTheLog(folder))
  } finally {
    rmSync(folder, { recursive: true })
  }
}
const [log, raw] = [median(ours), median(limit)]
process.stdout.write(
  `${JSON.stringify({ appends: APPENDS, callers: CALLERS, logPerSecond: Math.round(log), barePerSecond: Math.round(raw), ratio: Number((log / raw).toFixed(2)) })}\n`,
)
