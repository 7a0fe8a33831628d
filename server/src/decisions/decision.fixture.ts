/** A compound that votes, over the real API: committee, three counters, owners, and a vote told step by step. */

import { decisionsApi, type Item, type Marks, type ProposalBody } from '@changxin/shared/decisions'
import { ballotOpener, makeBallotKey, sealBallot } from '@changxin/shared/decisions/sealing'
import { type Day, instantOf } from '@changxin/shared/kernel'
import type { z } from 'zod'
import { makeCounty, type TestCompound, type TestCounty } from '../../../test/kit/county.ts'
import {
  type Client,
  expectOk,
  startServer,
  TEST_PASSWORD,
  type TestOptions,
  type TestServer,
} from '../../../test/kit/server.ts'
import { uploaded } from '../../../test/kit/uploaded.ts'

export const PROPOSED_ON = '2026-03-01'
export const CALENDAR = { objectionsUntil: '2026-03-08', opensOn: '2026-03-17', closesOn: '2026-03-23', place: null }
export const lamp: Item = {
  itemId: 'lamp',
  matter: 'fund-use',
  title: '更换楼道灯',
  text: '更换全部楼道灯，动用维修资金。',
  effect: { kind: 'fund-use', purpose: '更换楼道灯', budgetFen: 120_000, requestId: null, contractor: null },
  groupId: null,
}
export const covenant: Item = {
  itemId: 'covenant',
  matter: 'management-covenant',
  title: '修改管理规约',
  text: '楼道不得堆物。',
  effect: null,
  groupId: null,
}
export const proposal = (change: Partial<z.input<typeof ProposalBody>> = {}): z.input<typeof ProposalBody> => ({
  title: '楼道灯和管理规约',
  reason: '楼道灯大半不亮。',
  form: 'written',
  scope: { kind: 'compound' },
  items: [lamp, covenant],
  calledBy: { kind: 'committee' },
  ...change,
})

export interface VotingWorld {
  readonly at: TestServer
  readonly county: TestCounty
  readonly compound: TestCompound
  readonly committee: Client
  readonly counters: readonly [Client, Client, Client]
}

/** Noon of a day; the timer says all that fell due until then. */
export async function goTo({ server, time }: TestServer, day: Day, hour = 12): Promise<void> {
  time.nowMs = Date.parse(`${day}T00:00:00.000+08:00`) + hour * 3_600_000
  await server.timer.advanceTo(instantOf(time.nowMs))
}

export async function makeVotingWorld(units = 4, options: TestOptions = {}): Promise<VotingWorld> {
  const at = await startServer({ startMs: Date.parse(`${PROPOSED_ON}T02:00:00.000Z`), ...options })
  await goTo(at, PROPOSED_ON)
  const county = await makeCounty(at)
  const compound = await county.compound('兴隆花园', units)
  const committee = await at.person('committee', ['committee', { kind: 'compound', id: compound.id }])
  const counters = [await at.person('counter'), await at.person('counter'), await at.person('counter')] as const
  return { at, county, compound, committee, counters: [...counters] }
}

export interface RunningVote {
  readonly id: string
  readonly world: VotingWorld
  readonly key: Awaited<ReturnType<typeof makeBallotKey>>
}

/** Proposed and announced on the first day, with counters and their key. */
export async function announcedVote(
  world: VotingWorld,
  change: Partial<z.input<typeof ProposalBody>> = {},
): Promise<RunningVote> {
  const { committee, compound, counters } = world
  const { id } = (await expectOk(committee.tell(decisionsApi.propose, { id: compound.id }, proposal(change)))).body
  await expectOk(committee.tell(decisionsApi.announce, { id }, CALENDAR))
  const counterIds = counters.map(({ personId }) => personId)
  await expectOk(committee.tell(decisionsApi.nameCounters, { id }, { counterIds }))
  const key = await makeBallotKey()
  const shareHashes = ['1', '2', '3'].map((part) => part.repeat(64))
  await expectOk(counters[0].tell(decisionsApi.makeKey, { id }, { publicKey: key.publicKey, shareHashes }))
  return { id, world, key }
}

/** The code on the slip. */
export async function handOver(
  { id, world: { committee } }: RunningVote,
  voterId: string,
  change: Partial<z.input<typeof decisionsApi.deliver.body>> = {},
): Promise<string> {
  const body = { voterId, how: 'handed-over' as const, withCode: true, ...change }
  return (await expectOk(committee.tell(decisionsApi.deliver, { id }, body))).body.code ?? ''
}

/** Every head that nothing was delivered to yet hangs in public, and the voting opens on its day. */
export async function openVote({ id, world: { at, committee } }: RunningVote): Promise<void> {
  await goTo(at, '2026-03-10')
  const posting = {
    what: 'undeliverable' as const,
    place: '公告栏',
    postedOn: '2026-03-10',
    files: [await uploaded(at, committee)],
  }
  const { id: postingId } = (await expectOk(committee.tell(decisionsApi.post, { id }, posting))).body
  const { items } = (await expectOk(committee.ask(decisionsApi.deliveries, { id }))).body
  for (const { voterId, state } of items) {
    if (state === 'open')
      await expectOk(committee.tell(decisionsApi.undeliverable, { id }, { voterId, reason: '联系不上', postingId }))
  }
  await goTo(at, CALENDAR.opensOn)
  await expectOk(committee.tell(decisionsApi.open, { id }, {}))
}

export const marks = (lampMark: Marks[number]['mark'], covenantMark: Marks[number]['mark'] = 'yes'): Marks => [
  { itemId: 'lamp', mark: lampMark },
  { itemId: 'covenant', mark: covenantMark },
]

interface Slip {
  readonly voterId: string
  readonly code: string
  readonly proxyId?: string
  readonly said: Marks
}
/** As the voter's browser does it. */
export async function castBallot({ id, key }: RunningVote, voter: Client, { said, ...slip }: Slip) {
  const sealed = await sealBallot(key.publicKey, { decisionId: id, voterId: slip.voterId }, said)
  return voter.tell(decisionsApi.cast, { id }, { ...slip, password: TEST_PASSWORD, sealed })
}

export const receivePaper = async (
  { id, world: { committee } }: RunningVote,
  voterId: string,
  receiptNumber?: string,
) =>
  (await expectOk(committee.tell(decisionsApi.receivePaper, { id }, { voterId, receiptNumber: receiptNumber ?? null })))
    .body

/** Two counters enter the same. */
export async function enterTwice({ id, world: { counters } }: RunningVote, ballotId: string, said: Marks) {
  for (const counter of counters.slice(0, 2)) {
    await expectOk(counter.tell(decisionsApi.enterPaper, { id, ballotId }, { marks: said }))
  }
}

/** From after the closing to the posted result. */
export async function countAndPublish(
  { id, key, world: { at, committee, counters } }: RunningVote,
  day = '2026-03-24',
) {
  await goTo(at, day)
  await expectOk(counters[1].tell(decisionsApi.releaseKey, { id }, { secretKey: key.secretKey }))
  const countedBy = counters.slice(0, 2).map(({ personId }) => personId)
  await expectOk(counters[0].tell(decisionsApi.count, { id }, { countedBy }))
  await expectOk(committee.tell(decisionsApi.publish, { id }, { place: '公告栏' }))
  await at.server.processes.settle()
}

export const opener = ({ key }: RunningVote) => ballotOpener(key.secretKey)
