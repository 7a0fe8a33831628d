/** Casting over HTTP: many at once, codes, authorisations, guessing, and what is too late. */
import { decisionsApi } from '@changxin/shared/decisions'
import { makeBallotKey, openBallots, sealBallot } from '@changxin/shared/decisions/sealing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, expectOk, nextKey, TEST_PASSWORD } from '../../../test/kit/server.ts'
import { uploaded } from '../../../test/kit/uploaded.ts'
import {
  announcedVote,
  castBallot,
  goTo,
  handOver,
  makeVotingWorld,
  marks,
  openVote,
  type RunningVote,
  receivePaper,
  type VotingWorld,
} from './decision.fixture.ts'

const OWNERS = 64
let world: VotingWorld
let vote: RunningVote
const owners: { client: Client; voterId: string; code: string }[] = []
beforeAll(async () => {
  world = await makeVotingWorld(OWNERS)
  const clients: Client[] = []
  for (const unitId of world.compound.unitIds) clients.push(await world.county.owner(unitId))
  vote = await announcedVote(world)
  for (const [index, client] of clients.entries()) {
    const voterId = world.compound.unitIds[index] ?? ''
    owners.push({ client, voterId, code: await handOver(vote, voterId) })
  }
  await openVote(vote)
}, 60_000)
afterAll(() => world.at.close())

const ownerAt = (index: number) => owners[index] ?? (owners[0] as (typeof owners)[number])
const tally = async () => (await expectOk(world.committee.ask(decisionsApi.decision, { id: vote.id }))).body.tally

test('sixty-four owners cast at once: each has a number of their own, and nobody is lost', async () => {
  const answers = await Promise.all(
    owners.map(({ client, ...slip }, index) =>
      expectOk(castBallot(vote, client, { ...slip, said: marks(index % 2 === 0 ? 'yes' : 'no') })),
    ),
  )
  const numbers = answers.map(({ body }) => body.receiptNumber)
  expect(new Set(numbers).size).toBe(OWNERS)
  // None can be had by counting up from a neighbour's.
  const sorted = numbers.map((text) => Number(text.replaceAll('-', '').slice(0, 12))).sort((a, b) => a - b)
  expect(Math.min(...sorted.slice(1).map((number, index) => number - (sorted[index] ?? 0)))).toBeGreaterThan(1_000)
  expect(await tally()).toMatchObject({ returned: OWNERS, screenBallots: OWNERS })
}, 60_000)

test('a repeated command is the same ballot, with the same number', async () => {
  const { client, ...slip } = ownerAt(0)
  const sealed = (await expectOk(client.ask(decisionsApi.receipts, { id: vote.id }))).body.items.length
  const key = { 'idempotency-key': nextKey() }
  const body = {
    ...slip,
    password: TEST_PASSWORD,
    sealed: await sealBallot(vote.key.publicKey, { decisionId: vote.id, voterId: slip.voterId }, marks('yes')),
  }
  const [one, same] = [
    await expectOk(client.tell(decisionsApi.cast, { id: vote.id }, body, key)),
    await expectOk(client.tell(decisionsApi.cast, { id: vote.id }, body, key)),
  ]
  expect(same.body).toMatchObject({ id: one.body.id, receiptNumber: one.body.receiptNumber })
  expect((await expectOk(client.ask(decisionsApi.receipts, { id: vote.id }))).body.items).toHaveLength(sealed + 1)
})

test('a new slip makes the old code worthless', async () => {
  const { client, voterId, code } = ownerAt(1)
  const next = await handOver(vote, voterId)
  expect((await castBallot(vote, client, { voterId, code, said: marks('yes') })).body).toMatchObject({
    code: 'ballot-code-wrong',
  })
  await expectOk(castBallot(vote, client, { voterId, code: next, said: marks('yes') }))
})

test('a proxy casts with the authorisation on record, and only for that head', async () => {
  const { at, committee } = world
  const daughter = await at.person('daughter')
  const { voterId, code } = ownerAt(2)
  const slip = { voterId, code, said: marks('abstain') }
  expect((await castBallot(vote, daughter, slip)).status).toBe(403)
  const written = { voterId, personId: daughter.personId, files: [await uploaded(at, committee)] }
  const forMe = { ...written, personId: committee.personId }
  expect((await committee.tell(decisionsApi.recordProxy, { id: vote.id }, forMe)).body).toMatchObject({
    code: 'not-for-oneself',
  })
  const { id: proxyId } = (await expectOk(committee.tell(decisionsApi.recordProxy, { id: vote.id }, written))).body
  const { myHeads } = (await expectOk(daughter.ask(decisionsApi.decision, { id: vote.id }))).body
  expect(myHeads).toMatchObject([{ voterId, as: 'proxy', proxyId, screenReason: null }])
  await expectOk(castBallot(vote, daughter, { ...slip, proxyId }))
  const { voterId: other, code: otherCode } = ownerAt(3)
  const neighbours = await castBallot(vote, daughter, { ...slip, voterId: other, code: otherCode, proxyId })
  expect(neighbours.body).toMatchObject({ code: 'not-your-ballot' })
})

test('who guesses codes must wait, and keeps nobody else waiting', async () => {
  const { client, voterId } = ownerAt(4)
  const sealed = 'AAAA'
  const guess = () =>
    client.tell(decisionsApi.cast, { id: vote.id }, { voterId, code: 'guess', password: TEST_PASSWORD, sealed })
  const codes: unknown[] = []
  for (let count = 0; count < 6; count++) codes.push((await guess()).body['code'])
  expect(codes).toEqual([...Array.from({ length: 5 }, () => 'ballot-code-wrong'), 'ballot-code-slow-down'])
  const { client: neighbour, ...slip } = ownerAt(5)
  await expectOk(castBallot(vote, neighbour, { ...slip, said: marks('yes') }))
})

test('how anybody voted is in no answer before the count, and neither password nor code is in the log', async () => {
  const { id } = vote
  const { client } = ownerAt(0)
  for (const who of [client, world.committee, world.counters[0], world.at.admin]) {
    for (const route of [decisionsApi.result, decisionsApi.recount])
      expect((await who.ask(route, { id })).status).not.toBe(200)
    const view = await who.ask(decisionsApi.decision, { id })
    expect(JSON.stringify(view.body)).not.toMatch(/sealed|"mark"/)
  }
  const events = await world.at.server.log.read(`decision-${id}`)
  const text = JSON.stringify(events)
  expect(text).not.toContain(TEST_PASSWORD)
  for (const { code } of owners) expect(text).not.toContain(code)
})

test('the last ballot of each head counts, and a result that is not posted in time says so', async () => {
  const paper = await receivePaper(vote, ownerAt(6).voterId)
  const { counters, at } = world
  await goTo(at, '2026-03-24')
  for (const counter of counters.slice(0, 2)) {
    const entered = { marks: null, invalidReason: '未签名' }
    await expectOk(counter.tell(decisionsApi.enterPaper, { id: vote.id, ballotId: paper.id }, entered))
  }
  const release = (secretKey: string) => counters[0].tell(decisionsApi.releaseKey, { id: vote.id }, { secretKey })
  expect((await release((await makeBallotKey()).secretKey)).body).toMatchObject({ code: 'ballot-key-wrong' })
  await expectOk(release(vote.key.secretKey))
  const countedBy = counters.map(({ personId }) => personId)
  await expectOk(counters[0].tell(decisionsApi.count, { id: vote.id }, { countedBy }))
  const { body } = await expectOk(ownerAt(0).client.ask(decisionsApi.recount, { id: vote.id }))
  const itemIds = body.items.map(({ itemId }) => itemId)
  const opened = await openBallots(body.ballots, { decisionId: vote.id, itemIds, secretKey: body.secretKey })
  // The paper of the seventh was not valid: what was cast before it stands.
  expect(opened.filter(({ marks: said }) => said === null).map(({ ballotId }) => ballotId)).toEqual([paper.id])
  // Half said no at first; the second and the sixth changed to yes, the third left it to her daughter, who abstained.
  expect(body.counts[0]).toMatchObject({ yes: { heads: 33 }, no: { heads: 30 }, abstained: { heads: 1 } })
  await goTo(at, '2026-03-27', 23)
  const view = async () => (await expectOk(world.committee.ask(decisionsApi.decision, { id: vote.id }))).body
  expect(await view()).toMatchObject({ publishBy: '2026-03-27', resultOverdue: false })
  await goTo(at, '2026-03-28', 1)
  expect(await view()).toMatchObject({ resultOverdue: true })
  await expectOk(world.committee.tell(decisionsApi.publish, { id: vote.id }, {}))
  expect((await view()).published).toMatchObject({ publishedOn: '2026-03-28', late: true })
})
