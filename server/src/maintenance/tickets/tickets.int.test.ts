/** Official tickets over HTTP: a real workbook in and out, a sheet read again, who may do what. */
import { inflateRawSync } from 'node:zlib'
import { instantOf } from '@changxin/shared/kernel'
import { maintenanceApi, type TicketColumns, ticketsApi } from '@changxin/shared/maintenance'
import { readXlsx, writeXlsx } from 'hucre/xlsx'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeCounty, type TestCompound, type TestCounty } from '../../../../test/kit/county.ts'
import { type Client, expectOk, nextKey, startServer, type TestServer } from '../../../../test/kit/server.ts'

const HOUR_MS = 3_600_000
let at: TestServer
let county: TestCounty
let compound: TestCompound
let clerk: Client
let overseer: Client
beforeAll(async () => {
  at = await startServer({ startMs: Date.parse('2026-03-01T02:00:00.000Z') })
  await at.server.timer.advanceTo(instantOf(at.time.nowMs))
  county = await makeCounty(at)
  compound = await county.compound('兴隆花园')
  clerk = await at.person('clerk', ['clerk', { kind: 'subdistrict', id: county.subdistrictId }])
  overseer = await at.person('overseer', ['overseer', { kind: 'district', id: county.districtId }])
})
afterAll(() => at.close())

const columns: TicketColumns = {
  officialNumber: '工单编号',
  receivedAt: '派单时间',
  deadline: '办结期限',
  text: '诉求内容',
  place: '所属小区',
  replyText: '办理结果',
  responded: '是否响应',
  resolved: '是否解决',
  satisfied: '是否满意',
  closedAt: '办结时间',
  callerName: '来电人',
  callerPhone: '来电号码',
}
const HEADER = ['序号', ...Object.values(columns)]
type Line = Partial<Record<keyof TicketColumns, string | number | Date>>
const line = (change: Line) => [
  '1',
  ...Object.keys(columns).map((field) => {
    const usual: Line = {
      receivedAt: '2026-03-01 09:00',
      // As a date cell: what it shows is Shanghai.
      deadline: new Date('2026-03-08T18:00:00Z'),
      text: '市民李四光反映楼道灯不亮，电话13812345678',
      place: '兴隆花园',
      callerName: '李四光',
      callerPhone: '13812345678',
    }
    return change[field as keyof TicketColumns] ?? usual[field as keyof TicketColumns] ?? null
  }),
]

async function workbook(...lines: Line[]): Promise<string> {
  const rows = [['3月热线工单'], HEADER, ...lines.map(line)]
  return Buffer.from(await writeXlsx({ sheets: [{ name: '导出', rows }] })).toString('base64')
}

const importing = (file: string, change: object = {}, by = clerk, headers: Record<string, string> = {}) =>
  by.tell(
    ticketsApi.importSheet,
    {},
    { source: '12345', regionId: county.subdistrictId, columns, file, ...change },
    headers,
  )
const listed = async (q: string) => (await expectOk(clerk.ask(ticketsApi.list, { q }))).body.items

/** A part of a workbook as it is stored, not as a library reads it. */
function partOf(zip: Buffer, name: string): string {
  const entry = zip.lastIndexOf(name) - 46
  const local = zip.readUInt32LE(entry + 42)
  const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
  return inflateRawSync(zip.subarray(from, from + zip.readUInt32LE(entry + 20))).toString()
}

test('the headers of a workbook suggest their fields', async () => {
  const { body } = await expectOk(clerk.tell(ticketsApi.headers, {}, { file: await workbook() }))
  expect(body.headers).toEqual(HEADER)
  expect(body.suggested).toMatchObject({ officialNumber: '工单编号', deadline: '办结期限', callerPhone: '来电号码' })
})

test('a dry run shows each row and writes nothing; then each is a ticket, without the caller', async () => {
  const file = await workbook({ officialNumber: 'A-1' }, { officialNumber: 'A-2', place: '不知道哪里' })
  const before = await at.server.log.size()
  const dry = await expectOk(importing(file, { dryRun: true }))
  expect(dry.body).toMatchObject({
    counts: { new: 2, changed: 0, same: 0, problems: 0 },
    ignored: ['序号'],
    leftOut: ['来电人', '来电号码'],
    rows: [
      { row: 3, compoundName: '兴隆花园', outcome: 'new', deadline: '2026-03-08T10:00:00.000Z' },
      { row: 4, compoundName: null },
    ],
  })
  expect(await at.server.log.size()).toBe(before)
  await expectOk(importing(file))
  const items = await listed('A-')
  expect(items.map(({ officialNumber, compoundName }) => [officialNumber, compoundName]).sort()).toEqual([
    ['A-1', '兴隆花园'],
    ['A-2', null],
  ])
  const text = JSON.stringify(await at.server.log.read(`ticket-${items[0]?.id}`))
  expect(text).toContain('市民李**反映楼道灯不亮')
  expect(text).not.toMatch(/李四光|13812345678/)
})

test('the same sheet again adds nothing; a later one adds what is new in it', async () => {
  const first = await workbook({ officialNumber: 'B-1' }, { officialNumber: 'B-2' })
  const key = { 'idempotency-key': nextKey() }
  await expectOk(importing(first, {}, clerk, key))
  const before = await at.server.log.size()
  await expectOk(importing(first, {}, clerk, key))
  expect((await expectOk(importing(first))).body.counts).toEqual({ new: 0, changed: 0, same: 2, problems: 0 })
  expect(await at.server.log.size()).toBe(before)
  const later = await workbook(
    { officialNumber: 'B-1', deadline: '2026-03-20 18:00', text: '换了说法' },
    { officialNumber: 'Ｂ-2', replyText: '已修复', resolved: '是', closedAt: '2026-03-05 10:00' },
  )
  const { body } = await expectOk(importing(later))
  expect(body.rows.map(({ outcome, changes, differences }) => [outcome, changes, differences])).toEqual([
    ['changed', ['TicketDeadlineMoved'], ['text']],
    ['changed', ['TicketAnswered', 'TicketResult', 'TicketClosed'], []],
  ])
  expect(await at.server.log.size()).toBe(before + 4)
  await expectOk(importing(first))
  expect(await at.server.log.size()).toBe(before + 4)
  expect((await listed('B-1'))[0]).toMatchObject({ deadline: '2026-03-20T10:00:00.000Z' })
})

test('while a row has a problem nothing is taken, unless somebody says that the good rows are', async () => {
  const file = await workbook({ officialNumber: 'C-1' }, { officialNumber: 'C-2', deadline: '尽快' })
  const before = await at.server.log.size()
  const refused = await importing(file)
  expect(refused).toMatchObject({ status: 422, body: { code: 'ticket-rows-have-problems' } })
  expect(await at.server.log.size()).toBe(before)
  const taken = await expectOk(importing(file, { takeGoodRows: true }, clerk, { 'accept-language': 'zh' }))
  expect(taken.body.problems).toEqual([
    { row: 4, field: 'deadline', fault: 'not-a-time', message: '“办结期限”不是时间，请写成 2026-11-03 09:15' },
  ])
  expect((await listed('C-')).map(({ officialNumber }) => officialNumber)).toEqual(['C-1'])
})

test('what is exported is imported again without a change, and no cell of it is a formula', async () => {
  const { body: saved } = await expectOk(
    clerk.tell(ticketsApi.saveMapping, {}, { name: '市热线', source: '12345', columns }),
  )
  const evil = ['=1+1', '+86', '@SUM(A1)', '-2+3', '=HYPERLINK("http://x","y")']
  const lines = evil.map((text, index) => ({ officialNumber: `D-${index}`, text, replyText: text, satisfied: '否' }))
  await expectOk(importing(await workbook(...lines)))
  expect(await listed('D-')).toHaveLength(evil.length)
  const response = await at.server.app.inject({
    url: `/api/tickets/export.xlsx?q=D-&mappingId=${saved.id}`,
    headers: { cookie: clerk.cookie },
  })
  expect(response.statusCode).toBe(200)
  expect(response.headers['content-type']).toContain('spreadsheetml')
  expect(response.headers['content-disposition']).toContain("filename*=UTF-8''")
  const { sheets } = await readXlsx(response.rawPayload)
  const [sheet] = sheets
  expect(sheet?.rows[0]).toEqual(Object.values(columns).slice(0, -2))
  expect(
    sheet?.rows
      .slice(1)
      .map((row) => row[3])
      .sort(),
  ).toEqual(evil.toSorted())
  const xml = partOf(response.rawPayload, 'xl/worksheets/sheet1.xml')
  expect(xml).toMatch(/<c r="D2"[^>]* t="s"/)
  expect(xml).not.toMatch(/<f[ >]/)
  const before = await at.server.log.size()
  const { callerName: _, callerPhone: __, ...written } = columns
  const again = await expectOk(importing(response.rawPayload.toString('base64'), { columns: written }))
  expect(again.body.counts).toEqual({ new: 0, changed: 0, same: evil.length, problems: 0 })
  expect(again.body.rows.flatMap(({ differences }) => differences)).toEqual([])
  expect(await at.server.log.size()).toBe(before)
})

test('a CSV of Chinese Excel is read too; what is no sheet is refused', async () => {
  const gbk = [0xb1, 0xe0, 0xba, 0xc5] // 编号
  const csv = Buffer.concat([
    Buffer.from(gbk),
    Buffer.from(',t,d,x\r\nE-1,2026-03-01 09:00,2026-03-08 18:00,="12"\r\n'),
  ])
  const short = { officialNumber: '编号', receivedAt: 't', deadline: 'd', text: 'x' }
  await expectOk(importing(csv.toString('base64'), { columns: short }))
  expect((await listed('E-1'))[0]).toMatchObject({ text: '="12"', compoundId: null })
  const broken = Buffer.from([0x50, 0x4b, 0x03, 0x04, 1, 2, 3]).toString('base64')
  expect(await importing(broken)).toMatchObject({ status: 415, body: { code: 'sheet-unreadable' } })
  const missing = await importing(csv.toString('base64'))
  expect(missing).toMatchObject({ status: 422, body: { code: 'sheet-columns-missing' } })
})

test('a workbook that unpacks to far more than it is stays packed', async () => {
  const bytes = Buffer.from(await workbook({ officialNumber: 'F-1' }), 'base64')
  const entry = bytes.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]))
  for (const claimed of [0, 0x7fffffff]) {
    bytes.writeUInt32LE(claimed, entry + 24)
    expect(await importing(bytes.toString('base64'))).toMatchObject({ status: 415, body: { code: 'sheet-unreadable' } })
  }
})

test('a ticket is worked through: placed, linked, answered, given back; its deadline stands apart from our target', async () => {
  const times = { receivedAt: '2026-03-01T01:00:00.000Z', deadline: '2026-03-01T12:00:00.000Z' }
  const entered = {
    source: 'grid',
    officialNumber: 'G-1',
    regionId: county.subdistrictId,
    text: '井盖松动',
    ...times,
  } as const
  const { id } = (await expectOk(clerk.tell(ticketsApi.receive, {}, entered))).body
  await expectOk(clerk.tell(ticketsApi.receive, {}, entered))
  const other = await clerk.tell(ticketsApi.receive, {}, { ...entered, deadline: '2026-03-02T12:00:00.000Z' })
  expect(other).toMatchObject({ status: 409, body: { code: 'ticket-known' } })
  const place = { kind: 'compound' as const, id: compound.id }
  const request = await expectOk(
    clerk.tell(
      maintenanceApi.report,
      { id: compound.id },
      { place, category: 'road', urgency: 'ordinary', text: '井盖' },
    ),
  )
  await expectOk(clerk.tell(ticketsApi.link, { id }, { requestId: request.body.id }))
  at.time.nowMs += 11 * HOUR_MS
  await at.server.timer.advanceTo(instantOf(at.time.nowMs))
  const late = await expectOk(clerk.ask(ticketsApi.ticket, { id }))
  expect(late.body).toMatchObject({ overdue: true, compoundName: '兴隆花园', deadline: times.deadline })
  expect(late.body.ownResolutionDueAt).not.toBe(times.deadline)
  await expectOk(clerk.tell(ticketsApi.answer, { id }, { replyText: '已加固' }))
  const back = { reason: '市民说还松', deadline: '2026-03-05T12:00:00.000Z' }
  await expectOk(overseer.tell(ticketsApi.giveBack, { id }, back))
  const { body } = await expectOk(clerk.ask(ticketsApi.ofRequest, { id: request.body.id }))
  expect(body).toMatchObject({
    tickets: [{ officialNumber: 'G-1', status: 'open', overdue: false, returns: 1 }],
    mayIssue: false,
  })
})

test('a desk neither reads nor changes tickets of another, also not by a sheet', async () => {
  const elsewhere = await at.person('elsewhere', ['clerk', { kind: 'compound', id: compound.id }])
  const file = await workbook({ officialNumber: 'H-1', place: '外地' })
  expect((await importing(file, {}, elsewhere)).status).toBe(403)
  await expectOk(importing(file))
  expect((await expectOk(elsewhere.ask(ticketsApi.list, { q: 'H-1' }))).body.items).toEqual([])
  const [ticket] = await listed('H-1')
  expect((await elsewhere.tell(ticketsApi.answer, { id: ticket?.id ?? '' }, { replyText: '好' })).status).toBe(403)
  const resident = await county.owner(compound.unitIds[0] ?? '')
  expect((await resident.ask(ticketsApi.list, {})).status).toBe(403)
})

test('who runs compounds and no region takes the rows of these compounds, and is told of the others', async () => {
  const company = await at.person('company', ['manager', { kind: 'compound', id: compound.id }])
  await expectOk(importing(await workbook({ officialNumber: 'I-3', place: '别处' })))
  const file = await workbook(
    { officialNumber: 'I-1' },
    { officialNumber: 'I-2', place: '别处' },
    { officialNumber: 'I-3' },
  )
  const change = { regionId: undefined, takeGoodRows: true }
  const { body } = await expectOk(importing(file, change, company))
  expect(body.rows.map(({ officialNumber }) => officialNumber)).toEqual(['I-1'])
  // The third is known, and is another desk's: a sheet does not bring it here.
  expect(body.problems).toMatchObject([
    { row: 4, field: 'place', fault: 'no-compound-of-yours' },
    { row: 5, field: 'officialNumber', fault: 'not-in-charge' },
  ])
  const items = (await expectOk(company.ask(ticketsApi.list, { q: 'I-' }))).body.items
  expect(items).toMatchObject([{ officialNumber: 'I-1', compoundId: compound.id }])
})
