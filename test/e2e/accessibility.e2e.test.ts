/** Every main page, on a desk and on a phone: axe finds nothing, the console is silent, no request fails; and the desk works by keyboard. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { axeViolations } from '../kit/axe.ts'
import { DESK, openBrowser, openWindow, PHONE, WEB_ROOT, type Window } from '../kit/browser.ts'
import { makeCounty, type TestCompound } from '../kit/county.ts'
import { type LivedIn, liveIn } from '../kit/lived-in.ts'
import { type Client, startServer, type TestServer } from '../kit/server.ts'

let at: TestServer
let browser: Browser
let compound: TestCompound
let lived: LivedIn
let people: { admin: Client; worker: Client; resident: Client; nobody: undefined }

beforeAll(async () => {
  at = await startServer({ listen: true, config: { WEB_ROOT } })
  browser = await openBrowser()
  const county = await makeCounty(at)
  compound = await county.compound('兴隆花园')
  const worker = await at.person('worker', ['worker', { kind: 'compound', id: compound.id }])
  const resident = await county.owner(compound.unitIds[0]!)
  await at.server.timer.advanceTo(new Date().toISOString())
  lived = await liveIn(at, compound, worker)
  people = { admin: at.admin, worker, resident, nobody: undefined }
})
afterAll(async () => {
  await browser?.close()
  await at?.close()
})

type Who = keyof typeof people
const tabs = ['story', 'requests', 'fund', 'management', 'buildings', 'parts', 'freshness']
const request = () => `/requests/${lived.requestIds[4]}`
const compoundPage = () => `/compounds/${compound.id}`
const fund = () => `/units/${compound.unitIds[0]}/fund`
const plan = () => `/plans/${lived.planId}`
const visits: readonly (readonly [string, Who, typeof DESK, readonly (string | (() => string))[], { elder?: boolean }?])[] = [
  ['nobody on a desk', 'nobody', DESK, ['/sign-in', '/no/such/page']],
  [
    'the administrator on a desk', 'admin', DESK,
    ['/overview', '/compounds', ...tabs.map((tab) => () => `${compoundPage()}?tab=${tab}`), '/requests', request, '/report', '/plans', plan, () => `${plan()}?tab=rows`, '/people', '/wall', fund, '/not-allowed'],
  ],
  [
    'the administrator on a phone', 'admin', PHONE,
    ['/overview', '/compounds', compoundPage, () => `${compoundPage()}?tab=fund`, '/requests', '/plans', plan, '/people'],
  ],
  ['a worker on a phone', 'worker', PHONE, ['/requests', request, '/report']],
  ['a resident on a phone', 'resident', PHONE, ['/home', '/report', '/requests', request, compoundPage, fund]],
  ['a resident on a phone in large type', 'resident', PHONE, ['/home', '/report'], { elder: true }],
]

/** Everything asked for is there and nothing moves any more. */
async function settled({ page }: Window): Promise<void> {
  await page.locator('h1').first().waitFor({ state: 'attached' })
  await page.waitForLoadState('networkidle')
  await page.waitForFunction(() => !document.querySelector('.skeleton') && document.getAnimations().every((one) => one.playState !== 'running' || one.effect?.getTiming().iterations === Number.POSITIVE_INFINITY))
}

/** Nothing of the page stands out at the right: a phone must not scroll sideways. */
const overflow = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

describe.each(visits)('%s', (_, who, viewport, paths, { elder = false } = {}) => {
  test('sees pages that axe, the console and the network have nothing against', async () => {
    const window = await openWindow(browser, at, people[who], viewport)
    const { page, context } = window
    if (elder) await context.addInitScript(() => localStorage.setItem('changxin.elder', '1'))
    const found: string[] = []
    for (const each of paths) {
      const path = typeof each === 'string' ? each : each()
      await page.goto(path)
      await settled(window)
      if (!page.url().endsWith(path)) found.push(`${path}: led to ${page.url()}`)
      found.push(...(await axeViolations(page)).map((violation) => `${path}: ${violation}`))
      if ((await overflow(page)) > 0) found.push(`${path}: scrolls sideways by ${await overflow(page)} px`)
      found.push(...window.complaints.splice(0).map((complaint) => `${path}: ${complaint}`))
    }
    await context.close()
    expect(found).toEqual([])
  })
})

/** Dialogs, each opened on the page where it belongs. */
const dialogs: readonly (readonly [string, Who, typeof DESK, () => string, string])[] = [
  ['complete', 'worker', PHONE, () => `/requests/${lived.requestIds[3]}`, '完工'],
  ['assign', 'admin', DESK, () => `/requests/${lived.requestIds[1]}`, '派单'],
  ['confirm', 'resident', PHONE, request, '确认修好'],
  ['contribute', 'admin', DESK, () => `${compoundPage()}?tab=fund`, '登记交存'],
  ['reverse', 'admin', DESK, fund, '冲正'],
  ['adopt', 'admin', DESK, () => `${compoundPage()}?tab=management`, '登记管理模式'],
  ['ten ticks', 'admin', PHONE, () => `${compoundPage()}?tab=freshness`, '登记十项月查'],
  ['choose', 'admin', DESK, plan, '选定数字'],
  ['register', 'admin', DESK, () => '/people', '登记人员'],
]

test.each(dialogs)('the %s dialog takes the focus, Escape gives it back, and axe finds nothing', async (_, who, viewport, path, name) => {
  const window = await openWindow(browser, at, people[who], viewport)
  const { page, context } = window
  await page.goto(path())
  await settled(window)
  const opener = page.getByRole('button', { name, exact: true }).first()
  await opener.click()
  const dialog = page.getByRole('dialog')
  await dialog.waitFor()
  await settled(window)
  expect(await axeViolations(page)).toEqual([])
  await expect.poll(() => dialog.evaluate((element) => element.contains(document.activeElement))).toBe(true)
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'hidden' })
  await expect.poll(() => opener.evaluate((element) => element === document.activeElement)).toBe(true)
  expect(window.complaints).toEqual([])
  await context.close()
})

test('the request desk works by keyboard: j and k move, Enter goes into the request, / searches', async () => {
  const { page, context } = await openWindow(browser, at, people.admin)
  await page.goto('/requests?view=all')
  const rows = page.getByRole('list', { name: '报修' }).getByRole('listitem')
  await rows.nth(5).waitFor()
  const current = () => rows.evaluateAll((items) => items.findIndex((item) => item.querySelector('[aria-current]') !== null))
  expect(await current()).toBe(-1)
  for (const [key, place] of [['j', 0], ['j', 1], ['j', 2], ['k', 1]] as const) {
    await page.keyboard.press(key)
    await expect.poll(current).toBe(place)
  }
  const pane = page.getByRole('region', { name: '报修单' })
  await pane.getByText('第 1 步').first().waitFor()
  await page.keyboard.press('Enter')
  await expect.poll(() => pane.evaluate((element) => element.contains(document.activeElement))).toBe(true)
  // On with Tab: the next step is the first button in there.
  await page.keyboard.press('/')
  const search = page.getByRole('searchbox', { name: '搜索单号、内容' })
  await expect.poll(() => search.evaluate((element) => element === document.activeElement)).toBe(true)
  // Letters are text now, and move nothing.
  await page.keyboard.type('第 4 步 j')
  expect(await search.inputValue()).toBe('第 4 步 j')
  await page.keyboard.press('Backspace')
  await expect.poll(() => rows.count()).toBe(1)
  await context.close()
})
