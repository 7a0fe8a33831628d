/** One folder for several nodes: written by all at once, away while its mount is missing, never made by a node. */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, sep } from 'node:path'
import { Readable } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createLogger } from '../logger.ts'
import { filesBelow } from './file-store.contract.ts'
import { openFileStore } from './file-store.ts'
import { openFolderBytes } from './folder-bytes.ts'
import { keyOf } from './kept-bytes.ts'
import { numberedPaper, pdf } from './sample-files.ts'
import { codeOf } from './sample-kinds.ts'
import type { FileStore } from './store.ts'

const NODE = fileURLToPath(new URL('./keeping-node.fixture.ts', import.meta.url))
const NODES = 3
const PAPERS = 12
const DAY_MS = 24 * 3_600_000

let folder: string
let root: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'changxin-shared-'))
  root = join(folder, 'mount', 'files')
  mkdirSync(root, { recursive: true })
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const openStore = (nowMs = Date.now): Promise<FileStore> =>
  openFileStore({
    dataDir: join(folder, 'data'),
    openBytes: () => openFolderBytes({ root, isShared: true, nowMs }),
    logger: createLogger('silent'),
  })
const put = (store: FileStore) => store.put(Readable.from([pdf()]))

test('three nodes keep the same files at once: each is there once and whole, nothing is left beside', async () => {
  const nodes = Array.from({ length: NODES }, (_, node) =>
    spawn(process.execPath, [NODE, root, join(folder, `node-${node}`), String(PAPERS)], {
      stdio: ['pipe', 'pipe', 'inherit'],
    }),
  )
  await Promise.all(nodes.map(({ stdout }) => once(stdout, 'data')))
  const ended = nodes.map((node) => once(node, 'exit'))
  for (const { stdin } of nodes) stdin.write('go\n')
  let isWriting = true
  const codes = Promise.all(ended).finally(() => {
    isWriting = false
  })
  const { length } = numberedPaper(0)
  const arriving = join(root, 'arriving') + sep
  while (isWriting) {
    const named = filesBelow(root).filter((path) => !path.startsWith(arriving))
    for (const path of named) expect(statSync(path).size, 'whole as soon as it is there').toBeGreaterThanOrEqual(length)
    await setImmediate()
  }
  for (const [code] of await codes) expect(code).toBe(0)

  const kept = filesBelow(root)
  expect(kept).toHaveLength(PAPERS)
  for (const path of kept) {
    const named = relative(root, path).replace(sep, '')
    expect(createHash('sha256').update(readFileSync(path)).digest('hex')).toBe(named)
  }
})

test('a folder that is not there is refused at the start, and not made', async () => {
  rmSync(root, { recursive: true })
  await expect(openStore()).rejects.toThrow(root)
  expect(existsSync(root)).toBe(false)
})

test('while its mount is missing nothing is kept elsewhere, nothing counts as missing, and it comes back', async () => {
  const store = await openStore()
  const { sha256 } = await put(store)
  renameSync(join(folder, 'mount'), join(folder, 'away'))
  mkdirSync(join(folder, 'mount'))
  for (const work of [() => put(store), () => store.open(sha256), () => store.has(sha256), () => store.remove(sha256)])
    expect(await codeOf(work())).toBe('files-unavailable')
  await expect(store.check()).rejects.toThrow(root)
  expect(existsSync(root)).toBe(false)
  expect(filesBelow(join(folder, 'data', 'incoming'))).toEqual([])

  rmSync(join(folder, 'mount'), { recursive: true })
  renameSync(join(folder, 'away'), join(folder, 'mount'))
  await store.check()
  expect(await store.has(sha256)).toBe(true)
})

test('a file that lost its end is kept anew when it is brought again', async () => {
  const store = await openStore()
  const { sha256, bytes } = await put(store)
  const path = join(root, keyOf(sha256))
  truncateSync(path, bytes - 5)
  await put(store)
  expect(readFileSync(path)).toEqual(pdf())
})

test('what a killed node left half written goes after a day, not what another is writing', async () => {
  const arriving = join(root, 'arriving')
  mkdirSync(arriving)
  for (const [name, hours] of [
    ['old', 25],
    ['young', 23],
  ] as const) {
    writeFileSync(join(arriving, name), 'half a photo')
    const at = new Date(DAY_MS * 100 - hours * 3_600_000)
    utimesSync(join(arriving, name), at, at)
  }
  await openStore(() => DAY_MS * 100)
  expect(filesBelow(arriving)).toEqual([join(arriving, 'young')])
})
