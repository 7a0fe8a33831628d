/** A month of a fund: the desk reconciles it with the bank, the committee closes it, and an owner reads what was posted. */
import { repairFundApi, statementsApi } from '@changxin/shared/repair-fund'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { axeViolations } from '../kit/axe.ts'
import { DESK, openBrowser, openWindow, PHONE, WEB_ROOT } from '../kit/browser.ts'
import { makeCounty, type TestCompound } from '../kit/county.ts'
import { type Client, expectOk, startServer, type TestServer } from '../kit/server.ts'

let at: TestServer
let browser: Browser
let compound: TestCompound
let committee: Client
let owner: Client
beforeAll(async () => {
  at = await startServer({ listen: true, config: { WEB_ROOT }, startMs: Date.parse('2026-05-02T02:00:00.000Z') })
  browser = await openBrowser()
  const county = await makeCounty(at)
  compound = await county.compound('兴隆花园')
  owner = await county.owner(compound.unitIds[0]!)
  const { id } = compound
  committee = await at.person('committee', ['committee', { kind: 'compound', id }])
  const opening = { openedOn: '2026-03-01', bookkeeper: 'bank', ground: '维修资金开户' } as const
  await expectOk(at.admin.tell(repairFundApi.open, { id }, opening))
  const rows = compound.unitIds.map((unitId) => ({ unitId, amountFen: 150_000 }))
  await expectOk(at.admin.tell(repairFundApi.contribute, { id }, { kind: 'build-up', paidOn: '2026-03-20', rows }))
  await expectOk(at.admin.ask(statementsApi.statements, { id }))
}, 60_000)
afterAll(async () => {
  await browser?.close()
  await at?.close()
})

const march = (page: Page) => page.locator('li').filter({ has: page.getByRole('heading', { name: '2026 年 3 月' }) })

test('reconciled to the fen by one, closed by another, posted, and read by an owner', async () => {
  const { id, unitIds } = compound
  const desk = await openWindow(browser, at, at.admin, DESK)
  await desk.page.goto(`${at.url}/compounds/${id}/fund/reconciliation`)
  await march(desk.page).getByRole('button', { name: '填银行余额' }).click()
  const bank = desk.page.getByRole('dialog')
  const bankYuan = (unitIds.length * 1500 + 0.12).toFixed(2)
  await bank.getByLabel('银行余额（元）').fill(bankYuan)
  await bank.getByLabel('来源').fill('建设银行三月对账单')
  expect(await bank.getByLabel('余额日期').inputValue()).toBe('2026-03-31')
  await bank.getByRole('button', { name: '登记余额' }).click()
  await march(desk.page).getByText('有差异').waitFor()
  await march(desk.page).getByRole('button', { name: '说明差异' }).click()
  const why = desk.page.getByRole('dialog')
  await why.getByLabel('原因').selectOption({ label: '利息未入账' })
  expect(await why.getByLabel('金额（元）').inputValue()).toBe('0.12')
  await why.getByRole('button', { name: '登记差异' }).click()
  await march(desk.page).getByText('可以结账').waitFor()
  expect(await axeViolations(desk.page)).toEqual([])

  // Who reconciled is told why somebody else has to close it.
  await march(desk.page).getByRole('button', { name: '结账' }).click()
  await desk.page.getByRole('dialog').getByRole('button', { name: '结账' }).click()
  await desk.page.getByText('对账和登记差异的人不能自己结账').waitFor()

  const second = await openWindow(browser, at, committee, PHONE)
  await second.page.goto(`${at.url}/compounds/${id}/fund/reconciliation`)
  await march(second.page).getByRole('button', { name: '结账' }).click()
  await second.page.getByRole('dialog').getByRole('button', { name: '结账' }).click()
  await march(second.page).getByText('已结账', { exact: true }).waitFor()
  expect(await axeViolations(second.page)).toEqual([])

  await desk.page.goto(`${at.url}/compounds/${id}/fund/statements?period=2026-03`)
  await desk.page.getByText('尚未公示').waitFor()
  await desk.page.getByRole('button', { name: '登记公示' }).click()
  const posting = desk.page.getByRole('dialog')
  // The browser has a clock of its own.
  await posting.getByLabel('张贴日期').fill('2026-04-05')
  await posting.getByLabel('张贴地点').fill('1栋一楼公告栏')
  await posting.getByRole('button', { name: '登记公示' }).click()
  await desk.page.getByText('公示数据校验码').waitFor()
  expect(await axeViolations(desk.page)).toEqual([])

  const home = await openWindow(browser, at, owner, PHONE)
  await home.page.goto(`${at.url}/compounds/${id}/fund/statements?period=2026-03`)
  const total = (unitIds.length * 1500).toLocaleString('en-US', { minimumFractionDigits: 2 })
  await home.page.getByRole('row', { name: '银行存款' }).getByText(total).waitFor()
  await home.page.getByText('1栋一楼公告栏').waitFor()
  expect(await home.page.getByRole('button', { name: '登记公示' }).count()).toBe(0)
  expect(await axeViolations(home.page)).toEqual([])
  // Whoever has no account reads the same, by building.
  const passer = await openWindow(browser, at, undefined, PHONE)
  await passer.page.goto(`${at.url}/f/${id}/2026-03`)
  await passer.page.getByRole('heading', { name: '兴隆花园 维修资金公示 2026 年 3 月' }).waitFor()
  await passer.page.getByRole('row', { name: '银行存款' }).getByText(total).waitFor()
  expect(await axeViolations(passer.page)).toEqual([])
  await home.page.goto(`${at.url}/compounds/${id}/fund/statements/2026-03/paper`)
  await home.page.getByText('会住维01表').waitFor()
  expect(
    [...desk.complaints, ...second.complaints, ...home.complaints].filter((each) => !each.includes('403')),
  ).toEqual([])
}, 90_000)
