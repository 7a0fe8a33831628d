/** Edges of imports on a real log: what changes between the dry run and the books, and what nobody may guess. */
import { fundAccountsApi, fundImportsApi, repairFundApi } from '@changxin/shared/repair-fund'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bookImport, type FundPlace, fundOfDoors, importOf, stageSheet } from '../../../../test/kit/fund-import.ts'
import { expectOk, startServer, type TestServer } from '../../../../test/kit/server.ts'
import { entryIdOf, rowKeyOf } from './imports.aggregates.ts'
import { type BankRow, COLUMNS, csvOf, linesOf } from './imports.fixture.ts'

let at: TestServer
beforeAll(async () => {
  at = await startServer()
})
afterAll(() => at.close())

const day = '2026-03-01'
const suspenseOf = async ({ id }: FundPlace) => (await expectOk(at.admin.ask(fundImportsApi.suspense, { id }))).body
const accountsOf = async ({ id }: FundPlace) =>
  (await expectOk(at.admin.ask(repairFundApi.accounts, { id }))).body.items.filter(({ balanceFen }) => balanceFen > 0)
const rowsOf = async (id: string) => (await expectOk(at.admin.ask(fundImportsApi.rows, { id }))).body.items

describe('an account that closes after the dry run', () => {
  const rows = [
    { day, serial: 'C1', credit: '100', place: '1-1-101' },
    { day, serial: 'C2', credit: '70', place: '1-1-102' },
  ]
  test('leaves its row in suspense with the reason; the rest of the file is booked', async () => {
    const place = await fundOfDoors(at, 5)
    const { id } = (await expectOk(stageSheet(at, at.admin, place.id, csvOf(linesOf(rows))))).body
    const importId = String(id)
    expect((await importOf(at.admin, importId)).counts.matched).toEqual({ rows: 2, fen: 170_00 })
    const closing = (await rowsOf(importId))[1]
    const unitId = closing?.unitId ?? ''
    await expectOk(at.admin.tell(fundAccountsApi.closeAccount, { id: unitId }, { reason: '并户' }))

    const booked = await bookImport(at, at.admin, importId)
    expect(booked).toMatchObject({ status: 'booked', bookedRows: 2, bookedFen: 170_00 })
    expect(booked.counts).toMatchObject({ matched: { rows: 1, fen: 100_00 }, suspense: { rows: 1, fen: 70_00 } })
    expect(await accountsOf(place)).toMatchObject([{ label: '1栋 1单元 101', balanceFen: 100_00 }])
    expect(await suspenseOf(place)).toMatchObject({
      openFen: 70_00,
      items: [{ importId, row: 5, closedUnit: { unitId, label: '1栋 1单元 102' }, collection: null }],
    })
    expect((await rowsOf(importId))[1]).toMatchObject({
      outcome: 'suspense',
      reason: expect.stringContaining('closed after the dry run'),
    })
    // The same row in another file is known, though it waits.
    const again = await expectOk(stageSheet(at, at.admin, place.id, csvOf(linesOf(rows.slice(1)))))
    expect((await importOf(at.admin, String(again.body['id']))).counts.duplicate.rows).toBe(1)
  })
})

describe('serial numbers of two banks', () => {
  const row = { day, serial: '000123', credit: '100', place: '1-1-101' }
  const other = { ...row, place: '1-1-102' }
  const mapped = async ({ id }: FundPlace, name: string, bank: string | null) =>
    (await expectOk(at.admin.tell(fundImportsApi.saveMapping, { id }, { name, bank, columns: COLUMNS }))).body.id
  /** A file of one row; its title makes it another file. */
  const staged = async (
    { id }: FundPlace,
    one: BankRow,
    change: { mappingId?: string; alike?: 'book' },
    title = '',
  ) => {
    const bytes = csvOf([[title], ...linesOf([one])])
    return String((await expectOk(stageSheet(at, at.admin, id, bytes, change))).body['id'])
  }
  const countsOf = async (id: string) =>
    Object.entries((await importOf(at.admin, id)).counts).flatMap(([outcome, { rows }]) => (rows > 0 ? [outcome] : []))

  test('the same row of one bank is one, in whichever file and under whichever mapping that names the bank', async () => {
    const place = await fundOfDoors(at, 5)
    const [one, two] = [await mapped(place, '甲', '工商银行 6789'), await mapped(place, '乙', '工商银行6789')]
    await bookImport(at, at.admin, await staged(place, row, { mappingId: one }))
    expect(await countsOf(await staged(place, row, { mappingId: one }, '三月'))).toEqual(['duplicate'])
    expect(await countsOf(await staged(place, row, { mappingId: two }, '四月'))).toEqual(['duplicate'])
  })

  test('the row of a second bank is not dropped: it is held back with the reason, and booked once somebody has looked', async () => {
    const place = await fundOfDoors(at, 5)
    const [one, two] = [await mapped(place, '甲', '工商银行'), await mapped(place, '乙', '农业银行')]
    await bookImport(at, at.admin, await staged(place, row, { mappingId: one }))
    const held = await staged(place, other, { mappingId: two })
    expect(await countsOf(held)).toEqual(['failed'])
    expect((await rowsOf(held))[0]?.reason).toMatch('it may be the same money')
    const looked = await staged(place, other, { mappingId: two, alike: 'book' })
    expect(await bookImport(at, at.admin, looked)).toMatchObject({ bookedRows: 1, bookedFen: 100_00 })
    expect((await accountsOf(place)).map(({ balanceFen }) => balanceFen)).toEqual([100_00, 100_00])
  })

  test('a bank mapped twice without its name is flagged, also where both dry runs came before the first booking', async () => {
    const place = await fundOfDoors(at, 5)
    const [one, two] = [await mapped(place, '甲', null), await mapped(place, '乙', null)]
    const first = await staged(place, row, { mappingId: one })
    const second = await staged(place, row, { mappingId: two }, '另存')
    const unmapped = await staged(place, row, {}, '没有对应')
    expect([await countsOf(second), await countsOf(unmapped)]).toEqual([['matched'], ['matched']])
    await bookImport(at, at.admin, first)
    for (const id of [second, unmapped]) {
      const late = await bookImport(at, at.admin, id)
      expect([late.status, late.bookedRows, await countsOf(id)]).toEqual(['booked', 0, ['failed']])
      expect((await rowsOf(id))[0]?.reason).toMatch('it may be the same money')
    }
    expect((await accountsOf(place)).map(({ balanceFen }) => balanceFen)).toEqual([100_00])
  })

  test('a mapping of another compound names no bank here', async () => {
    const [here, there] = [await fundOfDoors(at, 1), await fundOfDoors(at, 1)]
    const mappingId = await mapped(there, '甲', '工商银行')
    const refused = await stageSheet(at, at.admin, here.id, csvOf(linesOf([row])), { mappingId })
    expect(refused).toMatchObject({ status: 404, body: { code: 'fund-mapping-unknown' } })
  })
})

describe('the entry of a bank row', () => {
  const row = { day, serial: 'E1', credit: '100', place: '1-1-101' }
  const booked = async () => {
    const place = await fundOfDoors(at, 5)
    const { body } = await expectOk(stageSheet(at, at.admin, place.id, csvOf(linesOf([row]))))
    await bookImport(at, at.admin, String(body['id']))
    const [account] = await accountsOf(place)
    const { items } = (await expectOk(at.admin.ask(repairFundApi.unitEntries, { id: account?.id ?? '' }))).body
    return { compoundId: place.id, entryId: items[0]?.id ?? '' }
  }
  /** What the stream says of who opened it; no answer of the server shows it. */
  const secretOf = async (compoundId: string) => {
    const [opened] = await at.server.log.read(`fund-${compoundId}`)
    return opened?.metadata.commandId ?? ''
  }
  /** From the cells as the bank and the payer know them, the way it is made. */
  const made = (compoundId: string, secret: string) =>
    entryIdOf(compoundId, '', rowKeyOf(compoundId, secret, `serial|E1|${day}|10000`))

  test('rests on what nobody outside is shown: the same file makes others in another fund, and cells make none', async () => {
    const [one, two] = [await booked(), await booked()]
    expect(one.entryId).not.toBe(two.entryId)
    for (const { compoundId, entryId } of [one, two]) {
      const secret = await secretOf(compoundId)
      expect(secret).not.toBe('')
      expect(made(compoundId, secret)).toBe(entryId)
      for (const guess of ['', compoundId, at.admin.personId]) expect(made(compoundId, guess)).not.toBe(entryId)
    }
    // Nor does what stands in one fund tell of the other.
    expect(made(two.compoundId, await secretOf(one.compoundId))).not.toBe(two.entryId)
  })
})
