/** An erased person's file goes also when its place was away at that moment, and stays when somebody brought it again. */
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createLogger } from '../logger.ts'
import { statementsOf } from '../views/sql.ts'
import type { Applied } from '../views/views.ts'
import { FilesAway } from './kept-bytes.ts'
import { removeUnwanted } from './remove-unwanted.ts'

const RETRY_MS = 1_000
const [ONE = '', TWO = '', THREE = ''] = ['1', '2', '3'].map((digit) => digit.repeat(64))

let db: DatabaseSync
let removed: string[]
let isAway: boolean
let afterEachRemoval: (sha256: string) => void
let stop: () => Promise<void>
const listeners = new Set<(applied: Applied) => void>()

beforeEach(() => {
  vi.useFakeTimers()
  db = new DatabaseSync(':memory:')
  db.exec('CREATE TABLE files_unwanted (sha256 TEXT PRIMARY KEY)')
  removed = []
  isAway = false
  afterEachRemoval = () => undefined
})
afterEach(async () => {
  await stop()
  db.close()
  vi.useRealTimers()
})

function start(): void {
  const read = statementsOf(db)
  stop = removeUnwanted(
    {
      views: {
        read: (run) => ({ result: run(read), position: null }),
        onApplied(listener) {
          listeners.add(listener)
          return () => listeners.delete(listener)
        },
      },
      logger: createLogger('silent'),
    },
    async (sha256) => {
      if (isAway) throw new FilesAway('away')
      removed.push(sha256)
      afterEachRemoval(sha256)
    },
    RETRY_MS,
  )
}

const unwant = (sha256: string) => db.prepare('INSERT INTO files_unwanted VALUES (?)').run(sha256)
const want = (sha256: string) => db.prepare('DELETE FROM files_unwanted WHERE sha256 = ?').run(sha256)
function applied(table: string): void {
  for (const listener of listeners) listener({ position: '1', touches: [{ table }] } as Applied)
}
const settled = () => vi.advanceTimersByTimeAsync(0)

test('at the start what is left, later what is told', async () => {
  unwant(ONE)
  start()
  await settled()
  expect(removed).toEqual([ONE])
  unwant(TWO)
  applied('files_link')
  await settled()
  expect(removed).toEqual([ONE])
  applied('files_unwanted')
  await settled()
  expect(removed).toContain(TWO)
})

test('again and again while the place is away', async () => {
  isAway = true
  unwant(ONE)
  start()
  await vi.advanceTimersByTimeAsync(3 * RETRY_MS)
  expect(removed).toEqual([])
  isAway = false
  await vi.advanceTimersByTimeAsync(RETRY_MS)
  expect(removed).toEqual([ONE])
  await vi.advanceTimersByTimeAsync(10 * RETRY_MS)
  expect(removed, 'and then no more').toEqual([ONE])
})

test('not what somebody brought again while others are removed', async () => {
  for (const sha256 of [ONE, TWO, THREE]) unwant(sha256)
  afterEachRemoval = () => want(TWO)
  start()
  await settled()
  expect(removed).toEqual([ONE, THREE])
})

test('what is told while it removes is removed too', async () => {
  unwant(ONE)
  afterEachRemoval = (sha256) => {
    if (sha256 !== ONE || removed.length > 1) return
    unwant(TWO)
    applied('files_unwanted')
  }
  start()
  await settled()
  expect(removed).toContain(TWO)
})

test('nothing more once it is stopped', async () => {
  isAway = true
  unwant(ONE)
  start()
  await settled()
  await stop()
  isAway = false
  applied('files_unwanted')
  await vi.advanceTimersByTimeAsync(10 * RETRY_MS)
  expect(removed).toEqual([])
})
