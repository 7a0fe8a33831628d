/** A QR label at an entrance: made at the desk, scanned by somebody without an account, seen live, and followed. */
import { createRequire } from 'node:module'
import { labelApi } from '@changxin/shared/maintenance'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser, openWindow, PHONE, WEB_ROOT, type Window } from '../kit/browser.ts'
import { makeCounty, type TestCompound } from '../kit/county.ts'
import { type Client, expectOk, startServer, type TestServer } from '../kit/server.ts'

const TROUBLE = '门禁坏了，门关不上'
const LIVE_WITHIN_MS = 1_000

type Sharp = (options: object) => { jpeg(): { toBuffer(): Promise<Buffer> } }
const sharp = createRequire(new URL('../../server/package.json', import.meta.url))('sharp') as Sharp
const photo = () =>
  sharp({ create: { width: 320, height: 240, channels: 3, background: '#553311' } })
    .jpeg()
    .toBuffer()

let at: TestServer
let browser: Browser
let compound: TestCompound
let manager: Client
let desk: Window
let passer: Window

beforeAll(async () => {
  at = await startServer({ listen: true, config: { WEB_ROOT } })
  browser = await openBrowser()
  compound = await (await makeCounty(at)).compound('兴隆花园')
  manager = await at.person('manager', ['manager', { kind: 'compound', id: compound.id }])
  desk = await openWindow(browser, at, manager)
  passer = await openWindow(browser, at, undefined, PHONE)
})
afterAll(async () => {
  await browser?.close()
  await at?.close()
})

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

async function hangLabels(page: Page): Promise<string> {
  await page.goto(`/compounds/${compound.id}?tab=parts`)
  await button(page, '报修码').click()
  await button(page, '制作所选 2 张').click()
  await page.getByText('1栋 1单元').first().waitFor()
  await page.locator('.page').getByRole('button', { name: '打印' }).first().click()
  await page.getByRole('img', { name: '1栋 1单元的报修码' }).waitFor()
  const { items } = (await expectOk(manager.ask(labelApi.labels, { id: compound.id }))).body
  return items.find(({ place }) => place.kind === 'entrance')?.code ?? ''
}

test('from the label on the wall to the follow-up page, without signing in', async () => {
  const code = await hangLabels(desk.page)
  await desk.page.goto('/requests')
  await desk.page.getByText('还没有报修').waitFor()

  const { page } = passer
  await page.goto(`/l/${code}`)
  await page.getByText('兴隆花园 · 1栋 1单元').waitFor()
  await page.getByLabel('从相册选').setInputFiles({ name: 'door.jpg', mimeType: 'image/jpeg', buffer: await photo() })
  await page.getByAltText('照片 1').waitFor()
  await page.getByLabel('出了什么问题').fill(TROUBLE)
  await page.getByText('要回电吗').click()
  await page.getByLabel('回电号码').fill('13800138000')
  await button(page, '提交报修').click()
  await page.getByRole('heading', { name: '报修已提交' }).waitFor()
  const number = await page.locator('.big').textContent()
  await page.getByText('待受理', { exact: true }).waitFor()

  const row = desk.page.getByRole('link', { name: TROUBLE })
  await row.waitFor({ timeout: LIVE_WITHIN_MS })
  await row.click()
  const opened = desk.page.locator('.request')
  await opened.getByText('138****8000').waitFor()
  await opened.getByRole('link', { name: '打开照片 1' }).first().waitFor()
  expect(await opened.textContent()).toContain(number)
  await button(desk.page, '受理').click()

  await page.getByText('已受理', { exact: true }).first().waitFor()
  expect(passer.documents(), 'it changes by itself').toBe(1)
  expect([...passer.complaints, ...desk.complaints]).toEqual([])

  // Whoever comes next sees that it is known, and the label that was torn off says so.
  await page.goto(`/l/${code}`)
  await page.getByRole('heading', { name: '这里正在处理的报修' }).waitFor()
  await expectOk(manager.tell(labelApi.withdraw, { code }, { reason: '被撕掉' }))
  await page.goto(`/l/${code}`)
  await page.getByRole('heading', { name: '这张报修码已停用' }).waitFor()
})
