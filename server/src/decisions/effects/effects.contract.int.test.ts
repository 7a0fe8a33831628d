/** The contract of what passed decisions bring about, on a real log: once, in full, and after any restart. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type DecisionCommand,
  type DecisionFacts,
  decisionsApi,
  type Item,
  type Marks,
  type ResultView,
} from '@changxin/shared/decisions'
import { managementApi } from '@changxin/shared/management'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { z } from 'zod'
import { expectOk, startServer, type TestServer } from '../../../../test/kit/server.ts'
import { uploaded } from '../../../../test/kit/uploaded.ts'
import { timerMeta } from '../../clock/timer.ts'
import { Decisions } from '../decision.aggregates.ts'
import { CALENDAR, goTo, lamp, makeVotingWorld, proposal, type VotingWorld } from '../decision.fixture.ts'
import { type Cause, expectEffect } from './effects.contract.ts'

const item = (itemId: string, matter: Item['matter'], effect: Item['effect'], groupId: string | null = null): Item => ({
  ...{ itemId, matter, effect, groupId },
  title: `议题 ${itemId}`,
  text: '内容',
})

let dataDir: string
let world: VotingWorld
let items: Item[]
let decisionId: string
/** Of everybody on the roll: all said yes, but to the last. */
const said: Marks = []
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'changxin-effects-'))
  world = await makeVotingWorld(3, { dataDir })
  const { at, committee, compound, counters } = world
  const operator = { kind: 'service-centre', name: '兴隆社区服务中心' } as const
  const operatorId = (await expectOk(at.admin.tell(managementApi.registerOperator, {}, operator))).body.id
  const candidates = [await at.person('candidate'), await at.person('candidate')]
  const seat = (at: number) => ({ kind: 'seat', personId: candidates[at]?.personId ?? '' }) as const
  items = [
    lamp,
    item('raise', 'fund-raising', {
      ...{ kind: 'fund-raising', purpose: '续交', per: 'square-metre', amountFen: 2_000, dueOn: '2026-06-30' },
    }),
    item('manager', 'manager', { kind: 'manager', mode: 'service-centre', operatorId }),
    item('seat-1', 'committee', seat(0), 'seats'),
    item('seat-2', 'committee', seat(1), 'seats'),
    item('procedure', 'rules-of-procedure', { kind: 'procedure', silence: 'with-majority' }),
    item('covenant', 'management-covenant', null),
    item('failed', 'fund-use', { ...lamp.effect, kind: 'fund-use', purpose: '不换', budgetFen: 1 } as Item['effect']),
  ]
  said.push(...items.map(({ itemId }) => ({ itemId, mark: itemId === 'failed' ? ('no' as const) : ('yes' as const) })))
  const groups = [{ groupId: 'seats', title: '委员', seats: 1 }]
  const body = proposal({ items, groups, scope: { kind: 'compound' } })
  decisionId = (await expectOk(committee.tell(decisionsApi.propose, { id: compound.id }, body))).body.id
  const countedBy = counters.map(({ personId }) => personId)
  await run(at, decisionId, [
    [{ type: 'Announce', decisionId, today: '2026-03-01', ...CALENDAR }],
    [{ type: 'NameCounters', decisionId, counterIds: countedBy }, NOBODY_UNFIT],
    ...world.compound.unitIds.map((voterId) => [delivered(voterId)] as const),
    [{ type: 'OpenVoting', decisionId, today: '2026-03-17' }],
    ...world.compound.unitIds.map((voterId, index) => [returned(voterId, `PAPER-${index}`)] as const),
  ])
  await goTo(at, '2026-03-24')
  await run(at, decisionId, [
    ...world.compound.unitIds.flatMap((voterId) => countedBy.slice(0, 2).map((by) => [entered(voterId, by)] as const)),
    [{ type: 'CountVotes', decisionId, countedBy, minutes: [], today: '2026-03-24' }, NOTHING_OPENED],
  ])
}, 60_000)
afterAll(async () => {
  await world.at.close()
  await rm(dataDir, { recursive: true, force: true })
})

const NOBODY_UNFIT = { for: 'NameCounters', unknownIds: [], administratorIds: [], managerIds: [] } as const
const NOTHING_OPENED = { for: 'CountVotes', opened: new Map() } as const
const noon = '2026-03-20T04:00:00.000Z'
const delivered = (voterId: string): DecisionCommand => ({
  ...{ type: 'Deliver', decisionId, voterId, how: 'mailed', toPersonId: null, check: null, codeHash: null },
  files: [],
  at: noon,
})
const returned = (voterId: string, receiptNumber: string): DecisionCommand => ({
  ...{ type: 'ReceivePaper', decisionId, ballotId: `ballot-${voterId}`, receiptNumber },
  ...{ voterId, proxyId: null, at: noon },
})
/** The first owner says no to the second candidate, who passes all the same: the one seat is the other’s. */
const entered = (voterId: string, counterId: string): DecisionCommand => ({
  ...{ type: 'EnterPaper', decisionId, ballotId: `ballot-${voterId}`, counterId, invalidReason: null },
  marks: said.map(({ itemId, mark }) => ({
    itemId,
    mark: itemId === 'seat-2' && voterId === world.compound.unitIds[0] ? 'no' : mark,
  })),
})

let told = 0
async function run(at: TestServer, id: string, steps: readonly (readonly [DecisionCommand, DecisionFacts?])[]) {
  for (const [command, facts] of steps) {
    const meta = timerMeta(`contract-${++told}`, new Date(at.time.nowMs).toISOString())
    await at.server.store.execute(Decisions, id, { meta, command, facts: () => facts })
  }
}
const streamOf = (at: TestServer, itemId: string) => at.server.log.read(`effect-${decisionId}-${itemId}`)
async function causeIn(at: TestServer): Promise<Cause> {
  const events = await at.server.log.read(`decision-${decisionId}`)
  const posted = events.find(({ type }) => type === 'ResultPublished')
  const { id: compoundId } = world.compound
  return {
    ...{ eventId: posted?.id ?? '', occurredAt: posted?.metadata.occurredAt ?? '', decisionId, compoundId },
    ...{ on: '2026-03-24', scope: { kind: 'compound' } },
  }
}

test('before the result is posted nothing has an effect', async () => {
  await world.at.server.processes.settle()
  for (const { itemId } of items) expect(await streamOf(world.at, itemId)).toEqual([])
})

test('each passed and chosen item has its effect once, in full, caused by the posting', async () => {
  const { at, committee } = world
  const files = [await uploaded(at, committee)]
  await expectOk(committee.tell(decisionsApi.publish, { id: decisionId }, { place: '公告栏', files }))
  await at.server.processes.settle()
  await requireContract(at)
  const { body } = await expectOk(committee.ask(decisionsApi.result, { id: decisionId }))
  expect(body.items.find(({ itemId }) => itemId === 'seat-2')?.count).toMatchObject({ passed: true, chosen: false })
  expect(effectTypes(body)).toEqual([
    ...['FundUseAuthorised', 'FundRaisingAuthorised', 'ManagerChosen', 'SeatWon', 'ProcedureAdopted'],
  ])
})
const effectTypes = ({ effects }: z.output<typeof ResultView>) => effects.map(({ type }) => type)

/** What each consumer may rely on. */
async function requireContract(at: TestServer): Promise<void> {
  const cause = await causeIn(at)
  const manager = items.find(({ itemId }) => itemId === 'manager')?.effect
  const operatorId = manager?.kind === 'manager' ? manager.operatorId : ''
  expectEffect(await streamOf(at, 'lamp'), cause, {
    ...{ itemId: 'lamp', purpose: '更换楼道灯', budgetFen: 120_000, requestId: null, contractor: null },
  })
  expectEffect(await streamOf(at, 'raise'), cause, {
    ...{ itemId: 'raise', purpose: '续交', per: 'square-metre', amountFen: 2_000, dueOn: '2026-06-30' },
  })
  expectEffect(await streamOf(at, 'manager'), cause, { itemId: 'manager', mode: 'service-centre', operatorId })
  const seat = items.find(({ itemId }) => itemId === 'seat-1')?.effect
  const personId = seat?.kind === 'seat' ? seat.personId : ''
  expectEffect(await streamOf(at, 'seat-1'), cause, { itemId: 'seat-1', personId })
  expectEffect(await streamOf(at, 'procedure'), cause, {
    ...{ itemId: 'procedure', silence: 'with-majority', text: '议题 procedure' },
  })
  for (const none of ['seat-2', 'failed', 'covenant']) expect(await streamOf(at, none)).toEqual([])
}

test('the rule of procedure that was adopted is on record for the next proposal', async () => {
  const { committee, compound } = world
  const { id } = (await expectOk(committee.tell(decisionsApi.propose, { id: compound.id }, proposal()))).body
  const { body } = await expectOk(committee.ask(decisionsApi.decision, { id }))
  expect(body.procedure).toEqual({ silence: 'with-majority', text: '议题 procedure', file: null })
})

test('a restart with views made anew brings nothing about a second time', async () => {
  const { at } = world
  const { nowMs } = at.time
  const before = await at.server.log.size()
  await at.close()
  for (const name of ['views.db', 'views.db-wal', 'views.db-shm']) await rm(join(dataDir, name), { force: true })
  const again = await startServer({ dataDir, startMs: nowMs })
  world = { ...world, at: again }
  await again.server.processes.settle()
  await requireContract(again)
  const more = (await again.server.log.size()) - before
  const effects = await Promise.all(items.map(({ itemId }) => streamOf(again, itemId)))
  expect(effects.flat()).toHaveLength(5)
  // Signing in again is all that was written.
  expect(more).toBeLessThanOrEqual(2)
})
