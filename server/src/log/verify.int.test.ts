/** Whatever is changed in the file behind the log's back, verification names the first place. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { addDays, type Day, instantOf } from '@changxin/shared/kernel'
import { CHECKPOINT_STREAM, fromHex, frontierRoot, type SignedCheckpoint } from '@changxin/shared/ledger'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { FIRST_LINK, linkAfter, storedLink } from './chain.ts'
import { sha256, uuidFrom } from './hashing.ts'
import {
  checkpointHash,
  checkpointPublicKeys,
  type Log,
  logTree,
  openCheckpointKeys,
  openSqliteLog,
  readCheckpoints,
  signCheckpoint,
  storedText,
  verifyLog,
} from './index.ts'
import { positionOf } from './sqlite/position.ts'

const NOW = instantOf(Date.UTC(2026, 2, 1))
const DAY = '2026-03-01'
const metadata = {
  commandId: 'c-1',
  inputHash: 'a'.repeat(64),
  actor: 'system',
  channel: 'timer',
  occurredAt: NOW,
} as const

let folder: string
let file: string
let log: Log
let made = 0

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'verify-'))
  file = path.join(folder, 'log.db')
  log = await openSqliteLog({ file, now: () => NOW })
})
afterEach(async () => {
  await log.close()
  rmSync(folder, { recursive: true })
})

async function write(stream: string, count: number, data: unknown = { amountFen: 100 }): Promise<void> {
  const there = await log.read(stream)
  const events = Array.from({ length: count }, () => ({
    id: uuidFrom(`e ${made++}`),
    type: 'Tested',
    version: 1,
    data,
    metadata,
  }))
  await log.append(stream, there.length === 0 ? 'none' : there.length - 1, events)
}

const frontierFile = () => path.join(folder, 'tree.json')
const keysFolder = () => path.join(folder, 'keys')
const sign = (day: Day, remember = true) =>
  signCheckpoint({
    log,
    keys: openCheckpointKeys(keysFolder()),
    day,
    occurredAt: NOW,
    ...(remember && { frontierFile: frontierFile() }),
  })

/** Positions: 1–3 fund-1, 4–5 person-1, 6 bulk, 7 checkpoint, 8–9 fund-2, 10 checkpoint, 11 fund-1. */
async function story(): Promise<SignedCheckpoint[]> {
  await write('fund-1', 3)
  await write('person-1', 2, { name: '张三' })
  await write('import-1', 1, { rows: [{ unitId: 'u-1' }, { unitId: 'u-2' }] })
  const first = await sign(DAY)
  await write('fund-2', 2)
  const second = await sign(addDays(DAY, 1))
  await write('fund-1', 1)
  return [first, second]
}

const verify = (held?: readonly SignedCheckpoint[]) =>
  verifyLog({ file, publicKeys: checkpointPublicKeys(keysFolder()), ...(held && { held }) })

/** As somebody with the file in hands would: without the triggers. */
function tamper(...statements: string[]): void {
  const db = new DatabaseSync(file)
  db.exec('DROP TRIGGER IF EXISTS events_never_change; DROP TRIGGER IF EXISTS events_stay')
  for (const statement of statements) db.exec(statement)
  db.close()
}

/** Makes every link right again, as somebody would who knows how. */
function relink(): void {
  const db = new DatabaseSync(file)
  let link = FIRST_LINK
  const update = db.prepare('UPDATE events SET link = ? WHERE sequence = ?')
  for (const row of db.prepare("SELECT * FROM events WHERE stream NOT GLOB 'person-*' ORDER BY sequence").all()) {
    const {
      sequence,
      stream,
      revision,
      id,
      type,
      version,
      data,
      metadata: text,
    } = row as Record<string, string> & {
      sequence: number
      revision: number
      version: number
    }
    const position = positionOf(sequence)
    const event = { position, stream, revision, id, type, version, data, metadata: text } as Parameters<
      typeof linkAfter
    >[1]
    const next = linkAfter(link, event)
    update.run(storedLink(next), sequence)
    link = next.link
  }
  db.prepare('UPDATE head SET link = ?').run(link)
  db.close()
}

describe('an untouched log', () => {
  test('is whole', async () => {
    await story()
    expect(await verify()).toEqual({ ok: true, events: 11, leaves: 11, checkpoints: 2 })
  })

  test('is whole when it is empty, when persons were erased, and while it is written', async () => {
    expect(await verify()).toMatchObject({ ok: true, events: 0 })
    const held = await story()
    await log.erase('person-1')
    await write('fund-3', 1)
    const writing = write('fund-4', 50)
    expect(await verify(held)).toMatchObject({ ok: true, checkpoints: 2 })
    await writing
    expect(await verify(held)).toMatchObject({ ok: true, events: 60 })
  })
})

test.each<[string, string[], number, string]>([
  ['data', [`UPDATE events SET data = '{"amountFen":900}' WHERE sequence = 2`], 2, 'changed-data'],
  [
    'a row of a bulk event',
    [`UPDATE events SET data = replace(data, 'u-2', 'u-9') WHERE sequence = 6`],
    6,
    'changed-data',
  ],
  [
    'metadata',
    [`UPDATE events SET metadata = replace(metadata, 'system', 'person-9') WHERE sequence = 2`],
    2,
    'changed-metadata',
  ],
  ['a type', [`UPDATE events SET type = 'Other' WHERE sequence = 2`], 2, 'broken-link'],
  ['a version', [`UPDATE events SET version = 2 WHERE sequence = 3`], 3, 'broken-link'],
  ['an id', [`UPDATE events SET id = 'x' WHERE sequence = 3`], 3, 'broken-link'],
  ['a link', [`UPDATE events SET link = zeroblob(48) WHERE sequence = 3`], 3, 'changed-data'],
  ['a link away', [`UPDATE events SET link = NULL WHERE sequence = 3`], 3, 'broken-link'],
  ['a stream', [`UPDATE events SET stream = 'fund-9' WHERE sequence = 8`], 8, 'broken-link'],
  ['a predecessor', [`UPDATE events SET previous = 1 WHERE sequence = 3`], 3, 'broken-stream'],
  ['where a stream ends', [`UPDATE streams SET last = 3, revision = 2 WHERE name = 'fund-1'`], 11, 'broken-stream'],
  ['a stream to another', [`UPDATE streams SET last = 3 WHERE name = 'fund-1'`], 3, 'broken-stream'],
  ['an event away', ['DELETE FROM events WHERE sequence = 8'], 8, 'gap'],
  [
    'an event away, said to be erased',
    ['DELETE FROM events WHERE sequence = 8', 'INSERT INTO erased_events VALUES (8)'],
    9,
    'broken-stream',
  ],
  ['the last event away', ['DELETE FROM events WHERE sequence = 11'], 11, 'missing-at-end'],
  [
    'an event into the chain of personal ones',
    [`UPDATE events SET stream = 'person-9' WHERE sequence = 1`],
    1,
    'broken-link',
  ],
])('%s changed', async (_, statements, sequence, what) => {
  await story()
  tamper(...statements)
  expect((await verify()).firstDifference).toMatchObject({ position: positionOf(sequence), what })
})

describe('changed by somebody who makes the chain right again', () => {
  test('is seen in the next checkpoint', async () => {
    await story()
    tamper(`UPDATE events SET data = '{"amountFen":900}' WHERE sequence = 8`)
    relink()
    expect(await verify()).toMatchObject({
      checkpoints: 1,
      firstDifference: { position: positionOf(10), what: 'wrong-root' },
    })
  })

  test('and the checkpoint too: its signature does not fit', async () => {
    const [, second] = await story()
    tamper(`UPDATE events SET data = '{"amountFen":900}' WHERE sequence = 8`)
    const tree = logTree()
    for (const event of (await log.readAll(null, 100)).slice(0, 9)) tree.addEvent(storedText(event))
    expect(tree.rootHash()).not.toBe(second?.rootHash)
    tamper(`UPDATE events SET data = replace(data, '${second?.rootHash}', '${tree.rootHash()}') WHERE sequence = 10`)
    relink()
    expect((await verify()).firstDifference).toMatchObject({ position: positionOf(10), what: 'bad-signature' })
  })

  test('and signs with a new key: the key is not known to who kept the old one', async () => {
    await story()
    const kept = checkpointPublicKeys(keysFolder())
    rmSync(keysFolder(), { recursive: true })
    await sign(addDays(DAY, 2))
    expect(await verifyLog({ file, publicKeys: kept })).toMatchObject({
      checkpoints: 2,
      firstDifference: { position: positionOf(12), what: 'unknown-key' },
    })
  })

  test('and cuts off the end with its checkpoint: only who kept it sees that', async () => {
    const held = await story()
    tamper(
      'DELETE FROM events WHERE sequence >= 8',
      "DELETE FROM streams WHERE name = 'fund-2'",
      `UPDATE streams SET last = 7, revision = 0 WHERE name = '${CHECKPOINT_STREAM}'`,
      "UPDATE streams SET last = 3, revision = 2 WHERE name = 'fund-1'",
      'UPDATE head SET sequence = 7',
    )
    relink()
    expect(await verify()).toMatchObject({ ok: true, events: 7 })
    expect((await verify(held)).firstDifference).toMatchObject({ position: positionOf(8), what: 'missing-at-end' })
  })
})

test('a checkpoint that does not name the one before is named', async () => {
  await story()
  tamper(`UPDATE events SET data = json_set(data, '$.day', '2026-02-01') WHERE sequence = 7`)
  relink()
  expect((await verify()).firstDifference).toMatchObject({ position: positionOf(7), what: 'bad-signature' })
})

describe('signing', () => {
  test('once a day, each naming the one before', async () => {
    const [first, second] = await story()
    expect(await sign(DAY)).toEqual(first)
    expect(await readCheckpoints(log)).toEqual([first, second])
    expect(first).toMatchObject({ day: DAY, size: 6, previous: null })
    expect(second).toMatchObject({ size: 9, previous: checkpointHash(first!) })
    await expect(sign('2026-02-01')).rejects.toThrow(RangeError)
  })

  test('an empty log has a checkpoint as well', async () => {
    const first = await sign(DAY)
    expect(first.size).toBe(0)
    expect(await verify([first])).toMatchObject({ ok: true, checkpoints: 1 })
  })

  test('twice at once is one checkpoint', async () => {
    await write('fund-1', 3)
    const [one, other] = await Promise.all([sign(DAY), sign(DAY)])
    expect(one).toEqual(other)
    expect(await readCheckpoints(log)).toHaveLength(1)
  })

  test('is the same with the remembered tree, without it, and when that is wrong', async () => {
    await story()
    const last = await sign(addDays(DAY, 2))
    const saved = JSON.parse(readFileSync(frontierFile(), 'utf8')) as { size: number; subtrees: string[] }
    const frontier = { size: saved.size, subtrees: saved.subtrees.map(fromHex) }
    expect(Buffer.from(frontierRoot(sha256, frontier)).toString('hex')).toBe(last.rootHash)
    await write('fund-5', 1)
    await sign(addDays(DAY, 3), false)
    await write('fund-5', 1)
    await sign(addDays(DAY, 4))
    writeFileSync(frontierFile(), '{"after":null,"size":1,"subtrees":[]}')
    await write('fund-5', 1)
    await sign(addDays(DAY, 5))
    writeFileSync(frontierFile(), 'torn')
    await sign(addDays(DAY, 6))
    expect(await verify()).toMatchObject({ ok: true, checkpoints: 7 })
  })

  test('hashes only what is new when the tree is remembered', async () => {
    await story()
    await sign(addDays(DAY, 2))
    const seen: (string | null)[] = []
    const watched: Log = {
      ...log,
      readAll(after, limit) {
        seen.push(after)
        return log.readAll(after, limit)
      },
    }
    await write('fund-5', 1)
    const options = { keys: openCheckpointKeys(keysFolder()), occurredAt: NOW, frontierFile: frontierFile() }
    await signCheckpoint({ ...options, log: watched, day: addDays(DAY, 3) })
    expect(seen).toEqual([positionOf(11)])
  })

  test('the key is made once, for its owner alone, and its public half is kept', () => {
    const first = openCheckpointKeys(keysFolder())
    const second = openCheckpointKeys(keysFolder())
    expect(second.keyId).toBe(first.keyId)
    expect(first.publicKeyPem).toContain('BEGIN PUBLIC KEY')
    expect(checkpointPublicKeys(keysFolder())).toEqual([first.publicKeyPem])
    const keys = keysFolder()
    expect(readdirSync(keys).sort()).toEqual([`checkpoint-${first.keyId}.pub.pem`, 'checkpoint.ed25519.pem'].sort())
    expect(statSync(path.join(keys, 'checkpoint.ed25519.pem')).mode & 0o777).toBe(0o600)
  })
})
