/** Who may not see a thing gets a clear page instead of it, and whose session ends elsewhere is asked to sign in. */
import { maintenanceApi } from '@changxin/shared/maintenance'
import { peopleApi } from '@changxin/shared/people'
import { repairFundApi } from '@changxin/shared/repair-fund'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser, openWindow, PHONE, WEB_ROOT, type Window } from '../kit/browser.ts'
import { makeCounty, type TestCompound } from '../kit/county.ts'
import { expectOk, startServer, TEST_PASSWORD, type TestServer } from '../kit/server.ts'

/** Told by the live connection; without it the page would find out at its next poll. */
const AT_ONCE_MS = 5_000
const SECRET = '隔壁的私事'
const FORBIDDEN = '您没有在这里做这件事的权限'

let at: TestServer
let browser: Browser
let compound: TestCompound
let other: TestCompound
let neighboursRequest: string
let home: Window

beforeAll(async () => {
  at = await startServer({ listen: true, config: { WEB_ROOT } })
  browser = await openBrowser()
  const county = await makeCounty(at)
  compound = await county.compound('兴隆花园')
  other = await county.compound('别的小区')
  const [mine, neighbours] = compound.unitIds as [string, string]
  const opening = { openedOn: '2024-01-01', bookkeeper: 'bank', ground: '开户' } as const
  await expectOk(at.admin.tell(repairFundApi.open, { id: compound.id }, opening))
  const rows = [mine, neighbours].map((unitId, index) => ({ unitId, amountFen: 12_345 + index * 55_443_322 }))
  await expectOk(
    at.admin.tell(repairFundApi.contribute, { id: compound.id }, { kind: 'first-deposit', paidOn: '2024-02-01', rows }),
  )
  const place = { kind: 'unit', id: neighbours } as const
  const report = { place, category: 'drain', urgency: 'ordinary', text: SECRET } as const
  neighboursRequest = (await expectOk(at.admin.tell(maintenanceApi.report, { id: compound.id }, report))).body.id
  home = await openWindow(browser, at, await county.owner(mine), PHONE)
})
afterAll(async () => {
  await browser?.close()
  await at?.close()
})

/** Goes there by the address, waits for the words that say no, and answers all that the screen shows. */
async function refused({ page }: Window, path: string, words: string | RegExp): Promise<string> {
  await page.goto(path)
  await page.locator('main').getByText(words).first().waitFor()
  return (await page.locator('body').textContent()) ?? ''
}

test('a resident sees the own fund and requests, and of others a clear refusal', async () => {
  const { page } = home
  const [mine, neighbours] = compound.unitIds
  await page.goto(`/units/${mine}/fund`)
  await page.locator('.amount').getByText('¥123.45').first().waitFor()
  expect(await refused(home, `/units/${neighbours}/fund`, FORBIDDEN)).not.toContain('554')
  expect(await refused(home, `/requests/${neighboursRequest}`, FORBIDDEN)).not.toContain(SECRET)
  expect(await refused(home, '/requests', '还没有报修')).not.toContain(SECRET)
  await refused(home, `/compounds/${other.id}`, FORBIDDEN)
})

test('pages for others are not in the navigation, and their address leads to a page that says so', async () => {
  const { page } = home
  await page.goto('/home')
  await page.getByRole('heading', { name: /您好/ }).waitFor()
  for (const name of ['总览', '人员', '改造计划', '大屏'])
    expect(await page.getByRole('link', { name }).count(), name).toBe(0)
  for (const path of ['/overview', '/people', '/plans', '/wall']) await refused(home, path, '没有查看权限')
  await page.getByRole('button', { name: '回到首页' }).click()
  await page.getByRole('heading', { name: /您好/ }).waitFor()
  await refused(home, '/no/such/page', '没有这个页面')
})

test('a manager of one compound gets nothing of another', async () => {
  const manager = await at.person('manager', ['manager', { kind: 'compound', id: other.id }])
  const desk = await openWindow(browser, at, manager)
  expect(await refused(desk, `/compounds/${compound.id}`, FORBIDDEN)).not.toContain('兴隆花园')
  expect(await refused(desk, `/requests/${neighboursRequest}`, FORBIDDEN)).not.toContain(SECRET)
  expect(await refused(desk, '/requests', '还没有报修')).not.toContain(SECRET)
  await refused(desk, `/units/${compound.unitIds[0]}/fund`, FORBIDDEN)
  await desk.context.close()
})

test('a session that ends elsewhere leads to the sign-in, and back to the page', async () => {
  const person = await at.person('leaver', ['manager', { kind: 'compound', id: compound.id }])
  const window = await openWindow(browser, at, person)
  const { page } = window
  await page.goto(`/requests/${neighboursRequest}`)
  await page.getByText(SECRET).first().waitFor()
  await expectOk(person.tell(peopleApi.signOut, {}, {}))
  await page.getByRole('heading', { name: '登录' }).waitFor({ timeout: AT_ONCE_MS })
  expect(await page.locator('body').textContent()).not.toContain(SECRET)
  await page.getByLabel('登录名').fill(person.loginName)
  await page.getByLabel('密码').fill(TEST_PASSWORD)
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await page.getByText(SECRET).first().waitFor()
  expect(window.documents()).toBe(1)
})
