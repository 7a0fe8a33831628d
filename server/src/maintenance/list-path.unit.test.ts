/** No page of requests walks through all of them: looked up in the plan of each statement, for each view and each kind of reader. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { maintenanceApi } from '@changxin/shared/maintenance'
import type { Role } from '@changxin/shared/people'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { z } from 'zod'
import type { Principal } from '../access/principal.ts'
import { scopeOf } from '../access/scope.ts'
import type { QueryContext } from '../feature.ts'
import { projections } from '../projections.ts'
import { asOfPosition, NOW } from '../views/intervals.ts'
import type { SqlValue } from '../views/projection.ts'
import { openProjector } from '../views/projector.ts'
import { statementsOf } from '../views/sql.ts'
import { listRequests } from './maintenance.queries.ts'

let folder: string
let db: DatabaseSync
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'changxin-paths-'))
  openProjector(`${folder}/views.db`, projections).close()
  db = new DatabaseSync(`${folder}/views.db`)
  // So many that the way through them matters: the way is chosen by what is kept of their number.
  const columns = db.prepare('SELECT name FROM pragma_table_info(?)').all('maintenance_tally')
  const places = columns.map(() => '?').join(', ')
  for (const [compoundId, requests] of [
    ['c1', 200_000],
    ['c2', 1_000],
  ] as const)
    db.prepare(`INSERT INTO maintenance_tally VALUES (${places})`).run(
      compoundId,
      ...columns.slice(1).map(() => requests),
    )
  const compound = db.prepare('SELECT name, type FROM pragma_table_info(?) WHERE "notnull" = 1').all('places_compound')
  const names = compound.map(({ name }) => String(name)).filter((name) => name !== 'compound_id')
  const kept = ['compound_id', 'district_id', ...names.filter((name) => name !== 'district_id')]
  const values = kept.map((name) => (name === 'compound_id' ? 'c1' : name === 'district_id' ? 'd1' : '0'))
  db.prepare(`INSERT INTO places_compound (${kept.join(', ')}) VALUES (${kept.map(() => '?').join(', ')})`).run(
    ...values,
  )
})
afterAll(() => {
  db.close()
  rmSync(folder, { recursive: true })
})

type Input = z.input<typeof maintenanceApi.list.input>
const person = (role: Role | null, kind = 'all', id = 'all'): Principal => ({
  personId: 'p1',
  sessionId: 's1',
  grants: role ? [{ grantId: 'g1', role, scope: { kind, id } as never }] : [],
  homes: role ? [] : [{ unitId: 'u1', compoundId: 'c1', relation: 'owner', checked: true, since: '2024-01-01' }],
})
const readers = {
  administrator: person('administrator'),
  'district overseer': person('overseer', 'district', 'd1'),
  manager: person('manager', 'compound', 'c2'),
  worker: person('worker', 'compound', 'c2'),
  resident: person(null),
}

/** The steps of the plan that touch the requests or their states from end to end. */
function walksOf(principal: Principal, input: Input, before?: string): string[] {
  const sql = statementsOf(db)
  const walks: string[] = []
  const explained = <Row>(text: string, params: SqlValue[]) => {
    const plan = db.prepare(`EXPLAIN QUERY PLAN ${text}`).all(...params) as { detail: string }[]
    // The counts are kept in one row a compound: those may be walked through.
    if (!text.includes('FROM maintenance_tally'))
      walks.push(
        ...plan.map(({ detail }) => detail).filter((detail) => /^SCAN (?:[rsahw]|maintenance_\w+)\b/.test(detail)),
      )
    return sql.all<Row>(text, ...params)
  }
  const read = {
    all: <Row>(text: string, ...params: SqlValue[]) => explained<Row>(text, params),
    get: <Row>(text: string, ...params: SqlValue[]) => explained<Row>(text, params)[0],
  }
  const scope = scopeOf('maintenance.requests', principal)
  const at = before === undefined ? NOW : asOfPosition('2026-03-01', before)
  const context = { read, at, principal, scope, language: 'zh', may: () => true } as QueryContext
  listRequests(context, maintenanceApi.list.input.parse(input))
  return [...new Set(walks)]
}

const views = maintenanceApi.list.input.shape.view.unwrap().options
const NEWEST_DOWN = 'SCAN r USING INDEX maintenance_request_position'

test.each(Object.entries(readers))('%s, every view', (name, principal) => {
  const isWide = name === 'administrator' || name === 'district overseer'
  for (const view of views) {
    const walks = walksOf(principal, { view })
    const isDense = isWide && view === 'all'
    expect(walks, view).toEqual(isDense ? [NEWEST_DOWN] : [])
  }
})

test.each(Object.entries(readers))('%s, filters', (name, principal) => {
  const isWide = name === 'administrator' || name === 'district overseer'
  for (const status of ['cancelled', 'rejected', 'merged', 'reported', 'completed'] as const)
    expect(walksOf(principal, { status }), status).toEqual([])
  expect(walksOf(principal, { category: 'fire' })).toEqual(isWide ? [NEWEST_DOWN] : [])
  expect(walksOf(principal, { view: 'open', category: 'fire', urgency: 'emergency' })).toEqual([])
  expect(walksOf(principal, { compoundId: 'c1' })).toEqual([])
  expect(walksOf(principal, { compoundId: 'c1', view: 'closed' })).toEqual([])
  expect(walksOf(principal, { unitId: 'u1' })).toEqual([])
  expect(walksOf(principal, { q: '水管' })).toEqual([])
})

test.each(Object.entries(readers).filter(([name]) => !/overseer|administrator/.test(name)))(
  '%s, on a past day only their own few are looked at',
  (_name, principal) => {
    for (const view of ['all', 'open', 'mine', 'reported-by-me'] as const)
      expect(walksOf(principal, { view, asOf: '2026-03-01' }, 's00000000000000ff'), view).toEqual([])
  },
)
