/** An owner checks her account herself: proof and page on her own device, no network, and the code of the notice in the stairwell. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { DAY_MS, instantOf } from '@changxin/shared/kernel'
import { repairFundApi } from '@changxin/shared/repair-fund'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { axeViolations } from '../kit/axe.ts'
import { DESK, openBrowser, openWindow, PHONE, WEB_ROOT, type Window } from '../kit/browser.ts'
import { makeCounty, type TestCompound, type TestCounty } from '../kit/county.ts'
import { ownBook } from '../kit/own-book.ts'
import { type Client, expectOk, startServer, type TestServer } from '../kit/server.ts'

const folder = mkdtempSync(join(tmpdir(), 'changxin-proof-page-'))
const proofFile = join(folder, 'proof.json')
const pageFile = join(folder, 'check.html')
let at: TestServer
let browser: Browser
let county: TestCounty
let compound: TestCompound
let owner: Client
let home: Window
/** What the notice says, as somebody would read it off the paper. */
let notice: string

async function night(): Promise<void> {
  at.time.nowMs += DAY_MS
  await at.server.timer.advanceTo(instantOf(at.time.nowMs))
  await at.server.views.waitFor((await at.server.log.head()) ?? '')
}
const contribute = (unitIds: readonly string[], amountFen: number) => {
  const rows = unitIds.map((unitId) => ({ unitId, amountFen }))
  const paid = { kind: 'first-deposit', paidOn: '2024-02-01' } as const
  return expectOk(at.admin.tell(repairFundApi.contribute, { id: compound.id }, { ...paid, rows }))
}

beforeAll(async () => {
  at = await startServer({ listen: true, config: { WEB_ROOT }, startMs: Date.now() })
  browser = await openBrowser()
  county = await makeCounty(at)
  compound = await county.compound('兴隆花园')
  owner = await county.owner(compound.unitIds[0]!)
  const opening = await ownBook(at, at.admin, '2024-01-01')
  await expectOk(at.admin.tell(repairFundApi.open, { id: compound.id }, opening))
  await contribute(compound.unitIds, 150_000)
  await contribute(compound.unitIds.slice(0, 1), 29)
  await night()
  home = await openWindow(browser, at, owner, PHONE)
})
afterAll(async () => {
  await browser?.close()
  await at?.close()
  rmSync(folder, { recursive: true, force: true })
})

/** A device without any network, with nothing but the page from a file. */
async function offline(page: string): Promise<{ page: Page; complaints: string[]; close(): Promise<void> }> {
  const context = await browser.newContext({ viewport: PHONE, locale: 'zh-CN' })
  await context.setOffline(true)
  const opened = await context.newPage()
  const complaints: string[] = []
  opened.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  opened.on('pageerror', (error) => complaints.push(error.message))
  await opened.goto(pathToFileURL(page).href)
  return { page: opened, complaints, close: () => context.close() }
}
const choose = (page: Page, text: string | Buffer) =>
  page
    .locator('input[type=file]')
    .setInputFiles({ name: 'proof.json', mimeType: 'application/json', buffer: Buffer.from(text) })
const verdict = (page: Page, words: string) => page.locator('.verdict .big').getByText(words, { exact: true }).waitFor()
const entries = (page: Page) => page.locator('li.entry').allInnerTexts()

test('she takes the proof and the page home', async () => {
  const { page } = home
  await page.goto(`/units/${compound.unitIds[0]}/fund`)
  const save = async (name: string, role: 'button' | 'link', file: string) => {
    const coming = page.waitForEvent('download')
    await page.getByRole(role, { name }).click()
    const download = await coming
    await download.saveAs(file)
    return download.suggestedFilename()
  }
  expect(await save('下载证明', 'button', proofFile)).toMatch(/^维修资金证明-.*101-\d{4}-\d\d-\d\d\.json$/)
  expect(await save('保存核对页', 'link', pageFile)).toBe('维修资金核对.html')
  expect(home.complaints).toEqual([])
})

test('the notice in the stairwell has the code, on one A4', async () => {
  const desk = await openWindow(browser, at, at.admin, DESK)
  await desk.page.goto('/check-code')
  notice = (await desk.page.locator('article .code').textContent()) ?? ''
  expect(notice).toMatch(/^([0-9a-f]{4} ){4}[0-9a-f]{4}$/)
  const pages = (await desk.page.pdf({ format: 'A4' })).toString('latin1').match(/\/Type\s*\/Page\b/g)
  expect(pages).toHaveLength(1)
  expect(await axeViolations(desk.page)).toEqual([])
  await desk.page.setViewportSize(PHONE)
  const { scrollWidth, clientWidth } = await desk.page.evaluate(() => ({
    scrollWidth: document.documentElement.scrollWidth,
    clientWidth: document.documentElement.clientWidth,
  }))
  expect(scrollWidth).toBe(clientWidth)
  expect(desk.complaints).toEqual([])
  await desk.context.close()
})

test('without a network her phone says that it agrees, and that the notice says the same', async () => {
  const { page, complaints, close } = await offline(pageFile)
  await choose(page, readFileSync(proofFile))
  await verdict(page, '对得上')
  await page.getByText('¥1,500.29').first().waitFor()
  const [second = '', first = ''] = await entries(page)
  for (const words of ['第 2 笔 首次交存', '+¥0.29', '2024年2月1日', '在账本里']) expect(second).toContain(words)
  expect(first).toContain('+¥1,500.00')

  const typed = page.getByLabel('公告上的核对码')
  await typed.fill(notice.slice(0, 10))
  await page.getByText('还没输完').waitFor()
  await typed.fill(notice.toUpperCase())
  await page.getByText('与公告一致', { exact: true }).waitFor()
  await typed.fill(notice.replace(/^./, (digit) => (digit === '0' ? '1' : '0')))
  await page.getByText('与公告不一致').waitFor()

  await page.getByRole('button', { name: 'English' }).click()
  await verdict(page, 'It agrees')
  expect(await axeViolations(page)).toEqual([])
  expect(complaints).toEqual([])
  await close()
})

test('one byte changed: it does not agree, and says which entry and why', async () => {
  const { page, complaints, close } = await offline(pageFile)
  const whole = readFileSync(proofFile, 'utf8')
  const richer = whole.replace('\\"amountFen\\":150000', '\\"amountFen\\":950000')
  expect(richer).not.toBe(whole)
  await choose(page, richer)
  await verdict(page, '对不上')
  await page.getByText('文件在下载之后被改过').waitFor()
  await page.getByText('第 1 笔：账本里这一户的金额不是这样记的').waitFor()
  expect((await entries(page)).map((entry) => entry.includes('在账本里'))).toEqual([true, false])
  await choose(page, '{"not": "a proof"}')
  await page.getByText('这不是维修资金证明文件').waitFor()
  await page.getByLabel('粘贴证明内容').fill(whole)
  await page.getByRole('button', { name: '核对', exact: true }).click()
  await verdict(page, '对得上')
  expect(complaints).toEqual([])
  await close()
})

test('the page as a browser saves it while it is open works too', async () => {
  const first = await offline(pageFile)
  await choose(first.page, readFileSync(proofFile))
  await verdict(first.page, '对得上')
  const saved = join(folder, 'saved.html')
  writeFileSync(saved, await first.page.content())
  await first.close()
  const { page, complaints, close } = await offline(saved)
  expect(await page.locator('.verdict').count()).toBe(0)
  await choose(page, readFileSync(proofFile))
  await verdict(page, '对得上')
  expect(complaints).toEqual([])
  await close()
})

test('from the statement she comes to it at once, with the code that she scanned', async () => {
  await night()
  const { page } = home
  await page.goto(`/units/${compound.unitIds[0]}/fund`)
  await page.getByRole('button', { name: '现在核对' }).click()
  await verdict(page, '对得上')
  const root = (JSON.parse(readFileSync(proofFile, 'utf8')) as { checkpoint: { rootHash: string } }).checkpoint.rootHash
  await page.getByLabel('公告上的核对码').fill(root)
  await page.getByText(/的公告一致；之后的记录都是接在它后面记的/).waitFor()
  await page.goto(`/check.html#${root}`)
  await page.reload()
  await choose(page, readFileSync(proofFile))
  await page.getByText('与公告一致', { exact: true }).waitFor()
  expect(home.complaints).toEqual([])
  // The app is not replaced by it, neither on the way back nor where the shell is kept for bad signal.
  await page.goto('/home')
  await page.getByText('兴隆花园').first().waitFor()
})
