/**
 * `node test/bench/scale.ts <folder> [--write]`: what a city, a province and the country need, computed from what a folder
 * with the demo county costs (bytes, events, the time to make its views) and from assumptions that are named in the table.
 * `--write` puts the tables into `docs/scale.md`.
 */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { MAX_SOCKETS } from '@changxin/server/live/limits.ts'
import { openSqliteLogReader } from '@changxin/server/log/index.ts'
import { projections } from '@changxin/server/projections.ts'
import { openProjector } from '@changxin/server/views/projector.ts'

const DOC = fileURLToPath(new URL('../../docs/scale.md', import.meta.url))
const PAGE_EVENTS = 5_000
const YEAR_MS = 365 * 86_400_000

// Assumptions, not measured.
/** 219,000 old compounds with some 40 million units are to be renovated in the country; 333 prefectures, 31 provinces. */
const COUNTRY = { compounds: 219_000, units: 40_000_000, prefectures: 333, provinces: 31 }
const WORKING_SECONDS = 250 * 8 * 3_600
/** The busiest seconds of a working day against its mean. */
const PEAK = 10
/** One page is open for so many units in the busiest minute. */
const UNITS_OF_A_SOCKET = 100
/** The demo's compounds report little: how much busier a real one may be. */
const BUSY = 10

const folder = process.argv[2]
if (!folder) throw new Error('name the data folder of a demo county')
const files = { log: path.join(folder, 'log.db'), views: path.join(folder, 'views.db') }

function countsOf() {
  const log = new DatabaseSync(files.log, { readOnly: true })
  const views = new DatabaseSync(files.views, { readOnly: true })
  const one = (db: DatabaseSync, sql: string, ...params: string[]) =>
    Number(Object.values(db.prepare(sql).get(...params) ?? {})[0])
  const last = String(log.prepare("SELECT max(json_extract(metadata, '$.occurredAt')) AS at FROM events").get()?.['at'])
  const yearAgo = new Date(Date.parse(last) - YEAR_MS).toISOString()
  try {
    return {
      events: one(log, 'SELECT count(*) FROM events'),
      eventsOfYear: one(log, "SELECT count(*) FROM events WHERE json_extract(metadata, '$.occurredAt') > ?", yearAgo),
      compounds: one(views, 'SELECT count(*) FROM places_compound'),
      units: one(views, 'SELECT count(*) FROM places_unit'),
    }
  } finally {
    log.close()
    views.close()
  }
}

/** Events a second, projected into a new file as a node does that joins. */
async function rebuild(): Promise<{ perSecond: number; viewBytes: number }> {
  const own = mkdtempSync(path.join(tmpdir(), 'changxin-scale-'))
  const file = path.join(own, 'views.db')
  const log = openSqliteLogReader({ file: files.log })
  const projector = openProjector(file, projections)
  try {
    const beganMs = performance.now()
    let done = 0
    for (let after: string | null = null; ; ) {
      const page = await log.readAll(after, PAGE_EVENTS)
      const end = page.at(-1)
      if (!end) break
      projector.apply(page)
      after = end.position
      done += page.length
    }
    const perSecond = done / ((performance.now() - beganMs) / 1_000)
    projector.close()
    return { perSecond, viewBytes: statSync(file).size }
  } finally {
    log.close()
    rmSync(own, { recursive: true })
  }
}

/** A row for each city and day of a year, as cities would publish them: the sum of the country as of a day. */
function federatedMs(): { rows: number; ms: number } {
  const db = new DatabaseSync(':memory:')
  db.exec(
    'CREATE TABLE roll_up (city INTEGER, day INTEGER, compounds INTEGER, open INTEGER, fund_fen INTEGER, PRIMARY KEY (day, city)) STRICT',
  )
  const insert = db.prepare('INSERT INTO roll_up VALUES (?, ?, 658, 230, 2300000000)')
  db.exec('BEGIN')
  for (let day = 0; day < 365; day++) for (let city = 0; city < COUNTRY.prefectures; city++) insert.run(city, day)
  db.exec('COMMIT')
  const sum = db.prepare('SELECT sum(compounds), sum(open), sum(fund_fen) FROM roll_up WHERE day = ?')
  const beganMs = performance.now()
  for (let day = 0; day < 365; day++) sum.get(day)
  const ms = (performance.now() - beganMs) / 365
  db.close()
  return { rows: 365 * COUNTRY.prefectures, ms }
}

const counts = countsOf()
const { perSecond, viewBytes } = await rebuild()
const federated = federatedMs()
const measured = {
  eventsPerUnitYear: counts.eventsOfYear / counts.units,
  logBytes: statSync(files.log).size / counts.events,
  viewBytes: viewBytes / counts.events,
}

const whole = (value: number) => Math.round(value).toLocaleString('en-US')
const short = (value: number) => (value < 10 ? value.toFixed(1) : whole(value))
const bytes = (value: number) => (value < 1e12 ? `${short(value / 1e9)} GB` : `${short(value / 1e12)} TB`)
const time = (seconds: number) => (seconds < 5_400 ? `${short(seconds / 60)} min` : `${short(seconds / 3_600)} h`)

const measuredTable = [
  '| what | measured |',
  '|---|---|',
  `| events of a unit in a year | ${measured.eventsPerUnitYear.toFixed(2)} |`,
  `| log, an event | ${whole(measured.logBytes)} bytes |`,
  `| views, an event | ${whole(measured.viewBytes)} bytes |`,
  `| views made anew | ${whole(perSecond)} events/s |`,
  `| sum of ${COUNTRY.prefectures} cities as of a day, from ${whole(federated.rows)} published rows | ${federated.ms.toFixed(2)} ms |`,
  '',
  `(${whole(counts.events)} events, ${whole(counts.compounds)} compounds, ${whole(counts.units)} units; one thread of ${cpus().length} cores, Node ${process.versions.node}.)`,
]

const places: readonly (readonly [string, number])[] = [
  ['the county of the demo', counts.units],
  ['a prefecture (1 of 333)', COUNTRY.units / COUNTRY.prefectures],
  ['a large city (10,000 compounds)', (10_000 * COUNTRY.units) / COUNTRY.compounds],
  ['a province (1 of 31)', COUNTRY.units / COUNTRY.provinces],
  ['the country', COUNTRY.units],
]

function rowsFor(busy: number): string[] {
  return places.map(([name, units]) => {
    const events = units * measured.eventsPerUnitYear * busy
    const sockets = units / UNITS_OF_A_SOCKET
    return `| ${[
      name,
      whole(units),
      whole(events),
      ((events / WORKING_SECONDS) * PEAK).toFixed(events / WORKING_SECONDS < 1 ? 2 : 0),
      bytes(events * measured.logBytes),
      bytes(events * measured.viewBytes),
      time((5 * events) / perSecond),
      `${whole(sockets)} (${Math.max(1, Math.ceil(sockets / MAX_SOCKETS))})`,
    ].join(' | ')} |`
  })
}

const head = [
  '| place | units | events a year | events/s in the peak | log a year | views a year | views of 5 years made anew | sockets (nodes) |',
  '|---|---|---|---|---|---|---|---|',
]
const needs = [
  'As busy as the demo:',
  '',
  ...head,
  ...rowsFor(1),
  '',
  `${BUSY} times as busy:`,
  '',
  ...head,
  ...rowsFor(BUSY),
]

process.stdout.write(`${[...measuredTable, '', ...needs].join('\n')}\n`)
if (process.argv.includes('--write')) {
  const put = (doc: string, name: string, lines: readonly string[]) =>
    doc.replace(
      new RegExp(`(<!-- scale:${name} -->\n)[\\s\\S]*?(\n<!-- /scale:${name} -->)`),
      `$1${lines.join('\n')}$2`,
    )
  writeFileSync(DOC, put(put(readFileSync(DOC, 'utf8'), 'measured', measuredTable), 'needs', needs))
}
