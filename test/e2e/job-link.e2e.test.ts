/** A contractor from outside, with nothing but the link that the desk copied: sees the job, is done with a photo, and is told when it is over. */
import { maintenanceApi } from '@changxin/shared/maintenance'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { axeViolations } from '../kit/axe.ts'
import { openBrowser, openWindow, PHONE, WEB_ROOT, type Window } from '../kit/browser.ts'
import { makeCounty } from '../kit/county.ts'
import { expectOk, startServer, type TestServer } from '../kit/server.ts'

const TROUBLE = '六楼屋面漏水'
const DONE = '重做了防水层'
/** The smallest picture: one grey point. */
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==',
  'base64',
)

let at: TestServer
let browser: Browser
let desk: Window
let phone: Window
let requestId: string
beforeAll(async () => {
  at = await startServer({ listen: true, config: { WEB_ROOT } })
  browser = await openBrowser()
  const county = await makeCounty(at)
  const { id } = await county.compound('兴隆花园')
  const body = { place: { kind: 'compound', id }, category: 'roof-leak', urgency: 'ordinary', text: TROUBLE } as const
  requestId = (await expectOk(at.admin.tell(maintenanceApi.report, { id }, body))).body.id
  desk = await openWindow(browser, at, await at.person('manager', ['manager', { kind: 'compound', id }]))
  phone = await openWindow(browser, at, undefined, PHONE)
})
afterAll(async () => {
  await browser?.close()
  await at?.close()
})

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const inDialog = (page: Page, name: string) => page.getByRole('dialog').getByRole('button', { name, exact: true })

async function linkFromDesk(): Promise<string> {
  const { page } = desk
  await page.goto(`/requests/${requestId}`)
  await button(page, '派给外部单位').click()
  await page.getByLabel('单位或师傅名称').fill('永固防水')
  await inDialog(page, '派单并生成链接').click()
  const text = await page.getByRole('dialog').getByText(/\/j#/).textContent()
  expect(await axeViolations(page)).toEqual([])
  await inDialog(page, '关闭').click()
  return /http\S+/.exec(text ?? '')?.[0] ?? ''
}

test('dispatched by a link, done with a photo and a sentence, taken back', async () => {
  const { page } = phone
  await page.goto(await linkFromDesk())
  await page.getByText(TROUBLE).waitFor()
  expect(await axeViolations(page)).toEqual([])
  await button(page, '到场').click()
  await button(page, '到场').waitFor({ state: 'hidden' })
  await desk.page.getByText('维修中', { exact: true }).first().waitFor()

  await button(page, '完工').click()
  await page.getByLabel('从相册选').setInputFiles({ name: 'done.png', mimeType: 'image/png', buffer: PICTURE })
  await page.getByAltText('照片 1').waitFor()
  await page.getByLabel('做了什么').fill(DONE)
  expect(await axeViolations(page)).toEqual([])
  await inDialog(page, '完工').click()
  await page.getByText('等住户确认').waitFor()
  const shown = page.getByRole('button', { name: '看大图：照片 1' }).locator('img')
  expect(await shown.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth))).toBe(1)
  await desk.page.getByText(DONE).first().waitFor()
  expect([...phone.complaints, ...desk.complaints]).toEqual([])

  await button(desk.page, '收回').click()
  await inDialog(desk.page, '收回').click()
  await desk.page.getByText('已收回', { exact: true }).waitFor()
  await page.reload()
  await page.getByRole('heading', { name: '这个链接已经不能用了' }).waitFor()
  await page.getByText('这张单已收回或改派').waitFor()
  expect(await axeViolations(page)).toEqual([])
})

test('half a link says what to do', async () => {
  const { page } = phone
  await page.goto('/j')
  await page.getByText('这个链接不完整').waitFor()
  expect(await axeViolations(page)).toEqual([])
})
