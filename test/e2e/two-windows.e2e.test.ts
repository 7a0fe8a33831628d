/** The main job in three windows at once: what one person does, the others see by themselves within a second. */
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser, openWindow, PHONE, WEB_ROOT, type Window } from '../kit/browser.ts'
import { makeCounty, type TestCompound } from '../kit/county.ts'
import { photo } from '../kit/photo.ts'
import { startServer, type TestServer } from '../kit/server.ts'
import { workerCalled } from '../kit/worker-called.ts'

const LIVE_WITHIN_MS = 1_000
const TROUBLE = '三楼楼道灯不亮，晚上看不见'
const DONE = '换了灯泡和声控开关'

let at: TestServer
let browser: Browser
let compound: TestCompound
let phone: Window
let desk: Window
let home: Window

beforeAll(async () => {
  at = await startServer({ listen: true, config: { WEB_ROOT } })
  browser = await openBrowser()
  const county = await makeCounty(at)
  compound = await county.compound('兴隆花园')
  const scope = { kind: 'compound', id: compound.id } as const
  phone = await openWindow(browser, at, await workerCalled(at, compound.id, '王师傅', 'wang'), PHONE)
  desk = await openWindow(browser, at, await at.person('manager', ['manager', scope]))
  home = await openWindow(browser, at, await county.owner(compound.unitIds[0]!), PHONE)
})
afterAll(async () => {
  await browser?.close()
  await at?.close()
})

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
/** The status of a request is the first word that its row or page shows. */
const says = (within: Locator, status: string) => within.getByText(status, { exact: true }).first().waitFor()
const opened = (page: Page) => page.locator('.request')

/** Pixels that really arrived; a picture that cannot be shown has none. */
const pictureWidth = (link: Locator) =>
  link
    .first()
    .locator('img')
    .evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth))

async function report(page: Page): Promise<void> {
  await page.goto('/report')
  await page.getByLabel('从相册选').setInputFiles(await photo())
  await page.getByAltText('照片 1').waitFor()
  await page.getByLabel('出了什么问题').fill(TROUBLE)
  await page.getByLabel('位置').fill('101')
  await page.getByRole('option', { name: /101/ }).click()
  await button(page, '提交报修').click()
  await page.getByRole('heading', { name: '报修已提交' }).waitFor()
}

test('from the report on a phone to the confirmed repair, nobody reloads', async () => {
  await desk.page.goto('/requests')
  await desk.page.getByText('还没有报修').waitFor()
  await home.page.goto('/home')
  await home.page.getByText('还没有报修。').waitFor()

  await report(phone.page)
  const row = desk.page.getByRole('link', { name: TROUBLE })
  await row.waitFor({ timeout: LIVE_WITHIN_MS })
  const own = home.page.getByRole('link', { name: TROUBLE })
  await says(own, '待受理')
  await button(phone.page, '查看进度').click()
  await says(opened(phone.page), '待受理')

  await row.click()
  expect(await pictureWidth(opened(desk.page).getByRole('link', { name: '打开照片 1' }))).toBeGreaterThan(0)
  await button(desk.page, '受理').click()
  await says(opened(phone.page), '已受理')
  // In a firm of two there is nobody to choose between.
  await button(desk.page, '派给王师傅').click()
  await says(row, '已派单')

  await button(phone.page, '到场').click()
  await says(row, '维修中')
  await says(own, '维修中')
  await button(phone.page, '完工').click()
  await phone.page.getByLabel('做了什么').fill(DONE)
  await phone.page.getByRole('dialog').getByRole('button', { name: '完工' }).click()

  await says(own, '待确认')
  await own.click()
  await opened(home.page).getByText(DONE).waitFor()
  await button(home.page, '修好了').click()
  await home.page.getByText('很满意').click()
  await button(home.page, '确认').click()
  await says(opened(home.page), '已确认')
  await says(opened(desk.page), '已确认')
  await says(opened(phone.page), '已确认')

  expect([phone, desk, home].map((window) => window.documents())).toEqual([1, 1, 1])
  expect([phone, desk, home].flatMap((window) => window.complaints)).toEqual([])
})
