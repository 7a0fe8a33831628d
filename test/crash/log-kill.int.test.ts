/** Killed at any moment among 64 writers: what was acknowledged is there, once, and the log goes on. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { verifyLog } from '@changxin/server/log/index.ts'
import { expect, test } from 'vitest'
import { checkAcknowledged } from './acknowledged.ts'

const ROUNDS = 6
const SEED = Number(process.env.SEED ?? 20260301)
const MIN_ACKNOWLEDGED = 50
const MAX_ACKNOWLEDGED = 3_000

/** Small and repeatable (mulberry32): the seed is in the name of the test. */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Starts the writers and kills them when so many events were acknowledged; answers all that were. */
function killAfter(file: string, round: number, count: number): Promise<string[]> {
  const program = fileURLToPath(new URL('./log-writers.ts', import.meta.url))
  const child = spawn(process.execPath, [program, file, String(round)], { stdio: ['ignore', 'pipe', 'inherit'] })
  let text = ''
  let lines = 0
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk
    lines += chunk.split('\n').length - 1
    if (lines >= count) child.kill('SIGKILL')
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, signal) => {
      if (signal !== 'SIGKILL') reject(new Error(`the writers ended by themselves: ${code ?? signal}`))
      // The last line may have been cut off; then it was not a report.
      else resolve(text.split('\n').slice(0, -1))
    })
  })
}

test(`SIGKILL loses nothing that was acknowledged, ${ROUNDS} rounds on one log, SEED=${SEED}`, async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'log-kill-'))
  const file = path.join(folder, 'log.db')
  const next = random(SEED)
  const acknowledged: string[] = []
  try {
    for (let round = 0; round < ROUNDS; round++) {
      const count = MIN_ACKNOWLEDGED + Math.floor(next() * (MAX_ACKNOWLEDGED - MIN_ACKNOWLEDGED))
      const reported = await killAfter(file, round, count)
      expect(reported.length).toBeGreaterThanOrEqual(count)
      acknowledged.push(...reported)
      const { verified, events, ...wrong } = await checkAcknowledged(file, acknowledged)
      expect(wrong).toEqual({ lost: [], repeated: [], broken: [] })
      expect(events).toBeGreaterThanOrEqual(acknowledged.length)
      expect(verified).toMatchObject({ ok: true, events })
    }
    expect((await verifyLog({ file, publicKeys: [] })).ok).toBe(true)
  } finally {
    rmSync(folder, { recursive: true })
  }
})
