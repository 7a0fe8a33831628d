/** Rotas over HTTP: turns kept, swapped and missed, who is told of it, and who never is. */
import { allRoutes } from '@changxin/shared/features'
import { addMinutes, type QueryRoute } from '@changxin/shared/kernel'
import { rotaApi } from '@changxin/shared/management'
import { placesApi } from '@changxin/shared/places'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openLive } from '../../../../test/kit/live.ts'
import { type Client, expectOk, pathOf, queryOf } from '../../../../test/kit/server.ts'
import { at, type RotaStory, startRotaStory } from './rota.story.fixture.ts'

let story: RotaStory
beforeAll(async () => {
  story = await startRotaStory()
})
afterAll(() => story.at.close())

const turnOf = async (rotaId: string, personId: string, by?: Client) => {
  const found = (await story.turnsOf(rotaId, by)).find((turn) => turn.personId === personId && turn.status !== 'kept')
  if (!found) throw new Error('no such turn')
  return found
}
const codeOf = async (answer: Promise<{ status: number; body: Record<string, unknown> }>) => {
  const { status, body } = await answer
  return `${status} ${String(body['code'] ?? '')}`.trim()
}

test('neighbours patrol: one keeps the turn, a colleague says so for another, and the group sees the counts', async () => {
  const { chen, deng, committee } = story.here
  const id = await story.open(committee)
  expect(await story.turnsOf(id, chen)).toHaveLength(35)
  const first = await turnOf(id, chen.personId, chen)
  expect(await codeOf(chen.tell(rotaApi.keep, { id, turnId: first.id }, {}))).toBe('409 turn-not-yet')

  await story.passTo(at(1, 22))
  expect(await codeOf(deng.tell(rotaApi.start, { id, turnId: first.id }, {}))).toBe('403 forbidden')
  await expectOk(chen.tell(rotaApi.start, { id, turnId: first.id }, {}))
  await story.passTo(at(2, 6))
  await expectOk(story.here.chen.tell(rotaApi.keep, { id, turnId: first.id }, { note: '三号门灯不亮' }))

  const second = await turnOf(id, deng.personId, deng)
  await story.passTo(at(3, 6))
  await expectOk(story.here.chen.tell(rotaApi.keep, { id, turnId: second.id }, {}))
  const { turns, counts } = (await expectOk(story.here.committee.ask(rotaApi.rota, { id, from: '2026-03-01' }))).body
  expect(turns.slice(0, 2)).toMatchObject([
    { status: 'kept', how: 'self', note: '三号门灯不亮' },
    { status: 'kept', how: 'colleague', keptByName: '测试人' },
  ])
  expect(counts).toMatchObject([
    { personId: chen.personId, kept: 1, missed: 0, open: 13 },
    { personId: deng.personId, kept: 1, missed: 0, open: 13 },
  ])
  await expectOk(story.here.committee.tell(rotaApi.close, { id }, {}))
})

test('a swap is asked by one and agreed by the other, who is reminded anew', async () => {
  const { chen, deng, committee, neighbour } = story.here
  const id = await story.open(committee, { since: '2026-03-03' })
  const turn = await turnOf(id, chen.personId, chen)
  const of = { id, turnId: turn.id }
  expect(await codeOf(deng.tell(rotaApi.askSwap, of, {}))).toBe('403 forbidden')
  expect(await codeOf(committee.tell(rotaApi.askSwap, of, {}))).toBe('403 forbidden')
  await expectOk(chen.tell(rotaApi.askSwap, of, { toPersonId: deng.personId }))
  const { asked } = (await expectOk(deng.ask(rotaApi.myTurns, {}))).body
  expect(asked).toMatchObject([{ id: turn.id, swap: { byPersonId: chen.personId, toPersonId: deng.personId } }])
  const swapId = asked[0]?.swap?.swapId ?? ''
  expect(await codeOf(chen.tell(rotaApi.agreeSwap, { ...of, swapId }, {}))).toBe('403 swap-not-asked')
  expect(await codeOf(neighbour.tell(rotaApi.agreeSwap, { ...of, swapId }, {}))).toBe('403 forbidden')
  // The nights on either side are theirs already, but none at the same time.
  await expectOk(deng.tell(rotaApi.agreeSwap, { ...of, swapId }, {}))
  expect((await story.turnsOf(id, chen)).find((one) => one.id === turn.id)).toMatchObject({
    personId: deng.personId,
    swappedFromName: '测试人',
    reminded: false,
  })
  await story.passTo(addMinutes(turn.from, -30))
  const mine = (await expectOk(story.here.deng.ask(rotaApi.myTurns, {}))).body.items
  expect(mine.find((one) => one.id === turn.id)).toMatchObject({ reminded: true, status: 'planned' })
  await expectOk(story.here.committee.tell(rotaApi.close, { id }, {}))
})

test('four weeks are always planned, over every midnight of a month', async () => {
  const id = await story.open(story.here.committee, { title: '清扫', purpose: 'cleaning', since: '2026-03-04' })
  for (const date of [8, 16, 24]) {
    await story.passTo(at(date, 0, 1))
    const view = (await expectOk(story.here.committee.ask(rotaApi.rota, { id }))).body
    expect(view.turns.map(({ from }) => from)).toHaveLength(28)
    expect(new Set(view.turns.map((turn) => turn.id)).size).toBe(28)
  }
  await expectOk(story.here.committee.tell(rotaApi.close, { id }, {}))
})

test('a missed turn of paid staff goes up level by level until somebody is there', async () => {
  const { manager, wang, li, operatorId } = story.here
  const id = await story.open(manager, {
    owner: { kind: 'operator', id: operatorId },
    staff: 'paid',
    purpose: 'duty',
    title: '值班室',
    personIds: [wang.personId, li.personId],
    since: '2026-03-25',
    pattern: { kind: 'rotating', weekdays: [1, 2, 3, 4, 5, 6, 7], shifts: [{ from: '08:00', until: '20:00' }] },
  })
  const seen = async () => {
    const { manager, clerk, overseer } = story.here
    const lists = await Promise.all(
      [manager, clerk, overseer].map(async (one) => (await expectOk(one.ask(rotaApi.missed, {}))).body.items),
    )
    return lists.map((items) => items.map(({ level }) => level).join(' '))
  }
  await story.passTo(at(25, 8, 29))
  expect(await seen()).toEqual(['', '', ''])
  await story.passTo(at(25, 8, 30))
  expect(await seen()).toEqual(['manager', '', ''])
  await story.passTo(at(25, 9, 30))
  expect(await seen()).toEqual(['centre', 'centre', ''])
  const turn = await turnOf(id, wang.personId, story.here.manager)
  // Later than everybody was told: the list is empty again.
  await story.passTo(at(25, 10))
  await expectOk(story.here.wang.tell(rotaApi.start, { id, turnId: turn.id }, {}))
  expect(await seen()).toEqual(['', '', ''])
  await story.passTo(at(26, 8, 31))
  expect((await story.turnsOf(id, story.here.manager))[0]).toMatchObject({ status: 'kept', how: 'time' })
  await story.passTo(at(27, 8, 31))
  expect(await seen()).toEqual(['manager subdistrict', 'subdistrict', 'subdistrict'])
  await expectOk(story.here.manager.tell(rotaApi.close, { id }, {}))
})

/** Every query that somebody may ask, with what can be named here. */
async function everyAnswer(client: Client, rotaId: string): Promise<Record<string, unknown>> {
  const queries = allRoutes.filter((route): route is QueryRoute => route.kind === 'query')
  const { compoundId, operatorId } = story.here
  const answers: Record<string, unknown> = {}
  for (const route of queries) {
    for (const id of [compoundId, rotaId, operatorId]) {
      const input = { id, kind: 'operator' }
      const allowed = Object.fromEntries(Object.entries(input).filter(([name]) => name in route.input.shape))
      const answer = await story.at.server.app.inject({
        url: `${pathOf(route.path, { ...allowed, id })}${queryOf(route, allowed)}`,
        headers: { cookie: client.cookie },
      })
      // The bytes of a sheet carry the second at which it was packed; what stands in it is asked for as rows too.
      const isSheet = String(answer.headers['content-type']).includes('spreadsheet')
      answers[`${route.action} ${id}`] = [answer.statusCode, isSheet ? 'a sheet' : answer.body]
    }
  }
  return answers
}

test('a volunteer’s missed turn stays inside the group: no query and no live query tells an overseer', async () => {
  const { chen, deng } = story.here
  const id = await story.open(story.here.committee, { since: '2026-03-28' })
  await story.passTo(addMinutes(at(29, 6), 29))
  const outsiders = () => [
    story.here.overseer,
    story.here.clerk,
    story.here.manager,
    story.here.neighbour,
    story.at.admin,
  ]
  const before = await Promise.all(outsiders().map((one) => everyAnswer(one, id)))
  const live = await openLive(story.at, story.here.overseer)
  const inside = await openLive(story.at, story.here.deng)
  const watched = [
    live.subscribe(rotaApi.rota, { id, from: '2026-03-28' }),
    live.subscribe(rotaApi.missed, {}),
    live.subscribe(rotaApi.onDuty, { id: story.here.compoundId }),
    live.subscribe(rotaApi.rotas, { id: story.here.compoundId }),
    live.subscribe(placesApi.story, { id: story.here.compoundId }),
  ]
  const colleague = inside.subscribe(rotaApi.rota, { id, from: '2026-03-28' })
  await Promise.all([...watched, colleague].map((one) => one.first()))
  const shown = watched.map((one) => JSON.stringify(one.output()))

  story.at.time.nowMs = Date.parse(addMinutes(at(29, 6), 30))
  await story.at.server.timer.advanceTo(addMinutes(at(29, 6), 30))
  type Shown = { turns: { status: string | null; personId: string }[] }
  await colleague.until(({ turns }: Shown) => turns[0]?.status === 'missed')
  expect((colleague.output() as Shown).turns[0]).toMatchObject({ personId: chen.personId, status: 'missed' })
  const after = await Promise.all(outsiders().map((one) => everyAnswer(one, id)))
  const differing = after.flatMap((answers, index) =>
    Object.keys(answers).filter((asked) => JSON.stringify(answers[asked]) !== JSON.stringify(before[index]?.[asked])),
  )
  expect(differing).toEqual([])
  for (const one of watched)
    for (const frame of one.frames.slice(1)) expect(frame).not.toMatchObject({ upsert: [expect.anything()] })
  expect(watched.map((one) => JSON.stringify(one.output()))).toEqual(shown)
  live.cut()
  inside.cut()

  // Another that was kept looks just the same from outside.
  await story.passTo(at(30, 6))
  const second = await turnOf(id, deng.personId, story.here.deng)
  await expectOk(story.here.deng.tell(rotaApi.keep, { id, turnId: second.id }, {}))
  const { turns, counts } = (await expectOk(story.here.overseer.ask(rotaApi.rota, { id, from: '2026-03-28' }))).body
  const { id: _, personId: __, from: ___, until: ____, ...missed } = turns[0] ?? ({} as never)
  const { id: _1, personId: _2, from: _3, until: _4, ...kept } = turns[1] ?? ({} as never)
  expect(kept).toEqual(missed)
  expect(counts).toBeNull()
})

test('the group decides otherwise: turns from the next day on are shown, what was before stays inside', async () => {
  const { items } = (await expectOk(story.here.committee.ask(rotaApi.rotas, { id: story.here.compoundId }))).body
  const id = items.find(({ isClosed }) => !isClosed)?.id ?? ''
  const decision = { shares: true, decidedOn: '2026-03-29', ground: '自管小组会议记录' }
  for (const outsider of [story.here.overseer, story.here.manager, story.at.admin, story.here.chen])
    expect(await codeOf(outsider.tell(rotaApi.shareMissed, { id }, decision))).toBe('403 forbidden')
  await expectOk(story.here.committee.tell(rotaApi.shareMissed, { id }, decision))
  await story.passTo('2026-04-01T00:00:00.000Z')
  const view = (await expectOk(story.here.overseer.ask(rotaApi.rota, { id, from: '2026-03-28' }))).body
  expect(view.turns.slice(0, 4).map(({ status }) => status)).toEqual([null, null, null, 'missed'])
  expect(
    (await expectOk(story.here.overseer.ask(rotaApi.missed, {}))).body.items.map(({ rotaId }) => rotaId),
  ).not.toContain(id)
})

test('somebody from elsewhere cannot be put on the list, and nobody else’s rota is opened', async () => {
  const { committee, clerk, chen, elsewhere } = story.here
  const body = {
    owner: { kind: 'compound' as const, id: story.here.otherCompoundId },
    purpose: 'gates' as const,
    staff: 'volunteer' as const,
    title: '门岗',
    pattern: { kind: 'rotating' as const, weekdays: [1], shifts: [{ from: '08:00', until: '20:00' }] },
    personIds: [elsewhere.personId],
    since: '2026-04-02',
  }
  expect(await codeOf(committee.tell(rotaApi.open, {}, body))).toBe('403 forbidden')
  expect(await codeOf(chen.tell(rotaApi.open, {}, body))).toBe('403 forbidden')
  expect(await codeOf(clerk.tell(rotaApi.open, {}, body))).toBe('409 rota-person-elsewhere')
  const people = (await expectOk(clerk.ask(rotaApi.people, body.owner))).body.items
  expect(people.map(({ id }) => id)).not.toContain(elsewhere.personId)
})
