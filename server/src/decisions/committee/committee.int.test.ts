/** A committee at the API: recorded, elected seats by process and once, deadlines told, resolutions with every vote. */
import { committeeApi, type MemberVote, SeatWon } from '@changxin/shared/decisions'
import { instantOf } from '@changxin/shared/kernel'
import { peopleApi } from '@changxin/shared/people'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeCounty, type TestCompound, type TestCounty } from '../../../../test/kit/county.ts'
import { type Client, expectOk, startServer, type TestServer } from '../../../../test/kit/server.ts'
import { uploaded } from '../../../../test/kit/uploaded.ts'
import { DecisionEffects } from '../decision.aggregates.ts'

const START = Date.parse('2026-03-02T02:00:00.000Z')
let at: TestServer
let county: TestCounty
let clerk: Client
let scan: string
let people: Client[]

beforeAll(async () => {
  at = await startServer({ startMs: START })
  await at.server.timer.advanceTo(instantOf(START))
  county = await makeCounty(at)
  clerk = await at.person('clerk', ['clerk', { kind: 'subdistrict', id: county.subdistrictId }])
  scan = await uploaded(at, clerk)
  people = []
  for (let n = 0; n < 5; n++) people.push(await at.person(`member-${n}`))
})
afterAll(() => at.close())

const person = (index: number) => people[index]?.personId ?? ''
const shown = async (who: Client, { id }: TestCompound) =>
  (await expectOk(who.ask(committeeApi.committee, { id }))).body
async function goTo(day: string) {
  at.time.nowMs = Date.parse(`${day}T04:00:00.000Z`)
  await at.server.timer.advanceTo(instantOf(at.time.nowMs))
}
/** As the process of a posted result does it. */
async function seatWon({ id: compoundId }: TestCompound, decisionId: string, itemId: string, personId: string) {
  const effect = SeatWon({ decisionId, itemId, compoundId, on: '2026-03-02', scope: { kind: 'compound' }, personId })
  const meta = {
    ...{ commandId: `${decisionId}-${itemId}`, inputHash: '0', actor: 'system', channel: 'process' as const },
    occurredAt: instantOf(at.time.nowMs),
  }
  await at.server.store.execute(DecisionEffects, `${decisionId}-${itemId}`, {
    meta,
    command: { type: 'BringAbout', effect },
  })
  await at.server.processes.settle()
}

test('elected members are seated once, begin a term, and lack the role until it is granted', async () => {
  const compound = await county.compound('选举小区')
  for (const n of [0, 1, 2]) await seatWon(compound, 'x1', `i${n}`, person(n))
  await at.server.processes.settle()
  const before = await shown(clerk, compound)
  expect(before.terms).toHaveLength(1)
  const [term] = before.terms
  expect(term).toMatchObject({
    ...{ from: '2026-03-02', until: '2031-03-01', seats: 3, seatsFit: true, vacancies: 0, current: true },
    ground: { kind: 'election', decisionId: 'x1' },
  })
  expect(term?.members.map(({ personId, hasRole }) => [personId, hasRole])).toEqual(
    [0, 1, 2].map((n) => [person(n), false]),
  )
  expect(term?.due.slice(0, 2)).toEqual([
    { what: 'first-meeting-late', on: '2026-03-09', late: false },
    { what: 'filing-late', on: '2026-04-01', late: false },
  ])
  const scope = { kind: 'compound' as const, id: compound.id }
  await expectOk(at.admin.tell(peopleApi.grantRole, { id: person(1) }, { role: 'committee', scope }))
  expect((await shown(clerk, compound)).terms[0]?.members.map(({ hasRole }) => hasRole)).toEqual([false, true, false])
})

test('what is not done in time is told by the timer, and gone when it is done', async () => {
  const compound = await county.compound('到期小区')
  await seatWon(compound, 'x2', 'i0', person(0))
  await goTo('2026-03-10')
  const dueOf = async () => (await shown(clerk, compound)).terms[0]?.due.map(({ what, late }) => [what, late])
  expect((await dueOf())?.[0]).toEqual(['first-meeting-late', true])
  await expectOk(clerk.tell(committeeApi.firstMeeting, { id: compound.id }, { heldOn: '2026-03-10' }))
  const filing = { filedOn: '2026-03-10', office: '桂溪街道', files: [scan] }
  await expectOk(clerk.tell(committeeApi.file, { id: compound.id }, filing))
  expect((await dueOf())?.map(([what]) => what)).toEqual(['reelection-due', 'reelection-late', 'term-over'])
})

test('a resolution shows its sum and every vote; exactly half of all members does not pass', async () => {
  const compound = await county.compound('决议小区')
  const { id } = compound
  const members = [0, 1, 2, 3, 4].map((n) => ({ personId: person(n), from: '2025-01-01' }))
  const committee = { from: '2025-01-01', until: '2029-12-31', seats: 5, text: '2024 年选举', files: [scan], members }
  await expectOk(clerk.tell(committeeApi.record, { id }, committee))
  const seats = (await shown(clerk, compound)).terms[0]?.members.map(({ seatId }) => seatId) ?? []
  const away = { seatId: seats[4] ?? '', lastDay: '2026-03-10', reason: 'sold-home' as const }
  await expectOk(clerk.tell(committeeApi.vacate, { id }, away))
  const items = ['更换门禁', '停车收费']
  const agenda = { postedOn: '2026-03-10', meetsOn: '2026-03-17', place: '社区会议室', items }
  const early = await clerk.tell(committeeApi.call, { id }, { ...agenda, meetsOn: '2026-03-16' })
  expect(early.body).toMatchObject({ code: 'committee-agenda-short' })
  const meetingId = (await expectOk(clerk.tell(committeeApi.call, { id }, agenda))).body.id
  await goTo('2026-03-17')
  const meeting = async () => (await expectOk(clerk.ask(committeeApi.meetings, { id }))).body.items[0]
  const [gate, parking] = (await meeting())?.open ?? []
  const resolve = (itemId: string, votes: readonly MemberVote[]) => {
    const cast = votes.map((vote, index) => ({ seatId: seats[index] ?? '', vote }))
    const presentSeatIds = cast.map(({ seatId }) => seatId)
    const body = { itemId, text: '按方案办理', presentSeatIds, votes: cast, files: [scan] }
    return clerk.tell(committeeApi.resolve, { id, meetingId }, body)
  }
  await expectOk(resolve(gate?.itemId ?? '', ['yes', 'yes', 'yes']))
  await expectOk(resolve(parking?.itemId ?? '', ['yes', 'yes', 'no']))
  const [passed, failed] = (await meeting())?.resolutions ?? []
  expect(passed).toMatchObject({
    title: '更换门禁',
    members: 4,
    present: 3,
    yes: 3,
    passed: true,
    postBy: '2026-03-20',
  })
  expect(failed).toMatchObject({ title: '停车收费', members: 4, yes: 2, passed: false })
  expect(passed?.votes.map(({ vote }) => vote)).toEqual(['yes', 'yes', 'yes', null])
  await goTo('2026-03-21')
  expect((await meeting())?.resolutions.map(({ late }) => late)).toEqual([true, true])
  const posting = { itemId: gate?.itemId ?? '', postedOn: '2026-03-21', place: '大门公示栏' }
  await expectOk(clerk.tell(committeeApi.post, { id, meetingId }, posting))
  expect((await meeting())?.resolutions.map(({ late, posted }) => [late, posted?.on])).toEqual([
    [false, '2026-03-21'],
    [true, undefined],
  ])
})
