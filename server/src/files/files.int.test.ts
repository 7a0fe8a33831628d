/** Upload and reading at the API: who may see a file is who may see what it belongs to. */
import { request as httpRequest } from 'node:http'
import { filesApi, fileUrl, MAX_FILE_BYTES, thumbnailUrl } from '@changxin/shared/files'
import { maintenanceApi } from '@changxin/shared/maintenance'
import { peopleApi } from '@changxin/shared/people'
import { placesApi } from '@changxin/shared/places'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Client, expectOk, nextKey, startServer, type TestServer } from '../../../test/kit/server.ts'
import { html, jpeg, noisyPicture, pdf, phonePhoto } from './sample-files.ts'

let house: TestServer
let compoundId: string
beforeAll(async () => {
  house = await startServer({ listen: true })
  const { body: region } = await expectOk(
    house.admin.tell(placesApi.registerRegion, {}, { level: 'district', name: '垫江县', parentId: null }),
  )
  const { body: compound } = await expectOk(
    house.admin.tell(placesApi.registerCompound, {}, { name: '明月小区', regionId: region.id }),
  )
  compoundId = compound.id
})
afterAll(() => house.close())

function form(bytes: Buffer, part = 'file') {
  const data = new FormData()
  data.append(part, new Blob([new Uint8Array(bytes)]), 'photo.jpg')
  return data
}

async function upload(client: Client, bytes: Buffer, { part = 'file', key = nextKey() } = {}) {
  const response = await fetch(`${house.url}${filesApi.upload.path}`, {
    method: 'POST',
    body: form(bytes, part),
    headers: { cookie: client.cookie, 'idempotency-key': key },
  })
  return {
    status: response.status,
    body: (await response.json()) as Record<string, unknown> & { sha256: string },
    headers: response.headers,
  }
}

const read = (client: Client, path: string, headers: Record<string, string> = {}) =>
  fetch(`${house.url}${path}`, { headers: { ...(client.cookie ? { cookie: client.cookie } : {}), ...headers } })

describe('uploading', () => {
  test('answers what was found in the bytes, and the bytes come back', async () => {
    const answer = await upload(house.admin, await phonePhoto())
    expect(answer).toMatchObject({
      status: 200,
      body: {
        id: answer.body.sha256,
        revision: 0,
        type: 'image/jpeg',
        widthPx: 40,
        heightPx: 60,
        takenAt: '2026-03-01T00:30:15.000Z',
      },
    })
    const file = await read(house.admin, fileUrl(answer.body.sha256))
    expect(file.status).toBe(200)
    expect(Buffer.from(await file.arrayBuffer())).toHaveLength(Number(answer.body.bytes))
    expect(Object.fromEntries(file.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'cache-control': 'private, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
      'content-disposition': `inline; filename="${answer.body.sha256.slice(0, 12)}.jpg"`,
      'content-security-policy': "default-src 'none'; sandbox",
    })
    expect(
      (await read(house.admin, fileUrl(answer.body.sha256), { 'if-none-match': file.headers.get('etag') ?? '' }))
        .status,
    ).toBe(304)
  })

  test('the same again is the same file, once in the log', async () => {
    const bytes = await noisyPicture(70, 50)
    const first = await upload(house.admin, bytes)
    const again = await upload(house.admin, bytes)
    expect(again.body).toEqual(first.body)
    expect(await house.server.log.read(`file-${first.body.sha256}`)).toHaveLength(1)
  })

  test('the same key is a hit', async () => {
    const key = nextKey()
    await upload(house.admin, pdf(), { key })
    expect((await upload(house.admin, pdf(), { key })).headers.get('idempotency-hit')).toBe('true')
  })

  test('refuses what is no file, not signed in, or not the right form', async () => {
    expect(await upload(house.admin, html())).toMatchObject({ status: 415, body: { code: 'file-type-unknown' } })
    expect(await upload(house.stranger, await jpeg())).toMatchObject({ status: 401 })
    expect(await upload(house.admin, await jpeg(), { part: 'other' })).toMatchObject({
      status: 400,
      body: { code: 'file-missing' },
    })
    expect(await house.admin.tell(filesApi.upload, {}, {})).toMatchObject({
      status: 415,
      body: { code: 'unsupported-type' },
    })
  })

  test('one byte too many is 413, and the connection goes on', async () => {
    const most = Buffer.concat([pdf(), Buffer.alloc(MAX_FILE_BYTES - pdf().length)])
    expect(await upload(house.admin, Buffer.concat([most, Buffer.alloc(1)]))).toMatchObject({
      status: 413,
      body: { code: 'file-too-large' },
    })
    expect(await upload(house.admin, most)).toMatchObject({ status: 200, body: { bytes: MAX_FILE_BYTES } })
  })

  test('a sender who goes away in the middle leaves the server well', async () => {
    await new Promise<void>((resolve) => {
      const cut = httpRequest(`${house.url}${filesApi.upload.path}`, {
        method: 'POST',
        headers: {
          cookie: house.admin.cookie,
          'idempotency-key': nextKey(),
          'content-type': 'multipart/form-data; boundary=x',
          'content-length': '100000',
        },
      })
      cut.on('error', () => resolve())
      cut.write('--x\r\ncontent-disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-1.7')
      cut.flushHeaders()
      house.server.app.server.once('request', () => setImmediate(() => cut.destroy(new Error('gone'))))
    })
    expect(await upload(house.admin, pdf())).toMatchObject({ status: 200 })
  })
})

describe('reading', () => {
  test('a document is handed over, not shown; a small picture only of pictures', async () => {
    const document = await upload(house.admin, pdf())
    const file = await read(house.admin, fileUrl(document.body.sha256))
    expect(file.headers.get('content-disposition')).toMatch(/^attachment; filename="\w{12}\.pdf"$/)
    await file.arrayBuffer()
    expect((await read(house.admin, thumbnailUrl(document.body.sha256))).status).toBe(404)
    const picture = await upload(house.admin, await noisyPicture(900, 600))
    const small = await read(house.admin, thumbnailUrl(picture.body.sha256))
    expect(small.headers.get('content-type')).toBe('image/jpeg')
    expect((await small.arrayBuffer()).byteLength).toBeLessThan(Number(picture.body.bytes))
  })

  test('is for who brought it and for who may see what it belongs to', async () => {
    const worker = await house.person('file-worker', ['worker', { kind: 'compound', id: compoundId }])
    const other = await house.person('file-other')
    const manager = await house.person('file-manager', ['manager', { kind: 'compound', id: compoundId }])
    const photo = await upload(worker, await noisyPicture(80, 60))
    const path = fileUrl(photo.body.sha256)
    const statusFor = async (client: Client) => (await read(client, path)).status
    expect([
      await statusFor(worker),
      await statusFor(manager),
      await statusFor(other),
      await statusFor(house.stranger),
    ]).toEqual([200, 404, 404, 401])
    await expectOk(
      worker.tell(
        maintenanceApi.report,
        { id: compoundId },
        {
          place: { kind: 'compound', id: compoundId },
          category: 'drain',
          urgency: 'ordinary',
          text: '井盖堵了',
          files: [photo.body.sha256],
        },
      ),
    )
    await house.admin.ask(placesApi.compound, { id: compoundId })
    expect([await statusFor(worker), await statusFor(manager), await statusFor(other)]).toEqual([200, 200, 404])
    expect((await read(other, thumbnailUrl(photo.body.sha256))).status).toBe(404)
    expect((await read(house.admin, '/api/files/0000')).status).toBe(400)
    expect((await read(house.admin, fileUrl('0'.repeat(64)))).status).toBe(404)
  })

  test('ends with the person who alone had it', async () => {
    const person = await house.person('file-erased')
    const { body } = await upload(person, await noisyPicture(90, 60))
    expect(await house.server.deps.files.has(body.sha256)).toBe(true)
    await expectOk(house.admin.tell(peopleApi.erase, { id: person.personId }, { reason: '本人要求' }))
    await expect.poll(() => house.server.deps.files.has(body.sha256)).toBe(false)
  })
})
