/** Live queries over real sockets: what one person does the others see, nothing missed, nothing twice, nothing that is not theirs. */
import { maintenanceApi, type RequestRow } from '@changxin/shared/maintenance'
import { oversightApi } from '@changxin/shared/oversight'
import { peopleApi } from '@changxin/shared/people'
import { repairFundApi } from '@changxin/shared/repair-fund'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeCounty, type TestCompound, type TestCounty } from '../kit/county.ts'
import { openLive } from '../kit/live.ts'
import { type Client, expectOk, startServer, type TestServer } from '../kit/server.ts'

let at: TestServer
let county: TestCounty
let compound: TestCompound
let other: TestCompound
let manager: Client

beforeAll(async () => {
  at = await startServer({ listen: true })
  county = await makeCounty(at)
  compound = await county.compound('兴隆花园')
  other = await county.compound('别的小区')
  manager = await at.person('manager', ['manager', { kind: 'compound', id: compound.id }])
})
afterAll(() => at.close())

const report = (text: string, of = compound) =>
  expectOk(
    at.admin.tell(
      maintenanceApi.report,
      { id: of.id },
      { place: { kind: 'compound', id: of.id }, category: 'drain', urgency: 'ordinary', text },
    ),
  )

type List = { items: RequestRow[]; counts: { open: number; all: number } }

test('a list changes by itself when somebody else acts, row by row', async () => {
  const socket = await openLive(at, manager)
  const list = socket.subscribe(maintenanceApi.list, { compoundId: compound.id })
  await list.until((output: List) => Array.isArray(output.items))
  const { body } = await report('楼道灯不亮')
  await list.until((output: List) => output.items.some((row) => row.id === body.id && row.status === 'reported'))
  await expectOk(at.admin.tell(maintenanceApi.accept, { id: body.id }, {}))
  await list.until((output: List) => output.items.some((row) => row.id === body.id && row.status === 'accepted'))
  expect(list.frames.map((frame) => frame.type)).toEqual(['snapshot', 'change', 'change'])
  const last = list.frames.at(-1)
  expect(last?.type === 'change' && last.upsert.map((row) => row.key)).toEqual([body.id])
  socket.cut()
})

test('what happens elsewhere is neither shown nor sent', async () => {
  const socket = await openLive(at, manager)
  const list = socket.subscribe(maintenanceApi.list, {})
  await list.until((output: List) => Array.isArray(output.items))
  const elsewhere = await report('别处的事', other)
  const here = await report('这里的事')
  await list.until((output: List) => output.items.some((row) => row.id === here.body.id))
  expect(JSON.stringify(list.frames)).not.toContain(elsewhere.body.id)
  const refused = socket.subscribe(repairFundApi.compoundFund, { id: other.id })
  expect(await refused.first()).toMatchObject({ type: 'failed', problem: { code: 'forbidden' } })
  socket.cut()
})

test('the overview counts along', async () => {
  const socket = await openLive(at, at.admin)
  const overview = socket.subscribe(oversightApi.overview, {})
  type Overview = { tally: { openRequests: number } }
  await overview.until((output: Overview) => output.tally !== undefined)
  const before = (overview.output() as Overview).tally.openRequests
  await report('又一件')
  await overview.until((output: Overview) => output.tally.openRequests === before + 1)
  socket.cut()
})

test('the socket is cut and comes back while others go on: nothing is missed, nothing is shown twice', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom('act', 'cut', 'cut-then-act'), { minLength: 6, maxLength: 14 }),
      async (plan) => {
        const { body } = await report('来回')
        let socket = await openLive(at, manager)
        let list = socket.subscribe(maintenanceApi.request, { id: body.id })
        type Page = { steps: { id: string; text: string }[] }
        await list.until((output: Page) => output.steps !== undefined)
        let notes = 0
        const act = async () => {
          notes++
          await expectOk(at.admin.tell(maintenanceApi.note, { id: body.id }, { text: `第${notes}步` }))
        }
        for (const step of plan) {
          if (step === 'act') {
            await act()
            continue
          }
          const resume = { after: list.position() ?? '', output: list.output() }
          socket.cut()
          if (step === 'cut-then-act') await act()
          socket = await openLive(at, manager)
          list = socket.subscribe(maintenanceApi.request, { id: body.id }, resume)
        }
        await act()
        const shown = (output: Page) => output.steps.slice(1).map((one) => one.text)
        await list.until((output: Page) => shown(output).length >= notes)
        expect(shown(list.output() as Page)).toEqual(Array.from({ length: notes }, (_, index) => `第${index + 1}步`))
        expect(list.output()).toEqual((await expectOk(manager.ask(maintenanceApi.request, { id: body.id }))).body)
        socket.cut()
      },
    ),
    { numRuns: 8, seed: 20_261_121 },
  )
})

test('resuming where nothing happened answers unchanged', async () => {
  const socket = await openLive(at, manager)
  const first = socket.subscribe(maintenanceApi.list, { compoundId: compound.id })
  await first.until((output: List) => Array.isArray(output.items))
  const again = socket.subscribe(
    maintenanceApi.list,
    { compoundId: compound.id },
    { after: first.position() ?? '', output: first.output() },
  )
  expect((await again.first()).type).toBe('unchanged')
  socket.cut()
})

test('a person whose session ends loses the socket at once', async () => {
  const person = await at.person('leaver', ['manager', { kind: 'compound', id: compound.id }])
  const socket = await openLive(at, person)
  await expectOk(person.tell(peopleApi.signOut, {}, {}))
  expect(await socket.closed).toBe(4401)
})

test('a page of another site cannot open a live socket with this person’s cookie', async () => {
  await expect(openLive(at, manager, { origin: 'https://elsewhere.example' })).rejects.toThrow()
})

test('an unknown query is refused in words', async () => {
  const socket = await openLive(at, manager)
  const unknown = socket.subscribe({ ...maintenanceApi.list, action: 'no.such' }, {})
  expect(await unknown.first()).toMatchObject({ type: 'failed', problem: { code: 'not-found' } })
  socket.cut()
})
