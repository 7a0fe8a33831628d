/**
 * `npm run pictures`: builds the demo county in a folder of its own, as of a fixed day, and takes the pictures of the
 * documentation from the real pages. `--only <name>` (also several times) takes some of them; every picture that fails
 * is named, and the exit code says so. `CHROMIUM_PATH` names the browser.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { type Browser, chromium, type Page } from 'playwright-core'
import { pictureServer } from './lib/picture-server.ts'
import { type Shot, screens, shots } from './lib/shots.ts'

const FOLDER = fileURLToPath(new URL('../docs/pictures/', import.meta.url))
const PAGE_TIMEOUT_MS = 30_000
/** Looks at a page that still moves; then it is taken as it is refused. */
const MAX_LOOKS = 40
const LOOK_EVERY_MS = 150

type Sharp = (input: Buffer) => { png(options: object): { toBuffer(): Promise<Buffer> } }
/** The server's: pages have few colours, so that a palette makes the files a fraction as large. */
const sharp = createRequire(new URL('../server/package.json', import.meta.url))('sharp') as Sharp

function chosen(): readonly Shot[] {
  const { only = [] } = parseArgs({ options: { only: { type: 'string', multiple: true } } }).values
  const unknown = only.filter((name) => !shots.some((shot) => shot.name === name))
  if (unknown.length > 0) {
    throw new Error(
      `no picture is called ${unknown.join(', ')}; there are: ${shots.map(({ name }) => name).join(', ')}`,
    )
  }
  return only.length === 0 ? shots : shots.filter(({ name }) => only.includes(name))
}

/** The same picture twice in a row, with nothing on its way: fonts, rows and charts are there. */
async function settled(page: Page): Promise<Buffer> {
  await page.locator('h1').first().waitFor({ state: 'attached' })
  let before: Buffer | undefined
  for (let look = 0; look < MAX_LOOKS; look++) {
    await page.waitForTimeout(LOOK_EVERY_MS)
    const waiting = await page.locator('.skeleton, .el-loading-mask').count()
    const now = await page.screenshot({ animations: 'disabled', caret: 'hide' })
    if (waiting === 0 && before?.equals(now)) return now
    before = now
  }
  throw new Error('the page does not come to rest')
}

/** A page that says no, or that there is nothing, is no picture. */
async function checkPage(page: Page): Promise<void> {
  const path = new URL(page.url()).pathname
  const title = (await page.locator('h1').first().textContent())?.trim() ?? ''
  if (path === '/not-allowed' || /^(没有这个页面|No such page)$/.test(title))
    throw new Error(`${path} shows “${title}”`)
}

const languageOf = (shot: Shot) => (shot.english ? 'en' : 'zh-CN')

/** Date fields speak the language of the browser itself, not of the page (Debian: package chromium-l10n). */
function launch(executablePath: string, language: string): Promise<Browser> {
  const env = { ...process.env, LANGUAGE: language.replace('-', '_') } as Record<string, string>
  return chromium.launch({ executablePath, env, args: ['--no-sandbox', '--hide-scrollbars', `--lang=${language}`] })
}

async function take(browser: Browser, server: Awaited<ReturnType<typeof pictureServer>>, shot: Shot): Promise<string> {
  const { width, height, scale, touch } = screens[shot.screen]
  const language = languageOf(shot)
  const context = await browser.newContext({
    viewport: { width, height },
    deviceScaleFactor: scale,
    hasTouch: touch,
    isMobile: touch,
    locale: language,
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
  })
  try {
    context.setDefaultTimeout(PAGE_TIMEOUT_MS)
    await context.addInitScript((chosenLanguage) => localStorage.setItem('changxin.language', chosenLanguage), language)
    const person = shot.as === null ? undefined : await server.signIn(shot.as)
    if (person) await context.addCookies([{ ...person.cookie, url: server.url }])
    const path = typeof shot.path === 'string' ? shot.path : await shot.path(person?.ask ?? server.ask)
    const page = await context.newPage()
    await page.clock.install({ time: server.nowMs() })
    await page.goto(server.url + path)
    const picture = await settled(page)
    await checkPage(page)
    const small = await sharp(picture).png({ palette: true, colours: 256, effort: 10, dither: 0 }).toBuffer()
    await writeFile(join(FOLDER, `${shot.name}.png`), small)
    return `${Math.round(small.length / 1024)} KiB`
  } finally {
    await context.close()
  }
}

async function main(): Promise<number> {
  const wanted = chosen()
  const executablePath = process.env['CHROMIUM_PATH']
  if (!executablePath) throw new Error('CHROMIUM_PATH names no browser: run it as npm run pictures')
  await mkdir(FOLDER, { recursive: true })
  const dataDir = await mkdtemp(join(tmpdir(), 'changxin-pictures-'))
  const browsers = new Map<string, Browser>()
  const browserFor = async (language: string) => {
    const browser = browsers.get(language) ?? (await launch(executablePath, language))
    browsers.set(language, browser)
    return browser
  }
  let failed = 0
  try {
    const server = await pictureServer(dataDir, (text) => console.log(text))
    const takeIn = async (shot: Shot) => take(await browserFor(languageOf(shot)), server, shot)
    try {
      for (const shot of wanted) {
        const outcome = await takeIn(shot).catch((error: unknown) => {
          failed++
          return `FAILED: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`
        })
        console.log(`${shot.name.padEnd(16)} ${outcome}`)
      }
    } finally {
      await server.close()
    }
  } finally {
    for (const browser of browsers.values()) await browser.close()
    await rm(dataDir, { recursive: true, force: true })
  }
  return failed === 0 ? 0 : 1
}

try {
  process.exitCode = await main()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
