/** A resident follows one use of the fund on her phone: from her photo of the leak to her share, and checks it without a network. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { DAY_MS, dayOf, instantOf } from '@changxin/shared/kernel'
import { maintenanceApi } from '@changxin/shared/maintenance'
import { repairFundApi, withdrawalsApi } from '@changxin/shared/repair-fund'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser, openWindow, PHONE, WEB_ROOT, type Window } from '../kit/browser.ts'
import { makeCounty, type TestCompound } from '../kit/county.ts'
import { ownBook } from '../kit/own-book.ts'
import { type Client, expectOk, startServer, type TestServer } from '../kit/server.ts'
import { uploaded } from '../kit/uploaded.ts'

const folder = mkdtempSync(join(tmpdir(), 'changxin-fund-share-'))
const COST_FEN = 432_100
/** Of 80.00 m² in 320.06 m². */
const SHARE = '¥1,080.05'
let at: TestServer
let browser: Browser
let compound: TestCompound
let owner: Client
let clerk: Client
let committee: Client
let leak: string
let phone: Window

beforeAll(async () => {
  at = await startServer({ listen: true, config: { WEB_ROOT }, startMs: Date.now() })
  browser = await openBrowser()
  const county = await makeCounty(at)
  compound = await county.compound('兴隆花园')
  const here = { kind: 'compound', id: compound.id } as const
  clerk = await at.person('clerk', ['clerk', here])
  committee = await at.person('committee', ['committee', here])
  owner = await county.owner(compound.unitIds[0] ?? '')
  const opening = await ownBook(at, clerk, '2024-01-01')
  await expectOk(clerk.tell(repairFundApi.open, { id: compound.id }, opening))
  const rows = compound.unitIds.map((unitId) => ({ unitId, amountFen: 150_000 }))
  const paid = { kind: 'first-deposit', paidOn: '2024-02-01', rows } as const
  await expectOk(clerk.tell(repairFundApi.contribute, { id: compound.id }, paid))
  await repairedAndPaid()
  phone = await openWindow(browser, at, owner, PHONE)
}, 60_000)
afterAll(async () => {
  await browser?.close()
  await at?.close()
  rmSync(folder, { recursive: true, force: true })
})

/** She reports the leak; it is repaired as an emergency, shared, approved by a second person, paid and posted. */
async function repairedAndPaid(): Promise<void> {
  leak = await uploaded(at, owner, '#7c6740')
  const place = { kind: 'unit', id: compound.unitIds[0] ?? '' } as const
  const told = {
    place,
    category: 'roof-leak',
    urgency: 'emergency',
    text: '顶楼漏水，天花板在滴水',
    files: [leak],
  } as const
  const request = await expectOk(owner.tell(maintenanceApi.report, { id: compound.id }, { ...told, files: [leak] }))
  const file = (colour: `#${string}`) => uploaded(at, clerk, colour)
  const today = dayOf(instantOf(at.time.nowMs))
  const seen = { kind: 'roof-or-wall-leak', seenOn: today, files: [await file('#111111')] } as const
  const { body } = await expectOk(
    clerk.tell(
      withdrawalsApi.prepare,
      { id: compound.id },
      {
        ...{ purpose: '屋面渗漏抢修', requestId: request.body.id, partId: null, partCode: 'roof', exclusion: null },
        warrantyOver: { text: '1995 年竣工，保修期早已过', file: await file('#222222') },
        ground: {
          kind: 'emergency',
          proof: { ...seen, files: [...seen.files], parties: ['owners', 'community', 'manager'] },
        },
        ...{ budgetFen: 440_000, contractor: '安居防水公司', scope: { kind: 'compound' }, unsoldUnitIds: [] },
        ...{ split: { by: 'floor-area' }, files: [] },
      },
    ),
  )
  const { id } = body
  await expectOk(clerk.tell(withdrawalsApi.submit, { id }, {}))
  const papers = { acceptance: [await file('#333333')], invoices: [await file('#444444')] }
  await expectOk(clerk.tell(withdrawalsApi.settle, { id }, { acceptedOn: today, settledFen: COST_FEN, ...papers }))
  await expectOk(clerk.tell(withdrawalsApi.post, { id }, { place: '公告栏', files: [] }))
  const view = await expectOk(clerk.ask(withdrawalsApi.withdrawal, { id }))
  const askId = view.body.ask?.askId ?? ''
  await expectOk(committee.tell(withdrawalsApi.approve, { id }, { askId }))
  await expectOk(clerk.tell(withdrawalsApi.pay, { id }, { askId, paidOn: today }))
  await expectOk(clerk.tell(withdrawalsApi.publish, { id }, { place: '公告栏', files: [await file('#555555')] }))
  at.time.nowMs += DAY_MS
  await at.server.timer.advanceTo(instantOf(at.time.nowMs))
  await at.server.views.waitFor((await at.server.log.head()) ?? '')
}

test('her fund page says what her home bears of it, and why', async () => {
  const { page } = phone
  await page.goto('/fund')
  await page.getByText('屋面渗漏抢修').first().waitFor()
  const sentence = page.locator('.why').first()
  await sentence.waitFor()
  for (const words of [SHARE, '¥4,321.00', '80.00', '320.06']) expect(await sentence.textContent()).toContain(words)
  // 1,500.00 less her share.
  await page.getByText('419.95').first().waitFor()
})

test('from there the request is one tap away, with her own photo of the leak', async () => {
  const { page } = phone
  await page.locator(`img[src*="${leak}"]`).first().waitFor()
  await page.locator('a[href^="/requests/"]').first().click()
  await page.getByText('顶楼漏水，天花板在滴水').first().waitFor()
  await page.locator(`[src*="${leak}"], [href*="${leak}"]`).first().waitFor()
})

test('the proof of her account holds without a network, with the share in it', async () => {
  const { page } = phone
  await page.goto(`/units/${compound.unitIds[0]}/fund`)
  const save = async (role: 'button' | 'link', name: string, path: string) => {
    const coming = page.waitForEvent('download')
    await page.getByRole(role, { name }).click()
    await (await coming).saveAs(path)
    return path
  }
  const proof = await save('button', '下载证明', join(folder, 'proof.json'))
  const checker = await save('link', '保存核对页', join(folder, 'check.html'))
  const context = await browser.newContext({ viewport: PHONE, locale: 'zh-CN' })
  await context.setOffline(true)
  const offline = await context.newPage()
  await offline.goto(pathToFileURL(checker).href)
  await offline
    .locator('input[type=file]')
    .setInputFiles({ name: 'proof.json', mimeType: 'application/json', buffer: readFileSync(proof) })
  await offline.locator('.verdict .big').getByText('对得上', { exact: true }).waitFor()
  const [share = ''] = await offline.locator('li.entry').allInnerTexts()
  for (const words of ['工程结算款', '1,080.05', '在账本里']) expect(share).toContain(words)
  await context.close()
  expect(phone.complaints).toEqual([])
})
