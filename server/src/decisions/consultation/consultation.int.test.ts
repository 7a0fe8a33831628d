/** 一下一上一公示 at the API: opinions from phones and papers, each step with its counts, papers only for who keeps them. */
import { consultationApi } from '@changxin/shared/decisions'
import { instantOf } from '@changxin/shared/kernel'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeCounty, type TestCompound } from '../../../../test/kit/county.ts'
import { type Client, expectOk, startServer, type TestServer } from '../../../../test/kit/server.ts'
import { uploaded } from '../../../../test/kit/uploaded.ts'

const START = Date.parse('2026-03-02T02:00:00.000Z')
let at: TestServer
let compound: TestCompound
let clerk: Client
let owner: Client
let id: string
let plan: string
let papers: string

beforeAll(async () => {
  at = await startServer({ startMs: START })
  await at.server.timer.advanceTo(instantOf(START))
  const county = await makeCounty(at)
  compound = await county.compound('兴隆花园', 4)
  clerk = await at.person('clerk', ['clerk', { kind: 'subdistrict', id: county.subdistrictId }])
  owner = await county.owner(unit(0))
  plan = await uploaded(at, clerk, '#121212')
  papers = await uploaded(at, clerk, '#343434')
  const draft = { title: '改造方案', text: '屋面、路面、路灯', files: [plan], opinionsUntil: '2026-03-05' }
  id = (await expectOk(clerk.tell(consultationApi.sendDown, { id: compound.id }, draft))).body.id
})
afterAll(() => at.close())

const unit = (index: number) => compound.unitIds[index] ?? ''
const seen = async (who: Client) => (await expectOk(who.ask(consultationApi.consultation, { id }))).body
async function goTo(day: string) {
  at.time.nowMs = Date.parse(`${day}T04:00:00.000Z`)
  await at.server.timer.advanceTo(instantOf(at.time.nowMs))
}
const fileFor = async (who: Client, sha256: string) =>
  (await at.server.app.inject({ url: `/api/files/${sha256}`, headers: { cookie: who.cookie } })).statusCode

test('households and papers are counted, the last word of a household alone', async () => {
  await expectOk(owner.tell(consultationApi.opinion, { id }, { unitId: unit(0), stance: 'against', text: '太吵' }))
  await expectOk(owner.tell(consultationApi.opinion, { id }, { unitId: unit(0), stance: 'agree' }))
  await expectOk(
    clerk.tell(consultationApi.papers, { id }, { agree: 2, change: 1, against: 0, text: null, files: [papers] }),
  )
  const shown = await seen(owner)
  expect(shown).toMatchObject({ counts: { agree: 3, change: 1, against: 0 }, households: 4, step: 'opinions' })
  expect(shown.mine).toEqual([{ unitId: unit(0), label: '1栋 101', stance: 'agree', text: null }])
  const { items } = (await expectOk(clerk.ask(consultationApi.opinions, { id }))).body
  expect(items.map(({ means, unitLabel, text }) => [means, unitLabel, text])).toEqual([
    ['pile', null, null],
    ['screen', '1栋 101', null],
    ['screen', '1栋 101', '太吵'],
  ])
  expect((await owner.ask(consultationApi.opinions, { id })).status).toBe(403)
})

test('a household speaks on screen alone: papers, which are taken longer, come in through the community', async () => {
  const paper = { unitId: unit(0), stance: 'agree', means: 'paper' } as const
  expect((await owner.tell(consultationApi.opinion, { id }, paper)).status).toBe(403)
})

test('residents open the plan, but not the papers of their neighbours', async () => {
  expect(await fileFor(owner, plan)).toBe(200)
  expect(await fileFor(owner, papers)).toBe(404)
  expect(await fileFor(clerk, papers)).toBe(200)
})

test('summed up, reviewed, posted for its days, finished; no step before the one before it', async () => {
  const sum = { points: { taken: 1, partly: 0, declined: 0 }, text: '多装路灯', files: [] }
  const code = async (answer: Promise<{ body: unknown }>) => ((await answer).body as { code: string }).code
  expect(await code(clerk.tell(consultationApi.sumUp, { id }, sum))).toBe('consultation-open')
  await goTo('2026-03-06')
  expect(await code(clerk.tell(consultationApi.sumUp, { id }, sum))).toBe('consultation-no-outreach')
  const yard = {
    kind: 'yard-meeting',
    onDay: '2026-03-04',
    place: '院坝',
    households: 3,
    people: 9,
    files: [],
  } as const
  await expectOk(clerk.tell(consultationApi.outreach, { id }, yard as never))
  await expectOk(clerk.tell(consultationApi.sumUp, { id }, sum))
  expect((await seen(owner)).summed).toMatchObject({ counts: { agree: 3, change: 1, against: 0 }, households: 4 })
  const review = {
    departments: ['住建委'],
    outcome: 'agreed',
    text: null,
    files: [],
    reviewedOn: '2026-03-06',
  } as const
  const post = {
    place: '大门',
    text: '最终方案',
    files: [plan],
    photos: [plan],
    postedOn: '2026-03-06',
    until: '2026-03-12',
  }
  expect(await code(clerk.tell(consultationApi.post, { id }, post))).toBe('consultation-step')
  await expectOk(clerk.tell(consultationApi.review, { id }, review as never))
  await expectOk(clerk.tell(consultationApi.post, { id }, post))
  expect(await code(clerk.tell(consultationApi.finish, { id }, { objections: 0 }))).toBe('consultation-posting-runs')
  await goTo('2026-03-13')
  await expectOk(clerk.tell(consultationApi.finish, { id }, { objections: 0 }))
  expect((await seen(owner)).step).toBe('finished')
  const past = await expectOk(owner.ask(consultationApi.consultation, { id, asOf: '2026-03-05' }))
  expect(past.body).toMatchObject({ step: 'opinions', summed: null })
})
