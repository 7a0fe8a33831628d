/** A whole vote over HTTP, from the proposal to what it brings about. */
import { countItems, decisionsApi, type RollUnit } from '@changxin/shared/decisions'
import { openBallots } from '@changxin/shared/decisions/sealing'
import { placesApi } from '@changxin/shared/places'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, expectOk } from '../../../test/kit/server.ts'
import { uploaded } from '../../../test/kit/uploaded.ts'
import {
  announcedVote,
  CALENDAR,
  castBallot,
  countAndPublish,
  enterTwice,
  goTo,
  handOver,
  makeVotingWorld,
  marks,
  openVote,
  type RunningVote,
  receivePaper,
  type VotingWorld,
} from './decision.fixture.ts'

let world: VotingWorld
/** Ai owns the first two doors, Bo the third, Dan's right to the fifth was never checked; nobody is known for the fourth. */
let ai: Client
let bo: Client
let dan: Client
let manager: Client
beforeAll(async () => {
  world = await makeVotingWorld(5)
  const { at, county, compound } = world
  const [first = '', second = '', third = '', , fifth = ''] = compound.unitIds
  ai = await county.owner(first)
  bo = await county.owner(third)
  dan = await at.person('dan')
  manager = await at.person('manager', ['manager', { kind: 'compound', id: compound.id }])
  const check = { how: 'registry' as const, note: null }
  const owner = { relation: 'owner' as const, since: '2024-01-01' }
  await expectOk(at.admin.tell(placesApi.recordRelation, { id: second }, { ...owner, personId: ai.personId, check }))
  await expectOk(at.admin.tell(placesApi.recordRelation, { id: fifth }, { ...owner, personId: dan.personId }))
})
afterAll(() => world.at.close())

/** By head: what the next tests go on with. */
let vote: RunningVote
const codes = new Map<string, string>()
const unit = (index: number) => world.compound.unitIds[index] ?? ''
const code = (voterId: string) => codes.get(voterId) ?? ''
const view = async (who: Client) => (await expectOk(who.ask(decisionsApi.decision, { id: vote.id }))).body
const possible = async (who: Client, action: string) => (await view(who)).possible.find((one) => one.action === action)

test('a proposal freezes who may vote: one head for two doors, and nobody dropped who is unknown', async () => {
  vote = await announcedVote(world)
  const { tally, status, calendar, counters } = await view(ai)
  expect({ status, calendar }).toMatchObject({ status: 'announced', calendar: CALENDAR })
  expect(tally).toMatchObject({ heads: 4, units: 5, floorArea: 40_010, delivered: 0 })
  expect(counters.map(({ personId }) => personId)).toEqual(world.counters.map(({ personId }) => personId))
  const roll = (await expectOk(ai.ask(decisionsApi.roll, { id: vote.id }))).body
  expect(
    roll.items.map(({ unitId, voterId, standing, mine, ownerNames }) => [unitId, voterId, standing, mine, ownerNames]),
  )
    // Doors and floor areas, but no names for a neighbour.
    .toEqual([
      [unit(0), unit(0), 'checked', true, null],
      [unit(1), unit(0), 'checked', true, null],
      [unit(2), unit(2), 'checked', false, null],
      [unit(3), unit(3), 'unknown', false, null],
      [unit(4), unit(4), 'unchecked', false, null],
    ])
  const named = (await expectOk(world.committee.ask(decisionsApi.roll, { id: vote.id }))).body
  expect(named.items.map(({ ownerNames }) => ownerNames?.length)).toEqual([1, 1, 1, 0, 1])
})

test('who manages the compound runs no vote, and strangers see the notice alone', async () => {
  const refused = await manager.tell(
    decisionsApi.deliver,
    { id: vote.id },
    {
      voterId: unit(0),
      how: 'mailed',
      withCode: true,
    },
  )
  expect(refused.status).toBe(403)
  expect((await manager.ask(decisionsApi.deliveries, { id: vote.id })).status).toBe(403)
  expect((await world.at.stranger.ask(decisionsApi.decision, { id: vote.id })).status).toBe(401)
  const { body: notice } = await expectOk(world.at.stranger.ask(decisionsApi.notice, { id: vote.id }))
  expect(notice).toMatchObject({ status: 'announced', publishedOn: null, items: [{ count: null }, { count: null }] })
})

test('nothing is delivered yet: the committee is told why it cannot open, in its language', async () => {
  expect(await possible(world.committee, 'decisions.open')).toEqual({
    action: 'decisions.open',
    possible: false,
    reason:
      '4 heads were neither delivered to nor posted as undeliverable. Deliver, or record them as undeliverable with the posting.',
    code: 'delivery-missing',
  })
  expect(await possible(ai, 'decisions.open')).toBeUndefined()
  expect(await possible(ai, 'decisions.object')).toMatchObject({ possible: true })
})

test('codes are handed over; who is not checked gets one only after a look at the proof', async () => {
  codes.set(unit(0), await handOver(vote, unit(0)))
  codes.set(unit(2), await handOver(vote, unit(2)))
  const { committee } = world
  const given = { voterId: unit(4), how: 'handed-over', withCode: true } as const
  const refused = await committee.tell(decisionsApi.deliver, { id: vote.id }, given)
  expect(refused.body).toMatchObject({ code: 'delivery-unchecked' })
  const own = { ...given, check: '看过不动产权证', toPersonId: committee.personId }
  expect((await committee.tell(decisionsApi.deliver, { id: vote.id }, own)).body).toMatchObject({
    code: 'not-for-oneself',
  })
  await handOver(vote, unit(4), { check: '看过不动产权证', toPersonId: dan.personId }).then((it) =>
    codes.set(unit(4), it),
  )
  expect([...codes.values()].every((it) => /^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/.test(it))).toBe(true)
  expect((await view(ai)).myHeads).toMatchObject([
    { voterId: unit(0), delivered: true, hasCode: true, returned: false, screenCode: 'not-open-yet' },
  ])
})

test('on its day the voting opens, and an owner votes with code and password', async () => {
  await openVote(vote)
  expect((await view(ai)).myHeads).toMatchObject([{ screenReason: null }])
  const slip = { voterId: unit(0), code: code(unit(0)), said: marks('no') }
  const wrong = await castBallot(vote, ai, { ...slip, code: code(unit(2)) })
  expect(wrong).toMatchObject({ status: 403, body: { code: 'ballot-code-wrong' } })
  const neighbour = await castBallot(vote, bo, slip)
  expect(neighbour.body).toMatchObject({ code: 'not-your-ballot' })
  const password = await ai.tell(
    decisionsApi.cast,
    { id: vote.id },
    {
      voterId: unit(0),
      code: code(unit(0)),
      password: 'not mine',
      sealed: 'AAAA',
    },
  )
  expect(password.body).toMatchObject({ code: 'ballot-password-wrong' })
  const { receiptNumber } = (await expectOk(castBallot(vote, ai, slip))).body
  expect(receiptNumber).toMatch(/^\d{4}-\d{4}-\d{4}-\d$/)
  // She changes her mind: typed small and without dashes it is the same code.
  const again = { ...slip, code: slip.code.replaceAll('-', '').toLowerCase(), said: marks('yes') }
  await expectOk(castBallot(vote, ai, again))
  await expectOk(castBallot(vote, dan, { voterId: unit(4), code: code(unit(4)), said: marks('yes', 'no') }))
  const receipts = (await expectOk(ai.ask(decisionsApi.receipts, { id: vote.id }))).body.items
  expect(receipts.map(({ last, kind, void: isVoid }) => [last, kind, isVoid])).toEqual([
    [false, 'screen', null],
    [true, 'screen', null],
  ])
})

test('paper is logged unopened, under a drawn or a printed number', async () => {
  const { receiptNumber } = await receivePaper(vote, unit(2), 'Z-0042')
  expect(receiptNumber).toBe('Z-0042')
  const { committee } = world
  const again = { voterId: unit(2), receiptNumber: 'Z-0042' }
  expect((await committee.tell(decisionsApi.receivePaper, { id: vote.id }, again)).body).toMatchObject({
    code: 'receipt-number-taken',
  })
  const mistyped = { voterId: unit(2), receiptNumber: '1234-5678-9012-0' }
  expect((await committee.tell(decisionsApi.receivePaper, { id: vote.id }, mistyped)).body).toMatchObject({
    code: 'receipt-number-wrong',
  })
  expect((await view(committee)).tally).toMatchObject({ returned: 3, screenBallots: 3, paperBallots: 1, paperDone: 0 })
  const { items } = (await expectOk(committee.ask(decisionsApi.deliveries, { id: vote.id }))).body
  expect(items.map(({ state, returned, deliveredTo }) => [state, returned, deliveredTo])).toEqual([
    ['delivered', true, null],
    ['delivered', true, null],
    ['undeliverable', false, null],
    ['delivered', true, '测试人'],
  ])
})

test('before the closing nobody can enter, release, count or see how anybody voted', async () => {
  const [counter] = world.counters
  const { id } = vote
  const release = { secretKey: vote.key.secretKey }
  expect((await counter.tell(decisionsApi.releaseKey, { id }, release)).body).toMatchObject({
    code: 'decision-wrong-status',
  })
  const countedBy = world.counters.map(({ personId }) => personId)
  expect((await counter.tell(decisionsApi.count, { id }, { countedBy })).body).toMatchObject({
    code: 'decision-wrong-status',
  })
  for (const route of [decisionsApi.result, decisionsApi.recount])
    expect((await ai.ask(route, { id })).status).toBe(404)
  expect((await world.committee.tell(decisionsApi.close, { id }, {})).body).toMatchObject({ code: 'ballots-missing' })
})

test('it closes by itself at the end of its last day; what comes later is refused', async () => {
  await goTo(world.at, '2026-03-24', 0)
  expect(await view(ai)).toMatchObject({ status: 'closed', closedAt: '2026-03-23T16:00:00.000Z' })
  const late = await castBallot(vote, ai, { voterId: unit(0), code: code(unit(0)), said: marks('no') })
  expect(late.body).toMatchObject({ code: 'voting-over' })
  const paper = await world.committee.tell(decisionsApi.receivePaper, { id: vote.id }, { voterId: unit(3) })
  expect(paper.body).toMatchObject({ code: 'voting-over' })
})

test('two counters enter the paper, each blind to the other; a difference is settled with its reason', async () => {
  const { id } = vote
  const [one, other, third] = world.counters
  const paper = async (who: Client) => (await expectOk(who.ask(decisionsApi.paper, { id }))).body.items
  const ballotId = (await paper(one))[0]?.ballotId ?? ''
  expect((await world.committee.ask(decisionsApi.paper, { id })).status).toBe(403)
  await expectOk(one.tell(decisionsApi.enterPaper, { id, ballotId }, { marks: marks('yes') }))
  expect(await paper(other)).toMatchObject([{ state: 'entered-once', mine: null, entries: null }])
  await expectOk(other.tell(decisionsApi.enterPaper, { id, ballotId }, { marks: marks('no') }))
  expect(await paper(third)).toMatchObject([{ state: 'differs', entries: [{}, {}] }])
  const settled = { marks: marks('yes'), reason: '与原票核对' }
  await expectOk(third.tell(decisionsApi.settlePaper, { id, ballotId }, settled))
  expect((await view(one)).tally.paperDone).toBe(1)
})

test('the count is posted, acts once, and every owner in scope can count again', async () => {
  await countAndPublish(vote)
  const result = (await expectOk(ai.ask(decisionsApi.result, { id: vote.id }))).body
  const sum = (heads: number, floorArea: number) => ({ heads, floorArea })
  // Ai (two doors), Bo on paper and Dan said yes to the lamps: three of four heads, four of five doors.
  expect(result.items[0]?.count).toMatchObject({
    electorate: sum(4, 40_010),
    participating: sum(3, 32_007),
    yes: sum(3, 32_007),
    passed: true,
  })
  expect(result.items[1]?.count).toMatchObject({ yes: sum(2, 24_003), no: sum(1, 8_004), passed: true })
  expect(result.published).toEqual({ publishedOn: '2026-03-24', challengeableUntil: '2027-03-24', late: false })
  expect(result.effects).toEqual([
    {
      itemId: 'lamp',
      type: 'FundUseAuthorised',
      occurredAt: expect.any(String),
      stream: `effect-${vote.id}-lamp`,
    },
  ])
  const { recorded, again } = await recountedBy(bo)
  expect(again).toEqual(recorded)
  const { body: notice } = await expectOk(world.at.stranger.ask(decisionsApi.notice, { id: vote.id }))
  expect(notice.items[0]?.count).toMatchObject({ yes: sum(3, 32_007) })
  expect(JSON.stringify(notice)).not.toContain('测试人')
  const receipts = (await expectOk(ai.ask(decisionsApi.receipts, { id: vote.id }))).body.items
  expect(receipts.map((row) => row.void)).toEqual([false, false])
})

/** As the browser of an owner does it, with nothing but what the recount gives. */
async function recountedBy(owner: Client) {
  const { body } = await expectOk(owner.ask(decisionsApi.recount, { id: vote.id }))
  const { decisionId, secretKey, items } = body
  const ballots = await openBallots(body.ballots, { decisionId, secretKey, itemIds: items.map(({ itemId }) => itemId) })
  const roll: RollUnit[] = body.roll.map((row) => ({ ...row, ownerIds: [] }))
  return { recorded: body.counts, again: countItems({ ...body, roll, ballots }) }
}

test('what one votes on is a list of one’s own heads; a stranger to the compound has none', async () => {
  const mine = (await expectOk(ai.ask(decisionsApi.mine, {}))).body.items
  expect(mine).toMatchObject([{ id: vote.id, status: 'published', passedItems: 2, myHeads: [{ returned: true }] }])
  expect((await expectOk(manager.ask(decisionsApi.mine, {}))).body.items).toEqual([])
  const listed = (await expectOk(manager.ask(decisionsApi.list, { view: 'done' }))).body.items
  expect(listed.map(({ id }) => id)).toEqual([vote.id])
  expect((await expectOk(manager.ask(decisionsApi.list, { asOf: '2026-03-17' }))).body.items).toMatchObject([
    { status: 'open', returned: 3 },
  ])
})

test('a court sets it aside, with its judgment; before that it could only have been withdrawn', async () => {
  const { at, committee } = world
  const annul = { ground: 'withdrawn', reason: '通知有误' } as const
  expect((await committee.tell(decisionsApi.annul, { id: vote.id }, annul)).body).toMatchObject({
    code: 'annul-ground-unfit',
  })
  const files = [await uploaded(at, committee)]
  await expectOk(committee.tell(decisionsApi.annul, { id: vote.id }, { ...annul, ground: 'court', files }))
  expect(await view(ai)).toMatchObject({ status: 'annulled', annulled: { ground: 'court' } })
})
