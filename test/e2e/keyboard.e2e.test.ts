/** The request desk without a mouse: j and k move, Enter goes into the request, / searches. */
import type { Browser, Locator } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser, openWindow, WEB_ROOT } from '../kit/browser.ts'
import { makeCounty } from '../kit/county.ts'
import { liveIn } from '../kit/lived-in.ts'
import { startServer, type TestServer } from '../kit/server.ts'

let at: TestServer
let browser: Browser

beforeAll(async () => {
  at = await startServer({ listen: true, config: { WEB_ROOT } })
  browser = await openBrowser()
  const compound = await (await makeCounty(at)).compound('兴隆花园')
  await liveIn(at, compound, await at.person('worker', ['worker', { kind: 'compound', id: compound.id }]))
})
afterAll(async () => {
  await browser?.close()
  await at?.close()
})

const holdsFocus = (place: Locator) => place.evaluate((element) => element.contains(document.activeElement))

test('a request is found, opened and acted on by keyboard alone', async () => {
  const { page, complaints } = await openWindow(browser, at, at.admin)
  await page.goto('/requests?view=all')
  const rows = page.getByRole('list', { name: '报修' }).getByRole('listitem')
  await rows.nth(5).waitFor()
  const current = () =>
    rows.evaluateAll((items) => items.findIndex((item) => item.querySelector('[aria-current]') !== null))
  expect(await current()).toBe(-1)
  for (const [key, place] of [
    ['j', 0],
    ['j', 1],
    ['j', 2],
    ['k', 1],
    ['k', 0],
    ['k', 0],
  ] as const) {
    await page.keyboard.press(key)
    await expect.poll(current, { message: `after ${key}` }).toBe(place)
  }

  const pane = page.getByRole('region', { name: '报修单' })
  await pane.getByText('待受理').first().waitFor()
  await page.keyboard.press('Enter')
  await expect.poll(() => holdsFocus(pane)).toBe(true)
  const accept = pane.getByRole('button', { name: '受理', exact: true })
  // Past the links before it, in a few steps at most.
  for (let steps = 0; steps < 6 && !(await holdsFocus(accept)); steps++) await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await pane.getByText('已受理', { exact: true }).first().waitFor()

  await page.locator('body').press('/')
  const search = page.getByRole('searchbox', { name: '搜索单号、内容' })
  await expect.poll(() => holdsFocus(search)).toBe(true)
  // Letters are text now and move nothing.
  await page.keyboard.type('jk 第 4 步')
  expect(await search.inputValue()).toBe('jk 第 4 步')
  await search.fill('第 4 步')
  await expect.poll(() => rows.count()).toBe(1)
  expect(complaints).toEqual([])
})
