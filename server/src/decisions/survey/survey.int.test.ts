/** A survey at the API: answered on phones and at the door, coverage beside every figure, a workbook at the end. */
import { surveyApi } from '@changxin/shared/decisions'
import { instantOf } from '@changxin/shared/kernel'
import { readXlsx } from 'hucre/xlsx'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeCounty, type TestCompound } from '../../../../test/kit/county.ts'
import { type Client, expectOk, startServer, type TestServer } from '../../../../test/kit/server.ts'

const START = Date.parse('2026-03-02T02:00:00.000Z')
let at: TestServer
let compound: TestCompound
let clerk: Client
let owner: Client
let neighbour: Client
let id: string
let items: readonly string[]

beforeAll(async () => {
  at = await startServer({ startMs: START })
  await at.server.timer.advanceTo(instantOf(START))
  const county = await makeCounty(at)
  compound = await county.compound('兴隆花园', 4)
  clerk = await at.person('clerk', ['clerk', { kind: 'subdistrict', id: county.subdistrictId }])
  owner = await county.owner(unit(0))
  neighbour = await county.owner(unit(1))
  const menu = [{ title: '加装电梯', share: '每户约 3 万元' }, { title: '=路灯' }]
  const body = { title: '改造意愿', items: menu, opensOn: '2026-03-02', closesOn: '2026-03-05' }
  id = (await expectOk(clerk.tell(surveyApi.open, { id: compound.id }, body))).body.id
  items = (await shown(clerk)).items.map(({ itemId }) => itemId)
})
afterAll(() => at.close())

const unit = (index: number) => compound.unitIds[index] ?? ''
const shown = async (who: Client) => (await expectOk(who.ask(surveyApi.survey, { id }))).body
const say = (...wishes: readonly ('want' | 'will-pay' | 'object')[]) =>
  wishes.map((wish, index) => ({ itemId: items[index] ?? '', wish }))

test('the last answer of a household counts, and the coverage says of how many', async () => {
  await expectOk(owner.tell(surveyApi.answer, { id }, { unitId: unit(0), answers: say('object', 'want') }))
  await expectOk(owner.tell(surveyApi.answer, { id }, { unitId: unit(0), answers: say('will-pay') }))
  await expectOk(clerk.tell(surveyApi.answer, { id }, { unitId: unit(2), answers: say('want', 'want'), means: 'door' }))
  const door = { unitId: unit(0), answers: say('want'), means: 'door' } as const
  expect((await owner.tell(surveyApi.answer, { id }, door)).status).toBe(403)
  const seen = await shown(owner)
  expect(seen.coverage).toEqual({ households: 4, answered: 2 })
  expect(seen.items.map(({ counts }) => counts)).toEqual([
    { want: 1, 'will-pay': 1, object: 0 },
    { want: 1, 'will-pay': 0, object: 0 },
  ])
  expect(seen.byMeans).toEqual({ screen: 1, door: 1, phone: 0, paper: 0 })
  expect(seen.mine).toEqual([{ unitId: unit(0), label: '1栋 101', answers: say('will-pay') }])
  const missing = await expectOk(clerk.ask(surveyApi.missing, { id }))
  expect(missing.body.items.map(({ label }) => label)).toEqual(['1栋 102', '1栋 104'])
})

test('nobody answers for another household, or reads who has not answered', async () => {
  const forAnother = { unitId: unit(0), answers: say('object') }
  expect((await neighbour.tell(surveyApi.answer, { id }, forAnother)).status).toBe(403)
  expect((await neighbour.ask(surveyApi.missing, { id })).status).toBe(403)
  expect((await neighbour.ask(surveyApi.sheet, { id })).status).toBe(403)
})

test('the workbook has the counts and each household, and no cell is a formula', async () => {
  const answer = await at.server.app.inject({ url: `/api/surveys/${id}/sheet`, headers: { cookie: clerk.cookie } })
  expect(answer.headers['content-disposition']).toContain('.xlsx')
  const { sheets } = await readXlsx(answer.rawPayload)
  const lines = sheets[0]?.rows ?? []
  expect(lines[1]?.slice(0, 2)).toEqual(['覆盖', '2 / 4'])
  expect(lines[3]?.slice(0, 5)).toEqual(['加装电梯', '1', '1', '0', '2'])
  expect(lines[4]?.[0]).toBe('=路灯')
  expect(lines.at(-1)?.slice(0, 4)).toEqual(['1栋 103', '2026-03-02', '要改', '要改'])
})

test('after its last day nothing is answered', async () => {
  at.time.nowMs = Date.parse('2026-03-06T04:00:00.000Z')
  await at.server.timer.advanceTo(instantOf(at.time.nowMs))
  expect((await shown(owner)).phase).toBe('ended')
  const late = await owner.tell(surveyApi.answer, { id }, { unitId: unit(0), answers: say('want') })
  expect(late.body).toMatchObject({ code: 'survey-ended' })
})
