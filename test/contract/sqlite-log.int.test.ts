/** The SQLite engine keeps the contract, and what only a file can promise. */
import { spawnSync } from 'node:child_process'
import {
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import {
  DuplicateEventId,
  LogUnavailable,
  openSqliteLog,
  openSqliteLogReader,
  verifyLog,
} from '@changxin/server/log/index.ts'
import { channelOf } from '@changxin/server/log/sqlite/wake-ups.ts'
import { openWriterThread } from '@changxin/server/log/sqlite/writer-thread.ts'
import { instantOf } from '@changxin/shared/kernel'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { logContract, newEvent } from './log-contract.ts'

const now = () => instantOf(Date.UTC(2026, 2, 1))

logContract('sqlite', async (clock) => {
  const own = mkdtempSync(path.join(tmpdir(), '日志 log-'))
  const log = await openSqliteLog({ file: path.join(own, 'log.db'), now: clock })
  return {
    log,
    async dispose() {
      await log.close()
      rmSync(own, { recursive: true })
    },
  }
})

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sqlite-log-'))
  file = path.join(folder, 'log.db')
})
afterEach(() => rmSync(folder, { recursive: true }))

const bytesOf = (name: string) => readFileSync(path.join(folder, name))
const fixture = (name: string) => fileURLToPath(new URL(`./${name}`, import.meta.url))

describe('the file', () => {
  test('is the same after it was closed and opened again', async () => {
    const first = await openSqliteLog({ file, now })
    await first.append('fund-1', 'none', [newEvent({ a: 1 }), newEvent({ a: 2 })])
    await first.append('person-1', 'none', [newEvent({ name: '张' })])
    const before = await first.readAll(null, 10)
    await first.close()
    const second = await openSqliteLog({ file, now })
    expect(await second.readAll(null, 10)).toEqual(before)
    expect(await second.append('fund-1', 1, [newEvent()])).toMatchObject({ revision: 2 })
    await second.close()
  })

  test('holds back a clock that is behind its last event, also after it was opened again', async () => {
    const first = await openSqliteLog({ file, now })
    await first.append('fund-1', 'none', [newEvent()])
    await first.close()
    const second = await openSqliteLog({ file, now: () => instantOf(0) })
    await second.append('fund-1', 0, [newEvent()])
    expect((await second.read('fund-1', 1))[0]?.metadata.recordedAt).toBe(now())
    await second.close()
  })

  test('refuses UPDATE and DELETE through any connection, but for personal streams', async () => {
    const log = await openSqliteLog({ file, now })
    await log.append('fund-1', 'none', [newEvent()])
    await log.append('person-1', 'none', [newEvent()])
    await log.close()
    const db = new DatabaseSync(file)
    for (const column of [
      'sequence',
      'stream',
      'revision',
      'previous',
      'id',
      'type',
      'version',
      'data',
      'metadata',
      'link',
    ]) {
      expect(() => db.exec(`UPDATE events SET ${column} = ${column}`)).toThrow('events never change')
    }
    expect(() => db.exec("DELETE FROM events WHERE stream = 'fund-1'")).toThrow('events stay')
    expect(() => db.exec("UPDATE events SET data = '{}' WHERE stream = 'person-1'")).toThrow('events never change')
    expect(db.prepare("DELETE FROM events WHERE stream = 'person-1'").run().changes).toBe(1)
    db.close()
  })

  test('that is no log, or of a newer program, is not touched', async () => {
    const db = new DatabaseSync(file)
    db.exec('CREATE TABLE other (a)')
    db.close()
    await expect(openSqliteLog({ file, now })).rejects.toThrow('not a log')
    rmSync(file)
    await (await openSqliteLog({ file, now })).close()
    const newer = new DatabaseSync(file)
    newer.exec('PRAGMA user_version = 99')
    newer.close()
    await expect(openSqliteLog({ file, now })).rejects.toThrow('schema 99')
  })

  test('with a torn write-ahead log has every commit before the tear', async () => {
    const log = await openSqliteLog({ file, now })
    for (let revision = -1; revision < 20; revision++) {
      await log.append('fund-1', revision < 0 ? 'none' : revision, [newEvent({ text: 'x'.repeat(2000) })])
    }
    const copy = path.join(folder, 'copy.db')
    copyFileSync(file, copy)
    copyFileSync(`${file}-wal`, `${copy}-wal`)
    await log.close()
    truncateSync(`${copy}-wal`, statSync(`${copy}-wal`).size - 6_000)
    const torn = await openSqliteLog({ file: copy, now })
    const left = await torn.read('fund-1')
    expect(left.length).toBeGreaterThan(15)
    expect(left.length).toBeLessThan(22)
    expect(left.map((event) => event.revision)).toEqual(left.map((_, index) => index))
    await torn.append('fund-1', left.length - 1, [newEvent()])
    await torn.close()
    expect(await verifyLog({ file: copy, publicKeys: [] })).toMatchObject({ ok: true, events: left.length + 1 })
  })
})

describe('one owner', () => {
  test('a second opener in this process is told', async () => {
    const log = await openSqliteLog({ file, now })
    await expect(openSqliteLog({ file, now })).rejects.toThrow('in use by another process')
    await log.close()
    await (await openSqliteLog({ file, now })).close()
  })

  test('a second process is told', async () => {
    const log = await openSqliteLog({ file, now })
    const opened = spawnSync(process.execPath, [fixture('open-log.ts'), file], { encoding: 'utf8' })
    expect(opened.stdout).toContain('LogUnavailable')
    expect(opened.stdout).toContain('in use by another process')
    await log.close()
    expect(spawnSync(process.execPath, [fixture('open-log.ts'), file], { encoding: 'utf8' }).stdout).toContain('opened')
  })
})

test('an open log that nobody asks anything, with a follower, keeps no process alive', () => {
  const idle = spawnSync(process.execPath, [fixture('open-log.ts'), file, 'follow'], {
    encoding: 'utf8',
    timeout: 20_000,
  })
  expect(idle).toMatchObject({ signal: null })
  expect(idle.stdout).toContain('idle')
})

test('a reader in another thread follows what this one writes', async () => {
  const log = await openSqliteLog({ file, now })
  const worker = new Worker(fixture('following-worker.ts'), { workerData: { file, count: 50 } })
  const seen = new Promise<string[]>((resolve, reject) => worker.on('message', resolve).on('error', reject))
  const written: string[] = []
  for (let revision = -1; revision < 49; revision++) {
    const event = newEvent()
    await log.append('fund-1', revision < 0 ? 'none' : revision, [event])
    written.push(event.id)
  }
  expect((await seen).slice(0, 50)).toEqual(written.slice(0, 50))
  await log.close()
})

test('a commit wakes those who follow: the safety net is not what does it', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout'] })
  try {
    const log = await openSqliteLog({ file, now })
    const stop = new AbortController()
    const batches = log.follow(null, { signal: stop.signal })[Symbol.asyncIterator]()
    for (let revision = -1; revision < 5; revision++) {
      const next = batches.next()
      await log.append('fund-1', revision < 0 ? 'none' : revision, [newEvent()])
      expect((await next).value).toHaveLength(1)
    }
    const waiting = batches.next()
    stop.abort()
    expect((await waiting).done).toBe(true)
    await log.close()
  } finally {
    vi.useRealTimers()
  }
})

test('a reader of a log that is not there says so', () => {
  expect(() => openSqliteLogReader({ file })).toThrow()
})

test('an id that is in the log elsewhere fails alone, and its whole append', async () => {
  const log = await openSqliteLog({ file, now })
  const event = newEvent()
  await log.append('fund-1', 'none', [event])
  const [before, twice, after] = await Promise.allSettled([
    log.append('fund-2', 'none', [newEvent()]),
    log.append('fund-3', 'none', [newEvent(), event]),
    log.append('fund-4', 'none', [newEvent()]),
  ])
  expect([before.status, after.status]).toEqual(['fulfilled', 'fulfilled'])
  expect(twice).toMatchObject({ status: 'rejected', reason: expect.any(DuplicateEventId) })
  expect(await log.read('fund-3')).toEqual([])
  expect(await log.append('fund-3', 'none', [newEvent()])).toMatchObject({ revision: 0 })
  await log.close()
  expect(await verifyLog({ file, publicKeys: [] })).toMatchObject({ ok: true, events: 4 })
})

describe('erased bytes', () => {
  test('are in no file any more, however large they were', async () => {
    const log = await openSqliteLog({ file, now })
    const secret = 'SECRETsecret13812345678'
    const filler = () =>
      log.append(`fund-${Math.trunc(Number(process.hrtime.bigint() % 1_000_000_007n))}`, 'none', [newEvent({ a: 1 })])
    for (let revision = -1; revision < 3; revision++) {
      const size = revision < 1 ? 1 : 2_000
      await log.append('person-1', revision < 0 ? 'none' : revision, [newEvent({ note: `${secret} `.repeat(size) })])
      await filler()
    }
    const filesWith = () => readdirSync(folder).filter((name) => bytesOf(name).includes(secret))
    expect(filesWith()).not.toEqual([])
    await log.erase('person-1')
    expect(filesWith()).toEqual([])
    await log.close()
    expect(filesWith()).toEqual([])
    expect(await verifyLog({ file, publicKeys: [] })).toMatchObject({ ok: true, events: 4 })
  })

  test('a position is not given again when the last event was erased', async () => {
    const log = await openSqliteLog({ file, now })
    const { position } = await log.append('person-1', 'none', [newEvent()])
    await log.erase('person-1')
    await log.close()
    const again = await openSqliteLog({ file, now })
    expect((await again.append('fund-1', 'none', [newEvent()])).position > position).toBe(true)
    expect(await again.size()).toBe(1)
    await again.close()
  })
})

describe('when the disk says no', () => {
  test('a full one: the append is refused whole, the log stays readable and whole, smaller ones may pass', async () => {
    const log = await openSqliteLog({ file, now, maxBytes: 200_000 })
    const large = () => newEvent({ text: 'x'.repeat(60_000) })
    let revision = -1
    let refusal: unknown
    while (!refusal) {
      await log.append('fund-1', revision < 0 ? 'none' : revision, [newEvent(), large()]).then(
        (appended) => {
          revision = appended.revision
        },
        (error: unknown) => {
          refusal = error
        },
      )
    }
    expect(refusal).toBeInstanceOf(LogUnavailable)
    expect((refusal as Error).message).toMatch(/full/)
    expect((await log.read('fund-1')).length).toBe(revision + 1)
    const together = await Promise.allSettled([
      log.append('fund-2', 'none', [newEvent()]),
      log.append('fund-1', revision, [large(), large()]),
      log.append('fund-3', 'none', [newEvent()]),
    ])
    expect(together.map((outcome) => outcome.status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    await log.close()
    const roomy = await openSqliteLog({ file, now })
    expect(await roomy.append('fund-1', revision, [large()])).toMatchObject({ revision: revision + 1 })
    await roomy.close()
    expect((await verifyLog({ file, publicKeys: [] })).ok).toBe(true)
  })

  test('a busy one: the append is refused, and the next one passes when it is free again', async () => {
    const log = await openSqliteLog({ file, now, busyTimeoutMs: 20 })
    const other = new DatabaseSync(file)
    other.exec('BEGIN IMMEDIATE')
    const event = newEvent()
    const refused = await Promise.allSettled([
      log.append('fund-1', 'none', [event]),
      log.append('fund-2', 'none', [newEvent()]),
    ])
    expect(refused.map((outcome) => outcome.status === 'rejected' && outcome.reason)).toEqual([
      expect.any(LogUnavailable),
      expect.any(LogUnavailable),
    ])
    other.exec('ROLLBACK')
    other.close()
    expect(await log.append('fund-1', 'none', [event])).toMatchObject({ revision: 0 })
    await log.close()
  })

  test('a writer that dies after the commit answers what it committed, from its successor', async () => {
    await (await openSqliteLog({ file, now })).close()
    const warnings: string[] = []
    const entry = new URL('./dying-writer.ts', import.meta.url)
    const data = { file, channel: channelOf(file), busyTimeoutMs: 100, maxBytes: undefined }
    const writer = await openWriterThread(data, { warn: (_, text) => warnings.push(text) }, entry)
    writeFileSync(`${file}.die`, '')
    const parts = ['fund-1', -1, now(), 1, newEvent().id, 'Tested', 1, '{}', '{}']
    expect(await writer.append('fund-1', 'none', parts, 4)).toMatchObject({ revision: 0 })
    expect(readdirSync(folder)).not.toContain('log.db.die')
    const next = ['fund-1', 0, now(), 1, newEvent().id, 'Tested', 1, '{}', '{}']
    expect(await writer.append('fund-1', 0, next, 4)).toMatchObject({ revision: 1 })
    await writer.close()
    const reader = openSqliteLogReader({ file })
    expect(await reader.read('fund-1')).toHaveLength(2)
    reader.close()
    expect(warnings).toHaveLength(1)
  })
})
