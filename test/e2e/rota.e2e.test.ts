/** Neighbours share the turns: the group opens a rota, two swap on their phones, and somebody without an account confirms hers by a link. */
import { addMinutes, dayOf, instantOf } from '@changxin/shared/kernel'
import { rotaApi } from '@changxin/shared/management'
import { peopleApi } from '@changxin/shared/people'
import { placesApi } from '@changxin/shared/places'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { axeViolations } from '../kit/axe.ts'
import { openBrowser, openWindow, PHONE, WEB_ROOT, type Window } from '../kit/browser.ts'
import { makeCounty, type TestCompound } from '../kit/county.ts'
import { type Client, expectOk, startServer, type TestServer } from '../kit/server.ts'

let at: TestServer
let browser: Browser
let compound: TestCompound
let committee: Client
let group: Window
let chen: { readonly id: string; readonly window: Window }
let deng: { readonly id: string; readonly window: Window }
let auntId: string

const nextDoor = async (name: string, unit: number) => {
  const person = (await expectOk(at.admin.tell(peopleApi.register, {}, { name }))).body.id
  const body = { personId: person, relation: 'occupant', since: '2024-01-01' } as const
  await expectOk(at.admin.tell(placesApi.recordRelation, { id: compound.unitIds[unit] ?? '' }, body))
  return person
}
async function neighbour(unit: number) {
  const client = await at.person('neighbour')
  const body = { personId: client.personId, relation: 'occupant', since: '2024-01-01' } as const
  await expectOk(at.admin.tell(placesApi.recordRelation, { id: compound.unitIds[unit] ?? '' }, body))
  return { id: client.personId, window: await openWindow(browser, at, client, PHONE) }
}

beforeAll(async () => {
  at = await startServer({ listen: true, config: { WEB_ROOT } })
  await at.server.timer.advanceTo(instantOf(Date.now()))
  browser = await openBrowser()
  compound = await (await makeCounty(at)).compound('兴隆花园')
  committee = await at.person('committee', ['committee', { kind: 'compound', id: compound.id }])
  auntId = await nextDoor('王秀英', 2)
  chen = await neighbour(0)
  deng = await neighbour(1)
  group = await openWindow(browser, at, committee)
})
afterAll(async () => {
  await browser?.close()
  await at?.close()
})

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const inDialog = (page: Page, name: string) => page.getByRole('dialog').getByRole('button', { name, exact: true })
async function expectAccessible(page: Page) {
  expect(await axeViolations(page)).toEqual([])
}

test('the group opens a rota on the compound’s page, and prints the month', async () => {
  const { page } = group
  await page.goto(`/compounds/${compound.id}?tab=management`)
  await button(page, '建立轮值表').click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('门岗', { exact: true }).click()
  await dialog.getByLabel('名称').fill('东门')
  await dialog.getByRole('checkbox', { name: /王秀英/ }).check()
  await dialog.getByRole('checkbox', { name: /101/ }).check()
  await expectAccessible(page)
  await inDialog(page, '建立并排班').click()
  await page.getByRole('heading', { name: '东门' }).waitFor()
  expect(await page.getByRole('list', { name: '排班日历' }).getByText('王秀英').count()).toBeGreaterThan(5)
  await expectAccessible(page)
  await page.getByRole('link', { name: '打印本月排班表' }).click()
  await page.getByRole('table', { name: '东门' }).waitFor()
  await expectAccessible(page)
  expect(group.complaints).toEqual([])
})

test('two neighbours swap a turn on their phones: one asks, the other says yes', async () => {
  const pattern = {
    kind: 'rotating',
    weekdays: [1, 2, 3, 4, 5, 6, 7],
    shifts: [{ from: '21:00', until: '23:00' }],
  } as const
  const tomorrow = dayOf(addMinutes(instantOf(Date.now()), 24 * 60))
  const body = {
    owner: { kind: 'compound' as const, id: compound.id },
    purpose: 'night-patrol' as const,
    staff: 'volunteer' as const,
    title: '夜巡',
    pattern: structuredClone(pattern) as never,
    personIds: [chen.id, deng.id],
    since: tomorrow,
  }
  const { id } = (await expectOk(committee.tell(rotaApi.open, {}, body))).body
  const [phone, other] = [chen.window.page, deng.window.page]
  await phone.goto('/')
  await phone.getByRole('link', { name: /下一班/ }).click()
  await button(phone, '换班').first().click()
  await inDialog(phone, '提出换班').click()
  await phone.getByRole('dialog').getByText('已经提出，等对方答应。').waitFor()
  await inDialog(phone, '关闭').click()
  await expectAccessible(phone)

  await other.goto('/')
  await other.getByRole('link', { name: /等您回复/ }).click()
  await button(other, '我来').waitFor()
  await expectAccessible(other)
  await button(other, '我来').click()
  await button(other, '我来').waitFor({ state: 'hidden' })
  await other.getByText('已换班').first().waitFor()
  const { turns } = (await expectOk(committee.ask(rotaApi.rota, { id, from: tomorrow }))).body
  expect(turns.slice(0, 2).map(({ personId }) => personId)).toEqual([deng.id, deng.id])
  expect([chen.window.complaints, deng.window.complaints]).toEqual([[], []])
})

test('without an account, by the link from the group: seen, confirmed, and over', async () => {
  const soon = addMinutes(instantOf(Date.now()), 10)
  const clock = (minutes: number) =>
    new Date(Date.parse(addMinutes(soon, minutes)) + 8 * 3_600_000).toISOString().slice(11, 16)
  const body = {
    owner: { kind: 'compound' as const, id: compound.id },
    purpose: 'cleaning' as const,
    staff: 'volunteer' as const,
    title: '2 单元清扫',
    pattern: {
      kind: 'rotating' as const,
      weekdays: [1, 2, 3, 4, 5, 6, 7],
      shifts: [{ from: clock(0), until: clock(60) }],
    },
    personIds: [auntId],
    since: dayOf(soon),
  }
  const { id } = (await expectOk(committee.tell(rotaApi.open, {}, body))).body
  const { page } = group
  await page.goto(`/rotas/${id}`)
  await page.getByRole('list', { name: '排班日历' }).getByRole('button').first().click()
  await inDialog(page, '发链接（不用注册）').click()
  const text = await page.getByRole('dialog').getByText(/\/t#/).textContent()
  await expectAccessible(page)
  await inDialog(page, '关闭').click()

  const aunt = await openWindow(browser, at, undefined, PHONE)
  await aunt.page.goto(/http\S+/.exec(text ?? '')?.[0] ?? '')
  await aunt.page.getByRole('heading', { name: '王秀英' }).waitFor()
  await expectAccessible(aunt.page)
  await button(aunt.page, '值好了').click()
  await aunt.page.getByRole('heading', { name: '谢谢您！' }).waitFor()
  await page.getByText('已值班', { exact: true }).first().waitFor()
  await aunt.page.reload()
  await aunt.page.getByRole('heading', { name: '这个链接已经不能用了' }).waitFor()
  await expectAccessible(aunt.page)
})
