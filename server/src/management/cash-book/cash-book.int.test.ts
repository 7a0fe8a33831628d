/** The cash book over HTTP: two signatures, what counts, the posting of a month, who reads and writes. */
import { instantOf } from '@changxin/shared/kernel'
import { cashBookApi, managementApi, termsApi } from '@changxin/shared/management'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeCounty, type TestCompound, type TestCounty } from '../../../../test/kit/county.ts'
import { type Client, expectOk, startServer, type TestServer } from '../../../../test/kit/server.ts'
import { uploaded } from '../../../../test/kit/uploaded.ts'

const startMs = Date.parse('2026-03-20T02:00:00.000Z')
const ground = { kind: 'decision' as const, text: '业主共同决定' }

let at: TestServer
let county: TestCounty
let compound: TestCompound
let head: Client
let cashier: Client
let neighbour: Client

async function group(name: string, members: readonly Client[]): Promise<TestCompound> {
  const made = await county.compound(name)
  const operatorId = (
    await expectOk(at.admin.tell(managementApi.registerOperator, {}, { kind: 'self-governance', name: `${name}小组` }))
  ).body.id
  const since = '2025-01-01'
  await expectOk(
    at.admin.tell(managementApi.adopt, { id: made.id }, { mode: 'self-governance', since, operatorId, ground }),
  )
  const terms = {
    operatorId,
    since,
    members: members.map(({ personId }) => ({ personId, function: 'member' as const, from: since, until: null })),
    ownWork: [],
    lift: { kind: 'not-present' as const },
    fire: { kind: 'not-present' as const },
  }
  await expectOk(at.admin.tell(termsApi.recordGroup, { id: made.id }, terms))
  return made
}

const bookOf = async (who = at.admin, asOf?: string) =>
  (await expectOk(who.ask(cashBookApi.cashBook, { id: compound.id, ...(asOf ? { asOf } : {}) }))).body
const postingOf = async (month: string) =>
  (await expectOk(neighbour.ask(cashBookApi.posting, { id: compound.id, month }))).body.posting
const record = (who: Client, body: object) =>
  who.tell(
    cashBookApi.record,
    { id: compound.id },
    { kind: 'donation', amountFen: 5_000, paidOn: '2026-03-02', ...body },
  )
const sign = (who: Client, entryId: string) => who.tell(cashBookApi.sign, { id: compound.id, entryId }, {})

beforeAll(async () => {
  at = await startServer({ startMs })
  await at.server.timer.advanceTo(instantOf(startMs))
  county = await makeCounty(at)
  ;[head, cashier] = [await at.person('head'), await at.person('cashier')]
  compound = await group('团结坝', [head, cashier])
  neighbour = await county.owner(compound.unitIds[0] ?? '')
})
afterAll(() => at.close())

test('where there is no book there is no balance; a member opens one, nobody else does', async () => {
  expect(await bookOf()).toMatchObject({ hasBook: false, balanceFen: null, revision: -1 })
  expect(await postingOf('2026-03')).toBeNull()
  const open = (who: Client) => who.tell(cashBookApi.open, { id: compound.id }, { openedOn: '2026-02-10' })
  expect([(await open(neighbour)).status, (await open(at.admin)).status]).toEqual([403, 403])
  await expectOk(open(head))
  expect(await bookOf(head)).toMatchObject({ hasBook: true, balanceFen: 0, mayWrite: true })
  expect((await bookOf(neighbour)).mayWrite).toBe(false)
})

test('an entry counts once a second member has signed it', async () => {
  const { id } = (await expectOk(record(head, {}))).body
  expect(await bookOf()).toMatchObject({ balanceFen: 0, entries: 1, unsigned: 1 })
  expect((await sign(head, id)).body).toMatchObject({ code: 'cash-second-signature' })
  expect((await sign(neighbour, id)).status).toBe(403)
  await expectOk(sign(cashier, id))
  expect(await bookOf()).toMatchObject({ balanceFen: 5_000, unsigned: 0 })
  const { items } = (await expectOk(neighbour.ask(cashBookApi.entries, { id: compound.id }))).body
  expect(items).toMatchObject([{ number: 1, amountFen: 5_000, status: 'signed', recordedById: head.personId }])
})

test('fees by door, an expense with its receipt, and the posting of the month without names', async () => {
  const [first = '', second = '', third = ''] = compound.unitIds
  const fees = { month: '2026-03', rows: [first, second].map((unitId) => ({ unitId, amountFen: 1_000 })) }
  const round = (await expectOk(record(cashier, { kind: 'cleaning-fee', amountFen: 2_000, fees }))).body.id
  await expectOk(sign(head, round))
  const again = await record(head, { kind: 'cleaning-fee', amountFen: 1_000, fees: { ...fees, rows: [fees.rows[0]] } })
  expect(again.body).toMatchObject({ code: 'cash-door-paid' })
  const receipt = await uploaded(at, head)
  const spent = await expectOk(record(head, { kind: 'small-repair', amountFen: 3_500, receipts: [receipt] }))
  await expectOk(sign(cashier, spent.body.id))
  const unsigned = { month: '2026-03', rows: [{ unitId: third, amountFen: 1_000 }] }
  await expectOk(record(head, { kind: 'cleaning-fee', amountFen: 1_000, fees: unsigned }))
  expect(await postingOf('2026-03')).toMatchObject({
    openingFen: 0,
    collectedFen: 7_000,
    spentFen: 3_500,
    leftFen: 3_500,
    kinds: [
      { kind: 'cleaning-fee', fen: 2_000 },
      { kind: 'donation', fen: 5_000 },
      { kind: 'small-repair', fen: 3_500 },
    ],
    paidDoors: 2,
    allDoors: 4,
    unsigned: 1,
  })
  expect((await postingOf('2026-03'))?.doors.map(({ paid }) => paid)).toEqual([true, true, false, false])
  expect(await postingOf('2026-04')).toMatchObject({
    openingFen: 3_500,
    collectedFen: 0,
    spentFen: 0,
    leftFen: 3_500,
    paidDoors: 0,
  })
  expect(await postingOf('2026-01')).toBeNull()
  const file = await at.server.app.inject({ url: `/api/files/${receipt}`, headers: { cookie: neighbour.cookie } })
  expect(file.statusCode).toBe(200)
})

test('what was signed is taken back by an opposite entry with two signatures; the past stays as it was', async () => {
  const { items } = (await expectOk(head.ask(cashBookApi.entries, { id: compound.id }))).body
  const round = items.find(({ kind, status }) => kind === 'cleaning-fee' && status === 'signed')
  const reverse = () =>
    cashier.tell(cashBookApi.reverse, { id: compound.id, entryId: round?.id ?? '' }, { note: '收错了' })
  at.time.nowMs += 86_400_000
  await at.server.timer.advanceTo(instantOf(at.time.nowMs))
  const back = (await expectOk(reverse())).body.id
  expect((await bookOf()).balanceFen).toBe(3_500)
  expect((await reverse()).body).toMatchObject({ code: 'cash-entry-reversed' })
  await expectOk(sign(head, back))
  expect(await bookOf()).toMatchObject({ balanceFen: 1_500 })
  expect((await postingOf('2026-03'))?.paidDoors).toBe(0)
  expect(await bookOf(at.admin, '2026-03-20')).toMatchObject({ balanceFen: 3_500, entries: 4 })
  const listed = (await expectOk(head.ask(cashBookApi.entries, { id: compound.id }))).body.items
  expect(listed[0]).toMatchObject({ id: back, amountFen: -2_000, reversesNumber: round?.number, doors: 2 })
  expect(listed.find(({ id }) => id === round?.id)).toMatchObject({ reversedByNumber: listed[0]?.number })
})

test('an entry that nobody has signed is withdrawn', async () => {
  const { items } = (await expectOk(head.ask(cashBookApi.entries, { id: compound.id }))).body
  const waiting = items.find(({ status }) => status === 'recorded')?.id ?? ''
  await expectOk(cashier.tell(cashBookApi.withdraw, { id: compound.id, entryId: waiting }, { reason: '没收到' }))
  expect((await sign(cashier, waiting)).body).toMatchObject({ code: 'cash-entry-withdrawn' })
  expect((await bookOf()).unsigned).toBe(0)
})

test('what was in the box before is no collection of the month', async () => {
  const before = await postingOf('2026-03')
  const carried = (await expectOk(record(head, { kind: 'carried-over', amountFen: 700, paidOn: '2026-03-01' }))).body.id
  await expectOk(sign(cashier, carried))
  const after = await postingOf('2026-03')
  expect([after?.openingFen, after?.collectedFen, after?.leftFen]).toEqual([
    (before?.openingFen ?? 0) + 700,
    before?.collectedFen,
    (before?.leftFen ?? 0) + 700,
  ])
})

test('whoever has left the group signs nothing any more', async () => {
  const other = await group('兴隆花园', [head])
  await expectOk(head.tell(cashBookApi.open, { id: other.id }, { openedOn: '2026-03-01' }))
  const entry = { kind: 'donation' as const, amountFen: 100, paidOn: '2026-03-02' }
  expect((await cashier.tell(cashBookApi.record, { id: other.id }, entry)).status).toBe(403)
  expect((await head.ask(cashBookApi.cashBook, { id: 'nowhere' })).status).toBe(404)
})
