/** Every main page and dialog, on a desk and on a phone: axe finds nothing, the console is silent, no request fails. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeCount } from '../kit/access-count.ts'
import { makeCollections } from '../kit/access-fund-collections.ts'
import { makeWithdrawals } from '../kit/access-fund-withdrawals.ts'
import { type MeetingsWorld, makeMeetings } from '../kit/access-meetings.ts'
import { makeParticipation, type ParticipationWorld } from '../kit/access-participation.ts'
import { labelled, supervised } from '../kit/access-world.ts'
import { axeViolations } from '../kit/axe.ts'
import { DESK, openBrowser, openWindow, PHONE, WEB_ROOT, type Window } from '../kit/browser.ts'
import { makeCounty, type TestCompound } from '../kit/county.ts'
import { type Decided, makeDecided } from '../kit/decided.ts'
import { follow } from '../kit/follow.ts'
import { type LivedIn, liveIn } from '../kit/lived-in.ts'
import { type Client, startServer, type TestServer } from '../kit/server.ts'
import { settled } from '../kit/settled.ts'
import { liveInShapes, type ShapesLife } from '../kit/shapes-life.ts'

type Who = 'nobody' | 'admin' | 'worker' | 'resident'
/** An address that is known only when the compound is there. */
type Address = string | (() => string)

let at: TestServer
let browser: Browser
let compound: TestCompound
let lived: LivedIn
let shapes: ShapesLife
let people: Record<Who, Client | undefined>
/** Of a QR label, and of the follow-up page of a report that came in by it. */
let labelCode: string
let followUp: string
/** An official ticket and a supervision order. */
let official: { ticketId: string; orderId: string }
/** A decision that was taken outside. */
let externalId: string
let decided: Decided
/** A committee, a demand, a consultation and a survey. */
let asked: ParticipationWorld
/** A joint meeting and a question to the manager. */
let promised: MeetingsWorld
let collectionId: string
let withdrawalId: string
/** Windows that nobody uses at the moment, of a person and screen. */
const idle = new Map<string, Window[]>()

beforeAll(async () => {
  at = await startServer({ listen: true, config: { WEB_ROOT } })
  browser = await openBrowser()
  await at.server.timer.advanceTo(new Date().toISOString())
  const county = await makeCounty(at)
  compound = await county.compound('兴隆花园')
  const worker = await at.person('worker', ['worker', { kind: 'compound', id: compound.id }])
  // With fewer there would be nobody to choose, and no dialog.
  for (const mate of ['mate', 'third']) await at.person(mate, ['worker', { kind: 'compound', id: compound.id }])
  const resident = await county.owner(compound.unitIds[0]!)
  lived = await liveIn(at, compound, worker)
  shapes = await liveInShapes(at, county)
  ;({ labelCode, followUp } = await labelled(at, compound.id))
  official = await supervised(at, compound.id)
  ;({ externalId } = await makeCount(at, { compoundId: compound.id }))
  decided = await makeDecided(at, compound)
  asked = await makeParticipation(at, { compoundId: compound.id })
  promised = await makeMeetings(at, { compoundId: shapes.contractId })
  ;({ collectionId } = await makeCollections(at, { compoundId: compound.id, unitIds: compound.unitIds }))
  ;({ withdrawalId } = await makeWithdrawals(at, { compoundId: compound.id }))
  people = { nobody: undefined, admin: at.admin, worker, resident }
})
afterAll(async () => {
  await browser?.close()
  await at?.close()
})

/** Lends a window of that person and screen, so that what was loaded stays loaded. */
async function inWindow<T>(who: Who, screen: 'desk' | 'phone', use: (window: Window) => Promise<T>): Promise<T> {
  const key = `${who} ${screen}`
  const window = idle.get(key)?.pop() ?? (await openWindow(browser, at, people[who], screen === 'desk' ? DESK : PHONE))
  // Movement is waited for anyway, and to draw it without a graphics card is dear.
  await window.page.emulateMedia({ reducedMotion: 'reduce' })
  window.complaints.length = 0
  const result = await use(window)
  idle.set(key, [...(idle.get(key) ?? []), window])
  return result
}

const pathOf = (address: Address) => (typeof address === 'string' ? address : address())
/** With a document of its own, or as by a link in the one that is there. */
const visit = ({ page }: Window, path: string, isThere: boolean) => (isThere ? follow(page, path) : page.goto(path))

/** What stands out at the right: nobody should have to scroll sideways. */
const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

async function findingsOf(window: Window, addresses: readonly Address[]): Promise<string[]> {
  const found: string[] = []
  for (const [index, path] of addresses.map(pathOf).entries()) {
    await visit(window, path, index > 0)
    const { page, complaints } = window
    const violations = await axeViolations(page)
    const sideways = await overflow(page)
    const wrong = [
      ...(page.url().endsWith(path) ? [] : [`led to ${page.url()}`]),
      ...(sideways > 0 ? [`scrolls sideways by ${sideways} px`] : []),
      ...violations,
      ...complaints.splice(0),
    ]
    found.push(...wrong.map((each) => `${path}: ${each}`))
  }
  return found
}

const compoundPage = () => `/compounds/${compound.id}`
const tab = (name: string) => () => `${compoundPage()}?tab=${name}`
const request = (index: number) => () => `/requests/${lived.requestIds[index]}`
const print = (index: number) => () => `/requests/${lived.requestIds[index]}/print`
const fund = () => `/units/${compound.unitIds[0]}/fund`
const ofFund = (page: string) => () => `/compounds/${compound.id}/fund/${page}`
const topUpNotice = ofFund('top-up/notice')
const labels = () => `${compoundPage()}/labels`
const labelSheet = () => `${labels()}/print`
const ticket = () => `/tickets/${official.ticketId}`
const order = () => `/supervision/${official.orderId}`
const orderPaper = () => `${order()}/print`
const meeting = () => `/meetings/${promised.meetingId}`
const meetingNew = () => `${compoundPage()}/meetings/new`
const question = () => `/questions/${promised.questionId}`
const serviceReport = () => `${compoundPage()}/reports/2026-03`
const label = () => `/l/${labelCode}`
const followed = () => `/r/${followUp}`
const outside = () => `/external-decisions/${externalId}`
const outsideForm = () => `${compoundPage()}/external-decisions/new`
const announced = () => `/decisions/${decided.announcedId}`
const published = () => `/decisions/${decided.publishedId}`
const announcedTab = (name: string) => () => `${announced()}?tab=${name}`
const decisionPaper = (name: string) => () => `${published()}/print/${name}`
const votePage = () => `/vote/${decided.announcedId}`
const countersPage = () => `${announced()}/counters`
const recountPage = () => `${published()}/recount`
const noticed = () => `/d/${decided.publishedId}`
const proposal = () => `${compoundPage()}/decisions/new`
const committee = () => `${compoundPage()}/committee`
const demand = () => `/demands/${asked.demandId}`
const demandPaper = () => `${demand()}/print`
const consultation = () => `/consultations/${asked.consultationId}`
const survey = () => `/surveys/${asked.surveyId}`
const rota = () => `/rotas/${lived.rotaId}`
const rotaPaper = () => `${rota()}/print`
const handover = () => `${compoundPage()}/handover`
const handoverPaper = () => `${handover()}/print`
const plan = () => `/plans/${lived.planId}`
const planRows = () => `${plan()}?tab=rows`
const tabs = ['story', 'requests', 'fund', 'management', 'buildings', 'parts', 'freshness'].map(tab)

const inBlock = () => `/blocks/${shapes.blockId}`
const ofCentre = () => `/centres/${shapes.centreId}`
const byContract = () => `/compounds/${shapes.contractId}?tab=management`
const byGroup = () => `/compounds/${shapes.groupId}?tab=management`
const ofGroup = (page: string) => () => `/compounds/${shapes.groupId}/${page}`
const shapePages = [
  '/blocks',
  inBlock,
  '/centres',
  ofCentre,
  byContract,
  byGroup,
  ofGroup('labour'),
  ofGroup('cash-book'),
]
const posting = ofGroup('cash-book/posting')
const collections = () => `${compoundPage()}/collections`
const collection = () => `/collections/${collectionId}`
const collectionPaper = () => `${collection()}/paper`
const bookPages = ['statements?period=2024', 'statements?period=2024&tab=netAssets', 'reconciliation', 'official'].map(
  ofFund,
)
const withdrawal = () => `/withdrawals/${withdrawalId}`
const withdrawalPage = (page: string) => () => `${withdrawal()}/${page}`
const moneyOut = [
  ofFund('withdrawals'),
  ofFund('withdrawals/new'),
  ofFund('small-expenses'),
  withdrawal,
  withdrawalPage('plan'),
  withdrawalPage('print/notice'),
]
const moneyOutPapers = [
  withdrawalPage('print/application'),
  withdrawalPage('print/result'),
  ofFund('small-expenses/print'),
]
const withoutFund = () => `/compounds/${shapes.groupId}?tab=fund`

const visits: readonly (readonly [Who, 'desk' | 'phone', readonly Address[]])[] = [
  ['nobody', 'desk', ['/sign-in', '/no/such/page']],
  ['nobody', 'phone', ['/j', '/t']],
  ['admin', 'desk', ['/rota', rota, rotaPaper]],
  ['worker', 'phone', ['/rota', rota]],
  ['admin', 'desk', ['/transitions', '/transitions?view=overdue', handover, handoverPaper]],
  ['admin', 'phone', ['/transitions', handover, tab('management')]],
  ['nobody', 'phone', [label, followed]],
  ['admin', 'desk', [labels, labelSheet]],
  ['admin', 'phone', [labels]],
  ['admin', 'desk', ['/overview', '/compounds', ...tabs, '/requests', request(4), '/report']],
  ['admin', 'desk', ['/plans', plan, planRows, '/people', '/wall', fund, '/not-allowed']],
  ['admin', 'phone', ['/overview', '/compounds', compoundPage, tab('fund'), '/requests', plan, '/people']],
  ['admin', 'desk', ['/visits', '/visits?view=done', '/requests/stats', '/requests/stats?by=place']],
  ['admin', 'phone', ['/visits', '/requests/stats']],
  ['admin', 'desk', [request(0), print(1), '/outbox']],
  ['admin', 'desk', ['/tickets', ticket, '/supervision', order, orderPaper]],
  ['admin', 'phone', ['/tickets', '/tickets?view=closed', ticket, '/supervision', order]],
  ['admin', 'desk', ['/targets', '/keywords']],
  ['admin', 'desk', [...shapePages, posting]],
  ['admin', 'phone', [...shapePages, posting]],
  ['admin', 'phone', ['/targets', '/keywords']],
  ['admin', 'desk', ['/decisions', tab('decisions'), proposal, announced, published]],
  ['admin', 'desk', ['roll', 'deliveries', 'papers', 'steps'].map(announcedTab)],
  ['admin', 'desk', ['notice', 'roll', 'ballot', 'result'].map(decisionPaper)],
  ['admin', 'phone', [proposal, announced, published, announcedTab('deliveries'), decisionPaper('notice')]],
  ['admin', 'desk', [committee, demand, demandPaper, consultation, survey]],
  ['admin', 'phone', [committee, survey]],
  ['resident', 'phone', ['/home', committee, demand, consultation, survey]],
  ['resident', 'phone', [tab('decisions'), announced, published, announcedTab('roll'), announcedTab('papers')]],
  ['resident', 'phone', [votePage, countersPage, recountPage]],
  ['admin', 'desk', [countersPage, recountPage]],
  ['nobody', 'phone', [noticed, () => `/f/${compound.id}/2024`]],
  ['admin', 'desk', ['/voting-rules', outside, outsideForm, '/check-code']],
  ['admin', 'phone', ['/voting-rules', outside, outsideForm, '/check-code']],
  ['admin', 'desk', ['/matters?view=open', meeting, meetingNew, question, '/compare', '/awards', serviceReport]],
  ['admin', 'phone', ['/matters?view=all', meeting, meetingNew, question, '/compare', '/awards', serviceReport]],
  ['admin', 'desk', ['/fund-rules', '/fund-warnings', ofFund('warnings'), ofFund('forecast'), topUpNotice]],
  ['admin', 'phone', ['/fund-rules', '/fund-warnings', ofFund('warnings'), ofFund('forecast'), topUpNotice]],
  ['admin', 'desk', [ofFund('first-deposits'), ofFund('first-deposits?kind=high-rise&state=missing')]],
  ['admin', 'phone', [ofFund('first-deposits'), ofFund('first-deposits?kind=high-rise&state=missing')]],
  ['admin', 'desk', [ofFund('imports'), ofFund('imports/new'), ofFund('suspense')]],
  ['admin', 'phone', [ofFund('imports'), ofFund('imports/new'), ofFund('suspense')]],
  ['admin', 'desk', [ofFund('income'), ofFund('assets'), ofFund('reversals'), ofFund('life')]],
  ['admin', 'desk', [...bookPages, ofFund('statements/2024/paper')]],
  ['admin', 'phone', [...bookPages, ofFund('statements/2024/paper')]],
  ['admin', 'phone', [ofFund('income'), ofFund('assets'), ofFund('reversals'), ofFund('life')]],
  ['worker', 'phone', ['/alerts', '/requests', request(2), request(4), '/work', '/outbox', '/report']],
  ['admin', 'desk', [...moneyOut, ...moneyOutPapers]],
  ['admin', 'phone', moneyOut],
  ['resident', 'phone', ['/fund', withdrawal, ofFund('withdrawals'), ofFund('small-expenses')]],
  ['admin', 'desk', [collections, collection, collectionPaper, withoutFund]],
  ['admin', 'phone', [collections, collection, withoutFund]],
  ['resident', 'phone', [collections, collection]],
  ['resident', 'phone', ['/alerts', '/home', '/report', '/requests', request(4), compoundPage, fund]],
]

test.each(visits)('%s on a %s: nothing is wrong with any page', async (who, screen, addresses) => {
  expect(await inWindow(who, screen, (window) => findingsOf(window, addresses))).toEqual([])
})

test('a resident in large type: nothing is wrong with home and report', async () => {
  const window = await openWindow(browser, at, people.resident, PHONE)
  await visit(window, '/home', false)
  await window.page.getByRole('button', { name: '大字' }).click()
  const textPx = () => window.page.evaluate(() => Number.parseFloat(getComputedStyle(document.body).fontSize))
  await expect.poll(textPx).toBeGreaterThan(18)
  expect(await findingsOf(window, ['/home', '/report'])).toEqual([])
  expect(await textPx(), 'kept for the next visit').toBeGreaterThan(18)
  await window.context.close()
})

const dialogs: readonly (readonly [string, Who, 'desk' | 'phone', Address])[] = [
  ['登记小额支出', 'admin', 'phone', ofFund('small-expenses')],
  ['验收结算', 'admin', 'desk', withdrawal],
  ['登记交款', 'admin', 'phone', collection],
  ['登记支出', 'admin', 'desk', collection],
  ['发起', 'admin', 'desk', collections],
  ['完工', 'worker', 'phone', request(3)],
  ['派单', 'admin', 'desk', request(1)],
  ['送票', 'admin', 'phone', announcedTab('deliveries')],
  ['送不到', 'admin', 'desk', announcedTab('deliveries')],
  ['登记张贴', 'admin', 'desk', announced],
  ['选定计票人', 'admin', 'phone', announced],
  ['处理', 'admin', 'phone', announcedTab('roll')],
  ['对名册提出异议', 'resident', 'phone', announcedTab('roll')],
  ['调整排法', 'admin', 'phone', rota],
  ['换班', 'worker', 'phone', '/rota'],
  ['派给外部单位', 'admin', 'desk', request(1)],
  ['登记新版本', 'admin', 'desk', byContract],
  ['登记新版本', 'admin', 'phone', byGroup],
  ['登记新版本', 'admin', 'desk', ofCentre],
  ['记一笔', 'admin', 'phone', ofGroup('cash-book')],
  ['撤回 第 1 笔', 'admin', 'phone', ofGroup('cash-book')],
  ['记一次投工', 'admin', 'phone', ofGroup('labour')],
  ['建街区', 'admin', 'desk', '/blocks'],
  ['加入街区', 'admin', 'phone', inBlock],
  ['登记街区管理单位', 'admin', 'desk', inBlock],
  ['不予受理', 'admin', 'desk', request(0)],
  ['挂起', 'admin', 'desk', request(3)],
  ['确定谁来负责', 'admin', 'desk', request(0)],
  ['设定时限', 'admin', 'desk', '/targets'],
  ['另定规则', 'admin', 'desk', '/voting-rules'],
  ['另定规则', 'admin', 'desk', '/fund-rules'],
  ['登记工单', 'admin', 'desk', '/tickets'],
  ['导入', 'admin', 'phone', '/tickets'],
  ['导出', 'admin', 'desk', '/tickets'],
  ['答复', 'admin', 'phone', ticket],
  ['下发督办单', 'admin', 'desk', '/supervision'],
  ['添加词', 'admin', 'phone', '/keywords'],
  ['修好了', 'resident', 'phone', request(4)],
  ['登记交存', 'admin', 'desk', tab('fund')],
  ['冲正', 'admin', 'desk', fund],
  ['记收入', 'admin', 'desk', ofFund('income')],
  ['记利息并分配', 'admin', 'phone', ofFund('income')],
  ['分到户', 'admin', 'phone', ofFund('income')],
  ['买国债', 'admin', 'phone', ofFund('assets')],
  ['提备用金', 'admin', 'desk', ofFund('assets')],
  ['变更管账单位', 'admin', 'desk', ofFund('official')],
  ['登记公示', 'admin', 'phone', ofFund('statements?period=2024')],
  ['划分账套', 'admin', 'phone', ofFund('life')],
  ['售房单位开户', 'admin', 'desk', ofFund('life')],
  ['登记交存 县第二棉纺厂 1栋', 'admin', 'phone', ofFund('life')],
  ['关闭空账户', 'admin', 'desk', ofFund('life')],
  ['录入正式账余额', 'admin', 'desk', ofFund('official')],
  ['登记十项月查', 'admin', 'phone', tab('freshness')],
  ['选定数字', 'admin', 'desk', plan],
]

test.each(dialogs)(
  'the dialog %s of %s on a %s takes the focus, and Escape gives it back',
  async (name, who, screen, address) => {
    await inWindow(who, screen, async (window) => {
      const { page } = window
      await visit(window, pathOf(address), page.url().startsWith(at.url))
      await settled(page)
      const opener = page.getByRole('button', { name, exact: true }).first()
      await opener.click()
      const dialog = page.getByRole('dialog')
      await dialog.waitFor()
      expect(await axeViolations(page)).toEqual([])
      expect(await dialog.evaluate((element) => element.contains(document.activeElement))).toBe(true)
      await page.keyboard.press('Escape')
      await dialog.waitFor({ state: 'hidden' })
      await expect.poll(() => opener.evaluate((element) => element === document.activeElement)).toBe(true)
      expect(window.complaints).toEqual([])
    })
  },
)
