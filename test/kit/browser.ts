/** A real browser on the real server with the built pages, for stories that a person would live through. */
import { fileURLToPath } from 'node:url'
import { LIVE_PATH } from '@changxin/shared/kernel'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import type { Client, TestServer } from './server.ts'

export const WEB_ROOT = fileURLToPath(new URL('../../web/dist', import.meta.url))
export const PHONE = { width: 390, height: 844 }
export const DESK = { width: 1440, height: 900 }

/** `more`: switches of the browser, as for a microphone that is played. */
export async function openBrowser(...more: readonly string[]): Promise<Browser> {
  const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium'
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--no-first-run', ...more],
  })
}

export interface Window {
  readonly page: Page
  readonly context: BrowserContext
  /** What a careful visitor with the developer tools open would complain about: errors and refused or failed requests. */
  readonly complaints: string[]
  /** How many documents were loaded: a page that changes by itself stays at one. */
  documents(): number
  /** Cuts the live connection as a lost network does, until `mend`. */
  cutLive(): Promise<void>
  mendLive(): Promise<void>
}

function complaintsOf(page: Page): string[] {
  const complaints: string[] = []
  page.on('console', (message) => message.type() === 'error' && complaints.push(`console: ${message.text()}`))
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`))
  page.on(
    'response',
    (response) => response.status() >= 400 && complaints.push(`${response.status()} ${response.url()}`),
  )
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText ?? ''
    // What the browser itself gives up because the visitor went on is no failure.
    if (reason !== 'net::ERR_ABORTED') complaints.push(`${reason} ${request.url()}`)
  })
  return complaints
}

/** A window in which the person is signed in already: the cookie of the API client. */
export async function openWindow(
  browser: Browser,
  at: TestServer,
  person: Client | undefined,
  viewport = DESK,
): Promise<Window> {
  const context = await browser.newContext({ viewport, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', baseURL: at.url })
  if (person) {
    const [name = '', value = ''] = person.cookie.split(/=(.*)/s)
    await context.addCookies([{ name, value, url: at.url }])
  }
  let isCut = false
  const sockets = new Set<{ close(options?: { code?: number }): Promise<void> }>()
  await context.routeWebSocket(
    (url) => url.pathname === LIVE_PATH,
    (socket) => {
      if (isCut) return void socket.close({ code: 4000 })
      socket.connectToServer()
      sockets.add(socket)
    },
  )
  const page = await context.newPage()
  let documents = 0
  page.on('domcontentloaded', () => documents++)
  return {
    page,
    context,
    complaints: complaintsOf(page),
    documents: () => documents,
    async cutLive() {
      isCut = true
      await Promise.all([...sockets].map((socket) => socket.close({ code: 4000 })))
      sockets.clear()
    },
    async mendLive() {
      isCut = false
    },
  }
}
