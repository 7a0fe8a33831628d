/** A neighbour begins to report what was reported already: one tap joins, nothing moves under the finger, nothing is lost. */
import { maintenanceApi } from '@changxin/shared/maintenance'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser, openWindow, PHONE, WEB_ROOT, type Window } from '../kit/browser.ts'
import { makeCounty, type TestCompound } from '../kit/county.ts'
import { photo } from '../kit/photo.ts'
import { type Client, expectOk, startServer, type TestServer } from '../kit/server.ts'

const KNOWN = '一楼楼道灯不亮'
const INSIDE = '卧室漏水，怕吵到孩子'
const OWN_WORDS = '楼道灯坏了，摔了一跤'

let at: TestServer
let browser: Browser
let compound: TestCompound
let neighbour: Client
let another: Client
let home: Window
let requestId: string

beforeAll(async () => {
  at = await startServer({ listen: true, config: { WEB_ROOT } })
  browser = await openBrowser()
  const county = await makeCounty(at)
  compound = await county.compound('兴隆花园')
  neighbour = await county.owner(compound.unitIds[0]!)
  another = await county.owner(compound.unitIds[2]!)
  const report = async (place: { kind: 'building' | 'unit'; id: string }, text: string) => {
    const body = { place, category: 'lighting', urgency: 'ordinary', text } as const
    return (await expectOk(at.admin.tell(maintenanceApi.report, { id: compound.id }, body))).body.id
  }
  await report({ kind: 'unit', id: compound.unitIds[1]! }, INSIDE)
  requestId = await report({ kind: 'building', id: compound.buildingId }, KNOWN)
  home = await openWindow(browser, at, neighbour, PHONE)
})
afterAll(async () => {
  await browser?.close()
  await at?.close()
})

const strip = (page: Page) => page.getByRole('button', { name: /是同一件吗/ })
const top = (page: Page, name: string) =>
  page.getByRole('button', { name, exact: true }).evaluate((element) => element.getBoundingClientRect().top)

async function begin(page: Page): Promise<void> {
  await page.goto('/report')
  await page.getByLabel('从相册选').setInputFiles(await photo())
  await page.getByAltText('照片 1').waitFor()
  await page.getByLabel('出了什么问题').fill(OWN_WORDS)
}

test('the list shows what concerns all, opens without moving the send button, and a tap joins', async () => {
  const { page } = home
  await begin(page)
  await strip(page).waitFor()
  const before = await top(page, '提交报修')
  await strip(page).click()
  const near = page.getByRole('list', { name: '附近在办的报修' })
  expect(await near.getByRole('listitem').allInnerTexts()).toEqual([expect.stringContaining(KNOWN)])
  expect(await page.locator('body').textContent()).not.toContain(INSIDE)
  expect(await top(page, '提交报修')).toBe(before)

  await near.getByRole('button', { name: /^我也遇到/ }).click()
  await page.waitForURL(`**/requests/${requestId}?joined=1`)
  await page.getByText('已加入。').waitFor()
  const { body } = await expectOk(neighbour.ask(maintenanceApi.request, { id: requestId }))
  expect([body.isWaiting, body.followers]).toEqual([true, 1])
})

test('what was written is there again for who wants to report it separately, with its photo', async () => {
  const { page } = home
  await page.getByRole('button', { name: '仍然另报一件' }).click()
  await page.waitForURL('**/report')
  await expect.poll(() => page.getByLabel('出了什么问题').inputValue()).toBe(OWN_WORDS)
  await page.getByAltText('照片 1').waitFor()
  await strip(page).click()
  await page.getByRole('link', { name: '您在关注，去看看' }).waitFor()
})

test('who leaves the request has dropped the draft', async () => {
  const other = await openWindow(browser, at, another, PHONE)
  const { page } = other
  await begin(page)
  await strip(page).click()
  await page.getByRole('button', { name: /^我也遇到/ }).click()
  await page.getByRole('button', { name: '仍然另报一件' }).waitFor()
  await page.getByRole('link', { name: '我要报修' }).first().click()
  await page.waitForURL('**/report')
  expect(await page.getByLabel('出了什么问题').inputValue()).toBe('')
  expect(await page.getByAltText('照片 1').count()).toBe(0)
  expect([...home.complaints, ...other.complaints]).toEqual([])
})
