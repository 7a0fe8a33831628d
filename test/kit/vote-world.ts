/**
 * A vote of a small compound, driven through the API: the committee proposes it on Monday 2 March, three owners count, and
 * it is open from the 17th to the 23rd. The counters' key is made as in their browser, and never told to the server.
 */
import { decisionsApi, type Mark, type Marks } from '@changxin/shared/decisions'
import { sealBallot } from '@changxin/shared/decisions/sealing'
import { instantOf } from '@changxin/shared/kernel'
import type { z } from 'zod'
import { combineParts, type MadeKey, makeKey } from '../../web/src/decisions/ballots/key-parts.ts'
import { readPart } from '../../web/src/decisions/ballots/part-text.ts'
import { makeCounty, type TestCompound, type TestCounty } from './county.ts'
import { type Client, expectOk, TEST_PASSWORD, type TestServer } from './server.ts'

export const PROPOSED_MS = Date.parse('2026-03-02T02:00:00.000Z')
export const OPEN_DAY = '2026-03-17'
export const LAST_DAY = '2026-03-23'
const DAY_AFTER = '2026-03-24'
export const LAMP = 'lamp'
export const GATE = 'gate'
const ITEMS = [
  {
    itemId: LAMP,
    matter: 'fund-use' as const,
    title: '更换楼道灯',
    text: '更换全部楼道灯，动用维修资金。',
    effect: null,
    groupId: null,
  },
  {
    itemId: GATE,
    matter: 'common-use' as const,
    title: '出租门口场地',
    text: '出租门口场地，收益进维修资金。',
    effect: null,
    groupId: null,
  },
]

export interface Voter {
  readonly client: Client
  readonly voterId: string
  /** Of the slip; empty until it was handed over. */
  readonly code: string
}
export interface VoteWorld {
  readonly compoundId: string
  readonly decisionId: string
  /** The committee's keeper of the papers. */
  readonly guide: Client
  readonly counters: readonly [Client, Client, Client]
  readonly voters: readonly Voter[]
}

const noonOf = (day: string) => Date.parse(`${day}T04:00:00.000Z`)

/** Time goes on to noon of the day, in Shanghai, and what fell due until then happens. */
export async function goTo(at: TestServer, day: string): Promise<void> {
  at.time.nowMs = noonOf(day)
  await at.server.timer.advanceTo(instantOf(at.time.nowMs))
}

type Items = z.input<(typeof decisionsApi.propose)['body']>['items']

/**
 * Proposed and announced, with its counters named. The server must have been started at `PROPOSED_MS`. `itemsIn` makes
 * the items of another vote, and what must be there before it.
 */
export async function makeVote(
  at: TestServer,
  units = 5,
  itemsIn: (compound: TestCompound, county: TestCounty) => Promise<Items> = async () => ITEMS,
): Promise<VoteWorld> {
  await at.server.timer.advanceTo(instantOf(at.time.nowMs))
  const county = await makeCounty(at)
  const compound = await county.compound('兴隆花园', units)
  const items = await itemsIn(compound, county)
  const guide = await at.person('committee', ['committee', { kind: 'compound', id: compound.id }])
  const owners: Client[] = []
  for (const unitId of compound.unitIds) owners.push(await county.owner(unitId))
  const counters = [await at.person('counter-1'), await at.person('counter-2'), await at.person('counter-3')] as const
  const proposed = await expectOk(
    guide.tell(
      decisionsApi.propose,
      { id: compound.id },
      {
        title: '楼道灯和门口场地',
        reason: '楼道灯大半不亮。',
        form: 'written',
        scope: { kind: 'compound' },
        items,
        calledBy: { kind: 'committee' },
      },
    ),
  )
  const decisionId = proposed.body.id
  const calendar = { objectionsUntil: '2026-03-10', opensOn: OPEN_DAY, closesOn: LAST_DAY, place: null }
  await expectOk(guide.tell(decisionsApi.announce, { id: decisionId }, calendar))
  const counterIds = counters.map(({ personId }) => personId)
  await expectOk(guide.tell(decisionsApi.nameCounters, { id: decisionId }, { counterIds }))
  const voters = compound.unitIds.map((voterId, index) => ({ client: owners[index] as Client, voterId, code: '' }))
  return { compoundId: compound.id, decisionId, guide, counters: [...counters], voters }
}

/** The ceremony of the counters: what their browser does, and the two things that it sends. */
export async function makeTheKey({ decisionId, counters }: VoteWorld): Promise<MadeKey> {
  const made = await makeKey()
  const shareHashes = made.parts.map((part) => part.hash)
  const { publicKey } = made
  await expectOk(counters[0].tell(decisionsApi.makeKey, { id: decisionId }, { publicKey, shareHashes }))
  return made
}

/** Every head gets its slip with a code, and the voting opens on its day. */
export async function deliverAndOpen(at: TestServer, world: VoteWorld): Promise<VoteWorld> {
  const id = world.decisionId
  const voters: Voter[] = []
  for (const voter of world.voters) {
    const body = { voterId: voter.voterId, how: 'handed-over' as const, withCode: true }
    const delivered = await expectOk(world.guide.tell(decisionsApi.deliver, { id }, body))
    voters.push({ ...voter, code: delivered.body.code ?? '' })
  }
  await goTo(at, OPEN_DAY)
  await expectOk(world.guide.tell(decisionsApi.open, { id }, {}))
  return { ...world, voters }
}

export const marksOf = (lamp: Mark, gate: Mark = lamp): Marks => [
  { itemId: LAMP, mark: lamp },
  { itemId: GATE, mark: gate },
]

/** As the voter's browser does it; answers what was sent and the receipt. */
export async function castBallot({ decisionId }: VoteWorld, key: MadeKey, voter: Voter, marks: Marks) {
  const { voterId, code, client } = voter
  const sealed = await sealBallot(key.publicKey, { decisionId, voterId }, marks)
  const body = { voterId, code, password: TEST_PASSWORD, sealed }
  const cast = await expectOk(client.tell(decisionsApi.cast, { id: decisionId }, body))
  return { sealed, ballotId: cast.body.id, receiptNumber: cast.body.receiptNumber }
}

export async function closeByTime(at: TestServer): Promise<void> {
  await goTo(at, DAY_AFTER)
}

/** Two of the three slips, read as they are printed. */
export async function secretOf(key: MadeKey, [one, other]: readonly [number, number]): Promise<string> {
  const [first, second] = [one, other].map((index) => readPart(key.parts[index]?.lines.join('\n') ?? '').part)
  if (!first || !second) throw new Error('a slip cannot be read')
  const hashes = key.parts.map((part) => part.hash)
  const combined = await combineParts([first, second], key.publicKey, hashes)
  if (combined.secretKey === null) throw new Error(combined.reason)
  return combined.secretKey
}
