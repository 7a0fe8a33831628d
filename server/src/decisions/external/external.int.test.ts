/** Decisions that were taken outside, at the API: recorded by one with the papers, checked by another, then to equal effect. */
import { externalApi, FundUseAuthorised, type SheetFigures } from '@changxin/shared/decisions'
import { FILES_PATH } from '@changxin/shared/files'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { z } from 'zod'
import { makeCounty } from '../../../../test/kit/county.ts'
import { type Client, expectOk, startServer, type TestServer } from '../../../../test/kit/server.ts'
import { uploaded } from '../../../../test/kit/uploaded.ts'

const MONDAY = '2026-03-02T02:00:00.000Z'
const ORDINARY = { electorate: { floorArea: 900_000, heads: 90 }, participating: { floorArea: 600_000, heads: 60 } }

let at: TestServer
let compoundId: string
let li: Client
let wu: Client
let owner: Client
let colour = 0
beforeAll(async () => {
  at = await startServer({ startMs: Date.parse(MONDAY) })
  await at.server.timer.advanceTo(MONDAY)
  const county = await makeCounty(at)
  const compound = await county.compound('东苑', 2)
  compoundId = compound.id
  owner = await county.owner(compound.unitIds[0] ?? '')
  li = await at.person('li', ['committee', { kind: 'compound', id: compoundId }])
  wu = await at.person('wu', ['committee', { kind: 'compound', id: compoundId }])
})
afterAll(() => at.close())

type Body = z.input<typeof externalApi.record.body>
const sheet = (change: Partial<SheetFigures> = {}): SheetFigures => ({
  ...{ itemId: 'i1', ...ORDINARY, yes: { floorArea: 400_000, heads: 40 }, no: { floorArea: 200_000, heads: 20 } },
  ...{ abstained: { floorArea: 0, heads: 0 }, unitsWithoutFloorArea: 0, stated: true, ...change },
})
const effect = { kind: 'fund-use', purpose: '换水泵', budgetFen: 4_000_000, requestId: null, contractor: null } as const
const item = {
  itemId: 'i1',
  matter: 'fund-use',
  title: '换水泵',
  text: '更换二次供水泵',
  effect,
  groupId: null,
} as const
/** Each another picture: near colours would be the same after compression. */
const scan = () => uploaded(at, li, `#${(++colour * 0x0f0f0f).toString(16).padStart(6, '0')}`)
async function record(by: Client, change: Partial<Body> = {}) {
  const body: Body = {
    ...{ title: '动用维修资金换水泵', scope: { kind: 'compound' }, items: [item], counts: [sheet()] },
    ...{ means: 'paper', decidedOn: '2026-02-20', files: change.files ?? [await scan()], stamp: '东苑社区居民委员会' },
    ...change,
  }
  return by.tell(externalApi.record, { id: compoundId }, body)
}
const recorded = async (change: Partial<Body> = {}) => (await expectOk(record(li, change))).body.id
const check = (by: Client, id: string, body: z.input<typeof externalApi.check.body> = { outcome: 'agreed' }) =>
  by.tell(externalApi.check, { id }, body)
const view = async (by: Client, id: string) => (await expectOk(by.ask(externalApi.external, { id }))).body
const codeOf = ({ status, body }: { readonly status: number; readonly body: unknown }) => [
  status,
  (body as { readonly code?: string }).code,
]
async function effectsOf(id: string) {
  await at.server.processes.settle()
  return at.server.log.read(`effect-${id}-i1`)
}

test('from the papers of one, through the check of another, to the fund', async () => {
  const id = await recorded()
  expect(await view(li, id)).toMatchObject({
    ...{ status: 'recorded', compoundName: '东苑', scopeLabel: '东苑', stamp: '东苑社区居民委员会', check: null },
    ...{ items: 1, passedItems: 1, challengeableUntil: '2027-02-20', effects: [] },
    recordedBy: { id: li.personId },
    itemList: [{ itemId: 'i1', tier: 'ordinary', count: { quorum: true, passed: true, chosen: true, certain: true } }],
    rule: { ruleId: 'default-voting-rule' },
    checking: { possible: false, reason: expect.stringContaining('does not check it') },
  })
  expect(await effectsOf(id)).toEqual([])

  expect(codeOf(await check(li, id))).toEqual([409, 'external-check-own'])
  expect((await view(wu, id)).checking).toEqual({ possible: true, reason: null })
  await expectOk(check(wu, id))
  const [brought, ...rest] = await effectsOf(id)
  expect(rest).toEqual([])
  expect(brought).toMatchObject({
    type: FundUseAuthorised.type,
    data: { decisionId: id, itemId: 'i1', compoundId, on: '2026-03-02', purpose: '换水泵', budgetFen: 4_000_000 },
  })
  expect(await view(owner, id)).toMatchObject({
    status: 'agreed',
    check: { outcome: 'agreed', by: { id: wu.personId }, at: MONDAY },
    checking: null,
    effects: [{ itemId: 'i1', type: FundUseAuthorised.type, occurredAt: MONDAY }],
  })
  expect(codeOf(await check(at.admin, id))).toEqual([409, 'external-checked-already'])
  expect(await effectsOf(id)).toHaveLength(1)
})

test('what differs from its papers brings about nothing, and may be recorded anew from the same scan', async () => {
  const file = await scan()
  const id = await recorded({ files: [file] })
  expect(codeOf(await record(wu, { files: [file] }))).toEqual([409, 'file-unknown'])
  expect(codeOf(await record(li, { files: [file] }))).toEqual([409, 'external-recorded-already'])
  expect(codeOf(await check(wu, id, { outcome: 'differs' }))).toEqual([409, 'external-note-missing'])
  await expectOk(check(wu, id, { outcome: 'differs', note: '同意户数是 39' }))
  expect(await effectsOf(id)).toEqual([])
  expect(await view(wu, id)).toMatchObject({ status: 'differs', check: { note: '同意户数是 39' } })
  await recorded({ files: [file] })
})

test('figures that contradict themselves are refused with the field named', async () => {
  const refused = await record(li, { counts: [sheet({ yes: { floorArea: 600_001, heads: 40 } })] })
  expect(codeOf(refused)).toEqual([409, 'external-over-participating'])
  expect((refused.body as unknown as { fields: unknown }).fields).toEqual([
    expect.objectContaining({ field: 'counts[0].yes.floorArea' }),
  ])
})

test('what is not known here is refused: a building, an operator, a request, a day before any rule', async () => {
  expect(codeOf(await record(li, { scope: { kind: 'building', buildingId: 'nowhere' } }))).toEqual([
    ...[409, 'external-place-unknown'],
  ])
  const manager = { kind: 'manager', mode: 'service-centre', operatorId: 'nobody' } as const
  expect(codeOf(await record(li, { items: [{ ...item, matter: 'manager', effect: manager }] }))).toEqual([
    ...[409, 'external-effect-unknown'],
  ])
  const request = { ...effect, requestId: 'not-of-this-compound' }
  expect(codeOf(await record(li, { items: [{ ...item, effect: request }] }))).toEqual([
    ...[409, 'external-effect-unknown'],
  ])
  expect(codeOf(await record(li, { decidedOn: '2020-12-31' }))).toEqual([409, 'external-no-rule'])
})

test('a rule of procedure counts for what was decided after it, not before', async () => {
  const rules = { ...item, matter: 'rules-of-procedure', title: '议事规则第九条' } as const
  const procedure = { kind: 'procedure', silence: 'with-majority' } as const
  const id = await recorded({ items: [{ ...rules, effect: procedure }], decidedOn: '2025-06-01' })
  await expectOk(check(wu, id))
  await effectsOf(id)
  const few = { participating: { floorArea: 90_000, heads: 9 }, yes: { floorArea: 60_000, heads: 6 } }
  const counts = [sheet({ ...few, no: { floorArea: 30_000, heads: 3 } })]
  const after = await recorded({ counts, decidedOn: '2025-06-01' })
  expect((await view(li, after)).procedure).toEqual({ silence: 'with-majority', text: '议事规则第九条', file: null })
  expect((await view(li, after)).itemList[0]?.count).toMatchObject({
    ...{
      silentWith: 'yes',
      silent: { floorArea: 810_000, heads: 81 },
      withoutSilent: { quorum: false, passed: false },
    },
  })
  // The papers say that it passed; on the day before nobody's silence counted.
  expect(codeOf(await record(li, { counts, decidedOn: '2025-05-31' }))).toEqual([409, 'external-outcome-differs'])
})

test('neighbours read it and its papers, strangers neither; owners record and check nothing', async () => {
  const file = await scan()
  const id = await recorded({ files: [file] })
  await at.server.processes.settle()
  const get = (by: Client) => at.server.app.inject({ url: `${FILES_PATH}/${file}`, headers: { cookie: by.cookie } })
  expect((await get(owner)).statusCode).toBe(200)
  const stranger = await at.person('stranger')
  expect((await get(stranger)).statusCode).not.toBe(200)
  expect((await stranger.ask(externalApi.external, { id })).status).toBe(403)
  expect((await stranger.ask(externalApi.list, {})).status).toBe(403)
  expect((await check(owner, id)).status).toBe(403)
  const { items } = (await expectOk(owner.ask(externalApi.list, { compoundId, status: 'recorded' }))).body
  expect(items.map((row) => row.id)).toContain(id)
  expect(items.every(({ status }) => status === 'recorded')).toBe(true)
})
