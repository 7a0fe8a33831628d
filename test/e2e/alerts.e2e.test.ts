/** The bell: an emergency shows on it by itself, opening the list is having seen it on every device, and it leads to the request. */
import { maintenanceApi } from '@changxin/shared/maintenance'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DESK, openBrowser, openWindow, PHONE, WEB_ROOT, type Window } from '../kit/browser.ts'
import { makeCounty } from '../kit/county.ts'
import { expectOk, startServer, type TestServer } from '../kit/server.ts'

let at: TestServer
let browser: Browser
let compoundId: string
let desk: Window
let phone: Window

beforeAll(async () => {
  at = await startServer({ listen: true, config: { WEB_ROOT } })
  browser = await openBrowser()
  compoundId = (await (await makeCounty(at)).compound('兴隆花园')).id
  const manager = await at.person('manager', ['manager', { kind: 'compound', id: compoundId }])
  desk = await openWindow(browser, at, manager, DESK)
  phone = await openWindow(browser, at, await at.signIn(manager.loginName), PHONE)
})
afterAll(async () => {
  await browser?.close()
  await at?.close()
})

const bell = ({ page }: Window, label: string) => page.getByRole('link', { name: label, exact: true })

test('nobody reloads: told on both devices, opened on one, seen on both, gone when it is answered', async () => {
  await desk.page.goto('/requests')
  await phone.page.goto('/requests')
  await bell(desk, '提醒，都看过了').waitFor()
  await bell(phone, '提醒，都看过了').waitFor()

  const place = { kind: 'compound', id: compoundId } as const
  const body = { place, category: 'lift', urgency: 'emergency', text: '电梯困人' } as const
  const { id } = (await expectOk(at.admin.tell(maintenanceApi.report, { id: compoundId }, body))).body
  await bell(desk, '提醒，1 条没看过').waitFor()
  await bell(phone, '提醒，1 条没看过').click()
  const alert = phone.page.getByRole('link', { name: /急修，请马上受理/ })
  await alert.getByText('新', { exact: true }).waitFor()
  await bell(desk, '提醒，都看过了').waitFor()
  await bell(phone, '提醒，都看过了').waitFor()

  await alert.click()
  await phone.page.waitForURL(`**/requests/${id}`)
  await phone.page.goBack()
  await alert.waitFor()
  await expectOk(at.admin.tell(maintenanceApi.accept, { id }, {}))
  await phone.page.getByText('没有提醒', { exact: true }).waitFor()
  expect([...desk.complaints, ...phone.complaints]).toEqual([])
})
