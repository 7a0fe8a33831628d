/**
 * A vote as people live through it: three counters make the key at one table, two owners vote on their phones and one of
 * them changes her mind, a paper ballot is entered by two counters who read it differently, two counters open the box,
 * and an owner checks her receipt and counts everything again.
 */
import { decisionsApi } from '@changxin/shared/decisions'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { axeViolations } from '../kit/axe.ts'
import { openBrowser, openWindow, PHONE, WEB_ROOT, type Window } from '../kit/browser.ts'
import { type Client, expectOk, startServer, TEST_PASSWORD, type TestServer } from '../kit/server.ts'
import { closeByTime, deliverAndOpen, makeVote, PROPOSED_MS, type Voter, type VoteWorld } from '../kit/vote-world.ts'

let at: TestServer
let browser: Browser
let world: VoteWorld
const windows: Window[] = []

beforeAll(async () => {
  at = await startServer({ listen: true, startMs: PROPOSED_MS, config: { WEB_ROOT } })
  browser = await openBrowser()
  world = await makeVote(at, 4)
})
afterAll(async () => {
  await browser?.close()
  await at?.close()
})

async function windowOf(person: Client, viewport?: typeof PHONE): Promise<Page> {
  const window = await openWindow(browser, at, person, viewport)
  windows.push(window)
  return window.page
}
/** Whoever uses a screen reader or keys alone votes and counts as well. */
async function forEverybody(page: Page): Promise<void> {
  // A button under the mouse is lighter than it is for eyes that do not see well; they have no mouse on it.
  await page.mouse.move(0, 0)
  expect(await axeViolations(page)).toEqual([])
}
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

const slipOn = async (page: Page) =>
  (await page.getByRole('list', { name: '分片' }).locator('li').allTextContents()).join('\n')
const fingerprintOn = async (page: Page) => (await page.locator('.signs').textContent()) ?? ''

/** Each of the three slips as it is printed. */
async function makeTheKeyAtATable(): Promise<string[]> {
  const page = await windowOf(world.counters[0])
  await page.goto(`/decisions/${world.decisionId}/counters`)
  // Whoever reloads before the end starts anew: nothing was recorded, and the parts of before are worth nothing.
  await button(page, '三人都在，开始生成').click()
  await button(page, '显示我的分片').click()
  const forgotten = await slipOn(page)
  await page.reload()
  await button(page, '三人都在，开始生成').click()
  const { key } = (await expectOk(world.guide.ask(decisionsApi.decision, { id: world.decisionId }))).body
  expect(key).toBeNull()
  const slips: string[] = []
  const fingerprints = new Set<string>()
  for (let number = 1; number <= 3; number++) {
    await page.getByText(`（第 ${number} 份）`).waitFor()
    // Nobody's part stands on the screen while the counters change places.
    expect(await page.getByRole('article').count()).toBe(0)
    await button(page, '显示我的分片').click()
    slips.push(await slipOn(page))
    fingerprints.add(await fingerprintOn(page))
    await page.getByRole('checkbox').check()
    if (number === 1) await forEverybody(page)
    await button(page, '收好了，下一步').click()
  }
  expect(slips).not.toContain(forgotten)
  await page.getByText('公钥已登记').waitFor()
  await button(page, '完成，清除本页').click()
  await page.getByText('选票密钥已生成').waitFor()
  expect([...fingerprints]).toEqual([await fingerprintOn(page)])
  const shown = await page.content()
  for (const slip of slips) expect(shown).not.toContain(slip.slice(0, 24))
  return slips
}

/** Answers the receipt number. */
async function vote(page: Page, voter: Voter, answers: readonly string[]): Promise<string> {
  await page.goto('about:blank')
  await page.goto(`/vote/${world.decisionId}#${voter.voterId}.${voter.code}`)
  await button(page, '开始填写').waitFor()
  expect(await fingerprintOn(page)).toMatch(/^\w{4}-\w{4}-\w{4}-\w{4}$/)
  await forEverybody(page)
  await button(page, '开始填写').click()
  for (const answer of answers) {
    await page.getByRole('radio', { name: answer, exact: true }).check()
    await forEverybody(page)
    await button(page, '下一步').click()
  }
  expect(await page.getByLabel('投票码').inputValue()).toBe(voter.code)
  await forEverybody(page)
  await page.getByLabel('登录密码').fill(TEST_PASSWORD)
  await button(page, '加密并提交选票').click()
  await page.getByRole('heading', { name: '选票已收下' }).waitFor()
  await forEverybody(page)
  return (await page.locator('.big').textContent())?.trim() ?? ''
}

async function enterPaper(page: Page, lamp: string, gate: string): Promise<void> {
  await page.goto(`/decisions/${world.decisionId}/counters`)
  const form = page.locator('form.one')
  for (const [item, answer] of [
    ['更换楼道灯', lamp],
    ['出租门口场地', gate],
  ] as const)
    await form.getByRole('group', { name: item }).getByText(answer, { exact: true }).click()
  await button(page, '录入，下一张').click()
}

test('from the key to the recount', async () => {
  const slips = await makeTheKeyAtATable()
  expect(slips).toHaveLength(3)
  world = await deliverAndOpen(at, world)
  const [ai, bo, cai] = world.voters
  if (!ai || !bo || !cai) throw new Error('three voters')
  const id = world.decisionId

  const phone = await windowOf(ai.client, PHONE)
  const first = await vote(phone, ai, ['不同意', '弃权'])
  // What is on the device afterwards knows nothing of it.
  const kept = await phone.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]))
  expect(kept).not.toMatch(/不同意|"no"|abstain|lamp/)
  await vote(await windowOf(bo.client, PHONE), bo, ['同意', '不同意'])
  const last = await vote(phone, ai, ['同意', '同意'])
  expect(last).not.toBe(first)
  const paper = await expectOk(world.guide.tell(decisionsApi.receivePaper, { id }, { voterId: cai.voterId }))

  await closeByTime(at)
  const desks = [await windowOf(world.counters[1]), await windowOf(world.counters[2])] as const
  await enterPaper(desks[0], '同意', '同意')
  await desks[0].getByText('1 张等另一名计票人录入').waitFor()
  await enterPaper(desks[1], '同意', '弃权')
  const differing = desks[1].locator('form.settle')
  await differing.getByText(`回执号 ${paper.body.receiptNumber}：两人录入不一致`).waitFor()
  await forEverybody(desks[1])
  for (const item of ['更换楼道灯', '出租门口场地'])
    await differing.getByRole('group', { name: item }).getByText('同意', { exact: true }).click()
  await differing.getByLabel('以此为准的理由').fill('一起看过，勾在同意上')
  await button(desks[1], '一起看过选票，以此为准').click()
  await desks[0].getByText('已核定 1 张，共 1 张').waitFor()

  // One part alone opens nothing, whoever has it; the first and the third do.
  const [one = '', , three = ''] = slips
  await desks[0].getByLabel('第一名计票人的分片').fill(one)
  await desks[0].getByLabel('第二名计票人的分片').fill(one)
  await button(desks[0], '合成密钥并公布').click()
  await desks[0].getByText('两次输入的是同一份').waitFor()
  await desks[0].getByLabel('第二名计票人的分片').fill(three.toLowerCase())
  await button(desks[0], '合成密钥并公布').click()
  await desks[0].getByText('密钥已公布').waitFor()
  await desks[0].locator('fieldset').getByRole('checkbox').first().check()
  await button(desks[0], '计票').click()
  await desks[0].getByRole('link', { name: '查回执、重新计票' }).waitFor()

  const { items } = (await expectOk(world.guide.ask(decisionsApi.result, { id }))).body
  expect(items.map(({ count: { yes, no, abstained } }) => [yes.heads, no.heads, abstained.heads])).toEqual([
    [3, 0, 0],
    [2, 1, 0],
  ])

  await phone.goto(`/decisions/${id}/recount`)
  const receipt = (number: string) => phone.getByRole('listitem').filter({ hasText: number })
  await receipt(first).getByText('已被后一张票替代').waitFor()
  await receipt(last).getByText('已计入').waitFor()
  await button(phone, '开始重新计票').click()
  await phone.getByText('与公布的结果完全一致').waitFor()
  await forEverybody(phone)
  await phone.getByLabel('回执号').fill(paper.body.receiptNumber)
  await phone.locator('.fate').getByText('已计入').waitFor()
  expect(windows.flatMap(({ complaints }) => complaints)).toEqual([])
})

test('over plain http the page says that nobody can vote on screen there, before anything is filled in', async () => {
  const other = await openBrowser('--host-resolver-rules=MAP changxin.test 127.0.0.1')
  try {
    const url = at.url.replace('127.0.0.1', 'changxin.test')
    const window = await openWindow(other, { ...at, url }, world.voters[0]?.client, PHONE)
    await window.page.goto(`/vote/${world.decisionId}`)
    await window.page.getByText('这个网址没有加密连接（https）').waitFor()
    await window.page.getByText('或者用纸质票').waitFor()
    expect(await button(window.page, '开始填写').count()).toBe(0)
  } finally {
    await other.close()
  }
})
