/**
 * A bank's statement of 10,000 rows through the product (file kept, read, matched to doors, dry run in the log, booked in
 * the ledger and shown by the views), beside the bare limit: the same workbook read by the same library and its rows put
 * into one plain SQLite table. Both in turns in one run. `node test/bench/import-bench.ts [rows] [--write]`; `--write`
 * puts the table into `docs/performance.md`.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import path from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { readSheetBytes, writeSheet } from '@changxin/server/sheets/index.ts'
import { linesOf, statementRow } from '../../server/src/repair-fund/imports/imports.fixture.ts'
import { bookImport, bringSheet, fundOfDoors, importOf, stageSheet } from '../kit/fund-import.ts'
import { expectOk, startServer } from '../kit/server.ts'

const DOORS = 600
const ROUNDS = 5
const DOC = fileURLToPath(new URL('../../docs/performance.md', import.meta.url))
const ROWS = Number(process.argv.slice(2).find((arg) => /^\d+$/.test(arg)) ?? 10_000)

const rows = Array.from({ length: ROWS }, (_, index) => statementRow(index, DOORS))
const workbook = Buffer.from(await writeSheet('明细', linesOf(rows)))

const since = (started: number) => Math.round(performance.now() - started)

/** Milliseconds of the three steps that somebody at the desk waits for, and the longest stop of the main thread. */
async function imported() {
  const at = await startServer()
  try {
    const { id } = await fundOfDoors(at, DOORS)
    const delay = monitorEventLoopDelay({ resolution: 5 })
    delay.enable()
    let started = performance.now()
    await expectOk(bringSheet(at, at.admin, id, workbook))
    const broughtMs = since(started)
    started = performance.now()
    const staged = await expectOk(stageSheet(at, at.admin, id, workbook))
    const stagedMs = since(started)
    started = performance.now()
    const report = await bookImport(at, at.admin, (await importOf(at.admin, String(staged.body['id']))).id)
    const bookedMs = since(started)
    delay.disable()
    if (report.status !== 'booked') throw new Error(`the import ended as ${report.status}`)
    return { broughtMs, stagedMs, bookedMs, stopMs: Math.round(delay.max / 1e6), booked: report.bookedRows }
  } finally {
    await at.close()
  }
}

async function bareMs(folder: string): Promise<number> {
  const db = new DatabaseSync(path.join(folder, 'bare.db'))
  db.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE row (number INTEGER PRIMARY KEY, cells TEXT)',
  )
  const started = performance.now()
  const { table } = await readSheetBytes(workbook, { maxLines: ROWS + 10, maxUnpackedBytes: 256 * 1024 * 1024 })
  const insert = db.prepare('INSERT INTO row VALUES (?, ?)')
  db.exec('BEGIN')
  for (const [index, cells] of table.entries()) insert.run(index, JSON.stringify(cells))
  db.exec('COMMIT')
  const took = since(started)
  db.close()
  return took
}

const median = (figures: number[]) => figures.sort((a, b) => a - b)[Math.floor(figures.length / 2)] as number
const ours: Awaited<ReturnType<typeof imported>>[] = []
const limit: number[] = []
for (let round = 0; round < ROUNDS; round++) {
  const folder = mkdtempSync(path.join(tmpdir(), 'import-bench-'))
  try {
    limit.push(await bareMs(folder))
    ours.push(await imported())
  } finally {
    rmSync(folder, { recursive: true })
  }
}
const of = (key: keyof (typeof ours)[number]) => median(ours.map((round) => round[key]))
const whole = median(ours.map(({ broughtMs, stagedMs, bookedMs }) => broughtMs + stagedMs + bookedMs))
const bare = median(limit)
const table = [
  '| step | ms |',
  '|---|---|',
  `| the workbook is brought and read | ${of('broughtMs')} |`,
  `| dry run: matched to ${DOORS} doors, kept in the log, shown | ${of('stagedMs')} |`,
  `| booked: ${of('booked')} receipts in the ledger, shown | ${of('bookedMs')} |`,
  `| longest stop of the main thread meanwhile | ${of('stopMs')} |`,
  `| bare limit: the same library reads it, one table takes the rows | ${bare} |`,
  '',
  `**Ratio ${(whole / bare).toFixed(1)}** of the whole to the bare limit (medians of ${ROUNDS} rounds of ${ROWS} rows; ` +
    `${cpus().length} cores, Node ${process.versions.node}).`,
].join('\n')
process.stdout.write(`${table}\n`)

if (process.argv.includes('--write')) {
  const doc = readFileSync(DOC, 'utf8')
  writeFileSync(DOC, doc.replace(/(<!-- bench:import -->\n)[\s\S]*?(<!-- \/bench:import -->)/, `$1${table}\n$2`))
}
