/** What goes wrong with a worker's phone: each time the worker is told, and no step is lost, doubled or sent as another's. */
import { maintenanceApi } from '@changxin/shared/maintenance'
import { peopleApi } from '@changxin/shared/people'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { openBrowser, openWindow, PHONE, WEB_ROOT, type Window } from '../kit/browser.ts'
import { makeCounty, type TestCompound } from '../kit/county.ts'
import { photo } from '../kit/photo.ts'
import { type Client, expectOk, startServer, TEST_PASSWORD, type TestServer } from '../kit/server.ts'
import { openSignal, type Signal, shellIsKept } from '../kit/signal.ts'
import { workerCalled } from '../kit/worker-called.ts'

const HOUR_MS = 3_600_000
let at: TestServer
let browser: Browser
let compound: TestCompound
let wang: Client
let li: Client
let signal: Signal
let phone: Window
let trouble: string
let requestId: string
let count = 0

beforeAll(async () => {
  at = await startServer({ listen: true, config: { WEB_ROOT } })
  browser = await openBrowser()
  compound = await (await makeCounty(at)).compound('兴隆花园')
  wang = await workerCalled(at, compound.id, '王师傅', 'wang')
  li = await workerCalled(at, compound.id, '李师傅', 'li')
})
afterAll(async () => {
  await browser?.close()
  await at?.close()
})

// Each test has a phone of its own, with one request on it.
beforeEach(async () => {
  trouble = `第 ${++count} 处漏水`
  const place = { kind: 'compound', id: compound.id } as const
  const body = { place, category: 'drain', urgency: 'ordinary', text: trouble } as const
  requestId = (await expectOk(at.admin.tell(maintenanceApi.report, { id: compound.id }, body))).body.id
  await expectOk(at.admin.tell(maintenanceApi.assign, { id: requestId }, { assigneeId: wang.personId }))
  signal = await openSignal(at)
  phone = await openWindow(browser, signal.at, await at.signIn('wang'), PHONE)
  await phone.page.goto('/work')
  await card().waitFor()
  await expect.poll(() => shellIsKept(phone.page)).toBe(true)
})
afterEach(async () => {
  await phone?.context.close()
  await signal?.close()
})

const button = (within: Page | Locator, name: string) => within.getByRole('button', { name, exact: true })
const card = (page = phone.page) => page.getByRole('article').filter({ hasText: trouble })
const says = (within: Locator, words: string) => within.getByText(words, { exact: true }).first().waitFor()

async function loseSignal(...pages: Page[]): Promise<void> {
  await phone.context.setOffline(true)
  signal.lose()
  for (const page of [phone.page, ...pages]) await page.getByText('连接中断，正在重新连接。').waitFor()
}
async function findSignal(): Promise<void> {
  signal.find()
  await phone.context.setOffline(false)
}
const stepsTaken = async () => {
  const { body } = await expectOk(at.admin.ask(maintenanceApi.request, { id: requestId }))
  return body.steps.filter(({ type }) => type === 'WorkStarted')
}

test('a job that was never opened opens without signal, and so does what waits', async () => {
  await loseSignal()
  await card().getByText(trouble).click()
  await phone.page.getByText('这张单还没有在有信号时打开过').waitFor()
  await button(phone.page, '到场').click()
  await says(phone.page.locator('.request'), '维修中')
  await phone.page.getByRole('link', { name: /步待同步/ }).click()
  await phone.page.getByRole('list', { name: '待同步' }).getByText('到场').first().waitFor()
})

test('where the proxy answers and its server does not, the app opens from the phone', async () => {
  signal.loseServer()
  await phone.page.reload()
  await card().waitFor()
})

test('two taps of one thumb are one step', async () => {
  await loseSignal()
  await button(card(), '到场').evaluate((element: HTMLElement) => {
    element.click()
    element.click()
  })
  await card().getByText('待同步').waitFor()
  await phone.page.getByRole('link', { name: /^1 步待同步/ }).waitFor()
})

test('two tabs of one phone send a step once, and both know of it', async () => {
  const other = await phone.context.newPage()
  await other.goto('/work')
  await card(other).waitFor()
  await loseSignal(other)
  await button(card(), '到场').click()
  await card(other).getByText('待同步').waitFor()
  // The first answer is held back until both tabs have had their chance.
  const sent: string[] = []
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  await phone.context.route('**/start', async (route) => {
    sent.push(route.request().url())
    await held
    await route.continue()
  })
  await findSignal()
  for (const page of [phone.page, other]) await page.getByText('已恢复连接').waitFor()
  release()
  for (const page of [phone.page, other]) {
    await button(card(page), '完工').waitFor()
    await card(page).getByText('待同步').waitFor({ state: 'detached' })
  }
  expect(sent).toHaveLength(1)
  expect(await stepsTaken()).toHaveLength(1)
})

test('the clock of the phone is three hours ahead: the step has the right time all the same', async () => {
  await phone.page.clock.install({ time: Date.now() + 3 * HOUR_MS })
  await phone.page.reload()
  await card().waitFor()
  await loseSignal()
  const tappedFromMs = Date.now()
  await button(card(), '到场').click()
  await card().getByText('待同步').waitFor()
  const tappedUntilMs = Date.now()
  await findSignal()
  await expect.poll(async () => (await stepsTaken()).length).toBe(1)
  const [step] = await stepsTaken()
  const offMs = Date.parse(step?.occurredAt ?? '')
  // A date of HTTP has whole seconds.
  expect(offMs).toBeGreaterThan(tappedFromMs - 2_000)
  expect(offMs).toBeLessThan(tappedUntilMs + 2_000)
})

test('the phone is full: it says so, and notes the step when there is room again', async () => {
  await phone.page.evaluate(() => {
    const { put } = IDBObjectStore.prototype
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('full', 'QuotaExceededError')
    }
    Object.assign(window, { freeRoom: () => Object.assign(IDBObjectStore.prototype, { put }) })
  })
  await button(card(), '到场').click()
  await card().getByText('手机存储已满，这一步没有记下。').waitFor()
  expect(await stepsTaken()).toEqual([])
  await phone.page.evaluate(() => (window as unknown as { freeRoom(): void }).freeRoom())
  await button(card(), '到场').click()
  await button(card(), '完工').waitFor()
  await expect.poll(async () => (await stepsTaken()).length).toBe(1)
})

test('a newer version of the app has opened the storage: the older page goes on keeping', async () => {
  const newer = await phone.context.newPage()
  await newer.goto('/favicon.svg')
  await newer.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const asked = indexedDB.open('changxin', 2)
        asked.onsuccess = () => {
          asked.result.close()
          resolve()
        }
        asked.onerror = () => reject(asked.error)
      }),
  )
  await loseSignal()
  await button(card(), '到场').click()
  await card().getByText('待同步').waitFor()
  await phone.page.reload()
  await card().getByText('待同步').waitFor()
})

test('another person on the same phone neither sees nor sends what the first left; the first sends it later', async () => {
  await loseSignal()
  await button(card(), '到场').click()
  await card().getByText('待同步').waitFor()
  // Without signal the server cannot be told to end the session; with it, the step would go out.
  await phone.context.clearCookies()
  await findSignal()
  await phone.page.getByLabel('登录名').fill('li')
  expect(await stepsTaken()).toEqual([])
  await phone.page.getByLabel('密码').fill(TEST_PASSWORD)
  await button(phone.page, '登录').click()
  await phone.page.getByRole('heading', { name: '今日工单' }).waitFor()
  await phone.page.goto('/outbox')
  await phone.page.getByText('全部已同步').waitFor()
  await phone.page.goto('/work')
  await phone.page.getByText('手上没有工单').waitFor()
  await loseSignal()
  await phone.page.reload()
  await phone.page.getByRole('heading', { name: '今日工单' }).waitFor()
  await phone.page.getByText('手上没有工单').waitFor()
  expect(await phone.page.getByText(trouble).count()).toBe(0)
  await findSignal()
  await phone.page.getByText('已恢复连接').waitFor()
  expect(await stepsTaken()).toEqual([])

  await phone.page.getByRole('button', { name: /李师傅/ }).click()
  await phone.page.getByRole('menuitem', { name: '退出登录' }).click()
  await phone.page.getByLabel('登录名').fill('wang')
  await phone.page.getByLabel('密码').fill(TEST_PASSWORD)
  await button(phone.page, '登录').click()
  await button(card(), '完工').waitFor()
  await expect.poll(async () => (await stepsTaken()).map(({ actorId }) => actorId)).toEqual([wang.personId])
})

test('the session ends while a photo goes out: signed in again, the step goes out with it', async () => {
  await phone.cutLive()
  await button(card(), '到场').click()
  await button(card(), '完工').click()
  const dialog = phone.page.getByRole('dialog')
  await dialog.getByLabel('从相册选').setInputFiles(await photo())
  await dialog.getByAltText('照片 1').waitFor()
  await phone.context.clearCookies()
  await button(dialog, '完工').click()
  await phone.page.getByLabel('登录名').fill('wang')
  await phone.page.getByLabel('密码').fill(TEST_PASSWORD)
  await phone.mendLive()
  await button(phone.page, '登录').click()
  await phone.page.getByRole('heading', { name: '今日工单' }).waitFor()
  await expect
    .poll(async () => {
      const { body } = await expectOk(at.admin.ask(maintenanceApi.request, { id: requestId }))
      return [body.status, body.photos]
    })
    .toEqual(['completed', 1])
  await card().waitFor({ state: 'detached' })
})

test('somebody else signed in by another tab: the sleeping page does nothing in their name', async () => {
  await phone.cutLive()
  const [name = '', value = ''] = (await at.signIn('li')).cookie.split(/=(.*)/s)
  await phone.context.addCookies([{ name, value, url: signal.at.url }])
  await button(card(), '到场').click()
  await phone.page.getByText('手上没有工单').waitFor()
  expect(await stepsTaken()).toEqual([])
  const { body } = await expectOk(li.ask(peopleApi.me, {}))
  expect(body.personId).toBe(li.personId)
})
