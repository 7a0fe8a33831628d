// Finds a Chromium that starts, for the tests and pictures of pages, and gets one and a Chinese font where it may.
import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { aptInstall } from './apt.mjs'
import { run } from './processes.mjs'
import { env, say, textOf } from './workspace.mjs'

const startTimeoutMs = 30_000
const names = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge-stable',
  'microsoft-edge',
]
const usualFolders = ['/usr/bin', '/usr/local/bin', '/snap/bin']
const macPrograms = ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
  (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
)

function isProgram(file) {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

// Only one that starts counts: Ubuntu's /usr/bin/chromium-browser can be a stub that asks for snap.
function starts(file) {
  const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--dump-dom', 'about:blank']
  const { stdout } = spawnSync(file, flags, { timeout: startTimeoutMs, stdio: ['ignore', 'pipe', 'ignore'] })
  return stdout?.includes('<html') === true
}

function systemBrowser() {
  const folders = [...(env.PATH ?? '').split(path.delimiter).filter(Boolean), ...usualFolders]
  const candidates = names.flatMap((name) => folders.map((folder) => path.join(folder, name)))
  const programs = [...new Set([...candidates, ...macPrograms])].filter(isProgram)
  return programs.find(starts)
}

/** Linux alone comes without a Chinese font; where fontconfig is missing too, there is none. */
function hasChineseFont() {
  const { error, stdout } = spawnSync('fc-list', [':lang=zh', 'file'])
  return error ? process.platform !== 'linux' : stdout.length > 0
}

const isRoot = () => process.getuid?.() === 0
const isDebian = () => /^ID="?debian"?$/m.test(textOf('/etc/os-release') ?? '')

/** Playwright's own download; as root on Linux it also gets the libraries that the browser needs. */
async function playwrightInstall() {
  say('downloading a browser with Playwright …')
  const folder = path.dirname(createRequire(import.meta.url).resolve('playwright-core/package.json'))
  const libraries = process.platform === 'linux' && isRoot() ? ['--with-deps'] : []
  await run(process.execPath, [path.join(folder, 'cli.js'), 'install', ...libraries, 'chromium'], {
    stdio: ['ignore', 2, 2],
  })
}

async function playwrightBrowser() {
  const { chromium } = await import('playwright-core')
  return existsSync(chromium.executablePath()) ? chromium.executablePath() : undefined
}

async function searched(install) {
  const found = systemBrowser()
  const fonts = hasChineseFont() ? [] : ['fonts-noto-cjk', 'fontconfig']
  if (install && isRoot() && isDebian() && (!found || fonts.length > 0)) {
    await aptInstall([...(found ? [] : ['chromium']), ...fonts])
  }
  const present = found ?? systemBrowser() ?? (await playwrightBrowser())
  if (present || !install) return present
  await playwrightInstall()
  return playwrightBrowser()
}

/** Path of a browser program; throws with a sentence that says what to do when there is none. */
export async function findBrowser({ install = false } = {}) {
  const forced = env.CHROMIUM_PATH
  if (forced && !isProgram(forced)) throw new Error(`CHROMIUM_PATH=${forced} is not a program`)
  const found = forced || (await searched(install))
  if (!found) {
    throw new Error(
      'No Chromium found and none could be fetched. Install chromium and a Chinese font ' +
        '(Debian: apt-get install chromium fonts-noto-cjk), or set CHROMIUM_PATH to a Chrome, Chromium or Edge program.',
    )
  }
  if (!hasChineseFont()) say('no Chinese font found: pages are tested, but pictures of them show boxes for characters')
  return found
}
