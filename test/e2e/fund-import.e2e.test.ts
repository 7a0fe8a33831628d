/** A bank's statement at the desk: picked, mapped once, looked at, booked while one watches, and what nobody knows worked off. */
import { Buffer } from 'node:buffer'
import { repairFundApi } from '@changxin/shared/repair-fund'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { csvOf, linesOf, PAYER, statementRow } from '../../server/src/repair-fund/imports/imports.fixture.ts'
import { axeViolations } from '../kit/axe.ts'
import { openBrowser, openWindow, PHONE, WEB_ROOT, type Window } from '../kit/browser.ts'
import { type FundPlace, fundOfDoors } from '../kit/fund-import.ts'
import { type Client, expectOk, startServer, type TestServer } from '../kit/server.ts'

let at: TestServer
let browser: Browser
let place: FundPlace
let clerk: Client
let desk: Window

beforeAll(async () => {
  at = await startServer({ listen: true, config: { WEB_ROOT } })
  browser = await openBrowser()
  place = await fundOfDoors(at, 60)
  clerk = await at.person('clerk', ['clerk', { kind: 'compound', id: place.id }])
  desk = await openWindow(browser, at, clerk)
})
afterAll(async () => {
  await browser?.close()
  await at?.close()
})

const ROWS = 300
const rows = Array.from({ length: ROWS }, (_, index) => statementRow(index, 60))
const broken = { day: '2026-02-30', serial: 'X1', credit: '1.00', place: '1-1-101' }
const file = (of = rows) => ({ name: '流水.csv', mimeType: 'text/csv', buffer: Buffer.from(csvOf(linesOf(of))) })
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })
const newImport = () => `/compounds/${place.id}/fund/imports/new`

async function pick(page: Page, of = rows) {
  await page.goto(newImport())
  await page.getByLabel('选择 Excel 或 CSV 文件').setInputFiles(file(of))
  await page.getByRole('heading', { name: '二、对应列名' }).waitFor()
}

test('from the file to the accounts, live, and the next file of the bank needs no mapping', async () => {
  const { page, complaints } = desk
  await pick(page, [...rows, broken])
  expect(await page.getByLabel('收入（贷方）').inputValue()).toBe('贷方发生额')
  await page.getByLabel('起个名字存下来').fill('某银行活期')
  await button(page, '保存对应').click()
  await page.getByText('已保存，下次可以直接套用').waitFor()
  await button(page, '试算').click()
  await page.getByText('有 1 行没有通过').waitFor()
  await page.getByText('“交易日期”不是日期，请写成 2026-03-01').waitFor()
  expect(await axeViolations(page)).toEqual([])
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Excel' }).click()
  expect((await download).suggestedFilename()).toBe('退回行.xlsx')

  await button(page, /其余先入账/).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /其余先入账/ })
    .click()
  await page.getByText(/已入账 \d+ 笔/).waitFor()
  const { balanceFen } = (await expectOk(clerk.ask(repairFundApi.compoundFund, { id: place.id }))).body
  const incoming = rows.flatMap(({ credit }) => (credit ? [Math.round(Number(credit) * 100)] : []))
  expect(balanceFen).toBe(incoming.reduce((sum, fen) => sum + fen, 0))

  await pick(page, rows.slice(200))
  expect(await page.getByLabel('套用已保存的对应').locator('option:checked').textContent()).toBe('某银行活期')
  await button(page, '试算').click()
  await page.getByText('没有可入账的行').waitFor()
  expect(complaints).toEqual([])
})

test('what nobody was found for is looked up in the file and assigned, on a phone too', async () => {
  const phone = await openWindow(browser, at, clerk, PHONE)
  const { page } = phone
  await page.goto(`/compounds/${place.id}/fund/suspense`)
  await button(page, '记入房屋').first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText(PAYER).waitFor()
  expect(await axeViolations(page)).toEqual([])
  await dialog.getByLabel('房屋').first().fill('1栋 1单元 101')
  await page.getByRole('option', { name: '1栋 1单元 101', exact: true }).first().click()
  await dialog.getByRole('button', { name: '记入房屋' }).click()
  await page.getByText('已记入').waitFor()
  const sideways = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(sideways).toBeLessThanOrEqual(0)
  expect(phone.complaints).toEqual([])
})
