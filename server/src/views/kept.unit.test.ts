/** A kept row is read once and written once a batch, whatever the handlers did to it meanwhile; rebuilt rows are the same. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { type AnyEvent, event, type Recorded } from '@changxin/shared/kernel'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { type KeptTable, keptRows } from './kept.ts'
import { on, projection } from './projection.ts'
import { openProjector } from './projector.ts'
import { type Statements, statementsOf } from './sql.ts'

interface Basket {
  readonly id: string
  readonly owner: string | null
  apples: readonly string[]
}
const BASKETS: KeptTable<Basket> = {
  name: 'fruit_basket',
  key: 'id',
  columns: ['id', 'owner', 'apples'],
  json: ['apples'],
}
const SCHEMA = 'CREATE TABLE fruit_basket (id TEXT PRIMARY KEY, owner TEXT, apples TEXT NOT NULL) STRICT'

let folder: string
let db: DatabaseSync
let said: string[]
let sql: Statements
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'changxin-kept-'))
  db = new DatabaseSync(':memory:')
  db.exec(`${SCHEMA}; INSERT INTO fruit_basket VALUES ('a', NULL, '["red"]'), ('b', 'Wang', '[]')`)
  said = []
  const spied = <Name extends keyof Statements>(name: Name): Statements[Name] =>
    ((text: string, ...params: never[]) => {
      said.push(text.split(' ')[0] ?? '')
      return (statementsOf(db)[name] as (text: string, ...params: never[]) => unknown)(text, ...params)
    }) as Statements[Name]
  sql = { get: spied('get'), all: spied('all'), run: spied('run') }
})
afterEach(() => {
  db.close()
  rmSync(folder, { recursive: true })
})

const stored = () =>
  db
    .prepare('SELECT * FROM fruit_basket ORDER BY id')
    .all()
    .map((row) => ({ ...row }))

test('a row is read once and written once, its JSON parsed between', () => {
  const { kept, write } = keptRows(sql)
  for (const colour of ['green', 'yellow']) {
    const basket = kept(BASKETS).get('a')
    if (!basket) throw new Error('no basket')
    basket.apples = [...basket.apples, colour]
    kept(BASKETS).put(basket)
  }
  kept(BASKETS).put({ id: 'a', owner: 'Li', apples: kept(BASKETS).get('a')?.apples ?? [] })
  write()
  write()
  expect(said).toEqual(['SELECT', 'INSERT'])
  expect(stored()[0]).toEqual({ id: 'a', owner: 'Li', apples: '["red","green","yellow"]' })
})

test('all rows are those of the table as they were altered, and new ones; what is not there is asked for once', () => {
  const { kept, write } = keptRows(sql)
  const baskets = kept(BASKETS)
  baskets.put({ id: 'c', owner: null, apples: ['one'] })
  baskets.put({ id: 'b', owner: 'Zhao', apples: ['two'] })
  expect([...baskets.all()].map(({ id, owner }) => `${id} ${owner}`).sort()).toEqual(['a null', 'b Zhao', 'c null'])
  expect(baskets.get('d')).toBeUndefined()
  expect(said).toEqual(['SELECT'])
  write()
  expect(stored().map(({ id, owner }) => `${id} ${owner}`)).toEqual(['a null', 'b Zhao', 'c null'])
})

const AppleLaid = event('AppleLaid', z.object({ colour: z.string() }))
const fruit = projection('fruit', 1, SCHEMA, [
  on(AppleLaid, ({ data }, rows) => {
    const baskets = rows.kept(BASKETS)
    const basket = baskets.get('a') ?? { id: 'a', owner: null, apples: [] }
    basket.apples = [...basket.apples, data.colour]
    baskets.put(data.colour === 'unwritable' ? { ...basket, apples: null as never } : basket)
    if (data.colour === 'rotten') throw new Error('no rotten apples')
    rows.touch({ table: 'fruit_basket' })
  }),
])

function laid(...colours: readonly string[]): Recorded<AnyEvent>[] {
  const metadata = { commandId: 'c', inputHash: '0', actor: 'tester', channel: 'web' as const }
  const at = '2026-03-01T00:00:00.000Z'
  return colours.map((colour, index) => ({
    position: `s${index + 1}`,
    stream: 'basket-a',
    revision: index,
    id: `event-${index}`,
    type: AppleLaid.type,
    version: 1,
    data: { colour },
    metadata: { ...metadata, occurredAt: at, recordedAt: at },
  }))
}

test.each([4, 1])('the projector writes what handlers put, in batches of %i', (size) => {
  expect(projected(laid('red', 'green', 'red', 'yellow'), size).kept).toBe('["red","green","red","yellow"]')
})

test('what a throwing handler put is taken back, and what came before it is written', () => {
  const { kept, health } = projected(laid('red', 'green', 'rotten', 'yellow'), 4)
  expect(kept).toBe('["red","green"]')
  expect(health).toMatchObject({ position: 's2', stopped: 'AppleLaid at s3: no rotten apples' })
})

test('what cannot be written stops at the event that put it, so that the next start tries that one again', () => {
  const { kept, health } = projected(laid('red', 'green', 'unwritable', 'yellow'), 4)
  expect(kept).toBe('["red","green"]')
  expect(health).toMatchObject({ position: 's2', stopped: expect.stringContaining('AppleLaid at s3: NOT NULL') })
})

test('events after the last that a projection takes leave nothing behind', () => {
  const { kept } = projected(laid('red', 'green', 'yellow'), 3, new Map([['fruit', 's2']]))
  expect(kept).toBe('["red","green"]')
})

function projected(events: readonly Recorded[], size: number, until?: ReadonlyMap<string, string>) {
  const file = `${folder}/views.db`
  const projector = openProjector(file, [fruit])
  for (let from = 0; from < events.length; from += size) projector.apply(events.slice(from, from + size), until)
  const [health] = projector.health()
  projector.close()
  const views = new DatabaseSync(file, { readOnly: true })
  const { apples: kept } = views.prepare('SELECT apples FROM fruit_basket').get() ?? {}
  views.close()
  if (!health) throw new Error('no projection')
  return { kept, health }
}
