/** Transitions over HTTP and by time: begun by a vote, told as a story, overdue for the subdistrict, ended with an order. */
import { ManagerChosen } from '@changxin/shared/decisions'
import { addDays, dayOf, startOf } from '@changxin/shared/kernel'
import { managementApi, transitionApi } from '@changxin/shared/management'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Client, expectOk } from '../../../../test/kit/server.ts'
import { type Handover, handOverOn, makeHandover, wholeList } from '../../maintenance/handover/handover.fixture.ts'
import { processMeta } from '../../process/index.ts'

let of: Handover
beforeAll(async () => {
  of = await makeHandover()
}, 60_000)
afterAll(() => of.at.close())

const inCompound = () => ({ id: of.compoundId })
const today = () => dayOf(of.now())
async function story(who: Client = of.clerk) {
  const { body } = await expectOk(who.ask(transitionApi.transition, inCompound()))
  return { ...body, newest: body.items[0], can: new Map(body.possible.map((one) => [one.action, one])) }
}
const rowsOf = async (view: 'open' | 'overdue' | 'unmanaged' | 'refused', who: Client = of.overseer) =>
  (await expectOk(who.ask(transitionApi.transitions, { view }))).body.items
const typesIn = async () => (await of.at.server.log.read(`management-${of.compoundId}`)).map(({ type }) => type)

/** As the process of decisions appends it when the result is posted. */
async function choose(decisionId: string, operatorId: string, mode: 'service-centre' | 'property-company') {
  const { compoundId, at } = of
  const on = today()
  const data = { decisionId, itemId: 'item-1', compoundId, on, scope: { kind: 'compound' }, mode, operatorId } as const
  const event = ManagerChosen(data as never)
  await at.server.log.append(`effect-${decisionId}-item-1`, 'none', [
    { id: `chosen-${decisionId}`, ...event, version: 1, metadata: processMeta(`effect-${decisionId}`, of.now()) },
  ])
  const head = await at.server.log.head()
  if (head) await at.server.views.waitFor(head)
  await at.server.processes.settle()
}

test('the owners’ vote begins a transition, once, and both sides name each other', async () => {
  await choose('vote-1', of.newId, 'service-centre')
  await of.at.server.processes.settle()
  expect(await typesIn()).toEqual(['ModeAdopted', 'TransitionOpened', 'TransitionProposed', 'TransitionDecided'])
  const { newest, can } = await story()
  expect(newest).toMatchObject({
    status: 'open',
    reason: { kind: 'owners-decided' },
    from: { operatorName: '旧物业' },
    decided: { operatorName: '桂溪中心', decision: { decisionId: 'vote-1', itemId: 'item-1' } },
  })
  const decided = (await of.at.server.log.read(`management-${of.compoundId}`)).at(-1)
  expect(decided?.metadata).toMatchObject({ channel: 'process', causationId: 'chosen-vote-1' })
  expect(can.get('notice')).toEqual({ action: 'notice', isPossible: true, isAllowed: true, reason: null })
  expect(can.get('take-over')).toMatchObject({
    isPossible: false,
    reason: expect.stringContaining('notice comes first'),
  })
})

test('each step is told with who and when; residents read it without names; a stranger does not', async () => {
  const { clerk, oldManager, paper, compoundId: id } = of
  const notice = { kind: 'dismissal', givenOn: today(), text: null, files: [paper] } as never
  await expectOk(clerk.tell(transitionApi.notice, { id }, notice))
  const { newest, rules, can } = await story()
  expect(newest?.notice).toMatchObject({
    days: 60,
    earliestOn: addDays(today(), 60),
    by: '测试人',
    rule: { basis: 'law', source: '民法典第九百四十六条' },
  })
  expect(can.get('take-over')?.reason).toContain('handover list comes first')
  expect(rules.filter(({ basis }) => basis === 'law').map(({ length }) => length)).toEqual([60, 90, 60])
  const asResident = await story(of.owner)
  expect([asResident.newest?.notice?.by, asResident.can.get('notice')?.isAllowed]).toEqual(['', false])
  const refused = await oldManager.tell(transitionApi.takeOver, { id }, { on: today() })
  expect(refused.status).toBe(403)
  expect((await of.newManager.ask(transitionApi.transition, { id })).status).toBe(403)
})

test('what was refused of the list is in front of the subdistrict', async () => {
  const { oldManager, clerk, paper, compoundId: id } = of
  await expectOk(
    oldManager.tell(
      transitionApi.handover,
      { id },
      { items: wholeList('0'.repeat(64)).filter(({ key }) => key !== 'personal-data') },
    ),
  )
  const refused = { key: 'personal-data', state: 'refused', note: '称仍有欠费，拒绝返还业主名册' } as const
  await expectOk(clerk.tell(transitionApi.handover, { id }, { items: [refused] }))
  expect(await rowsOf('refused')).toMatchObject([
    { compoundName: '兴隆花园', refused: 1, dataRefused: true, step: 'handover' },
  ])
  for (const side of ['old', 'new'] as const)
    await expectOk(clerk.tell(transitionApi.sign, { id }, { side, signedOn: today(), files: [paper] }))
  expect((await story()).newest?.items.find(({ key }) => key === 'personal-data')).toMatchObject({ state: 'refused' })
})

test('nobody took over on the day: the timer says so, and the list shows it until somebody does', async () => {
  const { notice } = (await story()).newest ?? {}
  const earliest = notice?.earliestOn ?? ''
  const early = await of.clerk.tell(transitionApi.takeOver, inCompound(), { on: addDays(earliest, -1) })
  expect(early.body).toMatchObject({ code: 'take-over-too-early' })
  await of.goOn(startOf(addDays(earliest, 1)))
  expect(await typesIn()).toContain('TransitionStepOverdue')
  expect(await rowsOf('overdue')).toMatchObject([{ step: 'take-over', dueOn: earliest, overdue: true }])
  expect(await rowsOf('overdue', of.newManager), 'another operator’s compound').toEqual([])
  await expectOk(of.clerk.tell(transitionApi.takeOver, inCompound(), { on: today() }))
  expect(await rowsOf('overdue')).toEqual([])
  const { items } = (await expectOk(of.clerk.ask(managementApi.management, inCompound()))).body
  expect(items.map(({ mode, since, until }) => [mode, since, until])).toEqual([
    ['service-centre', today(), null],
    ['property-company', '2024-01-01', addDays(today(), -1)],
  ])
})

test('the check falls due after thirty days, is overdue when nobody makes it, and is made once', async () => {
  const id = of.compoundId
  const dueOn = (await story()).newest?.takenOver?.checkDueOn ?? ''
  await of.goOn(startOf(addDays(dueOn, 1)))
  expect(await rowsOf('overdue')).toMatchObject([{ status: 'taken-over', step: 'check', dueOn }])
  expect((await story()).newest?.steps.at(-1)).toMatchObject({ step: 'check', status: 'overdue', dueOn })
  const checked = { checkedOn: today(), result: 'in-order', text: '资料已补齐' } as const
  await expectOk(of.clerk.tell(transitionApi.check, { id }, checked))
  expect((await of.clerk.tell(transitionApi.check, { id }, checked)).body).toMatchObject({ code: 'check-none-due' })
  expect(await rowsOf('overdue')).toEqual([])
  expect((await story()).newest?.status).toBe('checked')
})

test('a vote for whom they have changes nothing and is heard once', async () => {
  const before = await typesIn()
  await choose('vote-2', of.newId, 'service-centre')
  await of.at.server.processes.settle()
  expect((await typesIn()).slice(before.length)).toEqual(['ManagerConfirmed'])
})

describe('an order for emergency service', () => {
  test('ends on its day; nothing follows, so nobody manages the compound, and the subdistrict sees it', async () => {
    const id = of.compoundId
    const until = addDays(today(), 40)
    const [from, to] = [{ mode: 'property-company', operatorId: of.oldId } as const, today()]
    const ground = { kind: 'subdistrict-order', text: '街道〔2026〕12号' } as const
    await expectOk(
      of.clerk.tell(transitionApi.propose, { id }, { reason: 'emergency', text: '中心撤离', proposal: from }),
    )
    await expectOk(of.clerk.tell(transitionApi.decide, { id }, { ...from, ground, decidedOn: to, until }))
    for (const step of ['notice', 'handover'] as const)
      await expectOk(of.clerk.tell(transitionApi.skip, { id }, { step, ground: '原单位已撤离' }))
    await expectOk(of.clerk.tell(transitionApi.takeOver, { id }, { on: to }))
    await of.goOn(startOf(addDays(until, -29)))
    expect((await typesIn()).at(-1)).toBe('EmergencyOrderEnding')
    await of.goOn(startOf(until))
    expect((await expectOk(of.clerk.ask(managementApi.management, { id }))).body.mode).toBe('property-company')
    await of.goOn(startOf(addDays(until, 1)))
    const after = (await expectOk(of.clerk.ask(managementApi.management, { id }))).body
    expect([after.mode, after.since]).toEqual(['none', addDays(until, 1)])
    expect(await rowsOf('unmanaged')).toMatchObject([{ compoundId: id, status: 'unmanaged', since: addDays(until, 1) }])
  })

  test('until somebody does again', async () => {
    // The check after the order is still open; nobody has to be given notice, and nobody hands over.
    const { clerk, compoundId: id, newId } = of
    const proposal = { mode: 'service-centre', operatorId: newId } as const
    await expectOk(clerk.tell(transitionApi.propose, { id }, { reason: 'no-manager', text: '社区托底', proposal }))
    const decided = { ...proposal, ground: { kind: 'contract', text: '托底协议' }, decidedOn: today() } as const
    await expectOk(clerk.tell(transitionApi.decide, { id }, decided))
    const on = addDays(today(), 1)
    await expectOk(clerk.tell(transitionApi.takeOver, { id }, { on }))
    expect(await rowsOf('unmanaged')).toEqual([])
  })
})

test('lengths are dated settings: another one holds from its day', async () => {
  const rule = {
    ruleId: 'check-45',
    jurisdiction: 'all',
    validFrom: today(),
    basis: 'suggested',
    source: '区住建委要求',
    name: 'check-after',
    length: 45,
  } as const
  expect((await of.clerk.tell(transitionApi.adoptRule, {}, rule)).status).toBe(403)
  await expectOk(of.overseer.tell(transitionApi.adoptRule, {}, rule))
  await expectOk(of.overseer.tell(transitionApi.adoptRule, {}, rule))
  const clash = await of.overseer.tell(transitionApi.adoptRule, {}, { ...rule, length: 50 })
  expect(clash.body).toMatchObject({ code: 'transition-rule-exists' })
  const { items } = (await expectOk(of.clerk.ask(transitionApi.rules, {}))).body
  expect(items.filter(({ name }) => name === 'check-after').map(({ length }) => length)).toEqual([30, 45])
})

test('started again in the middle, the rest changes hands once', async () => {
  const first = await makeHandover()
  const ids: string[] = []
  for (let count = 0; count < 12; count++) ids.push(await first.report(first.owner))
  // It stops before anything follows.
  await first.at.server.processes.stop()
  await handOverOn(first, '2026-03-03')
  await first.goOn(startOf('2026-03-03'))
  expect(new Set(await Promise.all(ids.map(async (id) => (await first.steps(id)).at(-1))))).toEqual(
    new Set(['RequestReported']),
  )
  first.at.server.processes.start()
  await first.at.server.processes.settle()
  await first.at.server.processes.settle()
  for (const id of ids) expect(await first.steps(id)).toEqual(['RequestReported', 'RequestChangedHands'])
  await first.at.close()
}, 60_000)
