/** The contractor's link over HTTP: one request and nothing else, until it is done, passed on, taken back or too old. */
import { fileUrl, thumbnailUrl } from '@changxin/shared/files'
import { instantOf } from '@changxin/shared/kernel'
import { jobLinkApi, maintenanceApi } from '@changxin/shared/maintenance'
import { peopleApi } from '@changxin/shared/people'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeCounty, type TestCompound } from '../../../test/kit/county.ts'
import { type Client, expectOk, startServer, type TestServer } from '../../../test/kit/server.ts'
import { noisyPicture, phonePhoto } from '../files/sample-files.ts'
import { FIRM, give, type Holder, holderOf, reported } from './job-link.fixture.ts'

const TODAY = '2026-03-01'
const LAST_DAY = '2026-03-08'

let at: TestServer
let compound: TestCompound
let desk: Client
let worker: Client
let owner: Client
beforeAll(async () => {
  at = await startServer({ startMs: Date.parse(`${TODAY}T02:00:00.000Z`) })
  await at.server.timer.advanceTo(instantOf(at.time.nowMs))
  const county = await makeCounty(at)
  compound = await county.compound('兴隆花园')
  const scope = { kind: 'compound', id: compound.id } as const
  desk = await at.person('manager', ['manager', scope])
  worker = await at.person('worker', ['worker', scope])
  owner = await county.owner(compound.unitIds[0] ?? '')
})
afterAll(() => at.close())

interface Given {
  readonly requestId: string
  readonly contractorId: string
  readonly holder: Holder
}

async function given(more: object = {}, report: object = {}): Promise<Given> {
  const requestId = await reported(owner, compound.id, report)
  const { token, contractorId } = (await expectOk(give(desk, requestId, more))).body
  return { requestId, contractorId, holder: holderOf(at, token) }
}
const requestOf = async (id: string) => (await expectOk(desk.ask(maintenanceApi.request, { id }))).body
const codeOf = async (answer: Promise<{ status: number; body: Record<string, unknown> }>) => {
  const { status, body } = await answer
  return `${status} ${String(body['code'])}`
}

test('from the desk to the finished work: the contractor sees the one request, starts, and is done with a photo', async () => {
  const { requestId, holder, contractorId } = await given({}, { text: '六楼屋面漏水' })
  expect(await requestOf(requestId)).toMatchObject({ status: 'assigned', assigneeId: contractorId, assigneeName: FIRM })
  const { status, body } = await holder.look()
  expect(status).toBe(200)
  expect(body).toMatchObject({
    compoundName: '兴隆花园',
    text: '六楼屋面漏水',
    status: 'assigned',
    contractorName: FIRM,
    expiresOn: LAST_DAY,
    callBack: null,
    possible: ['start', 'complete', 'hand-back'],
  })
  expect(JSON.stringify(body)).not.toContain('测试人')

  await expectOk(holder.tell(jobLinkApi.start, {}))
  expect((await holder.look()).body).toMatchObject({ status: 'started', possible: ['complete', 'hand-back'] })
  const { sha256 } = await expectOk(holder.upload(await phonePhoto()))
  await expectOk(holder.tell(jobLinkApi.complete, { note: '重做了防水层', files: [sha256] }))
  expect((await holder.look()).body).toMatchObject({ status: 'completed', possible: [] })

  const { status: now, steps } = await requestOf(requestId)
  expect(now).toBe('completed')
  expect(steps.slice(-2)).toMatchObject([
    { type: 'WorkStarted', actorId: contractorId, actorName: FIRM, channel: 'link' },
    { type: 'WorkCompleted', actorId: contractorId, channel: 'link', text: '重做了防水层', files: [sha256] },
  ])
})

test('the reporter is called back only where the desk lets the number be seen', async () => {
  const { body: caller } = await expectOk(
    at.admin.tell(peopleApi.register, {}, { name: '周大爷', phone: '02374500000' }),
  )
  // Whoever was registered a moment ago must be in the views before something is entered for them.
  await at.admin.ask(peopleApi.list, { q: '周大爷' })
  const requestId = async () =>
    (
      await expectOk(
        desk.tell(
          maintenanceApi.report,
          { id: compound.id },
          {
            place: { kind: 'compound', id: compound.id },
            category: 'drain',
            urgency: 'ordinary',
            text: '下水道堵',
            onBehalfOf: caller.id,
            channel: 'phone',
          },
        ),
      )
    ).body.id
  const shown = await expectOk(give(desk, await requestId(), { showsCallBack: true }))
  expect((await holderOf(at, shown.body.token).look()).body).toMatchObject({ callBack: '02374500000' })
  const hidden = await expectOk(give(desk, await requestId(), {}))
  const { body } = await holderOf(at, hidden.body.token).look()
  expect(body).toMatchObject({ callBack: null })
  expect(JSON.stringify(body)).not.toMatch(/周大爷|02374500000/)
})

describe('nothing else', () => {
  test('a link decides alone: whose session the browser also has does not matter', async () => {
    const requestId = await reported(owner, compound.id)
    const { token } = (await expectOk(give(desk, requestId, {}))).body
    const both = holderOf(at, token, at.admin.cookie)
    for (const id of [requestId, 'nowhere'])
      expect(await codeOf(both.send({ url: `/api/requests/${id}` })), id).toBe('403 forbidden')
    const wrong = holderOf(at, 'x'.repeat(43), at.admin.cookie)
    expect(await codeOf(wrong.send({ url: `/api/requests/${requestId}` }))).toBe('401 link-unknown')
  })

  test('who is signed in has no job here, whatever they may do elsewhere', async () => {
    expect(await codeOf(at.admin.ask(jobLinkApi.job, {}))).toBe('403 forbidden')
    expect(await codeOf(at.stranger.ask(jobLinkApi.job, {}))).toBe('401 not-signed-in')
    expect(await codeOf(worker.tell(jobLinkApi.start, {}, {}))).toBe('403 forbidden')
  })

  test('pictures of this request are seen, those of another are not, though the same firm brought them', async () => {
    const first = await given()
    const mine = await expectOk(first.holder.upload(await noisyPicture(40, 41)))
    await expectOk(first.holder.tell(jobLinkApi.complete, { files: [mine.sha256] }))
    const again = await reported(owner, compound.id)
    const { token } = (await expectOk(give(desk, again, { name: null, phone: null, contractorId: first.contractorId })))
      .body
    const second = holderOf(at, token)
    for (const path of [fileUrl(mine.sha256), thumbnailUrl(mine.sha256)]) {
      const seen = await first.holder.send({ url: path })
      expect([seen.status, seen.headers['cache-control']]).toEqual([200, 'no-store'])
      expect((await second.send({ url: path })).status).toBe(404)
    }
  })

  test('what somebody else brought cannot be attached', async () => {
    const { holder } = await given()
    const other = await given({ name: '另一家防水' })
    const { sha256 } = await expectOk(other.holder.upload(await noisyPicture(42, 43)))
    expect(await codeOf(holder.tell(jobLinkApi.complete, { files: [sha256] }))).toBe('409 file-unknown')
  })
})
