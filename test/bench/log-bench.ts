/**
 * Durable appends a second with 64 callers in this process on streams of their own, beside the bare limit: the same rows
 * into the same tables, in transactions of the same size, on one thread, already serialised. Both in turns in one run,
 * because only their ratio means something on another machine. `node test/bench/log-bench.ts [appends] [--write]`;
 * `--write` puts the table into `docs/performance.md`.
 */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { openSqliteLog } from '@changxin/server/log/index.ts'
import { openForWriting } from '@changxin/server/log/sqlite/schema.ts'
import { writerStatements } from '@changxin/server/log/sqlite/statements.ts'
import type { EventMetadata } from '@changxin/shared/kernel'

const CALLERS = 64
const ROUNDS = 7
const DOC = fileURLToPath(new URL('../../docs/performance.md', import.meta.url))
const APPENDS = Number(process.argv.slice(2).find((arg) => /^\d+$/.test(arg)) ?? 20_000)

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
  const sql = writerStatements(db)
  const link = Buffer.alloc(48, 7)
  const texts = [JSON.stringify(data), JSON.stringify({ ...metadata, recordedAt: metadata.occurredAt })] as const
  const rows = Array.from({ length: APPENDS }, (_, index) => {
    const stream = `request-${index % CALLERS}`
    return [index + 1, stream, Math.floor(index / CALLERS), nextId(), 'RequestReported', 1, ...texts, link] as const
  })
  const started = performance.now()
  for (let from = 0; from < APPENDS; from += CALLERS) {
    sql.begin()
    const batch = rows.slice(from, from + CALLERS)
    for (const row of batch) {
      insert.run(...row)
      sql.saveEnd(row[1], { revision: row[2], last: row[0] })
    }
    sql.saveHead({ sequence: from + batch.length, link: '0'.repeat(64), recordedAt: metadata.occurredAt })
    sql.commit()
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
const table = [
  '| what | appends/s |',
  '|---|---|',
  `| through the log (\`openSqliteLog\`, durable, hash chain) | ${Math.round(log)} |`,
  `| bare SQLite (same rows, transactions of ${CALLERS}) | ${Math.round(raw)} |`,
  '',
  `**Ratio ${(log / raw).toFixed(2)}** (medians of ${ROUNDS} rounds of ${APPENDS} appends each, ${CALLERS} callers on ${CALLERS} streams; ` +
    `${cpus().length} cores, Node ${process.versions.node}).`,
].join('\n')
process.stdout.write(`${table}\n`)

if (process.argv.includes('--write')) {
  const doc = readFileSync(DOC, 'utf8')
  writeFileSync(DOC, doc.replace(/(<!-- bench:log -->\n)[\s\S]*?(\n<!-- \/bench:log -->)/, `$1${table}$2`))
}
