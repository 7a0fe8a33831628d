/** `verify` says that an untouched folder is well, also in use, and names each manipulation of log and views. */
import { execFile } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { addDays, DAY_MS, type EventMetadata, instantOf } from '@changxin/shared/kernel'
import { CHECKPOINT_STREAM, CheckpointSigned, checkpointText, type SignedCheckpoint } from '@changxin/shared/ledger'
import { peopleApi } from '@changxin/shared/people'
import { placesApi } from '@changxin/shared/places'
import { renovationApi } from '@changxin/shared/renovation'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectOk, startServer, type TestServer } from '../../test/kit/server.ts'
import { checkpointHash, openCheckpointKeys, openSqliteLog, readCheckpoints, uuidFrom } from './log/index.ts'
import { projections } from './projections.ts'
import { verifyFolder } from './verify.ts'
import { compareViews } from './views/compare.ts'

const START_MS = Date.parse('2026-03-01T02:00:00.000Z')
const folder = mkdtempSync(join(tmpdir(), 'changxin-verify-test-'))
const origin = join(folder, 'origin')

async function passDays(at: TestServer, days: number): Promise<void> {
  for (let day = 0; day < days; day++) {
    at.time.nowMs += DAY_MS
    await at.server.timer.advanceTo(instantOf(at.time.nowMs))
  }
}

/** A server may stop with views that are behind; here they reach the end of the log. */
async function shownAndClosed(at: TestServer): Promise<void> {
  await at.server.views.waitFor((await at.server.log.head()) ?? '')
  await at.close()
}

beforeAll(async () => {
  const at = await startServer({ dataDir: origin, startMs: START_MS })
  await at.server.timer.advanceTo(instantOf(START_MS))
  const district = await expectOk(
    at.admin.tell(placesApi.registerRegion, {}, { level: 'district', name: '垫江县', parentId: null }),
  )
  await expectOk(at.admin.tell(placesApi.registerCompound, {}, { name: '兴隆花园', regionId: district.body.id }))
  await expectOk(
    at.admin.tell(
      renovationApi.importPlan,
      {},
      { title: '计划', csv: 'year,area_name,buildings\n2021年度,甲片区,8\n' },
    ),
  )
  // What a rebuild no longer finds in the log must not be in the views either.
  const erased = await at.person('erased', ['worker', { kind: 'district', id: district.body.id }])
  await expectOk(at.admin.tell(peopleApi.erase, { id: erased.personId }, { reason: '本人要求' }))
  await passDays(at, 2)
  await expectOk(at.admin.tell(placesApi.registerCompound, {}, { name: '长安小区', regionId: district.body.id }))
  await shownAndClosed(at)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let copies = 0
/** A copy to tamper with. */
function copy(): string {
  const dataDir = join(folder, `copy-${copies++}`)
  cpSync(origin, dataDir, { recursive: true })
  return dataDir
}

function change(dataDir: string, file: 'log.db' | 'views.db', run: (db: DatabaseSync) => void): void {
  const db = new DatabaseSync(join(dataDir, file))
  if (file === 'log.db') db.exec('DROP TRIGGER events_never_change; DROP TRIGGER events_stay')
  run(db)
  db.close()
}

test('an untouched folder is well, and the summary counts', async () => {
  const { ok, line } = await verifyFolder({ dataDir: origin })
  expect(line).toMatch(
    /^一致 \/ all is well: 事件 \/ events \d\d+，检查点 \/ checkpoints 2，表 \/ tables \d{2,3}，行 \/ rows [1-9]\d+，维修资金 \/ funds 0，[\d.]+ 秒 \/ s$/,
  )
  expect(ok).toBe(true)
})

test('a flipped byte of an event is named', async () => {
  const dataDir = copy()
  change(dataDir, 'log.db', (db) =>
    db.exec("UPDATE events SET data = replace(data, '兴隆', '兴陇') WHERE type = 'CompoundRegistered'"),
  )
  const { ok, line } = await verifyFolder({ dataDir })
  expect(line).toMatch(/log\.db s[0-9a-f]+: 内容被改动 .*compound-.* revision 0, CompoundRegistered/)
  expect(ok).toBe(false)
})

test('a removed last event is named', async () => {
  const dataDir = copy()
  change(dataDir, 'log.db', (db) => db.exec('DELETE FROM events WHERE sequence = (SELECT max(sequence) FROM events)'))
  const { ok, line } = await verifyFolder({ dataDir })
  expect(line).toContain('末尾的记录缺失 / events are missing at the end')
  expect(ok).toBe(false)
})

/** Appends as the program itself would, so that chain and numbers are right. */
async function appendCheckpoint(
  dataDir: string,
  forge: (last: SignedCheckpoint, next: SignedCheckpoint) => SignedCheckpoint,
): Promise<void> {
  const log = await openSqliteLog({ file: join(dataDir, 'log.db'), now: () => instantOf(START_MS + 10 * DAY_MS) })
  const earlier = await readCheckpoints(log)
  const last = earlier.at(-1)
  if (!last) throw new Error('the log has no checkpoint')
  const keys = openCheckpointKeys(join(dataDir, 'keys'))
  const next = { ...last, day: addDays(last.day, 1), previous: checkpointHash(last) }
  const event = CheckpointSigned(forge(last, { ...next, signature: keys.sign(checkpointText(next)) }))
  const metadata: EventMetadata = {
    commandId: 'forged',
    inputHash: '0',
    actor: 'system',
    channel: 'timer',
    occurredAt: instantOf(START_MS),
  }
  await log.append(CHECKPOINT_STREAM, earlier.length - 1, [{ ...event, id: uuidFrom(next.day), version: 1, metadata }])
  await log.close()
}

test.each([
  [
    '另签 / a signature of another text',
    (last: SignedCheckpoint, next: SignedCheckpoint) => ({ ...next, signature: last.signature }),
    'the signature of a checkpoint is not valid',
  ],
  [
    'another key',
    (_: SignedCheckpoint, next: SignedCheckpoint) => ({ ...next, keyId: 'f'.repeat(32) }),
    'signed with an unknown key',
  ],
])('a forged checkpoint is named: %s', async (_, forge, words) => {
  const dataDir = copy()
  await appendCheckpoint(dataDir, forge)
  const { ok, line } = await verifyFolder({ dataDir })
  expect(line).toContain(words)
  expect(ok).toBe(false)
})

test('views that are behind the log are compared as of where they are', async () => {
  const dataDir = copy()
  await appendCheckpoint(dataDir, (_, next) => next)
  const { ok, line } = await verifyFolder({ dataDir })
  expect(line).toContain('checkpoints 3')
  expect(ok).toBe(true)
})

test('a checkpoint that was kept outside shows that the log was rebuilt shorter', async () => {
  const at = await startServer({ dataDir: copy(), startMs: START_MS + 3 * DAY_MS })
  await at.server.timer.advanceTo(instantOf(at.time.nowMs))
  const held = await readCheckpoints(at.server.log)
  await at.close()
  expect(held.map(({ day }) => day)).toEqual(['2026-03-01', '2026-03-02', '2026-03-03'])
  expect((await verifyFolder({ dataDir: at.dataDir, held })).ok).toBe(true)
  const { ok, line } = await verifyFolder({ dataDir: origin, held })
  expect(line).toContain('events are missing at the end')
  expect(ok).toBe(false)
})

test.each([
  [
    "UPDATE places_compound SET name = '兴陇花园' WHERE name = '兴隆花园'",
    /views\.db places_compound \[compound_id [\w-]+\] · name: 这一格与日志不符/,
  ],
  ['DELETE FROM clock_day', /views\.db clock_day \[day 2026-03-01\]: 缺少这一行/],
  [
    "INSERT INTO people_grant VALUES ('g', 'somebody', 'administrator', 'all', 'all')",
    /views\.db people_grant \[grant_id g\]: 多出这一行/,
  ],
  [
    "UPDATE checkpoint SET stopped = 'CompoundRegistered at s1: oops' WHERE projection = 'places'",
    /views\.db places: 视图停在出错处 .*oops/,
  ],
  ["UPDATE checkpoint SET position = 's00000000ffffffff'", /views\.db clock: 视图已读到日志里没有的位置/],
])('a changed view is named: %s', async (sql, words) => {
  const dataDir = copy()
  change(dataDir, 'views.db', (db) => db.exec(sql))
  const { ok, line } = await verifyFolder({ dataDir })
  expect(line).toMatch(words)
  expect(ok).toBe(false)
})

test('views that are not there, or of another version, are said to be rebuilt at the next start', async () => {
  const dataDir = copy()
  change(dataDir, 'views.db', (db) =>
    db.exec("UPDATE checkpoint SET version = 99 WHERE projection = 'places'; DELETE FROM places_compound"),
  )
  expect(await verifyFolder({ dataDir })).toMatchObject({
    ok: true,
    line: expect.stringMatching(/rebuilt at the next start: places$/),
  })
  rmSync(join(dataDir, 'views.db'))
  expect(await verifyFolder({ dataDir })).toMatchObject({
    ok: true,
    line: expect.stringContaining('rebuilt at the next start: clock, people,'),
  })
})

test('deleting views.db and restarting gives the same rows', async () => {
  const dataDir = copy()
  rmSync(join(dataDir, 'views.db'))
  const at = await startServer({ dataDir, startMs: START_MS + 2 * DAY_MS })
  await shownAndClosed(at)
  const open = (where: string) => new DatabaseSync(join(where, 'views.db'), { readOnly: true })
  const [before, after] = [open(origin), open(dataDir)]
  // Signing in wrote a session, which the others do not have.
  const names = projections.map(({ name }) => name).filter((name) => name !== 'people')
  const comparison = compareViews(before, after, names)
  expect(comparison).toEqual({ tables: expect.any(Number), rows: expect.any(Number) })
  expect(comparison.rows).toBeGreaterThan(10)
  before.close()
  after.close()
  expect((await verifyFolder({ dataDir })).ok).toBe(true)
})

test('a folder in use is verified while commands go on', async () => {
  const at = await startServer({ dataDir: copy(), startMs: START_MS + 2 * DAY_MS })
  const district = await expectOk(
    at.admin.tell(placesApi.registerRegion, {}, { level: 'district', name: '梁平区', parentId: null }),
  )
  let verifying = true
  const busy = (async () => {
    let told = 0
    while (verifying) {
      await expectOk(
        at.admin.tell(placesApi.registerCompound, {}, { name: `小区${told++}`, regionId: district.body.id }),
      )
    }
    return told
  })()
  const verified = await verifyFolder({ dataDir: at.dataDir })
  verifying = false
  expect(await busy).toBeGreaterThan(0)
  await at.close()
  expect(verified).toMatchObject({ ok: true, line: expect.stringContaining('all is well') })
})

const run = promisify(execFile)
const program = fileURLToPath(new URL('./verify.ts', import.meta.url))

test('the program says it in one line and by its exit code', async () => {
  const env = (dataDir: string) => ({ env: { PATH: process.env.PATH, DATA_DIR: dataDir } })
  const kept = join(folder, 'kept.json')
  const log = await openSqliteLog({ file: join(copy(), 'log.db'), now: () => instantOf(START_MS) })
  writeFileSync(kept, JSON.stringify({ items: await readCheckpoints(log) }))
  await log.close()
  const well = await run(process.execPath, [program, kept], env(origin))
  expect(well.stdout).toMatch(/^一致.*kept outside 2.*\n$/)

  const dataDir = copy()
  change(dataDir, 'views.db', (db) => db.exec('DELETE FROM clock_day'))
  await expect(run(process.execPath, [program], env(dataDir))).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^不一致 \/ differs: views\.db clock_day.*\n$/),
  })
  const nowhere = join(folder, 'nowhere')
  await expect(run(process.execPath, [program], env(nowhere))).rejects.toMatchObject({
    code: 2,
    stderr: expect.stringContaining('no log.db'),
  })
  expect(existsSync(nowhere)).toBe(false)
})
