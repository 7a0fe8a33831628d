/** A whole server whose files are in a store that goes away: the rest goes on, and no event names a file that is not safe. */
import { filesApi, fileUrl } from '@changxin/shared/files'
import { peopleApi } from '@changxin/shared/people'
import { placesApi } from '@changxin/shared/places'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, expectOk, nextKey, startServer, type TestServer } from '../../../test/kit/server.ts'
import { type FaultyWire, openFaultyWire } from './s3/faulty-wire.fixture.ts'
import { type S3Server, startS3rver } from './s3/s3-server.fixture.ts'
import { noisyPicture } from './sample-files.ts'

let s3: S3Server
let wire: FaultyWire
let house: TestServer
let kept: () => Promise<string[]>
beforeAll(async () => {
  s3 = await startS3rver()
  const address = s3.address()
  wire = await openFaultyWire(new URL(address.endpoint))
  kept = async () => (await s3.keysBelow(address)).map((key) => key.replace('/', ''))
  house = await startServer({
    listen: true,
    config: {
      FILES_S3_URL: `http://localhost:${wire.port}/${address.bucket}/${address.prefix}`,
      FILES_S3_ACCESS_KEY_ID: s3.keys.accessKeyId,
      FILES_S3_SECRET_ACCESS_KEY: s3.keys.secretAccessKey,
    },
  })
})
afterAll(async () => {
  await house.close()
  await wire.close()
  await s3.close()
})

async function upload(client: Client, bytes: Buffer, key = nextKey()) {
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(bytes)]), 'photo.jpg')
  const headers = { cookie: client.cookie, 'idempotency-key': key }
  const response = await fetch(`${house.url}${filesApi.upload.path}`, { method: 'POST', body: form, headers })
  const body = (await response.json()) as { sha256: string; code?: string }
  return { status: response.status, body, retryAfter: response.headers.get('retry-after') }
}

const read = (path: string) => fetch(`${house.url}${path}`, { headers: { cookie: house.admin.cookie } })

test('a file goes into the store and comes back', async () => {
  const { body } = await upload(house.admin, await noisyPicture(60, 50))
  expect(await kept()).toEqual([body.sha256])
  const file = await read(fileUrl(body.sha256))
  expect(file.status).toBe(200)
  expect(file.headers.get('content-length')).toBe(String((await file.arrayBuffer()).byteLength))
})

test('while the store is away an upload waits, everything else goes on, and the same upload is taken later', async () => {
  const bytes = await noisyPicture(70, 50)
  const key = nextKey()
  const before = await house.server.log.head()
  wire.breaks({ kind: 'away' })
  expect(await upload(house.admin, bytes, key)).toMatchObject({
    status: 503,
    body: { code: 'files-unavailable' },
    retryAfter: '5',
  })
  expect(await house.server.log.head(), 'no event').toEqual(before)
  await expectOk(house.admin.tell(placesApi.registerRegion, {}, { level: 'district', name: '断连县', parentId: null }))
  wire.breaks()
  const { status, body } = await upload(house.admin, bytes, key)
  expect(status).toBe(200)
  expect(await kept()).toContain(body.sha256)
  expect(await house.server.log.read(`file-${body.sha256}`)).toHaveLength(1)
})

test('what cannot be read now is not kept by the browser as if it were the file', async () => {
  const { body } = await upload(house.admin, await noisyPicture(80, 50))
  wire.breaks({ kind: 'away' })
  const away = await read(fileUrl(body.sha256))
  expect(away.status).toBe(503)
  expect(Object.fromEntries(away.headers)).toMatchObject({ 'retry-after': '5' })
  expect(away.headers.get('cache-control') ?? '').not.toContain('immutable')
  expect(away.headers.get('etag')).toBeNull()
  wire.breaks()
  expect((await read(fileUrl(body.sha256))).status).toBe(200)
})

test('an erased person’s file leaves the store', async () => {
  const person = await house.person('away-erased')
  const { body } = await upload(person, await noisyPicture(90, 50))
  expect(await kept()).toContain(body.sha256)
  await expectOk(house.admin.tell(peopleApi.erase, { id: person.personId }, { reason: '本人要求' }))
  await expect.poll(kept).not.toContain(body.sha256)
})
