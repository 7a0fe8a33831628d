/**
 * The whole story of a change: the owners choose a manager on their phones, the decision opens the transition, the
 * handover is signed, and what the old manager left open belongs to the new one with its clock as it was.
 */
import { decisionsApi, type Effect } from '@changxin/shared/decisions'
import { maintenanceApi } from '@changxin/shared/maintenance'
import { HandoverKey, handoverRows, managementApi, transitionApi } from '@changxin/shared/management'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser, openWindow, PHONE, WEB_ROOT, type Window } from '../kit/browser.ts'
import { type Client, expectOk, startServer, TEST_PASSWORD, type TestServer } from '../kit/server.ts'
import { uploaded } from '../kit/uploaded.ts'
import {
  closeByTime,
  deliverAndOpen,
  makeTheKey,
  makeVote,
  PROPOSED_MS,
  secretOf,
  type Voter,
  type VoteWorld,
} from '../kit/vote-world.ts'

const REPORTED = '二楼水管漏水'
let at: TestServer
let browser: Browser
let world: VoteWorld
let requestId: string
let oldManager: Client
let newManager: Client
let clerk: Client
const windows: Window[] = []

beforeAll(async () => {
  at = await startServer({ listen: true, startMs: PROPOSED_MS, config: { WEB_ROOT } })
  browser = await openBrowser()
  const { admin } = at
  world = await makeVote(at, 3, async (compound, { subdistrictId }) => {
    const operator = async (kind: 'property-company' | 'service-centre', name: string) =>
      (await expectOk(admin.tell(managementApi.registerOperator, {}, { kind, name }))).body.id
    const [oldId, newId] = [
      await operator('property-company', '永安物业'),
      await operator('service-centre', '西街中心'),
    ]
    const ground = { kind: 'contract' as const, text: '物业服务合同' }
    const mode = { mode: 'property-company' as const, since: '2024-01-01', operatorId: oldId, ground }
    await expectOk(admin.tell(managementApi.adopt, { id: compound.id }, mode))
    oldManager = await at.person('old-manager', ['manager', { kind: 'operator', id: oldId }])
    newManager = await at.person('new-manager', ['manager', { kind: 'operator', id: newId }])
    clerk = await at.person('clerk', ['clerk', { kind: 'subdistrict', id: subdistrictId }])
    const effect: Effect = { kind: 'manager', mode: 'service-centre', operatorId: newId }
    const text = '解除与永安物业的合同，由西街中心接手。'
    return [{ itemId: 'centre', matter: 'manager', title: '选聘西街中心', text, effect, groupId: null }]
  })
})
afterAll(async () => {
  await browser?.close()
  await at?.close()
})

async function windowOf(person: Client, viewport?: typeof PHONE): Promise<Page> {
  const window = await openWindow(browser, at, person, viewport)
  windows.push(window)
  return window.page
}
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

async function agree({ client, voterId, code }: Voter): Promise<void> {
  const page = await windowOf(client, PHONE)
  await page.goto(`/vote/${world.decisionId}#${voterId}.${code}`)
  await button(page, '开始填写').click()
  await page.getByRole('radio', { name: '同意', exact: true }).check()
  await button(page, '下一步').click()
  await page.getByLabel('登录密码').fill(TEST_PASSWORD)
  await button(page, '加密并提交选票').click()
  await page.getByRole('heading', { name: '选票已收下' }).waitFor()
}

/** What the desk shows of it: how long there still is, or by how much it is late, is told from this. */
async function dueAtOf(desk: Client): Promise<string | null> {
  const { body } = await expectOk(desk.ask(maintenanceApi.request, { id: requestId }))
  return JSON.stringify([body.response, body.resolution])
}

async function countAndPublish(key: Awaited<ReturnType<typeof makeTheKey>>): Promise<void> {
  const { decisionId: id, counters, guide } = world
  const secretKey = await secretOf(key, [0, 2])
  await expectOk(counters[0].tell(decisionsApi.releaseKey, { id }, { secretKey }))
  const countedBy = [counters[0].personId, counters[2].personId]
  await expectOk(counters[0].tell(decisionsApi.count, { id }, { countedBy }))
  await expectOk(guide.tell(decisionsApi.publish, { id }, {}))
  await at.server.processes.settle()
}

/** Everything on the list is there, and both sides sign. */
async function handOver(): Promise<void> {
  const id = world.compoundId
  const paper = await uploaded(at, clerk)
  const items = HandoverKey.options.map((key) => {
    const { measure } = handoverRows[key]
    const how = measure === 'how' ? ('deleted' as const) : null
    const figures = { count: measure === 'count' ? 2 : null, amountFen: measure === 'fen' ? 88_00 : null, how }
    return { key, state: 'handed-over' as const, ...figures, note: null, files: how ? [paper] : [] }
  })
  await expectOk(clerk.tell(transitionApi.handover, { id }, { items }))
  for (const side of ['old', 'new'] as const)
    await expectOk(clerk.tell(transitionApi.sign, { id }, { side, signedOn: '2026-03-24', files: [paper] }))
}

test('from the vote on the phones to the open requests at the new desk', async () => {
  const key = await makeTheKey(world)
  world = await deliverAndOpen(at, world)
  for (const voter of world.voters) await agree(voter)
  await closeByTime(at)
  const owner = world.voters[0]?.client as Client
  const place = { kind: 'compound' as const, id: world.compoundId }
  const report = { place, category: 'water' as const, urgency: 'ordinary' as const, text: REPORTED }
  const reported = await expectOk(owner.tell(maintenanceApi.report, { id: world.compoundId }, report))
  requestId = reported.body.id
  await expectOk(oldManager.tell(maintenanceApi.accept, { id: requestId }, {}))
  await expectOk(oldManager.tell(maintenanceApi.assign, { id: requestId }, { assigneeId: oldManager.personId }))
  await expectOk(oldManager.tell(maintenanceApi.start, { id: requestId }, {}))
  const before = await dueAtOf(oldManager)
  await countAndPublish(key)

  const desk = await windowOf(clerk)
  await desk.goto(`/compounds/${world.compoundId}?tab=management`)
  await desk.getByText('业主表决选定').waitFor()
  await desk.getByRole('link', { name: '查看表决' }).waitFor()
  // Thirty or sixty days of notice are the law's and the contract's: both sides agreed to be quicker, and that stays to be read.
  const step = (name: string) => desk.getByRole('listitem').filter({ hasText: name }).first()
  await step('书面通知').getByRole('button', { name: '跳过' }).click()
  await desk.getByLabel('跳过的依据').fill('双方书面商定提前交接')
  await button(desk, '登记').click()
  await desk.getByText('跳过依据：双方书面商定提前交接').waitFor()
  await handOver()
  await button(desk, '登记接管').click()
  await desk.getByLabel('接管日期').fill('2026-03-24')
  await button(desk, '登记').click()
  await at.server.processes.settle()
  await desk.getByText('1 张未办结的报修已移交，时限不变').waitFor()

  const taking = await windowOf(newManager)
  await taking.goto(`/requests/${requestId}`)
  await taking.getByText(REPORTED).first().waitFor()
  const leaving = await windowOf(oldManager)
  await leaving.goto('/requests')
  await leaving.getByRole('heading', { name: '报修' }).first().waitFor()
  expect(await leaving.getByText(REPORTED).count()).toBe(0)
  expect(await dueAtOf(newManager)).toBe(before)
  expect((await oldManager.ask(maintenanceApi.request, { id: requestId })).status).toBe(403)
  const { body } = await expectOk(newManager.ask(maintenanceApi.request, { id: requestId }))
  expect([body.status, body.assigneeId]).toEqual(['accepted', null])
  expect(windows.flatMap(({ complaints }) => complaints)).toEqual([])
})
