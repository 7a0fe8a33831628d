/** Two workers take the same request, one of them without signal: the second is told who has it, and both see the truth. */
import { maintenanceApi } from '@changxin/shared/maintenance'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser, openWindow, PHONE, WEB_ROOT, type Window } from '../kit/browser.ts'
import { makeCounty, type TestCompound } from '../kit/county.ts'
import { type Client, expectOk, startServer, type TestServer } from '../kit/server.ts'
import { openSignal, type Signal, shellIsKept } from '../kit/signal.ts'
import { workerCalled } from '../kit/worker-called.ts'

const TROUBLE = '地下车库积水'

let at: TestServer
let browser: Browser
let compound: TestCompound
let signal: Signal
let first: Window
let second: Window
let firstWorker: Client
let requestId: string

beforeAll(async () => {
  at = await startServer({ listen: true, config: { WEB_ROOT } })
  browser = await openBrowser()
  compound = await (await makeCounty(at)).compound('兴隆花园')
  signal = await openSignal(at)
  firstWorker = await workerCalled(at, compound.id, '李师傅', 'li')
  first = await openWindow(browser, at, firstWorker, PHONE)
  second = await openWindow(browser, signal.at, await workerCalled(at, compound.id, '王师傅', 'wang'), PHONE)
  const place = { kind: 'compound', id: compound.id } as const
  const body = { place, category: 'drain', urgency: 'ordinary', text: TROUBLE } as const
  requestId = (await expectOk(at.admin.tell(maintenanceApi.report, { id: compound.id }, body))).body.id
})
afterAll(async () => {
  await browser?.close()
  await signal?.close()
  await at?.close()
})

const button = (within: Page | Locator, name: string) => within.getByRole('button', { name, exact: true })
const card = ({ page }: Window) => page.getByRole('article').filter({ hasText: TROUBLE })
const tab = ({ page }: Window, name: string) => page.getByRole('link', { name: new RegExp(`^${name}`) }).first()

test('whoever comes second is told who has it, loses nothing silently, and both lists are right', async () => {
  for (const worker of [first, second]) {
    await worker.page.goto('/work?tab=pool')
    await card(worker).waitFor()
  }
  await expect.poll(() => shellIsKept(second.page)).toBe(true)
  await second.context.setOffline(true)
  signal.lose()
  await second.page.getByText('连接中断，正在重新连接。').waitFor()

  await button(card(second), '抢单').click()
  await second.page.getByText('没有可抢的单').waitFor()
  await second.page.goto('/work')
  await card(second).getByText('待同步').waitFor()
  await button(card(first), '抢单').click()
  await first.page.getByText('没有可抢的单').waitFor()
  await first.page.goto('/work')
  await button(card(first), '到场').waitFor()

  signal.find()
  await second.context.setOffline(false)
  await second.page.getByRole('link', { name: '1 步没有成功，点这里处理' }).click()
  const told = second.page.getByRole('list', { name: '待同步' })
  await told.getByText('抢单 · 兴隆花园').waitFor()
  await told.getByText('没有成功').first().waitFor()
  await told.getByText(/报修单现在是“已派单”，不能“抢单”/).waitFor()
  await told.getByText('在李师傅手上').waitFor()

  await second.page.goto('/work')
  await second.page.getByText('手上没有工单').waitFor()
  await tab(second, '抢单池').click()
  await second.page.getByText('没有可抢的单').waitFor()
  const { body } = await expectOk(at.admin.ask(maintenanceApi.request, { id: requestId }))
  expect([body.status, body.assigneeId]).toEqual(['assigned', firstWorker.personId])

  await second.page.getByRole('link', { name: '1 步没有成功，点这里处理' }).click()
  await button(told, '放弃这一步').click()
  await button(second.page.getByRole('dialog'), '放弃这一步').click()
  await second.page.getByText('全部已同步').waitFor()
  await second.page.getByRole('link', { name: '1 步没有成功，点这里处理' }).waitFor({ state: 'detached' })
})
