/** What a store and the way to it can do wrong: nothing is lost, nothing half a file or another one is ever read. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createLogger } from '../../logger.ts'
import { openFileStore } from '../file-store.ts'
import { pdf } from '../sample-files.ts'
import { codeOf } from '../sample-kinds.ts'
import type { FileStore } from '../store.ts'
import { type FaultyWire, openFaultyWire } from './faulty-wire.fixture.ts'
import type { S3Address } from './s3-address.ts'
import { openS3Bytes } from './s3-bytes.ts'
import type { S3Keys } from './s3-client.ts'
import { S3_LIMITS } from './s3-limits.ts'
import { type S3Server, startS3rver } from './s3-server.fixture.ts'

const MEGABYTE = 1024 * 1024
/** Larger than what the sockets on the way hold. */
const paper = Buffer.concat([pdf(), Buffer.alloc(12 * MEGABYTE, 'changxin ')])
const AWAY = 'files-unavailable'

let server: S3Server
beforeAll(async () => {
  server = await startS3rver()
})
afterAll(() => server.close())

let wire: FaultyWire
let address: S3Address
let dataDir: string
let store: FileStore
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'changxin-files-'))
  address = server.address()
  wire = await openFaultyWire(new URL(address.endpoint))
  store = await openStore()
})
afterEach(async () => {
  await wire.close()
  rmSync(dataDir, { recursive: true, force: true })
})

/** Over the wire; in a hurry where the test waits for a limit. */
function openStore({ keys = server.keys, bucket = address.bucket, limits = S3_LIMITS } = {}): Promise<FileStore> {
  const over: S3Address = { ...address, bucket, endpoint: `http://localhost:${wire.port}` }
  const sooner = { ...limits, pauseMs: 1 }
  const openBytes = (aside: string) => openS3Bytes({ address: over, keys, aside, limits: sooner })
  return openFileStore({ dataDir, openBytes, logger: createLogger('silent') })
}

const IMPATIENT = { ...S3_LIMITS, callMs: 200, transferMs: 200 }

const put = (bytes = paper) => store.put(Readable.from([bytes]))
const aside = () => readdirSync(join(dataDir, 'incoming'))
const puts = () => wire.asked.filter((request) => request.startsWith('PUT'))

async function expectWhole(sha256: string): Promise<void> {
  const opened = await store.open(sha256)
  if (!opened) throw new Error('it is not there')
  expect((await buffer(opened.stream)).equals(paper)).toBe(true)
}

async function whyNot(of: FileStore): Promise<string> {
  return of.check().then(
    () => 'it can be used',
    (error: Error) => error.message,
  )
}

describe('while the store is away', () => {
  test('nothing is taken and nothing stays aside; when it is back the same file is taken', async () => {
    wire.breaks({ kind: 'away' })
    expect(await codeOf(put())).toBe(AWAY)
    expect(aside()).toEqual([])
    expect(await whyNot(store)).toContain(`http://localhost:${wire.port}/${address.bucket} cannot be used`)
    wire.breaks()
    await store.check()
    await expectWhole((await put()).sha256)
  })

  test('nothing is said to be missing or removed', async () => {
    const { sha256 } = await put()
    wire.breaks({ kind: 'away' })
    expect(await codeOf(store.open(sha256))).toBe(AWAY)
    expect(await codeOf(store.has(sha256))).toBe(AWAY)
    expect(await codeOf(store.openThumbnail(sha256))).toBe(AWAY)
    expect(await codeOf(store.remove(sha256))).toBe(AWAY)
    wire.breaks()
    await expectWhole(sha256)
  })

  test('a node starts all the same', async () => {
    wire.breaks({ kind: 'away' })
    store = await openStore()
    wire.breaks()
    await put()
  })
})

describe('a connection that is cut', () => {
  const cut = (way: 'up' | 'down') => ({ kind: 'cut', way, afterBytes: MEGABYTE }) as const

  test('in the middle of an upload, once: it is sent again', async () => {
    wire.breaks(cut('up'), 2)
    const { sha256 } = await put()
    expect(puts().length).toBeGreaterThan(1)
    await expectWhole(sha256)
  })

  test('in the middle of each upload: refused, and not there', async () => {
    wire.breaks(cut('up'))
    expect(await codeOf(put())).toBe(AWAY)
    expect(puts()).toHaveLength(S3_LIMITS.attempts)
    expect(aside()).toEqual([])
    wire.breaks()
    await expectWhole((await put()).sha256)
  })

  test('in the middle of a download, once: it is read again', async () => {
    const { sha256 } = await put()
    wire.breaks(cut('down'), 1)
    await expectWhole(sha256)
    expect(aside()).toEqual([])
  })

  test('in the middle of each download: refused before a byte is served', async () => {
    const { sha256 } = await put()
    wire.breaks(cut('down'))
    expect(await codeOf(store.open(sha256))).toBe(AWAY)
    expect(aside()).toEqual([])
  })
})

describe('a store that is slow', () => {
  test('or silent is given up, once and for all', async () => {
    store = await openStore({ limits: IMPATIENT })
    wire.breaks({ kind: 'stall', way: 'down', afterBytes: 0 })
    expect(await codeOf(put())).toBe(AWAY)
    expect(await whyNot(store)).toContain('no answer within 200 ms')
    expect(wire.asked).toHaveLength(2)
    expect(aside()).toEqual([])
  })

  test('in the middle of a download is given up', async () => {
    const { sha256 } = await put()
    store = await openStore({ limits: IMPATIENT })
    wire.breaks({ kind: 'stall', way: 'down', afterBytes: MEGABYTE })
    expect(await codeOf(store.open(sha256))).toBe(AWAY)
    expect(aside()).toEqual([])
  })

  test('in the middle of an upload is given up', async () => {
    store = await openStore({ limits: { ...S3_LIMITS, transferMs: 200 } })
    wire.breaks({ kind: 'stall', way: 'up', afterBytes: MEGABYTE })
    expect(await codeOf(put())).toBe(AWAY)
    expect(aside()).toEqual([])
  })
})

describe('wrong bytes', () => {
  const changed = (chunk: Buffer) => Buffer.from(chunk.toString('latin1').replaceAll('changxin', 'changyin'), 'latin1')

  test('from the store are never served', async () => {
    const { sha256 } = await put()
    wire.breaks({ kind: 'change', way: 'down', change: changed })
    expect(await codeOf(store.open(sha256))).toBe(AWAY)
    expect(aside()).toEqual([])
    wire.breaks()
    await expectWhole(sha256)
  })

  test('on the way there are not what was signed', async () => {
    wire.breaks({ kind: 'change', way: 'up', change: swapHash })
    expect(await codeOf(put())).toBe(AWAY)
    expect(puts()).toHaveLength(1)
  })

  /** Another hash than that of the bytes, as if they had been changed: the package checks what is signed, and not the bytes. */
  function swapHash(chunk: Buffer): Buffer {
    const text = chunk.toString('latin1')
    if (!text.startsWith('PUT')) return chunk
    return Buffer.from(text.replace(/(x-amz-content-sha256: )[0-9a-f]{64}/i, `$1${'f'.repeat(64)}`), 'latin1')
  }
})

describe('settings that are wrong', () => {
  const wrong: readonly (readonly [what: string, says: string, settings: { keys?: S3Keys; bucket?: string }])[] = [
    ['no such bucket', 'NoSuchBucket', { bucket: 'another-bucket' }],
    ['no such key', 'InvalidAccessKeyId', { keys: { region: 'us-east-1', accessKeyId: 'A', secretAccessKey: 'B' } }],
    [
      'the wrong secret',
      'SignatureDoesNotMatch',
      { keys: { region: 'us-east-1', accessKeyId: 'S3RVER', secretAccessKey: 'B' } },
    ],
  ]
  test.each(wrong)('%s is named, asked once, and refuses files', async (_, says, settings) => {
    store = await openStore(settings)
    expect(await whyNot(store)).toContain(says)
    expect(wire.asked).toHaveLength(1)
    expect(await codeOf(put())).toBe(AWAY)
    // To look whether it is there is another question, and a bucket that is missing is named only when it is sent.
    expect(wire.asked.length).toBeLessThanOrEqual(3)
    expect(aside()).toEqual([])
  })
})

test('a file that is there is not sent again, by no node', async () => {
  await put()
  await put()
  store = await openStore()
  await put()
  expect(puts()).toHaveLength(1)
})
