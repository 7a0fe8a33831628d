/** Projections of one feature share the beginning of their tables' names, and still nothing else. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { compareViews } from './compare.ts'
import { projection } from './projection.ts'
import { openProjector } from './projector.ts'
import { ownerOf } from './table-owner.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'changxin-owner-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const table = (name: string) => `CREATE TABLE ${name} (id TEXT PRIMARY KEY) STRICT;`
const requests = (version: number) => projection('work', version, table('work_request'), [])
const terms = (version: number) => projection('work-search', version, table('work_search_term'), [])

/** Opens with these projections, as a start does; answers which marks are still there. */
function start(...projections: ReturnType<typeof projection>[]): string[] {
  openProjector(join(folder, 'views.db'), projections).close()
  const db = new DatabaseSync(join(folder, 'views.db'))
  const names = ['work_request', 'work_search_term']
  const there = names.filter((name) => db.prepare('SELECT 1 FROM sqlite_master WHERE name = ?').get(name))
  const marked = there.filter((name) => db.prepare(`SELECT 1 FROM ${name}`).get())
  for (const name of there) db.exec(`INSERT OR IGNORE INTO ${name} VALUES ('mark')`)
  db.close()
  return marked
}

test('the longest name owns a table', () => {
  const names = ['work', 'work-search', 'other']
  expect(['work_request', 'work_search_term', 'worker', 'checkpoint'].map((name) => ownerOf(name, names))).toEqual([
    'work',
    'work-search',
    undefined,
    undefined,
  ])
})

test('a new version of one leaves the rows of the other, whichever name is longer', () => {
  expect(start(requests(1), terms(1))).toEqual([])
  expect(start(requests(2), terms(1))).toEqual(['work_search_term'])
  expect(start(requests(2), terms(2))).toEqual(['work_request'])
})

test('a projection that is no longer there takes only its own tables with it', () => {
  start(requests(1), terms(1))
  expect(start(terms(1))).toEqual(['work_search_term'])
})

test('rows of the longer name are not compared with the shorter one’s', () => {
  const [one, other] = [new DatabaseSync(':memory:'), new DatabaseSync(':memory:')]
  one.exec(table('work_request'))
  other.exec(table('work_request') + table('work_search_term'))
  const known = ['work', 'work-search']
  expect(compareViews(one, other, ['work'], known)).toEqual({ tables: 1, rows: 0 })
  expect(compareViews(one, other, known).firstDifference).toMatchObject({ what: 'unknown-table' })
  one.close()
  other.close()
})
