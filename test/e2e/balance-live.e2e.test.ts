/** Money on the screen: what the committee records changes the household's balance by itself, and no fund is never ¥0.00. */
import { repairFundApi } from '@changxin/shared/repair-fund'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser, openWindow, PHONE, WEB_ROOT, type Window } from '../kit/browser.ts'
import { makeCounty, type TestCompound, type TestCounty } from '../kit/county.ts'
import { ownBook } from '../kit/own-book.ts'
import { type Client, expectOk, startServer, type TestServer } from '../kit/server.ts'

let at: TestServer
let browser: Browser
let county: TestCounty
let compound: TestCompound
let without: TestCompound
let committee: Client
let desk: Window
let home: Window
/** Approves what the committee proposes to take back. */
let second: Window

beforeAll(async () => {
  at = await startServer({ listen: true, config: { WEB_ROOT } })
  browser = await openBrowser()
  county = await makeCounty(at)
  compound = await county.compound('兴隆花园')
  without = await county.compound('无钱小区')
  const opening = await ownBook(at, at.admin, '2024-01-01')
  await expectOk(at.admin.tell(repairFundApi.open, { id: compound.id }, opening))
  const scope = (id: string) => ({ kind: 'compound', id }) as const
  committee = await at.person('committee', ['committee', scope(compound.id)], ['committee', scope(without.id)])
  desk = await openWindow(browser, at, committee)
  home = await openWindow(browser, at, await county.owner(compound.unitIds[0]!), PHONE)
  second = await openWindow(browser, at, await at.person('overseer', ['overseer', { kind: 'all', id: 'all' }]))
})
afterAll(async () => {
  await browser?.close()
  await at?.close()
})

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true })
const balance = (page: Page, amount: string) =>
  page.locator('.amount').getByText(amount, { exact: true }).first().waitFor()

/** Number, kind, amount and balance of every line of the statement, newest first. */
async function statement(page: Page): Promise<string[][]> {
  const rows = await page.getByRole('table', { name: '明细' }).locator('tbody tr').all()
  return Promise.all(
    rows.map(async (row) => {
      const texts = await Promise.all(
        ['.no', '.what > span', '.amount', '.balance .money'].map((part) => row.locator(part).first().textContent()),
      )
      return texts.map((text) => (text ?? '').trim())
    }),
  )
}

async function contribute(page: Page, door: string, amount: string): Promise<void> {
  await button(page, '登记交存').click()
  const form = page.getByRole('dialog', { name: '登记交存' })
  await form.getByLabel('房屋').fill(door)
  await page.getByRole('option', { name: new RegExp(door) }).click()
  await form.getByLabel('金额（元）').fill(amount)
  await form.getByRole('button', { name: /^登记 1 笔/ }).click()
  await form.waitFor({ state: 'hidden' })
}

test('contributions and a reversal change the balance in the other window', async () => {
  await home.page.goto('/home')
  await home.page.getByText('尚未交存').waitFor()
  await desk.page.goto(`/compounds/${compound.id}?tab=fund`)
  await contribute(desk.page, '101', '1500')
  await balance(home.page, '¥1,500.00')
  await contribute(desk.page, '101', '0.29')
  await balance(home.page, '¥1,500.29')

  await home.page.getByRole('link', { name: /全部明细/ }).click()
  await home.page.getByText('¥1,500.29').first().waitFor()
  await expect
    .poll(() => statement(home.page))
    .toEqual([
      ['2', '续交', '+¥0.29', '¥1,500.29'],
      ['1', '续交', '+¥1,500.00', '¥1,500.00'],
    ])

  await desk.page.getByRole('link', { name: /101/ }).click()
  await desk.page.getByRole('row', { name: /^1 / }).getByRole('button', { name: '冲正' }).click()
  const form = desk.page.getByRole('dialog', { name: '申请冲正' })
  await form.getByLabel('原因').fill('记错了户')
  await form.getByRole('button', { name: '提交申请' }).click()
  await form.waitFor({ state: 'hidden' })
  // Nothing is booked before a second person has seen what it does.
  await balance(home.page, '¥1,500.29')
  await second.page.goto(`/compounds/${compound.id}/fund/reversals`)
  await second.page.getByRole('button', { name: /^看看再复核/ }).click()
  const approval = second.page.getByRole('dialog', { name: '同意并记账' })
  await approval.getByText('银行存款减少 ¥1,500.00').waitFor()
  await approval.getByRole('button', { name: '同意并记账' }).click()
  await balance(home.page, '¥0.29')
  await expect
    .poll(() => statement(home.page))
    .toEqual([
      ['3', '冲正', '−¥1,500.00', '¥0.29'],
      ['2', '续交', '+¥0.29', '¥1,500.29'],
      ['1', '续交', '+¥1,500.00', '¥1,500.00'],
    ])
  await home.page.getByText('已由第 3 笔冲正').waitFor()
  expect([desk, home].map((window) => window.documents())).toEqual([1, 1])
  expect([desk, home].flatMap((window) => window.complaints)).toEqual([])
})

test('where there is no fund the screen says so, and never ¥0.00', async () => {
  const [unitId] = without.unitIds
  const poor = await openWindow(browser, at, await county.owner(unitId!), PHONE)
  for (const [window, path, words] of [
    [poor, '/home', '还没有维修资金'],
    [poor, `/units/${unitId}/fund`, '尚无维修资金'],
    [desk, `/compounds/${without.id}?tab=fund`, '尚无维修资金'],
    [desk, `/units/${unitId}/fund`, '尚无维修资金'],
    [desk, `/units/${compound.unitIds[1]}/fund`, '尚未交存'],
    [desk, `/compounds?q=${encodeURIComponent('无钱')}`, '尚无'],
  ] as const) {
    await window.page.goto(path)
    await window.page.getByText(words).first().waitFor()
    expect(await window.page.locator('body').textContent(), path).not.toMatch(/¥\s*0(\.00)?(?!\d|\.)/)
  }
  await poor.context.close()
})
