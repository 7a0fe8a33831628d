/** The first quarter of an hour with an empty server: the token of the terminal, the administrator, and the printed plan. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DESK, openBrowser, WEB_ROOT } from '../kit/browser.ts'
import { type Command, command } from '../start/checkout.ts'

const MAIN = fileURLToPath(new URL('../../server/src/main.ts', import.meta.url))
const PLAN = fileURLToPath(new URL('../../server/data/dianjiang-plan.csv', import.meta.url))
const REASON = '以各片区逐行之和为准'

let dataDir: string
let server: Command
let browser: Browser
let page: Page
let token: string

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'changxin-first-run-'))
  server = command(process.execPath, [MAIN], { DEMO: '0', PORT: '0', DATA_DIR: dataDir, WEB_ROOT })
  await server.said('Ctrl-C')
  token = /one-time token:\s+(\S+)/.exec(server.output())?.[1] ?? ''
  const address = /http:\/\/localhost:\d+/.exec(server.output())?.[0] ?? ''
  browser = await openBrowser()
  const context = await browser.newContext({
    viewport: DESK,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    baseURL: address,
  })
  page = await context.newPage()
})
afterAll(async () => {
  await browser?.close()
  server?.signalGroup('SIGINT')
  await server?.ended
  rmSync(dataDir, { recursive: true, force: true })
})

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true })
const heading = (name: string) => page.getByRole('heading', { name, exact: true })

test('the first page makes the administrator with the token of the terminal', async () => {
  await page.goto('/')
  await heading('首次使用').waitFor()
  await page.getByLabel('一次性口令').fill('GUESSED')
  await page.getByLabel('姓名').fill('田管理')
  await page.getByLabel('登录名').fill('tian')
  await page.getByLabel('密码').fill('a long password')
  await button('创建管理员并登录').click()
  // Says where the right one is, and keeps what was typed.
  await page.getByRole('alert').getByText(/终端/).waitFor()
  expect(await page.getByLabel('登录名').inputValue()).toBe('tian')

  await page.getByLabel('一次性口令').fill(` ${token} `)
  await button('创建管理员并登录').click()
  await page.getByText('还没有小区').waitFor()
  expect(await page.getByRole('button', { name: /田管理/ }).count()).toBe(1)

  // Whoever comes next is asked to sign in; there is no second first run.
  await page.context().clearCookies()
  await page.goto('/')
  await heading('登录').waitFor()
})

test('the administrator signs in and sees what to do first in an empty county', async () => {
  await page.getByLabel('登录名').fill('tian')
  await page.getByLabel('密码').fill('wrong password')
  await button('登录').click()
  await page.getByRole('alert').waitFor()
  await page.getByLabel('密码').fill('a long password')
  await button('登录').click()
  await heading('总览').waitFor()
  for (const [path, words] of [
    ['/compounds', '还没有小区'],
    ['/requests', '还没有报修'],
    ['/plans', '还没有导入计划'],
  ]) {
    await page.goto(path!)
    await page.getByText(words!, { exact: true }).first().waitFor()
  }
})

test('the printed plan is read, its contradictions shown with both figures, imported, and one settled with a reason', async () => {
  await page.goto('/overview')
  await button('导入改造计划').click()
  await heading('改造计划').waitFor()
  await button('导入改造计划').first().click()
  await page.getByLabel('选择 CSV 文件').setInputFiles(PLAN)
  await page.getByText(/读出 \d+ 行，\d+ 处矛盾，0 个问题。/).waitFor()
  await page.getByText('尚未写入。').waitFor()
  // As printed: the subtotal of 2021 says 324 buildings, its rows sum up to 316.
  const finding = page.getByRole('article').filter({ hasText: '2021年度 小计的栋数印为 324，各行之和是 316' })
  const figures = () => finding.getByRole('listitem').locator('b').allTextContents()
  expect(await figures()).toEqual(expect.arrayContaining(['316', '324']))

  await button(/^导入 \d+ 行$/).click()
  await finding.getByRole('button', { name: '选定数字' }).click()
  const form = page.getByRole('dialog', { name: '选定数字' })
  await form.getByText('316', { exact: true }).click()
  await form.getByLabel('理由').fill(REASON)
  await form.getByRole('button', { name: '选定', exact: true }).click()
  await form.waitFor({ state: 'hidden' })

  await page.getByRole('link', { name: /^已选定/ }).click()
  await finding.getByText('选定 316：').waitFor()
  await finding.getByText(REASON).waitFor()
  await finding.getByText('田管理').waitFor()
  expect(await figures()).toEqual(expect.arrayContaining(['316', '324']))
  await page.getByRole('link', { name: /^原样数据/ }).click()
  await page.getByRole('row', { name: /2021年度.*小计.*324.*选定 316/ }).waitFor()
})
