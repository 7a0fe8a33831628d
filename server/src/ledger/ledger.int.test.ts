/** The day that ended is signed once, also after a restart and for days that nobody was there; owners can fetch and check it. */
import { createPublicKey, verify } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DAY_MS, instantOf } from '@changxin/shared/kernel'
import { ledgerApi } from '@changxin/shared/ledger'
import { afterAll, expect, test } from 'vitest'
import { expectOk, startServer, type TestServer } from '../../../test/kit/server.ts'
import { createTimer } from '../clock/timer.ts'
import { readCheckpoints } from '../log/index.ts'
import { createDaySigner, treeStateFileOf } from './index.ts'

const START_MS = Date.parse('2026-03-01T02:00:00.000Z')
const folders: string[] = []
afterAll(() => folders.forEach((folder) => void rmSync(folder, { recursive: true, force: true })))

async function started(
  startMs: number,
  dataDir = mkdtempSync(join(tmpdir(), 'changxin-ledger-')),
): Promise<TestServer> {
  folders.push(dataDir)
  const at = await startServer({ dataDir, startMs })
  await at.server.timer.advanceTo(instantOf(startMs))
  return at
}

const signedDays = async (at: TestServer) => (await readCheckpoints(at.server.log)).map(({ day }) => day)

test('each day that ended is signed once; days that passed in one go, and a restart, give one checkpoint', async () => {
  const first = await started(START_MS)
  expect(await signedDays(first), 'no day of this log has ended').toEqual([])
  for (const hours of [1, 24, 25]) await first.server.timer.advanceTo(instantOf(START_MS + hours * 3_600_000))
  expect(await signedDays(first)).toEqual(['2026-03-01'])
  await first.close()
  expect(existsSync(treeStateFileOf(first.dataDir))).toBe(true)

  const second = await started(START_MS + DAY_MS, first.dataDir)
  expect(await signedDays(second), 'that day is signed already').toEqual(['2026-03-01'])
  await second.server.timer.advanceTo(instantOf(START_MS + 9 * DAY_MS))
  expect(await signedDays(second)).toEqual(['2026-03-01', '2026-03-09'])
  await second.close()
})

test('a day that could not be signed after it ended is signed at the next start', async () => {
  const first = await started(START_MS)
  await first.close()
  const second = await started(START_MS + DAY_MS, first.dataDir)
  expect(await signedDays(second)).toEqual(['2026-03-01'])
  await second.close()
})

test('the timer tells each day once, however often it looks', async () => {
  const at = await started(START_MS)
  const told: string[] = []
  const { store, views, deps } = at.server
  const onDay = (day: string) => Promise.resolve(void told.push(day))
  const timer = createTimer({ store, views, sources: [], nowMs: () => at.time.nowMs, logger: deps.logger, onDay })
  for (const hours of [0, 1, 24, 25, 26, 96, 97]) await timer.advanceTo(instantOf(START_MS + hours * 3_600_000))
  expect(told).toEqual(['2026-03-01', '2026-03-02', '2026-03-05'])
  await at.close()
})

test('whoever is signed in can fetch the checkpoints, newest first, and check them with the public key', async () => {
  const at = await started(START_MS)
  for (const day of [1, 2, 3]) await at.server.timer.advanceTo(instantOf(START_MS + day * DAY_MS))
  const last = (await at.server.log.head()) ?? ''
  await at.server.views.waitFor(last)
  const owner = await at.person('owner')
  const { body } = await expectOk(owner.ask(ledgerApi.checkpoints, { limit: 2 }))
  expect(body.items.map(({ id }) => id)).toEqual(['2026-03-03', '2026-03-02'])
  const rest = await expectOk(owner.ask(ledgerApi.checkpoints, { limit: 2, cursor: body.next ?? '' }))
  expect(rest.body.items.map(({ id, previous }) => [id, previous])).toEqual([['2026-03-01', null]])
  expect(rest.body.next).toBeUndefined()

  const keys = await expectOk(owner.ask(ledgerApi.keys, {}))
  const isSigned = ({ keyId, text, signature }: (typeof body.items)[number]) => {
    const pem = keys.body.items.find((key) => key.id === keyId)?.publicKeyPem ?? ''
    return verify(null, Buffer.from(text), createPublicKey(pem), Buffer.from(signature, 'base64'))
  }
  const all = [...body.items, ...rest.body.items]
  expect(all.map(isSigned)).toEqual([true, true, true])
  expect(all.map((row) => isSigned({ ...row, text: row.text.replace('2026', '2027') }))).toEqual([false, false, false])
  expect((await at.stranger.ask(ledgerApi.checkpoints, {})).status).toBe(401)
  await at.close()
})

test('a failing signature is logged and does not stop time', async () => {
  const logged: unknown[] = []
  const broken = { readAll: () => Promise.reject(new Error('the log is away')) }
  const logger = { error: (what: unknown) => logged.push(what) }
  const sign = createDaySigner({
    log: broken as never,
    dataDir: '/nowhere',
    keysDir: '/nowhere/keys',
    logger: logger as never,
    nowMs: () => START_MS,
  })
  await sign('2026-03-02')
  expect(logged).toEqual([{ err: new Error('the log is away'), day: '2026-03-01' }])
})
