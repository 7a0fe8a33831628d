/** A projector that ends by itself is noticed, and another one goes on. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ProjectorMessage } from './projector.ts'
import { startProjectorThread } from './projector-thread.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'changxin-thread-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function threadOf(body: string) {
  const entry = join(folder, 'entry.mjs')
  writeFileSync(entry, `import { parentPort } from 'node:worker_threads'\n${body}`)
  return startProjectorThread({
    engine: { kind: 'sqlite', file: 'log' },
    viewsFile: 'views',
    restartMs: 1,
    entry: pathToFileURL(entry),
  })
}

test('the end of the thread is told, and the next one opens', async () => {
  const thread = threadOf(`parentPort.postMessage({ type: 'opened' }); throw new Error('the disk is full')`)
  const told: ProjectorMessage['type'][] = []
  await new Promise<void>((resolve) => {
    thread.onMessage((message) => {
      told.push(message.type)
      if (told.length >= 3) resolve()
    })
  })
  expect(told.slice(0, 3)).toEqual(['opened', 'failed', 'opened'])
  await thread.stop()
})

test('a thread that never opens is not tried for ever: the start fails with its reason', async () => {
  const thread = threadOf(`parentPort.postMessage({ type: 'failed', message: 'no such folder' }); parentPort.close()`)
  await expect(thread.opened).rejects.toThrow('no such folder')
  await thread.stop()
})
