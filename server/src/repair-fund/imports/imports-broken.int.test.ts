/** A bank's file broken in every way that we know of: it says where and why, and not a fen of it is booked. */
import { placesApi } from '@changxin/shared/places'
import { fundImportsApi } from '@changxin/shared/repair-fund'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type FundPlace, fundOfDoors, importOf, stageSheet } from '../../../../test/kit/fund-import.ts'
import { expectOk, startServer, type TestServer } from '../../../../test/kit/server.ts'
import { zip } from '../../files/sample-files.ts'
import { writeSheet } from '../../sheets/index.ts'
import { type BankRow, cellsOf, csvOf, HEADERS, linesOf } from './imports.fixture.ts'

let at: TestServer
let place: FundPlace
beforeAll(async () => {
  at = await startServer()
  place = await fundOfDoors(at, 60)
})
afterAll(() => at.close())

const good: BankRow = { day: '2026-03-01', serial: 'G1', credit: '100.00', place: '1-1-101' }
async function placeWithoutFund(): Promise<{ compoundId: string }> {
  const { items } = (await expectOk(at.admin.ask(placesApi.regions, {}))).body
  const compound = { name: '没有资金的小区', regionId: items[0]?.id ?? '' }
  const { id } = (await expectOk(at.admin.tell(placesApi.registerCompound, {}, compound))).body
  await expectOk(at.admin.ask(placesApi.compound, { id }))
  return { compoundId: id }
}
const fundRevisions = async () => (await at.server.log.read(`fund-${place.id}`)).length
const bomb = () => {
  // A workbook whose directory says that it unpacks to a gigabyte.
  const directory = (bytes: Buffer) => bytes.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]))
  return writeSheet('x', linesOf([good])).then((bytes) => {
    const copy = Buffer.from(bytes)
    copy.writeUInt32LE(1_000_000_000, directory(copy) + 24)
    return copy
  })
}

const files: readonly (readonly [how: string, code: string, params: object, bytes: () => Buffer | Promise<Buffer>])[] =
  [
    [
      'in UTF-16',
      'fund-sheet-encoding',
      {},
      () => Buffer.from(`\ufeff${csvOf(linesOf([good])).toString()}`, 'utf16le'),
    ],
    [
      'cut off in the middle of a character',
      'fund-sheet-encoding',
      {},
      () => Buffer.concat([csvOf(linesOf([good])), Buffer.from([0xe4, 0xb8])]),
    ],
    ['a PDF', 'fund-sheet-kind', {}, () => Buffer.from('%PDF-1.7 \xff\xfe\x00 something', 'latin1')],
    [
      'a workbook of the old kind',
      'fund-sheet-kind',
      {},
      () => Buffer.from('d0cf11e0a1b11ae1000000000000000000', 'hex'),
    ],
    ['an archive that was renamed', 'fund-sheet-not-workbook', {}, () => zip()],
    [
      'half a workbook',
      'fund-sheet-not-workbook',
      {},
      async () => Buffer.from((await writeSheet('x', linesOf([good]))).slice(0, 900)),
    ],
    ['that unpacks to a gigabyte', 'fund-sheet-unpacks-too-large', { limitMb: 256 }, bomb],
    [
      'without a column',
      'fund-sheet-columns-missing',
      { headers: ['房号'] },
      () => csvOf(linesOf([good], HEADERS.with(-1, '姓名'))),
    ],
    [
      'with a column twice',
      'fund-sheet-column-twice',
      { header: '余额' },
      () => csvOf(linesOf([good], HEADERS.with(5, '余额'))),
    ],
    ['empty', 'fund-sheet-empty', {}, () => Buffer.alloc(0)],
    ['with a header and nothing below', 'fund-sheet-empty', {}, () => csvOf(linesOf([]))],
    ['with nothing but a sum', 'fund-sheet-empty', {}, () => csvOf([...linesOf([]), ['合计', '', '', '100.00']])],
    [
      'with a quotation mark that stays open',
      'fund-sheet-quote-open',
      { row: 4 },
      () => Buffer.concat([csvOf(linesOf([])), Buffer.from('\r\n2026-03-01,"G1,,100.00\r\n')]),
    ],
    [
      'of 100,001 rows',
      'fund-sheet-too-many-rows',
      { limit: 100_000 },
      () => csvOf(linesOf(Array.from({ length: 100_001 }, (_, index) => ({ ...good, serial: `G${index}` })))),
    ],
  ]

describe('a file', () => {
  test.each(files)('%s', async (_, code, params, bytes) => {
    const before = await fundRevisions()
    const answer = await stageSheet(at, at.admin, place.id, await bytes())
    expect(answer.body).toMatchObject({ code, ...(Object.keys(params).length > 0 ? { params } : {}) })
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(answer.status).toBeLessThan(500)
    expect(await fundRevisions()).toBe(before)
  })
})

const rows: readonly (readonly [fault: string, field: string, change: Partial<BankRow>])[] = [
  ['missing', 'day', { day: '' }],
  ['not-a-day', 'day', { day: '2026-02-30' }],
  ['day-in-future', 'day', { day: '2999-01-01' }],
  ['day-too-early', 'day', { day: '1926-03-01' }],
  ['missing', 'credit', { credit: '' }],
  ['not-an-amount', 'credit', { credit: '一百元整' }],
  ['amount-negative', 'credit', { credit: '-100.00' }],
  ['amount-zero', 'credit', { credit: '0.00' }],
  ['too-many-decimals', 'credit', { credit: '100.005' }],
  ['amount-too-large', 'credit', { credit: '99999999999999' }],
  ['both-sides', 'credit', { debit: '1.00' }],
  ['number-lost-digits', 'serial', { serial: '6.22202E+18' }],
]

describe('rows', () => {
  test('each is named with its column and its reason, and holds back the whole', async () => {
    const broken = rows.map(([, , change], index) => ({ ...good, serial: `G${index + 2}`, ...change }))
    const lines = [...linesOf([good]), ...broken.map(cellsOf), HEADERS]
    const before = await fundRevisions()
    const staged = await expectOk(stageSheet(at, at.admin, place.id, csvOf(lines)))
    const report = await importOf(at.admin, staged.body['id'] as string)
    expect(report.counts).toMatchObject({ matched: { rows: 1 }, failed: { rows: rows.length + 1 } })
    const failed = (await expectOk(at.admin.ask(fundImportsApi.rows, { id: report.id, outcome: 'failed' }))).body.items
    expect(failed.map(({ row }) => row)).toEqual(Array.from({ length: rows.length + 1 }, (_, index) => index + 5))
    const recorded = (await at.server.log.read(`fundimport-${report.id}`)).flatMap(({ type, data }) =>
      type === 'ImportRowsStaged' ? (data as { rows: { problems: { field: string; fault: string }[] }[] }).rows : [],
    )
    expect(recorded.flatMap(({ problems }) => problems)).toEqual([
      ...rows.map(([fault, field]) => ({ field, fault })),
      { field: 'day', fault: 'header-again' },
    ])
    const { id, stagingId } = report
    const refused = await at.admin.tell(fundImportsApi.book, { id }, { stagingId })
    expect(refused.body).toMatchObject({
      code: 'fund-import-has-failed-rows',
      params: { failed: rows.length + 1, row: 5 },
    })
    expect(await fundRevisions()).toBe(before)
  })

  test('money of a unit that has no account yet fails, and says what to do', async () => {
    const { id } = await fundOfDoors(at, 30)
    const buildingId = (await expectOk(at.admin.ask(placesApi.compound, { id }))).body.buildingsList[0]?.id ?? ''
    const unknown = { entranceId: null, kind: null, floor: null, floorArea: null, floorAreaSource: null }
    const later = { ...unknown, buildingId, door: '909' }
    await expectOk(at.admin.tell(placesApi.registerUnits, { id }, { rows: [later] }))
    const file = csvOf(linesOf([{ ...good, serial: 'E1', place: '1栋909' }]))
    const staged = await expectOk(stageSheet(at, at.admin, id, file))
    const { items } = (await expectOk(at.admin.ask(fundImportsApi.rows, { id: staged.body['id'] as string }))).body
    expect(items).toMatchObject([
      { outcome: 'failed', unitLabel: '1栋 909', reason: expect.stringContaining('open accounts') },
    ])
  })

  test('a compound whose fund is not open takes no import', async () => {
    const { compoundId } = await placeWithoutFund()
    const answer = await stageSheet(at, at.admin, compoundId, csvOf(linesOf([good])))
    expect(answer.body).toMatchObject({ code: 'fund-not-open' })
  })
})
