/** The two books of a fund over HTTP: who stands in which, who sold public housing, and what closes an account. */
import { fundAccountsApi, incomeApi, repairFundApi } from '@changxin/shared/repair-fund'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeCounty, type TestCompound, type TestCounty } from '../../../../test/kit/county.ts'
import { ownBook } from '../../../../test/kit/own-book.ts'
import { type Client, expectOk, startServer, type TestServer } from '../../../../test/kit/server.ts'
import { uploaded } from '../../../../test/kit/uploaded.ts'

let server: TestServer
let county: TestCounty
let compound: TestCompound
let clerk: Client
const seller = '县第二棉纺厂'

beforeAll(async () => {
  server = await startServer()
  county = await makeCounty(server)
  compound = await county.compound('棉纺厂家属院', 5)
  clerk = await server.person('clerk', ['clerk', { kind: 'compound', id: compound.id }])
  const how = await ownBook(server, server.admin, '2024-01-01')
  await expectOk(server.admin.tell(repairFundApi.open, { id: compound.id }, how))
})
afterAll(() => server.close())

const about = () => ({ id: compound.id })
const books = async () => (await expectOk(clerk.ask(fundAccountsApi.accountBooks, about()))).body.items
const doors = async (buildingId = compound.buildingId) =>
  (await expectOk(clerk.ask(fundAccountsApi.accountDoors, { ...about(), buildingId }))).body.items
const unit = (index: number) => compound.unitIds[index] ?? ''
const pay = (index: number, amountFen: number) =>
  clerk.tell(repairFundApi.contribute, about(), {
    ...{ kind: 'first-deposit', paidOn: '2024-02-01', rows: [{ unitId: unit(index), amountFen }] },
  })

test('accounts without entries change to the book of sold public housing; the owner reads in which hers stands', async () => {
  const none = { accounts: 0, free: 0, closed: 0, balanceFen: 0 }
  const whole = { id: compound.buildingId, name: '1栋', sellers: [] }
  expect(await books()).toEqual([{ ...whole, books: [{ ...none, book: 'commercial', accounts: 5, free: 5 }] }])
  await expectOk(pay(4, 700))
  const classify = { book: 'public-housing' as const, unitIds: [unit(0), unit(1)] }
  await expectOk(clerk.tell(incomeApi.classify, about(), classify))
  expect(await books()).toEqual([
    {
      ...whole,
      books: [
        { ...none, book: 'commercial', accounts: 3, free: 2, balanceFen: 700 },
        { ...none, book: 'public-housing', accounts: 2, free: 2 },
      ],
    },
  ])
  const owner = await county.owner(unit(0))
  expect((await expectOk(owner.ask(repairFundApi.unitFund, { id: unit(0) }))).body.book).toBe('public-housing')
  expect((await owner.ask(fundAccountsApi.accountBooks, about())).status).toBe(403)
  expect((await clerk.tell(incomeApi.classify, about(), { ...classify, unitIds: [unit(4)] })).status).toBe(409)
})

test('who sold the homes has an account in the building, and what it paid stands there', async () => {
  const { buildingId } = compound
  const { id: sellerId } = (await expectOk(clerk.tell(incomeApi.openSeller, about(), { buildingId, name: seller })))
    .body
  const twice = await clerk.tell(incomeApi.openSeller, about(), { buildingId, name: seller })
  expect(twice).toMatchObject({ status: 409, body: { code: 'seller-exists' } })
  const to = { ...about(), sellerId }
  await expectOk(clerk.tell(incomeApi.sellerDeposit, to, { amountFen: 20_000_000, paidOn: '2024-02-02', files: [] }))
  const [building] = await books()
  expect(building?.sellers).toEqual([{ id: sellerId, name: seller, balanceFen: 20_000_000, entries: 1 }])
})

test('an empty account is closed and counts apart; a merger taken back opens its accounts again', async () => {
  expect((await clerk.tell(fundAccountsApi.closeAccount, { id: unit(4) }, { reason: '已拆除' })).status).toBe(409)
  await expectOk(clerk.tell(fundAccountsApi.closeAccount, { id: unit(3) }, { reason: '重复登记' }))
  const today = new Date(server.time.nowMs + 8 * 3_600_000).toISOString().slice(0, 10)
  const closedOn = async () => (await doors()).map((door) => door.closedOn)
  expect(await closedOn()).toEqual([null, null, null, today, null])
  expect((await books())[0]?.books[0]).toMatchObject({ book: 'commercial', accounts: 2, free: 1, closed: 1 })

  const change = async (kind: 'merge' | 'split', fromUnitIds: string[], toUnitIds: string[]) => {
    const files = [await uploaded(server, clerk, kind === 'merge' ? '#118833' : '#883311')]
    const what = { kind, on: today, reason: '打通', fromUnitIds, toUnitIds, files }
    const { id } = (await expectOk(clerk.tell(fundAccountsApi.rearrange, about(), what))).body
    await expectOk(server.admin.tell(fundAccountsApi.approveAccountChange, { id }, {}))
  }
  await change('merge', [unit(0), unit(1)], [unit(0)])
  expect(await closedOn()).toEqual([null, today, null, today, null])
  await change('split', [unit(0)], [unit(0), unit(1)])
  expect(await closedOn()).toEqual([null, null, null, today, null])
})

test('another building has no doors here', async () => {
  const other = await county.compound('别的小区', 1)
  expect(await doors(other.buildingId)).toEqual([])
  expect((await doors()).map(({ label, book }) => [label, book]).slice(0, 2)).toEqual([
    ['1栋 101', 'public-housing'],
    ['1栋 102', 'public-housing'],
  ])
})
