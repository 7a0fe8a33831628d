/** Photos, voice and films on a phone: what cannot be taken is said in words, what was taken is neither lost nor sent in vain. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { openBrowser, openWindow, PHONE, WEB_ROOT, type Window } from '../kit/browser.ts'
import { makeCounty } from '../kit/county.ts'
import { photo } from '../kit/photo.ts'
import { type Client, startServer, type TestServer } from '../kit/server.ts'

const MAX_PHOTOS = 9
const FILES = '**/api/files'

let at: TestServer
let browser: Browser
let resident: Client
let home: Window

beforeAll(async () => {
  at = await startServer({ listen: true, config: { WEB_ROOT } })
  browser = await openBrowser('--use-fake-device-for-media-stream')
  const county = await makeCounty(at)
  const { unitIds } = await county.compound('兴隆花园')
  resident = await county.owner(unitIds[0] ?? '')
})
afterAll(async () => {
  await browser?.close()
  await at?.close()
})
beforeEach(async () => {
  home = await openWindow(browser, at, resident, PHONE)
})
afterEach(() => home.context.close())

async function openReport(): Promise<Page> {
  const { page } = home
  await page.goto('/report')
  await page.getByLabel('出了什么问题').waitFor()
  return page
}
const album = (page: Page) => page.getByLabel('从相册选')
const film = (page: Page) => page.locator('input[aria-label="拍视频"]')
const voice = (page: Page) => page.getByRole('button', { name: /^录音/ })
const colours = [
  '#100000',
  '#200000',
  '#300000',
  '#400000',
  '#500000',
  '#600000',
  '#700000',
  '#800000',
  '#900000',
] as const

test('one photo too many is said, not dropped', async () => {
  const page = await openReport()
  await album(page).setInputFiles(await Promise.all([...colours, '#aa0000' as const].map((colour) => photo(colour))))
  await page.getByText('最多 9 个，多选的 1 个没有加上。').waitFor()
  expect(await page.getByAltText(/^照片 \d$/).count()).toBe(MAX_PHOTOS)
})

test('a HEIC photo and a film of an iPhone are refused in words when they are chosen', async () => {
  const page = await openReport()
  const bytes = Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1')
  await album(page).setInputFiles({ name: 'IMG_0001.HEIC', mimeType: 'image/heic', buffer: bytes })
  await page.getByText(/这张照片是 HEIC 格式/).waitFor()
  await film(page).setInputFiles({ name: 'IMG_0002.MOV', mimeType: 'video/quicktime', buffer: bytes })
  await page.getByText(/MOV 格式/).waitFor()
  await album(page).setInputFiles([{ name: 'IMG_0003.HEIC', mimeType: 'image/heic', buffer: bytes }, await photo()])
  await page.getByAltText('照片 1').waitFor()
  await page.getByText(/这张照片是 HEIC 格式/).waitFor()
})

test('a photo that an earlier visit could not send counts as what is reported', async () => {
  await home.context.route(FILES, (route) => route.abort('connectionrefused'))
  const page = await openReport()
  await album(page).setInputFiles(await photo())
  await page.getByText('待上传').waitFor()
  await page.reload()
  await page.getByAltText('照片 1').waitFor()
  await page.getByRole('button', { name: '提交报修', exact: true }).click()
  await page.getByRole('heading', { name: '已存在手机里' }).waitFor()
  await home.context.unroute(FILES)
  await page.evaluate(() => dispatchEvent(new Event('online')))
  await page.getByRole('heading', { name: '报修已提交' }).waitFor()
})

test('a photo that is removed on its way is not sent again', async () => {
  let asked = 0
  await home.context.route(FILES, () => void asked++)
  await home.page.clock.install()
  const page = await openReport()
  await album(page).setInputFiles(await photo())
  await expect.poll(() => asked).toBe(1)
  await page.getByRole('button', { name: '移除照片 1' }).click()
  await page.clock.runFor(30_000)
  await album(page).setInputFiles(await photo('#112233'))
  await expect.poll(() => asked).toBe(2)
})

test('a phone that never says how long its film is still lets it be added', async () => {
  await home.page.addInitScript(() => {
    Object.defineProperty(HTMLMediaElement.prototype, 'src', { set: () => undefined, get: () => '' })
  })
  await home.page.clock.install()
  const page = await openReport()
  await film(page).setInputFiles({ name: 'film.mp4', mimeType: 'video/mp4', buffer: Buffer.alloc(2_000, 1) })
  await expect
    .poll(async () => {
      await page.clock.runFor(1_000)
      return page.locator('.tile video').count()
    })
    .toBe(1)
})

test('the microphone is refused: the button says so and can be tried again', async () => {
  const page = await openReport()
  await voice(page).press('Enter')
  await page.getByText('麦克风不可用').waitFor()
  await home.context.grantPermissions(['microphone'])
  await voice(page).press('Enter')
  await page.getByRole('button', { name: '停止录音' }).waitFor()
})

test('a recorder that will not begin does not leave the microphone open', async () => {
  await home.context.grantPermissions(['microphone'])
  await home.page.addInitScript(() => {
    const streams: MediaStream[] = []
    const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
    navigator.mediaDevices.getUserMedia = async (wanted) => {
      const stream = await ask(wanted)
      streams.push(stream)
      return stream
    }
    MediaRecorder.prototype.start = () => {
      throw new DOMException('busy', 'NotSupportedError')
    }
    Object.assign(window, { open: () => streams.flatMap((one) => one.getTracks().map(({ readyState }) => readyState)) })
  })
  const page = await openReport()
  await voice(page).press('Enter')
  await page.getByText('麦克风不可用').waitFor()
  expect(await page.evaluate(() => (window as unknown as { open(): string[] }).open())).toEqual(['ended'])
})

test('a voice message ends by itself after a minute, and is there', async () => {
  await home.context.grantPermissions(['microphone'])
  await home.page.clock.install()
  const page = await openReport()
  await voice(page).press('Enter')
  await page.getByRole('timer').waitFor()
  await page.clock.runFor(59_000)
  await page.getByRole('timer').getByText(/^59/).waitFor()
  await page.clock.runFor(2_000)
  await page.getByText(/^语音 60 秒/).waitFor()
  await voice(page).waitFor()
})
