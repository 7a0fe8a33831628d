/** The plan over HTTP: preview, import as JSON and as a form, contradictions with both figures, a choice with its reason. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { demoChoices, renovationApi } from '@changxin/shared/renovation'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectOk, nextKey, startServer, type TestServer } from '../../../test/kit/server.ts'
import { MAX_PLAN_BODY_BYTES, MAX_PLAN_FILE_BYTES } from './plan-form.ts'

const csv = readFileSync(fileURLToPath(new URL('../../data/dianjiang-plan.csv', import.meta.url)), 'utf8')
const PLAN = { title: '垫江县城镇老旧小区改造“十四五”规划', fileName: 'dianjiang-plan.csv', csv }
const PATH = renovationApi.importPlan.path

let at: TestServer
beforeAll(async () => {
  at = await startServer()
})
afterAll(() => at.close())

const eventCount = () => at.server.log.size()

interface Part {
  readonly name: string
  readonly value: string | Uint8Array
  readonly fileName?: string
}

async function sendForm(parts: readonly Part[], key = nextKey(), cookie = at.admin.cookie) {
  const form = new FormData()
  for (const { name, value, fileName } of parts) {
    if (fileName === undefined) form.append(name, String(value))
    else form.append(name, new Blob([value as Uint8Array<ArrayBuffer>]), fileName)
  }
  const whole = new Response(form)
  const response = await at.server.app.inject({
    method: 'POST',
    url: PATH,
    headers: { cookie, 'idempotency-key': key, 'content-type': whole.headers.get('content-type') ?? '' },
    payload: Buffer.from(await whole.arrayBuffer()),
  })
  return { status: response.statusCode, headers: response.headers, body: response.json<Record<string, never>>() }
}

test('a dry run shows everything and writes nothing', async () => {
  const before = await eventCount()
  const { body } = await expectOk(at.admin.tell(renovationApi.importPlan, {}, { ...PLAN, dryRun: true }))
  expect(body).toMatchObject({
    dryRun: true,
    id: '',
    revision: -1,
    position: null,
    problems: [],
    mapping: { area_10k_m2: 'floorArea' },
  })
  expect(body.rows).toHaveLength(55)
  expect(body.findings.length).toBeGreaterThan(9)
  expect(await eventCount()).toBe(before)
  expect((await expectOk(at.admin.ask(renovationApi.imports, {}))).body.items).toEqual([])
})

test('the plan is imported as an event a row, and once for one key', async () => {
  const before = await eventCount()
  const headers = { 'idempotency-key': nextKey() }
  const first = await expectOk(at.admin.tell(renovationApi.importPlan, {}, PLAN, headers))
  const again = await expectOk(at.admin.tell(renovationApi.importPlan, {}, PLAN, headers))
  expect(again.body).toEqual(first.body)
  expect(again.headers['idempotency-hit']).toBe('true')
  expect(await eventCount()).toBe(before + 56)
  const { id } = first.body
  const { items } = (await expectOk(at.admin.ask(renovationApi.imports, {}))).body
  expect(items).toMatchObject([{ id, title: PLAN.title, rows: 55, findings: first.body.findings.length, chosen: 0 }])
  const rows = await expectOk(at.admin.ask(renovationApi.planRows, { id }))
  expect(rows.body.items.map(({ chosen: _, id: __, ...row }) => row)).toEqual(first.body.rows)
  const findings = await expectOk(at.admin.ask(renovationApi.findings, { id }))
  expect(findings.body.items).toEqual(first.body.findings.map((finding) => ({ ...finding, choice: null })))
})

test('every figure that the demo is built on can be chosen, and shows with its reason', async () => {
  const { body } = await expectOk(at.admin.tell(renovationApi.importPlan, {}, PLAN))
  const overseer = await at.person('overseer', ['overseer', { kind: 'all', id: 'all' }])
  const choices = demoChoices(body.findings)
  expect(choices).toHaveLength(9)
  for (const choice of choices) await expectOk(overseer.tell(renovationApi.chooseFigure, { id: body.id }, choice))
  const findings = await expectOk(overseer.ask(renovationApi.findings, { id: body.id }))
  const byId = new Map(findings.body.items.map((finding) => [finding.id, finding.choice]))
  for (const { findingId, value, reason } of choices)
    expect(byId.get(findingId)).toMatchObject({ value, reason, chosenByName: '测试人' })
  const rows = await expectOk(overseer.ask(renovationApi.planRows, { id: body.id }))
  expect(rows.body.items.find(({ id }) => id === 'r031')?.chosen).toEqual({})
  expect(rows.body.items.find(({ id }) => id === 'r030')?.chosen).toEqual({ buildings: 42 })
})

test('a choice that is none of the printed figures’ business is refused and written nowhere', async () => {
  const { body } = await expectOk(at.admin.tell(renovationApi.importPlan, {}, PLAN))
  const choice = {
    findingId: 'subtotal-r031-buildings',
    rowId: 'r030',
    field: 'buildings' as const,
    value: 42,
    printed: '42',
    reason: '小计',
  }
  const before = await eventCount()
  const refusal = async (change: Partial<typeof choice>, id = body.id) => {
    const { status, body: problem } = await at.admin.tell(renovationApi.chooseFigure, { id }, { ...choice, ...change })
    return [status, (problem as unknown as { code: string }).code]
  }
  expect(await refusal({ findingId: 'no-such' })).toEqual([404, 'finding-not-found'])
  expect(await refusal({ rowId: 'r002' })).toEqual([409, 'figure-not-of-finding'])
  expect(await refusal({ printed: '43' })).toEqual([422, 'figure-not-as-printed'])
  expect(await refusal({}, 'no-such-plan')).toEqual([404, 'not-found'])
  expect(await refusal({ reason: ' ' })).toEqual([400, 'malformed'])
  expect(await eventCount()).toBe(before)
})

test('a form takes UTF-8 and GBK files, and a dry run of it', async () => {
  const gbk = Uint8Array.of(
    ...[0xc4, 0xea, 0xb6, 0xc8, 0x2c, 0xc6, 0xac, 0xc7, 0xf8, 0x2c, 0xbb, 0xa7, 0xca, 0xfd, 0x0d, 0x0a],
    ...[0x32, 0x30, 0x32, 0x31, 0xc4, 0xea, 0x2c, 0xc4, 0xcf, 0xbd, 0xd6, 0x2c, 0x31, 0x32, 0x0d, 0x0a],
  )
  const before = await eventCount()
  const dry = await sendForm([
    { name: 'title', value: '计划' },
    { name: 'dryRun', value: 'true' },
    { name: 'file', value: gbk, fileName: '计划.csv' },
  ])
  expect(dry).toMatchObject({
    status: 200,
    body: {
      dryRun: true,
      mapping: { 年度: 'year', 片区: 'areaName', 户数: 'households' },
      rows: [{ areaName: '南街' }],
    },
  })
  expect(await eventCount()).toBe(before)
  const real = await sendForm([
    { name: 'file', value: Buffer.from(csv), fileName: 'dianjiang-plan.csv' },
    { name: 'title', value: '计划' },
  ])
  expect(real).toMatchObject({ status: 200, body: { dryRun: false } })
  const { items } = (await expectOk(at.admin.ask(renovationApi.imports, { limit: 1 }))).body
  expect(items).toMatchObject([{ id: real.body.id, title: '计划', fileName: 'dianjiang-plan.csv', rows: 55 }])
})

test('what is wrong with a form is named, and nothing is written', async () => {
  const file: Part = { name: 'file', value: Buffer.from(csv), fileName: 'plan.csv' }
  const title: Part = { name: 'title', value: '计划' }
  const before = await eventCount()
  const answers = [
    await sendForm([title]),
    await sendForm([file]),
    await sendForm([title, file, { name: 'extra', value: '1' }]),
    await sendForm([title, { ...file, name: 'csv' }]),
    await sendForm([title, file, { name: 'dryRun', value: 'yes' }]),
    await sendForm([title, { ...file, value: Uint8Array.of(0x50, 0x4b, 0x03, 0x04, 0xff) }]),
    await sendForm([title, { ...file, value: new Uint8Array(MAX_PLAN_FILE_BYTES + 1).fill(0x61) }]),
  ]
  const named = answers.map(({ status, body }) => [
    status,
    (body.fields as { field: string }[] | undefined)?.map(({ field }) => field),
  ])
  expect(named).toEqual([
    [400, ['file']],
    [400, ['title']],
    [400, ['extra']],
    [400, ['csv']],
    [400, ['dryRun']],
    [415, undefined],
    [413, undefined],
  ])
  expect(await eventCount()).toBe(before)
})

test('a text may be as long as the schema says, in any script; more is refused by name', async () => {
  const long = (chars: number) => `${csv.trimEnd()}\n`.padEnd(chars, '长')
  const { body } = await expectOk(
    at.admin.tell(renovationApi.importPlan, {}, { ...PLAN, csv: long(700_000), dryRun: true }),
  )
  expect(body.problems.length).toBeGreaterThan(0)
  const over = await at.admin.tell(renovationApi.importPlan, {}, { ...PLAN, csv: long(700_001), dryRun: true })
  expect(over).toMatchObject({ status: 400, body: { fields: [{ field: 'csv' }] } })
  const huge = await at.admin.tell(renovationApi.importPlan, {}, { ...PLAN, csv: 'a'.repeat(MAX_PLAN_BODY_BYTES) })
  expect(huge.status).toBe(413)
})

test('a file with problems is previewed with them and not imported', async () => {
  const wrong = 'year,area_name,buildings,colour\n2021年度,甲片区,很多,red\n'
  const before = await eventCount()
  const preview = await expectOk(at.admin.tell(renovationApi.importPlan, {}, { ...PLAN, csv: wrong, dryRun: true }))
  expect(preview.body.problems.map(({ line, field }) => [line, field])).toEqual([
    [1, 'colour'],
    [2, 'buildings'],
  ])
  const refused = await at.admin.tell(renovationApi.importPlan, {}, { ...PLAN, csv: wrong })
  expect(refused).toMatchObject({ status: 422, body: { code: 'plan-has-problems', params: { line: 1, problems: 2 } } })
  expect(await at.admin.tell(renovationApi.importPlan, {}, { ...PLAN, csv: '' })).toMatchObject({ status: 422 })
  expect(await eventCount()).toBe(before)
})

test('only administrators and overseers import; auditors read', async () => {
  const auditor = await at.person('auditor', ['auditor', { kind: 'all', id: 'all' }])
  expect((await auditor.tell(renovationApi.importPlan, {}, { ...PLAN, dryRun: true })).status).toBe(403)
  expect(
    (
      await sendForm(
        [
          { name: 'title', value: '计划' },
          { name: 'file', value: Buffer.from(csv), fileName: 'a.csv' },
        ],
        nextKey(),
        '',
      )
    ).status,
  ).toBe(401)
  expect((await auditor.ask(renovationApi.imports, {})).status).toBe(200)
  expect((await at.stranger.ask(renovationApi.imports, {})).status).toBe(401)
})
