/** A stairwell without a fund collects: a door is tapped and paid, the sheet says how many of how many, neighbours see no other door. */
import { collectionsApi } from '@changxin/shared/repair-fund'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { axeViolations } from '../kit/axe.ts'
import { DESK, openBrowser, openWindow, PHONE, WEB_ROOT, type Window } from '../kit/browser.ts'
import { makeCounty, type TestCompound } from '../kit/county.ts'
import { type Client, expectOk, startServer, type TestServer } from '../kit/server.ts'
import { settled } from '../kit/settled.ts'
import { uploaded } from '../kit/uploaded.ts'

let at: TestServer
let browser: Browser
let compound: TestCompound
let head: Client
let resident: Client
let collection: string

beforeAll(async () => {
  at = await startServer({ listen: true, config: { WEB_ROOT } })
  browser = await openBrowser()
  await at.server.timer.advanceTo(new Date().toISOString())
  const county = await makeCounty(at)
  compound = await county.compound('团结坝', 4)
  head = await at.person('head', ['committee', { kind: 'compound', id: compound.id }])
  resident = await county.owner(compound.unitIds[0] ?? '')
  const opening = {
    ...{
      kind: 'collection' as const,
      purpose: '更换楼道灯',
      dueOn: '2099-01-01',
      scope: { kind: 'compound' as const },
    },
    split: { by: 'unit', fen: 10_000 },
    ground: { kind: 'agreement', text: '楼道业主约定', file: await uploaded(at, head) },
  } as const
  collection = `/collections/${(await expectOk(head.tell(collectionsApi.open, { id: compound.id }, opening))).body.id}`
})
afterAll(async () => {
  await browser?.close()
  await at?.close()
})

/** Nothing scrolls sideways, axe finds nothing, the console is silent. */
async function expectRight({ page, complaints }: Window): Promise<void> {
  await settled(page)
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0)
  expect(await axeViolations(page)).toEqual([])
  expect(complaints).toEqual([])
}

test('the committee taps a door, records what it paid, and prints the sheet', async () => {
  const window = await openWindow(browser, at, head, DESK)
  const { page } = window
  await page.goto(collection)
  await page.getByText('0/4 户', { exact: true }).waitFor()
  await expectRight(window)
  await page.getByRole('button', { name: /102/ }).click()
  const dialog = page.getByRole('dialog')
  await dialog.waitFor()
  await expectRight(window)
  await dialog.getByRole('button', { name: '登记', exact: true }).click()
  await page.getByText('1/4 户', { exact: true }).waitFor()
  await page.getByRole('link', { name: '楼道公示' }).click()
  await page.getByText('1/4 户已交').waitFor()
  const paper = await page.getByRole('article').innerText()
  expect(paper).toMatch(/应收\s+¥400\.00\s+已收\s+¥100\.00/)
  expect(paper, 'who has paid is not posted').not.toMatch(/10[1-4]/)
  await expectRight(window)
  await window.context.close()
})

test('the committee sees what a new one would ask of each door before it is opened', async () => {
  const window = await openWindow(browser, at, head, PHONE)
  const { page } = window
  await page.goto(`/compounds/${compound.id}/collections`)
  await page.getByText('更换楼道灯').first().waitFor()
  await expectRight(window)
  await page.getByRole('button', { name: '发起', exact: true }).click()
  await page.getByLabel('总额（元）').fill('400')
  await page.getByText('4 户，共 ¥400.00').waitFor()
  await page.getByText('¥99.98').first().waitFor()
  await expectRight(window)
  await page.getByText('按约定逐户').click()
  await page.getByLabel('名单：门牌, 金额').fill('101, 120\n102, 80')
  await page.getByText('认出 2 笔').waitFor()
  await expectRight(window)
  await window.context.close()
})

test('a neighbour sees the sums and her own door; where there is no fund, no ¥0.00 stands for one', async () => {
  const window = await openWindow(browser, at, resident, PHONE)
  const { page } = window
  await page.goto(collection)
  await page.getByText('1/4 户', { exact: true }).waitFor()
  await page.getByText('其他住户交没交不公开').waitFor()
  const seen = await page.getByRole('main').innerText()
  expect(seen).toContain('101')
  expect(seen).not.toMatch(/10[2-4]/)
  await expectRight(window)
  await page.goto(`/compounds/${compound.id}?tab=fund`)
  await page.getByText('怎样建起维修资金').waitFor()
  expect(await page.getByRole('main').innerText()).not.toContain('¥0.00')
  await expectRight(window)
  await window.context.close()
})
