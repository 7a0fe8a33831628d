/** The words that suggest: a log begins with some, those who make rules adopt others, from a day on, for everybody. */
import { addDays, instantOf } from '@changxin/shared/kernel'
import { defaultKeywords, type KeywordRow, suggest, suggestApi } from '@changxin/shared/maintenance'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeCounty } from '../../../test/kit/county.ts'
import { type Client, expectOk, startServer, type TestServer } from '../../../test/kit/server.ts'

const TODAY = '2026-03-01'
let at: TestServer
let overseer: Client
let resident: Client
beforeAll(async () => {
  at = await startServer({ startMs: Date.parse(`${TODAY}T02:00:00.000Z`) })
  await at.server.timer.advanceTo(instantOf(at.time.nowMs))
  const county = await makeCounty(at)
  const { unitIds } = await county.compound('兴隆花园')
  resident = await county.owner(unitIds[0] ?? '')
  overseer = await at.person('overseer', ['overseer', { kind: 'subdistrict', id: county.subdistrictId }])
})
afterAll(() => at.close())

const inForce = async () => (await expectOk(resident.ask(suggestApi.keywords, {}))).body
const rows: KeywordRow[] = [{ word: '水锤', category: 'water', urgency: 'ordinary', weight: 5 }]
const source = '3月办公会'

test('a new log begins with the suggested table, which says that it is only suggested', async () => {
  const { rule, rows: suggested, upcoming } = await inForce()
  expect(rule).toMatchObject({ ruleId: 'suggested-keywords', basis: 'suggested' })
  expect(suggested).toEqual(defaultKeywords.rows)
  expect(upcoming).toEqual([])
})

test('a table that is adopted for tomorrow is in force from tomorrow on', async () => {
  const validFrom = addDays(TODAY, 1)
  await expectOk(overseer.tell(suggestApi.adoptKeywords, {}, { validFrom, source, rows }))
  expect(await inForce()).toMatchObject({ rule: { basis: 'suggested' }, upcoming: [{ validFrom, source }] })
  at.time.nowMs += 24 * 3_600_000
  await at.server.timer.advanceTo(instantOf(at.time.nowMs))
  const now = await inForce()
  expect(now).toMatchObject({ rule: { basis: 'decision', validFrom, source }, rows, upcoming: [] })
  expect(suggest('夜里水锤响', now.rows)).toEqual({ category: 'water', urgency: 'ordinary', because: ['水锤'] })
})

test('the same command again adopts nothing new; a wrong table is refused by its row', async () => {
  const body = { validFrom: TODAY, source, rows }
  const key = { 'idempotency-key': '01900000-0000-7000-8000-000000000001' }
  const first = await expectOk(overseer.tell(suggestApi.adoptKeywords, {}, body, key))
  const again = await expectOk(overseer.tell(suggestApi.adoptKeywords, {}, body, key))
  expect(again.body).toEqual(first.body)
  const twice = await overseer.tell(suggestApi.adoptKeywords, {}, { ...body, rows: [...rows, ...rows] })
  expect(twice).toMatchObject({ status: 409, body: { code: 'keyword-twice' } })
  const unknown = { ...rows[0], category: 'roof' } as unknown as KeywordRow
  expect((await overseer.tell(suggestApi.adoptKeywords, {}, { ...body, rows: [unknown] })).status).toBe(400)
})

test('a table of the same day takes the place of the one before: that one is never in force, and not announced', async () => {
  const later = { validFrom: '2026-09-01', source: '作废', rows: [] }
  const sooner = { validFrom: '2026-08-01', source: '8月的表', rows }
  await expectOk(overseer.tell(suggestApi.adoptKeywords, {}, later))
  await expectOk(overseer.tell(suggestApi.adoptKeywords, {}, sooner))
  await expectOk(overseer.tell(suggestApi.adoptKeywords, {}, { ...later, source: '9月的表', rows }))
  expect((await inForce()).upcoming.map(({ source: of }) => of)).toEqual(['8月的表', '9月的表'])
  const { body } = await expectOk(resident.ask(suggestApi.keywords, { on: '2026-08-15' }))
  expect(body).toMatchObject({ rule: { source: '8月的表' }, rows })
})

test('whoever edited a table that somebody else has changed meanwhile is told, and overwrites nothing', async () => {
  const { revision } = await inForce()
  const seen = { 'if-match': `"${revision}"` }
  const mine = { validFrom: '2026-10-01', source: '我的', rows }
  await expectOk(overseer.tell(suggestApi.adoptKeywords, {}, { ...mine, source: '别人的' }, seen))
  expect((await inForce()).revision).toBe(revision + 1)
  const refused = await overseer.tell(suggestApi.adoptKeywords, {}, mine, seen)
  expect(refused).toMatchObject({ status: 412, body: { code: 'revision-mismatch' } })
  expect((await inForce()).upcoming.map(({ source: of }) => of)).not.toContain('我的')
})

test('residents read the table and do not change it', async () => {
  expect((await resident.tell(suggestApi.adoptKeywords, {}, { validFrom: TODAY, source, rows })).status).toBe(403)
  expect((await at.stranger.ask(suggestApi.keywords, {})).status).toBe(401)
})
