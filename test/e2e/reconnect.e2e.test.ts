/** The live connection is cut and comes back: the page says so, and then shows what the API answers, each row once. */
import { maintenanceApi } from '@changxin/shared/maintenance'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser, openWindow, WEB_ROOT, type Window } from '../kit/browser.ts'
import { makeCounty, type TestCompound } from '../kit/county.ts'
import { type Client, expectOk, startServer, type TestServer } from '../kit/server.ts'

const STATUS = { reported: '待受理', accepted: '已受理', cancelled: '已撤销' } as const

let at: TestServer
let browser: Browser
let compound: TestCompound
let manager: Client
let desk: Window

beforeAll(async () => {
  at = await startServer({ listen: true, config: { WEB_ROOT } })
  browser = await openBrowser()
  compound = await (await makeCounty(at)).compound('兴隆花园')
  manager = await at.person('manager', ['manager', { kind: 'compound', id: compound.id }])
  desk = await openWindow(browser, at, manager)
})
afterAll(async () => {
  await browser?.close()
  await at?.close()
})

async function report(text: string): Promise<string> {
  const place = { kind: 'compound', id: compound.id } as const
  const body = { place, category: 'drain', urgency: 'ordinary', text } as const
  return (await expectOk(at.admin.tell(maintenanceApi.report, { id: compound.id }, body))).body.id
}
const accept = (id: string) => expectOk(at.admin.tell(maintenanceApi.accept, { id }, {}))
const cancel = (id: string) => expectOk(at.admin.tell(maintenanceApi.cancel, { id }, { reason: '重复报修' }))

/** Id and status of every row in the order of the screen. */
const shown = () =>
  desk.page
    .getByRole('list', { name: '报修' })
    .locator('li[data-id]')
    .evaluateAll((rows, words) => {
      const statusOf = (row: Element) => words.find((word) => row.textContent?.includes(word)) ?? ''
      return rows.map((row) => [row.getAttribute('data-id'), statusOf(row)])
    }, Object.values(STATUS))

async function answered() {
  const { items } = (await expectOk(manager.ask(maintenanceApi.list, { view: 'all', limit: 50 }))).body
  return items.map(({ id, status }) => [id, STATUS[status as keyof typeof STATUS]])
}

const lost = () => desk.page.getByText('连接中断，正在重新连接。')

async function shownIsAnswered(count: number): Promise<void> {
  const right = await answered()
  expect(right).toHaveLength(count)
  await expect.poll(shown).toEqual(right)
}

test('cut, things happen, back: nothing is missed and nothing shown twice', async () => {
  const first = await report('漏水')
  const second = await report('停电')
  await desk.page.goto('/requests?view=all')
  await shownIsAnswered(2)

  await desk.cutLive()
  await lost().waitFor()
  await accept(first)
  await cancel(second)
  const third = await report('门锁坏了')
  expect(await shown()).toHaveLength(2)
  await desk.mendLive()
  await lost().waitFor({ state: 'hidden' })
  await shownIsAnswered(3)

  await accept(third)
  await report('路灯不亮')
  await shownIsAnswered(4)
  expect(desk.documents()).toBe(1)
})

test('whoever does not want to wait tries again by hand', async () => {
  await desk.page.clock.install()
  await desk.page.goto('/requests?view=all')
  await shownIsAnswered(4)
  // From here no timer of the page fires, so that it is the button that brings the connection back.
  await desk.page.clock.pauseAt(Date.now() + 1_000)
  await desk.cutLive()
  await lost().waitFor()
  for (const text of ['墙皮脱落', '井盖松动', '树枝挡窗']) await report(text)
  await desk.mendLive()
  await desk.page.getByRole('button', { name: '重试' }).click()
  await desk.page.getByText('已恢复连接').waitFor()
  await shownIsAnswered(7)
})
