/** Copying a log is killed again and again, at any event: what comes of it is the log, without a gap or a double. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { randomOf } from '@changxin/server/demo/random.ts'
import { storyClock, tell, tellStory } from '@changxin/server/log/copy/copied-log.fixture.ts'
import { whole } from '@changxin/server/log/copy/copy-world.fixture.ts'
import { type LogEngine, openLog, openLogReader } from '@changxin/server/log/index.ts'
import { afterEach, expect, test } from 'vitest'
import { openStandIn } from '../kurrentdb/stand-in.ts'

const ROUNDS = 4
const SEED = Number(process.env.SEED ?? 20260301)
const REQUESTS = 300
const ROUNDS_OF_REQUESTS = 5
const program = fileURLToPath(new URL('../../server/src/log-copy.ts', import.meta.url))

const cleanUps: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp()
})

async function bigLog(folder: string): Promise<LogEngine> {
  const engine: LogEngine = { kind: 'sqlite', file: join(folder, 'log.db') }
  const log = await openLog(engine, { now: storyClock() })
  await tellStory(log, join(folder, 'keys'))
  for (let round = 0; round < ROUNDS_OF_REQUESTS; round++) {
    const after = round === 0 ? 'none' : round - 1
    const all = Array.from({ length: REQUESTS }, (_, index) => tell(log, `work-${(index * 7) % REQUESTS}`, after, 1))
    await Promise.all(all)
  }
  await log.close()
  return engine
}

/** Runs the program; killed as soon as `isTime` says so, which may be never. */
async function run(
  direction: readonly [LogEngine['kind'], LogEngine['kind']],
  env: Readonly<Record<string, string>>,
  isTime: (signal: AbortSignal) => Promise<void>,
) {
  const args = [program, '--from', direction[0], '--to', direction[1]]
  const child = spawn(process.execPath, args, { env: { PATH: process.env.PATH, ...env } })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (said += text))
  const ended = new AbortController()
  const gone = once(child, 'close').finally(() => ended.abort())
  await isTime(ended.signal)
  child.kill('SIGKILL')
  const [code, signal] = await gone
  return { said, code, signal }
}
const untilItEnds = (signal: AbortSignal) => once(signal, 'abort').then(() => {})

test(`onto the cluster, killed ${ROUNDS} times, SEED=${SEED}`, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'copy-kill-'))
  cleanUps.push(() => rmSync(folder, { recursive: true, force: true }))
  const source = await bigLog(folder)
  const standIn = await openStandIn()
  cleanUps.push(() => standIn.close())
  const env = { DATA_DIR: folder, KURRENTDB_URL: standIn.url }
  const wanted = await whole(source)
  const random = randomOf(SEED, 'kill')
  for (let round = 0; round < ROUNDS; round++) {
    const from = standIn.log.all().length
    const at = from + 1 + random.whole(0, Math.floor(wanted.length / ROUNDS) - 2)
    // In the middle of a round trip: sometimes the append was taken and the answer never read.
    const { signal, said } = await run(['sqlite', 'kurrentdb'], env, async (ended) => {
      while (standIn.log.all().length < at && !ended.aborted) await standIn.log.changed(ended)
    })
    expect(signal, said).toBe('SIGKILL')
    const there = await whole({ kind: 'kurrentdb', url: standIn.url })
    expect(there).toEqual(wanted.slice(0, there.length))
  }
  const last = await run(['sqlite', 'kurrentdb'], env, untilItEnds)
  expect(last, last.said).toMatchObject({ code: 0 })
  expect(last.said).toMatch(/there before [1-9]\d*.*both are one.*checkpoints 2.*erased streams 2/)
  expect(await whole({ kind: 'kurrentdb', url: standIn.url })).toEqual(wanted)
})

test(`back into a file, killed ${ROUNDS} times, SEED=${SEED}`, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'copy-kill-'))
  cleanUps.push(() => rmSync(folder, { recursive: true, force: true }))
  const source = await bigLog(join(folder, 'origin'))
  const standIn = await openStandIn()
  cleanUps.push(() => standIn.close())
  const keys = { KEYS_DIR: join(folder, 'origin', 'keys'), KURRENTDB_URL: standIn.url }
  const there = await run(['sqlite', 'kurrentdb'], { ...keys, DATA_DIR: join(folder, 'origin') }, untilItEnds)
  expect(there, there.said).toMatchObject({ code: 0 })
  const target: LogEngine = { kind: 'sqlite', file: join(folder, 'back', 'log.db') }
  const env = { ...keys, DATA_DIR: join(folder, 'back') }
  const wanted = await whole(source)
  const random = randomOf(SEED, 'kill back')
  const copied = async () => {
    if (!existsSync(target.file)) return 0
    const log = await openLogReader(target)
    return log.size().finally(() => log.close())
  }
  for (let round = 0; round < ROUNDS; round++) {
    const at = random.whole(1, wanted.length - 1)
    const { said } = await run(['kurrentdb', 'sqlite'], env, async (ended) => {
      while (!ended.aborted && (await copied().catch(() => 0)) < at) await pause(1)
    })
    if (!existsSync(target.file)) continue
    const back = await whole(target)
    expect(back, said).toEqual(wanted.slice(0, back.length))
  }
  const last = await run(['kurrentdb', 'sqlite'], env, untilItEnds)
  expect(last, last.said).toMatchObject({ code: 0 })
  expect(await whole(target)).toEqual(wanted)
})
