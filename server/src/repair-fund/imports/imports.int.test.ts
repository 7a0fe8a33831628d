/** A bank's file from the desk to the books: on a real log, with everything that can happen on the way. */
import { fundImportsApi, ImportRowsRevealed, repairFundApi } from '@changxin/shared/repair-fund'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  bookImport,
  bringSheet,
  type FundPlace,
  fundOfDoors,
  importOf,
  stageSheet,
} from '../../../../test/kit/fund-import.ts'
import { expectOk, pathOf, startServer, type TestServer } from '../../../../test/kit/server.ts'
import { CARD, COLUMNS, csvOf, HEADERS, linesOf, PAYER, statementRow } from './imports.fixture.ts'

let at: TestServer
beforeAll(async () => {
  at = await startServer()
})
afterAll(() => at.close())

const fundView = async ({ id }: FundPlace) => (await expectOk(at.admin.ask(repairFundApi.compoundFund, { id }))).body
const eventsOf = ({ id }: FundPlace) => at.server.log.read(`fund-${id}`)
const suspenseOf = async ({ id }: FundPlace, state: 'open' | 'done' = 'open') =>
  (await expectOk(at.admin.ask(fundImportsApi.suspense, { id, state }))).body
/** Who looked at the payers of an import. */
const looksAt = async (id: string) =>
  (await at.server.log.read(`fundimportlook-${id}`)).map(({ data, metadata }) => {
    const { importId: _, compoundId: __, ...look } = ImportRowsRevealed.schema.parse(data)
    return [look, metadata.actor]
  })
const rowsOf = async (id: string, outcome?: 'failed' | 'suspense' | 'duplicate') =>
  (await expectOk(at.admin.ask(fundImportsApi.rows, { id, ...(outcome ? { outcome } : {}) }))).body.items

const day = '2026-03-01'
const SMALL = [
  { day, serial: 'A1', credit: '1,234.50', place: '1-2-301' },
  { day: '2026年3月1日', serial: 'A2', credit: '¥200', remark: '交1号楼1单元302维修资金' },
  { day: '20260302', serial: 'A3', credit: '３００.00', place: '1栋301' },
  { day, serial: 'A4', debit: '5.00', remark: '手续费' },
  { day, serial: 'A5', credit: '9.99', remark: '转账' },
]

describe('a small file', () => {
  test('says what it would do, and books nothing until it is told to', async () => {
    const place = await fundOfDoors(at, 60)
    const brought = await bringSheet(at, at.admin, place.id, csvOf(linesOf(SMALL)))
    expect(brought.body).toMatchObject({
      type: 'csv',
      encoding: 'utf-8',
      headerRow: 3,
      suggested: { day: '交易日期', credit: '贷方发生额', debit: '借方发生额', serial: '流水号', place: '房号' },
    })
    const staged = await expectOk(stageSheet(at, at.admin, place.id, csvOf(linesOf(SMALL))))
    const report = await importOf(at.admin, staged.body['id'] as string)
    expect(report).toMatchObject({
      status: 'staged',
      rows: 5,
      rowsRead: 5,
      counts: {
        matched: { rows: 2, fen: 1_434_50 },
        suspense: { rows: 2, fen: 309_99 },
        outgoing: { rows: 1, fen: 5_00 },
        failed: { rows: 0 },
        duplicate: { rows: 0 },
      },
    })
    const [unclear, nobody] = await rowsOf(report.id, 'suspense')
    expect(unclear).toMatchObject({ row: 6, reason: expect.stringContaining('Several units fit') })
    expect(unclear?.candidates.map(({ label }) => label)).toEqual(['1栋 1单元 301', '1栋 2单元 301'])
    expect(nobody).toMatchObject({ row: 8, candidates: [], reason: 'No unit was recognised' })
    expect(await eventsOf(place)).toHaveLength(1)

    const booked = await bookImport(at, at.admin, report.id)
    expect(booked).toMatchObject({ status: 'booked', bookedRows: 4, bookedFen: 1_744_49 })
    expect(await suspenseOf(place)).toMatchObject({ total: 2, openFen: 309_99 })
    const accounts = (await expectOk(at.admin.ask(repairFundApi.accounts, { id: place.id }))).body.items
    expect(accounts.filter(({ balanceFen }) => balanceFen > 0)).toMatchObject([
      { label: '1栋 1单元 302', balanceFen: 200_00 },
      { label: '1栋 2单元 301', balanceFen: 1_234_50 },
    ])
  })

  test('what waits is assigned, in parts where it was for two, or goes back', async () => {
    const place = await fundOfDoors(at, 60)
    const staged = await expectOk(stageSheet(at, at.admin, place.id, csvOf(linesOf(SMALL))))
    await bookImport(at, at.admin, staged.body['id'] as string)
    const { items } = await suspenseOf(place)
    const [fen999, fen300] = [
      items.find((one) => one.amountFen === 9_99),
      items.find((one) => one.amountFen === 300_00),
    ]
    const originals = await at.admin.tell(
      fundImportsApi.originals,
      { id: fen999?.importId ?? '' },
      { rows: [fen999?.row ?? 0] },
    )
    expect(originals.body).toMatchObject({
      headers: HEADERS,
      rows: [{ row: 8, cells: expect.arrayContaining([PAYER]) }],
    })
    expect(await looksAt(fen999?.importId ?? '')).toEqual([[{ way: 'shown', rows: 1 }, at.admin.personId]])

    const [first = '', second = ''] = place.unitIds
    const assign = (shares: { unitId: string; amountFen: number }[]) =>
      at.admin.tell(fundImportsApi.assign, { id: fen300?.id ?? '' }, { kind: 'top-up', shares })
    await expectOk(
      assign([
        { unitId: first, amountFen: 100_00 },
        { unitId: second, amountFen: 150_00 },
      ]),
    )
    expect((await suspenseOf(place)).items.find(({ id }) => id === fen300?.id)).toMatchObject({ leftFen: 50_00 })
    expect(await assign([{ unitId: first, amountFen: 50_01 }])).toMatchObject({ body: { code: 'suspense-worked-off' } })
    await expectOk(assign([{ unitId: first, amountFen: 50_00 }]))

    const back = { paidOn: day, reason: '不是维修资金，原路退回' }
    await expectOk(at.admin.tell(fundImportsApi.giveBack, { id: fen999?.id ?? '' }, back))
    expect(await suspenseOf(place)).toMatchObject({ total: 0, openFen: 0 })
    expect((await suspenseOf(place, 'done')).items).toMatchObject([
      { leftFen: 0, returnedFen: expect.anything() },
      { leftFen: 0, returnedFen: expect.anything() },
    ])
    const unit = (await expectOk(at.admin.ask(repairFundApi.unitFund, { id: first }))).body
    expect(unit.balanceFen).toBe(150_00)
  })

  test('in GBK it is the same', async () => {
    const place = await fundOfDoors(at, 60)
    // 交易日期,金额,房号 / 2026-03-01,100,1幢2单元301室
    const gbk = Buffer.from(
      'bdbbd2d7c8d5c6da2cbdf0b6ee2cb7bfbac50a323032362d30332d30312c3130302c31b4b132b5a5d4aa333031cad20a',
      'hex',
    )
    const columns = { day: '交易日期', amount: '金额', place: '房号' }
    expect((await bringSheet(at, at.admin, place.id, gbk)).body).toMatchObject({ encoding: 'gb18030', headerRow: 1 })
    const staged = await expectOk(stageSheet(at, at.admin, place.id, gbk, { columns }))
    expect((await importOf(at.admin, staged.body['id'] as string)).counts.matched).toEqual({ rows: 1, fen: 100_00 })
  })

  test('rows that fit many doors keep their candidates, however many rows there are', async () => {
    const place = await fundOfDoors(at, 600)
    const rows = Array.from({ length: 2_500 }, (_, index) => ({ day, serial: `M${index}`, credit: '1', place: '101' }))
    const staged = await expectOk(stageSheet(at, at.admin, place.id, csvOf(linesOf(rows))))
    const report = await importOf(at.admin, staged.body['id'] as string)
    expect(report.counts.suspense).toEqual({ rows: 2_500, fen: 2_500_00 })
    const [first] = await rowsOf(report.id, 'suspense')
    expect(first?.candidates).toHaveLength(5)
    expect(await bookImport(at, at.admin, report.id)).toMatchObject({ status: 'booked', batches: 1, bookedRows: 2_500 })
  })

  test('columns are remembered under the name of the bank', async () => {
    const place = await fundOfDoors(at, 1)
    const mapping = { name: '工商银行活期', columns: COLUMNS }
    const { id: mappingId } = (await expectOk(at.admin.tell(fundImportsApi.saveMapping, { id: place.id }, mapping)))
      .body
    const other = { day: '日期', amount: '发生额', serial: '流水号', balance: '余额' }
    await expectOk(
      at.admin.tell(fundImportsApi.saveMapping, { id: place.id }, { mappingId, name: '工行', columns: other }),
    )
    const { items } = (await expectOk(at.admin.ask(fundImportsApi.mappings, { id: place.id }))).body
    expect(items).toEqual([{ id: mappingId, name: '工行', bank: null, columns: other, negatives: 'refuse' }])

    const elsewhere = await fundOfDoors(at, 1)
    const taken = await at.admin.tell(fundImportsApi.saveMapping, { id: elsewhere.id }, { ...mapping, mappingId })
    expect(taken).toMatchObject({ status: 404, body: { code: 'fund-mapping-unknown' } })
    expect((await expectOk(at.admin.ask(fundImportsApi.mappings, { id: place.id }))).body).toEqual({ items })
  })
})

describe('rows that fail', () => {
  const rows = [...SMALL, { day: '2026-02-30', serial: 'B1', credit: '1' }, { day, serial: '=B2', credit: '12.345' }]

  test('hold everything back unless it is said otherwise, and come back as files with their reasons', async () => {
    const place = await fundOfDoors(at, 60)
    const staged = await expectOk(stageSheet(at, at.admin, place.id, csvOf(linesOf(rows))))
    const { id, stagingId } = await importOf(at.admin, staged.body['id'] as string)
    const refused = await at.admin.tell(fundImportsApi.book, { id }, { stagingId })
    expect(refused).toMatchObject({
      status: 409,
      body: { code: 'fund-import-has-failed-rows', params: { failed: 2, row: 9 } },
    })
    expect(await eventsOf(place)).toHaveLength(1)
    expect(await bookImport(at, at.admin, id, true)).toMatchObject({ status: 'booked', bookedRows: 4 })

    const url = `${pathOf(fundImportsApi.left.path, { id })}?format=csv`
    const csv = await at.server.app.inject({ url, headers: { cookie: at.admin.cookie, 'accept-language': 'en' } })
    const lines = csv.body.replace('\ufeff', '').trim().split('\r\n')
    expect(lines[0]).toBe([...HEADERS, 'Reason'].join(','))
    expect(lines[1]).toMatch(/^2026-02-30,B1,.*“交易日期” is no day: write it as 2026-03-01$/)
    // No program runs it as a formula.
    expect(lines[2]).toMatch(/^2026-03-01,"\t=B2",.*“贷方发生额” has more than two decimals/)
    const xlsx = await at.server.app.inject({ url: url.replace('csv', 'xlsx'), headers: { cookie: at.admin.cookie } })
    expect(xlsx.headers['content-type']).toContain('spreadsheetml')

    const taken = [{ way: 'downloaded', rows: 2 }, at.admin.personId]
    expect(await looksAt(id)).toEqual([taken, taken])

    // Corrected in that file, they are imported as a file of their own.
    const corrected = Buffer.from(csv.body.replace('2026-02-30', '2026-02-28').replace('12.345', '12.34'), 'utf8')
    const again = await expectOk(stageSheet(at, at.admin, place.id, corrected))
    expect((await importOf(at.admin, again.body['id'] as string)).counts).toMatchObject({
      suspense: { rows: 2, fen: 13_34 },
      failed: { rows: 0 },
    })
  })
})

describe('never twice', () => {
  const many = Array.from({ length: 60 }, (_, index) => statementRow(index, 60))

  test('the same file, and the same rows in another file', async () => {
    const place = await fundOfDoors(at, 60)
    const first = await expectOk(stageSheet(at, at.admin, place.id, csvOf(linesOf(many.slice(0, 40)))))
    const booked = await bookImport(at, at.admin, first.body['id'] as string)
    const { balanceFen } = await fundView(place)
    expect(balanceFen).toBe(booked.bookedFen)

    const same = await expectOk(stageSheet(at, at.admin, place.id, csvOf(linesOf(many.slice(0, 40)))))
    expect(same.body).toMatchObject({ id: first.body['id'], already: true })
    expect((await fundView(place)).balanceFen).toBe(balanceFen)

    const overlapping = await expectOk(stageSheet(at, at.admin, place.id, csvOf(linesOf(many.slice(20)))))
    const report = await importOf(at.admin, overlapping.body['id'] as string)
    expect(report.counts.duplicate.rows + report.counts.outgoing.rows).toBeGreaterThanOrEqual(20)
    const then = await bookImport(at, at.admin, report.id)
    expect(then.bookedRows).toBe(report.counts.matched.rows + report.counts.suspense.rows)
    expect((await fundView(place)).balanceFen).toBe((balanceFen ?? 0) + then.bookedFen)
  })

  test('two overlapping files that are booked in the same moment', async () => {
    const place = await fundOfDoors(at, 60)
    const ids = await Promise.all(
      [many.slice(0, 40), many.slice(10)].map(async (part) => {
        const staged = await expectOk(stageSheet(at, at.admin, place.id, csvOf(linesOf(part))))
        return staged.body['id'] as string
      }),
    )
    await Promise.all(ids.map((id) => bookImport(at, at.admin, id)))
    await at.server.processes.settle()
    const [one, other] = await Promise.all(ids.map((id) => importOf(at.admin, id)))
    const money = many.filter(({ credit }) => credit).length
    expect((one?.bookedRows ?? 0) + (other?.bookedRows ?? 0)).toBe(money)
    expect((await fundView(place)).balanceFen).toBe((one?.bookedFen ?? 0) + (other?.bookedFen ?? 0))
    for (const report of [one, other])
      expect(Object.values(report?.counts ?? {}).reduce((sum, { rows }) => sum + rows, 0)).toBe(report?.rows)
  })

  test('with other columns before it is booked, it is read anew', async () => {
    const place = await fundOfDoors(at, 60)
    const bytes = csvOf(linesOf(SMALL))
    const first = await expectOk(stageSheet(at, at.admin, place.id, bytes))
    const before = await importOf(at.admin, first.body['id'] as string)
    const { place: _, remark: __, ...columns } = COLUMNS
    await expectOk(stageSheet(at, at.admin, place.id, bytes, { columns }))
    const now = await importOf(at.admin, before.id)
    expect(now.counts).toMatchObject({ matched: { rows: 0 }, suspense: { rows: 4 } })
    const stale = await at.admin.tell(fundImportsApi.book, { id: now.id }, { stagingId: before.stagingId })
    expect(stale.body).toMatchObject({ code: 'fund-import-changed' })
    await expectOk(at.admin.tell(fundImportsApi.discard, { id: now.id }, {}))
    const gone = await at.admin.tell(fundImportsApi.book, { id: now.id }, { stagingId: now.stagingId })
    expect(gone.body).toMatchObject({ code: 'fund-import-discarded' })
  })
})

test('who paid is in the file and in no event; the file opens to those who keep or audit the books', async () => {
  const place = await fundOfDoors(at, 60)
  const staged = await expectOk(stageSheet(at, at.admin, place.id, csvOf(linesOf(SMALL))))
  const { id, file } = await bookImport(at, at.admin, staged.body['id'] as string)
  const streams = [`fundimport-${id}`, `fund-${place.id}`, `file-${file}`]
  const text = JSON.stringify(await Promise.all(streams.map((stream) => at.server.log.read(stream))))
  for (const secret of [PAYER, CARD, '转账', '手续费', 'A1"']) expect(text).not.toContain(secret)
  const scope = { kind: 'compound', id: place.id } as const
  const [auditor, worker] = [
    await at.person('auditor', ['auditor', scope]),
    await at.person('worker', ['worker', scope]),
  ]
  const statusFor = async (cookie: string) =>
    (await at.server.app.inject({ url: `/api/files/${file}`, headers: { cookie } })).statusCode
  expect([await statusFor(auditor.cookie), await statusFor(worker.cookie)]).toEqual([200, 404])
})
