/** The centre calls back on a phone: one tap for who is satisfied, a reason from who is not, and the next one is there. */
import { maintenanceApi } from '@changxin/shared/maintenance'
import { placesApi } from '@changxin/shared/places'
import type { Browser, Locator } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser, openWindow, PHONE, WEB_ROOT, type Window } from '../kit/browser.ts'
import { expectOk, startServer, type TestServer } from '../kit/server.ts'
import { settled } from '../kit/settled.ts'

let at: TestServer
let browser: Browser
let centre: Window
const ids = new Map<string, string>()

beforeAll(async () => {
  at = await startServer({ listen: true, config: { WEB_ROOT } })
  browser = await openBrowser()
  await at.server.timer.advanceTo(new Date().toISOString())
  const { admin } = at
  let parentId: string | null = null
  for (const level of ['district', 'subdistrict', 'community'] as const)
    parentId = (await expectOk(admin.tell(placesApi.registerRegion, {}, { level, name: level, parentId }))).body.id
  const communityId = parentId ?? ''
  const compound = await expectOk(admin.tell(placesApi.registerCompound, {}, { name: '东苑', regionId: communityId }))
  const { id: compoundId } = compound.body
  const worker = await at.person('worker', ['worker', { kind: 'compound', id: compoundId }])
  for (const text of ['水管爆裂', '电梯困人', '门打不开']) {
    const place = { kind: 'compound', id: compoundId } as const
    const body = { place, category: 'other', urgency: 'emergency', text } as const
    const { id } = (await expectOk(admin.tell(maintenanceApi.report, { id: compoundId }, body))).body
    await expectOk(admin.tell(maintenanceApi.assign, { id }, { assigneeId: worker.personId }))
    await expectOk(worker.tell(maintenanceApi.complete, { id }, { note: '处理好了' }))
    ids.set(text, id)
  }
  const manager = await at.person('centre', ['manager', { kind: 'community', id: communityId }])
  centre = await openWindow(browser, at, manager, PHONE)
})
afterAll(async () => {
  await browser?.close()
  await at?.close()
})

const statusOf = async (text: string) =>
  (await expectOk(at.admin.ask(maintenanceApi.request, { id: ids.get(text) ?? '' }))).body.status
const card = (text: string): Locator => centre.page.getByRole('article').filter({ hasText: text })
const tap = (text: string, name: string) => card(text).getByRole('button', { name, exact: true }).click()
const said = (text: string) => centre.page.getByRole('status').filter({ hasText: text }).waitFor()

test('satisfied is one tap; dissatisfied asks why and opens it again; nobody at home is called again', async () => {
  const { page } = centre
  await page.goto('/visits')
  await settled(page)
  expect(await page.getByRole('article').count()).toBe(3)

  await tap('水管爆裂', '满意')
  await said('已记下：满意')
  await card('水管爆裂').waitFor({ state: 'detached' })
  expect(await page.locator('[data-visit]:focus').count(), 'the next one has the focus').toBe(1)

  await tap('电梯困人', '不满意')
  const record = card('电梯困人').getByRole('button', { name: '记下并重新打开' })
  expect(await record.isDisabled()).toBe(true)
  await card('电梯困人').getByLabel('不满意在哪里').fill('又困了一次')
  await record.click()
  await said('报修单已重新打开')
  await card('电梯困人').waitFor({ state: 'detached' })
  expect(await statusOf('电梯困人')).toBe('assigned')
  expect(await statusOf('水管爆裂')).toBe('completed')

  await tap('门打不开', '联系不上')
  await card('门打不开').getByText('1 次联系不上').waitFor()
})

test('the month says how far it is', async () => {
  const { page } = centre
  await page.getByText('2 / 3 件').waitFor()
  await page.getByRole('link', { name: '本月已回访' }).click()
  await page.getByRole('list', { name: '本月已回访' }).getByText('水管爆裂').waitFor()
  expect(await page.getByRole('button', { name: '满意', exact: true }).count()).toBe(0)
  expect(centre.complaints).toEqual([])
})
