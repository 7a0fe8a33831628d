/**
 * A decision that owners took on paper comes in: one of the committee types it from the count sheet and is told where the
 * sheet contradicts itself, another holds it against the papers on a phone, and then it acts like a vote held here.
 */
import { Buffer } from 'node:buffer'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser, openWindow, PHONE, WEB_ROOT } from '../kit/browser.ts'
import { makeCounty, type TestCompound } from '../kit/county.ts'
import { photo } from '../kit/photo.ts'
import { type Client, startServer, type TestServer } from '../kit/server.ts'

let at: TestServer
let browser: Browser
let compound: TestCompound
let li: Client
let wu: Client
let owner: Client

beforeAll(async () => {
  at = await startServer({ listen: true, startMs: Date.parse('2026-03-02T02:00:00.000Z'), config: { WEB_ROOT } })
  await at.server.timer.advanceTo('2026-03-02T02:00:00.000Z')
  browser = await openBrowser()
  const county = await makeCounty(at)
  compound = await county.compound('兴隆花园')
  owner = await county.owner(compound.unitIds[0] ?? '')
  const committee = () => at.person('committee', ['committee', { kind: 'compound', id: compound.id }])
  li = await committee()
  wu = await committee()
})
afterAll(async () => {
  await browser?.close()
  await at?.close()
})

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
async function fill(page: Page, line: string, floorArea: string, heads: string): Promise<void> {
  const group = page.getByRole('group', { name: line, exact: true })
  await group.getByLabel('面积（平方米）').fill(floorArea)
  await group.getByLabel('人数').fill(heads)
}

test('from the count sheet to the repair fund, by two people', async () => {
  const { page } = await openWindow(browser, at, li)
  await page.goto(`/compounds/${compound.id}?tab=decisions`)
  await button(page, '登记外部表决').click()
  await page.getByLabel('表决名称').fill('换水泵')
  await page.getByLabel('表决结果日期').fill('2026-02-20')
  await page.getByLabel('材料由谁盖章').fill('东街社区居民委员会')
  const { name, mimeType, buffer } = await photo()
  await page
    .locator('input[type=file]')
    .last()
    .setInputFiles({ name, mimeType, buffer: Buffer.from(buffer) })
  await fill(page, '有表决权的专有部分面积和人数', '12,590.10', '120')
  await page.getByLabel('事项').first().selectOption('fund-use')
  await page.getByLabel('议题').first().fill('更换二次供水泵')
  await page.getByLabel('说明').first().fill('更换水泵两台')
  await page.getByLabel('预算（元）').first().fill('46500')
  await fill(page, '参与表决', '8412.33', '81')
  await fill(page, '同意', '7000', '82')
  await fill(page, '反对', '1000', '8')
  await fill(page, '弃权', '412.33', '3')
  await page.getByText('通过（当选）').click()

  await button(page, '登记').click()
  await page.getByText('82 多于参与表决的 81').first().waitFor()
  await fill(page, '同意', '7000', '70')
  await button(page, '登记').click()

  await page.getByText('还没有核对，没有效力').waitFor()
  await page.getByText('3 × 8,412.33').waitFor()
  // Whoever recorded it is told that somebody else has to check.
  await page.getByText('登记和核对不能是同一个人').waitFor()
  expect(await button(page, '核对').count()).toBe(0)
  const address = page.url()

  const { page: phone } = await openWindow(browser, at, wu, PHONE)
  await phone.goto(address)
  await button(phone, '核对').click()
  await phone.getByText('相符', { exact: true }).click()
  await button(phone, '确定').click()
  await phone.getByText('效力与在这里投票的相同').waitFor()
  await phone.getByText('业主同意使用维修资金').waitFor()

  // The page of whoever recorded it changes by itself, and owners see it as what it is.
  await page.getByText('已由另一个人对照原件核对相符').waitFor()
  const { page: home } = await openWindow(browser, at, owner, PHONE)
  await home.goto(address)
  await home.getByText('这次表决不是在本系统投票的').waitFor()
}, 60_000)
