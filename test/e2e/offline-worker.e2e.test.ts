/** A repair where there is no signal: the steps wait on the worker's phone, go out by themselves, and keep their times. */
import { maintenanceApi } from '@changxin/shared/maintenance'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser, openWindow, PHONE, WEB_ROOT, type Window } from '../kit/browser.ts'
import { makeCounty, type TestCompound } from '../kit/county.ts'
import { photo } from '../kit/photo.ts'
import { type Client, expectOk, startServer, type TestServer } from '../kit/server.ts'
import { openSignal, type Signal, shellIsKept } from '../kit/signal.ts'
import { workerCalled } from '../kit/worker-called.ts'

const TROUBLE = '电梯井里的水泵不停地响'
const DONE = '换了浮球开关'

let at: TestServer
let browser: Browser
let compound: TestCompound
let manager: Client
let signal: Signal
let home: Window
let desk: Window
let phone: Window

beforeAll(async () => {
  at = await startServer({ listen: true, config: { WEB_ROOT } })
  browser = await openBrowser()
  const county = await makeCounty(at)
  compound = await county.compound('兴隆花园')
  signal = await openSignal(at)
  manager = await at.person('manager', ['manager', { kind: 'compound', id: compound.id }])
  phone = await openWindow(browser, signal.at, await workerCalled(at, compound.id, '王师傅', 'wang'), PHONE)
  desk = await openWindow(browser, at, manager)
  home = await openWindow(browser, at, await county.owner(compound.unitIds[0]!), PHONE)
})
afterAll(async () => {
  await browser?.close()
  await signal?.close()
  await at?.close()
})

const button = (within: Page | Locator, name: string) => within.getByRole('button', { name, exact: true })
const says = (within: Locator, status: string) => within.getByText(status, { exact: true }).first().waitFor()
const opened = (page: Page) => page.locator('.request')
const card = () => phone.page.getByRole('article').filter({ hasText: TROUBLE })
const lost = () => phone.page.getByText('连接中断，正在重新连接。')

async function loseSignal(): Promise<void> {
  await phone.context.setOffline(true)
  signal.lose()
  await lost().waitFor()
}

async function findSignal(): Promise<void> {
  signal.find()
  await phone.context.setOffline(false)
}

async function report(page: Page): Promise<void> {
  await page.goto('/report')
  await page.getByLabel('从相册选').setInputFiles(await photo())
  await page.getByAltText('照片 1').waitFor()
  await page.getByLabel('出了什么问题').fill(TROUBLE)
  await button(page, '提交报修').click()
  await page.getByRole('heading', { name: '报修已提交' }).waitFor()
}

async function requestOf(client: Client) {
  const { items } = (await expectOk(client.ask(maintenanceApi.list, {}))).body
  const { body } = await expectOk(client.ask(maintenanceApi.request, { id: items[0]?.id ?? '' }))
  return body
}

test('what a worker does without signal is taken when it is back, as of when it was done', async () => {
  await phone.page.goto('/work')
  await phone.page.getByText('手上没有工单').waitFor()
  await expect.poll(() => shellIsKept(phone.page)).toBe(true)
  await desk.page.goto('/requests')
  await report(home.page)
  const row = desk.page.getByRole('link', { name: TROUBLE })
  await row.click()
  await button(desk.page, '受理').click()
  await button(desk.page, '派给王师傅').click()
  await says(card(), '已派单')

  await loseSignal()
  await button(card(), '到场').click()
  await card().getByText('待同步').waitFor()
  await says(card(), '维修中')
  await phone.page.getByRole('link', { name: /^1 步待同步/ }).waitFor()

  // Put away and opened again: from the phone alone.
  await phone.page.reload()
  await says(card(), '维修中')
  await card().getByText('到场').waitFor()
  await phone.page.getByText('没有信号，显示的是上次打开时的内容。').waitFor()
  await button(card(), '完工').click()
  const dialog = phone.page.getByRole('dialog')
  await dialog.getByLabel('从相册选').setInputFiles(await photo('#22aa66'))
  await dialog.getByAltText('照片 1').waitFor()
  await dialog.getByLabel('做了什么').fill(DONE)
  await button(dialog, '完工').click()
  await card().getByText('到场、完工').waitFor()
  await says(card(), '待确认')
  expect((await requestOf(manager)).status).toBe('assigned')

  const foundAt = new Date().toISOString()
  await findSignal()
  await says(opened(desk.page), '待确认')
  await phone.page.getByText('手上没有工单').waitFor()
  const { steps, status } = await requestOf(manager)
  expect(status).toBe('completed')
  const done = steps.filter(({ type }) => type === 'WorkStarted' || type === 'WorkCompleted')
  expect(done.map(({ type, files }) => [type, files.length])).toEqual([
    ['WorkStarted', 0],
    ['WorkCompleted', 1],
  ])
  for (const { occurredAt, recordedAt } of done) {
    expect(occurredAt < foundAt).toBe(true)
    expect(recordedAt >= foundAt).toBe(true)
  }

  await home.page.goto('/home')
  await home.page.getByRole('link', { name: TROUBLE }).click()
  await opened(home.page).getByText(DONE).waitFor()
  await button(home.page, '修好了').click()
  await home.page.getByText('很满意').click()
  await button(home.page, '确认').click()
  await says(opened(home.page), '已确认')
  await says(opened(desk.page), '已确认')
})
