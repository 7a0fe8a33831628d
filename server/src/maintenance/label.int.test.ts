/** Labels at the desk and the form behind them: what it opens, what it refuses, and how a report is followed. */
import { filesApi } from '@changxin/shared/files'
import { labelApi, maintenanceApi, phoneApi } from '@changxin/shared/maintenance'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { expectOk, nextKey } from '../../../test/kit/server.ts'
import { jpeg, pdf } from '../files/sample-files.ts'
import { changed, type LabelDesk, MINUTE_MS, makeLabelDesk, told } from './label.fixture.ts'

const PHONE = '13912345678'
let at: LabelDesk['at']
let compound: LabelDesk['compound']
let desk: LabelDesk['desk']
let entrance: LabelDesk['entrance']
let building: LabelDesk['building']
let upload: LabelDesk['upload']
let codeOf: LabelDesk['codeOf']
let tokenOf: LabelDesk['tokenOf']
let report: LabelDesk['report']
let photo: LabelDesk['photo']
let streamsWith: LabelDesk['streamsWith']

beforeAll(async () => {
  ;({ at, compound, desk, entrance, building, upload, codeOf, tokenOf, report, photo, streamsWith } =
    await makeLabelDesk())
})
afterAll(() => at.close())
// Each test has the limits of a fresh window.
beforeEach(() => {
  at.time.nowMs += 20 * MINUTE_MS
})

test('labels are issued for many places at once; a place that has one keeps it', async () => {
  const before = (await expectOk(desk.ask(labelApi.labels, { id: compound.id }))).body
  expect(before).toEqual({ compoundName: '兴隆花园', items: [] })
  const places = [entrance, building, entrance]
  const key = nextKey()
  const issue = () => desk.tell(labelApi.issue, { id: compound.id }, { places }, { 'idempotency-key': key })
  expect((await expectOk(issue())).body.issued).toBe(2)
  const { items } = (await expectOk(desk.ask(labelApi.labels, { id: compound.id }))).body
  expect(items.map(({ placeLabel, reports }) => [placeLabel, reports])).toEqual([
    ['1栋', 0],
    ['1栋 1单元', 0],
  ])
  expect(new Set(items.map(({ code }) => code)).size).toBe(2)

  const again = await expectOk(issue())
  expect(again.headers['idempotency-hit']).toBe('true')
  expect(again.body.issued).toBe(2)
  expect((await expectOk(desk.tell(labelApi.issue, { id: compound.id }, { places }))).body.issued).toBe(0)
  expect((await expectOk(desk.ask(labelApi.labels, { id: compound.id }))).body.items).toEqual(items)
})

test('a place of another compound gets none, and neither do the others that were asked for with it', async () => {
  const size = await at.server.log.size()
  const places = [entrance, { kind: 'building', id: 'elsewhere' } as const]
  const answer = await desk.tell(labelApi.issue, { id: compound.id }, { places })
  expect(answer).toMatchObject({
    status: 409,
    body: { code: 'label-place-unknown', fields: [{ field: 'places[1].id' }] },
  })
  expect(await at.server.log.size()).toBe(size)
})

test('whoever scans sees the place and what is open there, and reports with a photo; the desk has all of it', async () => {
  const code = await codeOf(entrance)
  const secret = '三楼老张家的事'
  const place = entrance
  await expectOk(desk.tell(maintenanceApi.report, { id: compound.id }, { ...told, text: secret, place }))
  const label = (await expectOk(at.stranger.ask(labelApi.label, { code }))).body
  expect(label).toMatchObject({ compoundName: '兴隆花园', placeLabel: '1栋 1单元' })
  expect(label.open).toEqual([{ category: 'lighting', reportedOn: '2026-03-10', status: 'reported' }])
  expect(JSON.stringify(label)).not.toContain(secret)

  const token = await tokenOf(code)
  const sent = await photo(code, token, await jpeg())
  expect(sent.status).toBe(200)
  const caller = { name: '李阿姨', phone: PHONE }
  const { body } = await expectOk(report(code, token, { files: [sent.body.sha256], caller }))
  const request = (await expectOk(desk.ask(maintenanceApi.request, { id: body.id }))).body
  expect(request).toMatchObject({
    number: body.number,
    channel: 'label',
    place,
    files: [sent.body.sha256],
    reporterName: '李阿姨',
    reporterMaskedPhone: '139****5678',
  })
  expect(request.steps[0]).toMatchObject({ actorId: 'anonymous', onBehalfOfName: '李阿姨', channel: 'label' })
  expect((await expectOk(desk.tell(phoneApi.reveal, { id: body.id }, {}))).body.phone).toBe(PHONE)
  const picture = await at.server.app.inject({
    url: `${filesApi.upload.path}/${sent.body.sha256}`,
    headers: { cookie: desk.cookie },
  })
  expect(picture.statusCode).toBe(200)
  const { items } = (await expectOk(desk.ask(labelApi.labels, { id: compound.id }))).body
  expect(items.find((one) => one.code === code)?.reports).toBe(1)
})

test('a token is good for half an hour and for its own label; one that was made up for none', async () => {
  const code = await codeOf(entrance)
  const other = await codeOf(building)
  const token = await tokenOf(code)
  const size = await at.server.log.size()
  const forged = changed(token, token.length - 1)
  const longer = changed(token, 3)
  for (const [where, which] of [
    [other, token],
    [code, forged],
    [code, longer],
  ] as const) {
    expect(await report(where, which)).toMatchObject({ status: 403, body: { code: 'label-form-wrong' } })
    expect((await photo(where, which, await jpeg())).body.code).toBe('label-form-wrong')
  }
  at.time.nowMs += 30 * MINUTE_MS + 1
  const late = await report(code, token)
  expect(late).toMatchObject({ status: 403, body: { code: 'label-form-expired' } })
  expect(JSON.stringify(late.body)).toContain('Scan the code again')
  expect((await photo(code, token, await jpeg())).body.code).toBe('label-form-expired')
  expect(await at.server.log.size()).toBe(size)
})

test('a withdrawn label opens nothing, also for who opened it before; a new one takes its place', async () => {
  const code = await codeOf(building)
  const token = await tokenOf(code)
  await expectOk(desk.tell(labelApi.withdraw, { code }, { reason: '被撕掉' }))
  const gone = { status: 404, body: { code: 'label-withdrawn' } }
  expect(await at.stranger.ask(labelApi.label, { code })).toMatchObject(gone)
  expect(await at.stranger.tell(labelApi.openForm, { code }, {})).toMatchObject(gone)
  expect(await report(code, token)).toMatchObject(gone)
  expect((await photo(code, token, await jpeg())).body.code).toBe('label-withdrawn')
  const fresh = await codeOf(building)
  expect(fresh).not.toBe(code)
  await expectOk(report(fresh, await tokenOf(fresh)))
  expect(await at.stranger.ask(labelApi.label, { code: '0000000000000' })).toMatchObject({
    status: 404,
    body: { code: 'label-unknown' },
  })
})

test('photos are few, are photos, and belong to the form that took them', async () => {
  const code = await codeOf(entrance)
  const token = await tokenOf(code)
  expect((await photo(code, token, pdf())).body.code).toBe('label-photos-only')
  const sent = await photo(code, token, await jpeg(61))
  const another = await report(code, await tokenOf(code), { files: [sent.body.sha256] })
  expect(another).toMatchObject({ status: 409, body: { code: 'file-unknown' } })
  for (const width of [62, 63, 64]) expect((await photo(code, token, await jpeg(width))).status).toBe(200)
  expect((await photo(code, token, await jpeg(65))).body.code).toBe('label-photos-full')
  const stolen = await upload(filesApi.upload.path, await jpeg(66), desk.cookie)
  const taken = await report(code, token, { files: [stolen.body.sha256] })
  expect(taken, 'a file that somebody else brought').toMatchObject({ body: { code: 'file-unknown' } })
  await expectOk(report(code, token, { files: [sent.body.sha256] }))
})

test('the photo of a form that is never sent does not stay; what a report holds does', async () => {
  const code = await codeOf(entrance)
  const kept = await photo(code, await tokenOf(code), await jpeg(71))
  const token = await tokenOf(code)
  const sent = await photo(code, token, await jpeg(72))
  await expectOk(report(code, token, { files: [sent.body.sha256] }))
  const alsoBrought = await photo(code, await tokenOf(code), await jpeg(73))
  await upload(filesApi.upload.path, await jpeg(73), desk.cookie)
  const there = () => Promise.all([kept, sent, alsoBrought].map(({ body }) => at.server.deps.files.has(body.sha256)))
  at.time.nowMs += 80 * MINUTE_MS
  await photo(code, await tokenOf(code), await jpeg(74))
  expect(await there(), 'not while somebody might still be sending').toEqual([true, true, true])
  at.time.nowMs += 70 * MINUTE_MS
  await photo(code, await tokenOf(code), await jpeg(74))
  expect(await there()).toEqual([false, true, true])
})

test('too many reports from one address wait, and are told how long', async () => {
  const code = await codeOf(entrance)
  const token = await tokenOf(code)
  let answer = await report(code, token)
  let taken = 0
  for (; answer.status === 200 && taken < 100; taken++) answer = await report(code, token)
  expect(taken).toBe(12)
  expect(answer).toMatchObject({ status: 429, body: { code: 'label-slow-down' } })
  const seconds = Number(answer.headers['retry-after'])
  expect(seconds).toBeGreaterThan(1)
  at.time.nowMs += seconds * 1_000
  await expectOk(report(code, await tokenOf(code)))
})

test('the follow-up page tells how it goes, without names; the number alone reads nothing', async () => {
  const code = await codeOf(entrance)
  const { body } = await expectOk(report(code, await tokenOf(code), { caller: { name: '赵师傅', phone: PHONE } }))
  const follow = (secret: string) => at.stranger.ask(labelApi.followUp, { secret })
  const first = (await expectOk(follow(body.followUp))).body
  expect(first).toMatchObject({ number: body.number, status: 'reported', placeLabel: '1栋 1单元', overdue: false })

  await expectOk(desk.tell(maintenanceApi.note, { id: body.id }, { text: '找老周' }))
  await expectOk(desk.tell(maintenanceApi.reject, { id: body.id }, { ground: 'not-here', reason: '在隔壁小区' }))
  const then = (await expectOk(follow(body.followUp))).body
  expect(then.status).toBe('rejected')
  expect(then.steps.map(({ type, text }) => [type, text])).toEqual([
    ['RequestReported', null],
    ['RequestRejected', '在隔壁小区'],
  ])
  for (const word of ['赵师傅', PHONE, '找老周', told.text, desk.personId])
    expect(JSON.stringify(then)).not.toContain(word)

  expect(await follow(changed(body.followUp, 31))).toMatchObject({ status: 404, body: { code: 'follow-up-unknown' } })
  expect((await follow(body.number)).status).toBe(400)
  expect((await at.stranger.ask(maintenanceApi.request, { id: body.id })).status).toBe(401)
  const logged = await streamsWith(body.followUp)
  expect(logged, 'the log holds its hash alone').toEqual([])
})
