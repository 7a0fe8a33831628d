/**
 * A decision of the owners as the committee prepares it: the matter says what it takes, the draft survives a closed page,
 * the electorate is seen before it is sent, a neighbour objects to the roll on her phone, it is announced, and everybody
 * can read it without signing in.
 */
import { decisionsApi } from '@changxin/shared/decisions'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { axeViolations } from '../kit/axe.ts'
import { openBrowser, openWindow, PHONE, WEB_ROOT, type Window } from '../kit/browser.ts'
import { makeCounty, type TestCompound } from '../kit/county.ts'
import { type Client, expectOk, startServer, type TestServer } from '../kit/server.ts'

const START_MS = Date.parse('2026-03-02T02:00:00.000Z')
const TITLE = '1栋电梯大修'

let at: TestServer
let browser: Browser
let compound: TestCompound
let committee: Client
let owners: Client[]
const windows: Window[] = []

beforeAll(async () => {
  at = await startServer({ listen: true, startMs: START_MS, config: { WEB_ROOT } })
  await at.server.timer.advanceTo(new Date(START_MS).toISOString())
  browser = await openBrowser()
  const county = await makeCounty(at)
  compound = await county.compound('兴隆花园', 4)
  committee = await at.person('committee', ['committee', { kind: 'compound', id: compound.id }])
  owners = []
  for (const unitId of compound.unitIds.slice(0, 3)) owners.push(await county.owner(unitId))
})
afterAll(async () => {
  await browser?.close()
  await at?.close()
})

async function windowOf(person: Client | undefined, viewport?: typeof PHONE): Promise<Page> {
  const window = await openWindow(browser, at, person, viewport)
  await window.context.clock.setFixedTime(START_MS)
  windows.push(window)
  return window.page
}
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const dialog = (page: Page) => page.getByRole('dialog')

async function writeIt(page: Page): Promise<void> {
  await page.goto(`/compounds/${compound.id}?tab=decisions`)
  await page.getByText('现在没有正在进行的表决。').waitFor()
  await button(page, '提出表决').click()
  await button(page, '提出表决，冻结名册').click()
  await page.getByText('还差：').waitFor()
  await page.getByLabel('表决名称').fill(TITLE)
  await page.getByLabel('为什么要表决').fill('半年停运三次。')
  await page.getByLabel('事项').selectOption('common-use')
  await page.getByText('都要达到 3/4（含本数）').waitFor()
  await page.getByLabel('事项').selectOption('fund-use')
  await page.getByText('都要超过 1/2').waitFor()
  await page.getByLabel('议题').fill('同意用维修资金更换曳引机')
}

test('from the first word to the notice that everybody reads', async () => {
  const page = await windowOf(committee)
  await writeIt(page)
  // Whoever is called away finds what they wrote.
  await page.reload()
  expect(await page.getByLabel('表决名称').inputValue()).toBe(TITLE)
  expect(await page.getByLabel('议题').inputValue()).toBe('同意用维修资金更换曳引机')
  await page.getByLabel('说明').fill('更换曳引机，工期 15 天。')
  await page.getByLabel('预算（元）').fill('86,000')
  await page.getByText('4 户 · 至少 3 人参与').waitFor()
  await page.getByText('业主未登记 1 户').waitFor()
  expect(await axeViolations(page)).toEqual([])
  await button(page, '提出表决，冻结名册').click()
  await page.getByRole('heading', { name: TITLE }).waitFor()
  await page.getByText('使用维修资金 ¥86,000.00，用于：同意用维修资金更换曳引机').waitFor()
  const decisionId = new URL(page.url()).pathname.split('/').at(-1) ?? ''

  const phone = await windowOf(owners[1], PHONE)
  await phone.goto(`/decisions/${decisionId}?tab=roll`)
  await button(phone, '对名册提出异议').click()
  await dialog(phone).getByLabel('哪里不对').fill('面积应为 82.10 平方米')
  await button(phone, '提出异议').click()
  await phone.getByText('待处理').waitFor()

  await page.getByRole('link', { name: '名册', exact: true }).click()
  await page.getByText('面积应为 82.10 平方米').waitFor()
  await button(page, '处理').click()
  await dialog(page).getByLabel('理由').fill('不动产权证上是 80.01 平方米')
  await dialog(page).getByRole('button', { name: '处理' }).click()
  // Live on the phone of whoever asked.
  await phone.getByText('不动产权证上是 80.01 平方米').waitFor()

  const stranger = await windowOf(undefined, PHONE)
  await stranger.goto(`/d/${decisionId}`)
  await stranger.getByRole('alert').waitFor()

  await page.getByRole('link', { name: '概况', exact: true }).click()
  await button(page, '公告').click()
  expect(await dialog(page).getByLabel('开始投票').inputValue()).toBe('2026-03-17')
  await dialog(page).getByLabel('开始投票').fill('2026-03-10')
  await button(page, '公告，议题固定').click()
  await page.getByText('公告到开始投票至少 15 天').waitFor()
  await dialog(page).getByLabel('开始投票').fill('2026-03-17')
  await button(page, '公告，议题固定').click()
  await page.getByText('15 天后（2026年3月17日）开始投票').waitFor()
  // What is missing is said, one thing after the other.
  await page.getByText('还没有确定计票人').waitFor()
  await button(page, '选定计票人').click()
  for (const [index, door] of ['101', '102', '103'].entries()) {
    await dialog(page)
      .getByLabel(`第 ${index + 1} 名`)
      .click()
    await page.getByRole('option', { name: `1栋 ${door}` }).click()
  }
  await button(page, '选定').click()
  await page.getByText('还有 4 票没有送达').waitFor()

  await phone.goto('/home')
  await phone.getByRole('heading', { name: TITLE }).waitFor()
  await stranger.reload()
  await stranger.getByRole('heading', { name: TITLE }).waitFor()
  await stranger.getByText('同意用维修资金更换曳引机').waitFor()
  expect(await stranger.content()).not.toContain('1栋 102')

  const { body } = await expectOk(committee.ask(decisionsApi.decision, { id: decisionId }))
  expect(body).toMatchObject({ status: 'announced', calendar: { opensOn: '2026-03-17', closesOn: '2026-03-21' } })
  const complaints = windows.flatMap((window) => window.complaints)
  // A notice before its day, and two days too early: what was refused was refused in words.
  expect(complaints.filter((each) => !/^(404|409|console: Failed to load resource)/.test(each))).toEqual([])
}, 90_000)
