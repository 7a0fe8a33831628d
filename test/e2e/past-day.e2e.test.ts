/** Any day in the past can be looked at: the overview shows the figures of that day, and comes back to today. */
import { epochMsOf } from '@changxin/shared/kernel'
import { maintenanceApi } from '@changxin/shared/maintenance'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser, openWindow, WEB_ROOT, type Window } from '../kit/browser.ts'
import { makeCounty, type TestCounty } from '../kit/county.ts'
import { expectOk, startServer, type TestServer } from '../kit/server.ts'

const morningOf = (day: string) => `${day}T02:00:00.000Z`
const [FIRST, SECOND, TODAY] = ['2026-03-01', '2026-03-02', '2026-03-05'] as const

let at: TestServer
let browser: Browser
let county: TestCounty
let desk: Window

async function sleepUntil(day: string): Promise<void> {
  at.time.nowMs = epochMsOf(morningOf(day))
  await at.server.timer.advanceTo(morningOf(day))
}

async function report(compoundId: string, text: string): Promise<void> {
  const place = { kind: 'compound', id: compoundId } as const
  const body = { place, category: 'lighting', urgency: 'ordinary', text } as const
  await expectOk(at.admin.tell(maintenanceApi.report, { id: compoundId }, body))
}

beforeAll(async () => {
  at = await startServer({ listen: true, config: { WEB_ROOT }, startMs: epochMsOf(morningOf(FIRST)) })
  browser = await openBrowser()
  await sleepUntil(FIRST)
  county = await makeCounty(at)
  const old = await county.compound('兴隆花园')
  await report(old.id, '灯不亮')
  await sleepUntil(SECOND)
  await report(old.id, '门关不上')
  await sleepUntil(TODAY)
  await report((await county.compound('新来小区')).id, '水压低')
  desk = await openWindow(browser, at, at.admin)
  await desk.page.clock.setFixedTime(at.time.nowMs)
})
afterAll(async () => {
  await browser?.close()
  await at?.close()
})

const figure = async (name: string) => {
  const card = desk.page.locator('.figure').filter({ has: desk.page.getByText(name, { exact: true }) })
  return (await card.locator('.value').textContent())?.trim()
}
const figures = async () => [await figure('小区'), await figure('在办报修'), await figure('今日报修')]

test('a past day is shown as it was, and today is one tap away', async () => {
  const { page } = desk
  await page.goto('/overview')
  await expect.poll(figures).toEqual(['2', '3', '1'])

  await page.getByLabel('截至').fill(SECOND)
  await page.getByText('正在看截至 2026年3月2日 的情况').waitFor()
  await expect.poll(figures).toEqual(['1', '2', '1'])
  // What happens now is not shown there.
  await report((await county.compound('第三小区')).id, '井盖响')
  await page.getByLabel('截至').fill(FIRST)
  await expect.poll(figures).toEqual(['1', '1', '1'])

  await page.getByRole('button', { name: '回到今天' }).click()
  await expect.poll(figures).toEqual(['3', '4', '2'])
  expect(desk.complaints).toEqual([])
})
