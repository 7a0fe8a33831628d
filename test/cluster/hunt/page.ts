/** One real page in Chromium through the proxy: signed in, on a live list, and never loaded a second time. */
import { maintenanceApi } from '@changxin/shared/maintenance'
import { DESK, openBrowser } from '../../kit/browser.ts'
import { ask, becomes } from './http.ts'
import type { Hunt } from './hunt.ts'

const SHOWN_WITHIN_MS = 45_000
const MARKER = 'huntBegan'

export interface Page {
  /** The last request that was acknowledged is there, and all is as GET answers. */
  check(lastId: string): Promise<void>
  close(): Promise<void>
}

export async function openPage({ url, county, findings }: Hunt): Promise<Page> {
  const browser = await openBrowser()
  const context = await browser.newContext({
    viewport: DESK,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    baseURL: url,
  })
  const [name = '', value = ''] = county.manager.split(/=(.*)/s)
  await context.addCookies([{ name, value, url }])
  const page = await context.newPage()
  let documents = 0
  page.on('domcontentloaded', () => documents++)
  page.on('pageerror', (error) => findings.fail('the page failed', error.message))
  await page.goto('/requests?view=all')
  await page.getByRole('list', { name: '报修' }).waitFor({ timeout: SHOWN_WITHIN_MS })
  await page.evaluate((marker) => Reflect.set(window, marker, 'here'), MARKER)

  const shown = () =>
    page
      .getByRole('list', { name: '报修' })
      .locator('li[data-id]')
      .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-id')))
  async function answered(): Promise<string[]> {
    const { body } = await ask(`${url}${maintenanceApi.list.path}?view=all&limit=50`, { cookie: county.manager })
    return ((body['items'] ?? []) as { id: string }[]).map(({ id }) => id)
  }

  return {
    async check(lastId) {
      let ids: unknown[] = []
      const beganMs = performance.now()
      const isThere = await becomes(async () => {
        ids = await shown()
        return ids.includes(lastId)
      }, SHOWN_WITHIN_MS)
      findings.count('ms until the page showed the last request', Math.round(performance.now() - beganMs))
      if (!isThere) findings.fail('the page does not show the last request', `${lastId}: shown ${ids.length} rows`)
      const right = await answered()
      const isRight = await becomes(async () => {
        ids = await shown()
        return ids.length >= Math.min(20, right.length) && ids.every((id, index) => id === right[index])
      }, SHOWN_WITHIN_MS)
      if (!isRight) findings.fail('the page shows something else than GET', JSON.stringify({ ids, right }))
      const marker = await page.evaluate((of) => Reflect.get(window, of), MARKER)
      if (marker !== 'here' || documents !== 1)
        findings.fail('the page was loaded again', `marker ${String(marker)}, documents ${documents}`)
    },
    close: () => browser.close(),
  }
}
