/** A compound changes hands in three windows: the clerk records it, one manager loses the open request, the other has it. */
import { type Handover, makeHandover, makeReady } from '@changxin/server/maintenance/handover/handover.fixture.ts'
import { maintenanceApi } from '@changxin/shared/maintenance'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser, openWindow, PHONE, WEB_ROOT, type Window } from '../kit/browser.ts'
import { expectOk } from '../kit/server.ts'

const TROUBLE = '三楼下水堵了，水漫到过道'

let of: Handover
let browser: Browser
let clerk: Window
let old: Window
let next: Window
let requestId: string

beforeAll(async () => {
  of = await makeHandover({ listen: true, config: { WEB_ROOT } })
  requestId = await of.report(of.owner, { text: TROUBLE })
  const { oldWorker, oldManager } = of
  await expectOk(oldManager.tell(maintenanceApi.assign, { id: requestId }, { assigneeId: oldWorker.personId }))
  await makeReady(of)
  browser = await openBrowser()
  clerk = await openWindow(browser, of.at, of.clerk)
  old = await openWindow(browser, of.at, oldManager)
  next = await openWindow(browser, of.at, of.newManager, PHONE)
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await of?.at.close()
})

const row = (page: Page) => page.getByRole('link', { name: TROUBLE })
const dueOf = async () => (await of.stateOf(requestId)).resolution

test('the clerk reads the story and records who takes over; nobody reloads', async () => {
  const due = await dueOf()
  await old.page.goto('/requests')
  await row(old.page).waitFor()
  await next.page.goto('/requests')
  await next.page.getByText('还没有报修').waitFor()

  await clerk.page.goto(`/compounds/${of.compoundId}?tab=management`)
  await clerk.page.getByText('跳过依据：双方书面商定提前交接').waitFor()
  await clerk.page.getByRole('button', { name: '登记接管' }).click()
  const form = clerk.page.getByRole('dialog', { name: '登记接管' })
  await form.getByText('未办结的报修转到新单位值班台').waitFor()
  await form.getByRole('button', { name: '登记', exact: true }).click()
  await clerk.page.getByText('1 张未办结的报修已移交，时限不变').waitFor()
  await clerk.page.getByText('已接管，待回查').waitFor()

  await row(next.page).waitFor()
  await row(old.page).waitFor({ state: 'detached' })
  expect(await dueOf()).toEqual(due)
  expect([clerk.documents(), old.documents(), next.documents()]).toEqual([1, 1, 1])
})

test('the new manager opens it: it waits to be assigned, and tells where it comes from', async () => {
  await row(next.page).click()
  await next.page.getByText('随小区移交').first().waitFor()
  await next.page.getByText('由 桂溪中心 接手，时限不变').first().waitFor()
  expect([...clerk.complaints, ...next.complaints]).toEqual([])
})
