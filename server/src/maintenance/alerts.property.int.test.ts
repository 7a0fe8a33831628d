/** Whatever is done, and whoever gets or loses a role meanwhile: nobody is told of a request that they may not open. */
import { instantOf } from '@changxin/shared/kernel'
import { alertsApi, maintenanceApi } from '@changxin/shared/maintenance'
import { peopleApi } from '@changxin/shared/people'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AlertsPlace, makeAlertsPlace } from '../../../test/kit/alerts-county.ts'
import { seeded } from '../../../test/kit/properties.ts'
import { type Answer, type Client, expectOk, startServer, type TestServer } from '../../../test/kit/server.ts'

const HOUR_MS = 3_600_000
/** Steps between two looks at what everybody is shown. */
const LOOK_EVERY = 6
const PEOPLE = [
  'resident',
  'neighbour',
  'worker',
  'mate',
  'manager',
  'clerk',
  'centre',
  'overseer',
  'district',
] as const

let at: TestServer
let places: AlertsPlace[]
beforeAll(async () => {
  at = await startServer({ startMs: Date.parse('2026-03-02T02:00:00.000Z') })
  await at.server.timer.advanceTo(instantOf(at.time.nowMs))
  places = [await makeAlertsPlace(at, '东苑'), await makeAlertsPlace(at, '西苑')]
})
afterAll(() => at.close())

interface Case {
  readonly place: AlertsPlace
  /** The request, and another one of the same compound. */
  readonly id: string
  readonly other: string
  readonly by: Client
  readonly to: Client
}

const atUnit = ({ unitId }: AlertsPlace) => ({ kind: 'unit', id: unitId }) as const
const atCompound = ({ compoundId }: AlertsPlace) => ({ kind: 'compound', id: compoundId }) as const
const fault = { category: 'water', text: '爆管' } as const
const { cancel, close, complete, confirm, follow, handBack, merge, partlyFixed } = maintenanceApi
const { accept, assign, grab, pause, reject, reopen, report, resume, start, transfer, urge } = maintenanceApi

const acts: Readonly<Record<string, (with_: Case) => Promise<Answer>>> = {
  reportAtHome: ({ place, by }) =>
    by.tell(report, { id: place.compoundId }, { ...fault, place: atUnit(place), urgency: 'emergency' }),
  reportShared: ({ place, by }) =>
    by.tell(report, { id: place.compoundId }, { ...fault, place: atCompound(place), urgency: 'ordinary' }),
  accept: ({ by, id }) => by.tell(accept, { id }, {}),
  assign: ({ by, id, to, place }) =>
    by.tell(assign, { id }, { assigneeId: to.personId, helperIds: [place.mate.personId] }),
  grab: ({ by, id }) => by.tell(grab, { id }, {}),
  transfer: ({ by, id, to }) => by.tell(transfer, { id }, { assigneeId: to.personId, reason: '顺路' }),
  handBack: ({ by, id }) => by.tell(handBack, { id }, { reason: '不会修' }),
  start: ({ by, id }) => by.tell(start, { id }, {}),
  pause: ({ by, id }) => by.tell(pause, { id }, { cause: 'no-access', resumeBy: today() }),
  resume: ({ by, id }) => by.tell(resume, { id }, {}),
  complete: ({ by, id }) => by.tell(complete, { id }, { note: '好了' }),
  async passOn(with_) {
    await acts.assign?.({ ...with_, to: with_.place.worker })
    return with_.by.tell(assign, { id: with_.id }, { assigneeId: with_.place.manager.personId })
  },
  async finish(with_) {
    await acts.assign?.(with_)
    return with_.to.tell(complete, { id: with_.id }, { note: '好了' })
  },
  confirm: ({ by, id }) => by.tell(confirm, { id }, {}),
  partlyFixed: ({ by, id }) => by.tell(partlyFixed, { id }, { remaining: '还有一处' }),
  reopen: ({ by, id }) => by.tell(reopen, { id }, { reason: '还漏' }),
  follow: ({ by, id }) => by.tell(follow, { id }, {}),
  urge: ({ by, id }) => by.tell(urge, { id }, {}),
  reject: ({ by, id }) => by.tell(reject, { id }, { ground: 'unclear', reason: '说不清' }),
  merge: ({ by, id, other }) => by.tell(merge, { id }, { intoRequestId: other }),
  cancel: ({ by, id }) => by.tell(cancel, { id }, { reason: '误报' }),
  close: ({ by, id }) => by.tell(close, { id }, { reason: '修不了' }),
}
/** Who does it as a rule; the rest is the administrator's. */
const USUAL: Readonly<Record<string, Who>> = {
  reportAtHome: 'resident',
  reportShared: 'resident',
  grab: 'worker',
  confirm: 'resident',
  partlyFixed: 'resident',
  reopen: 'resident',
  follow: 'neighbour',
  urge: 'resident',
  cancel: 'resident',
}
const today = () => instantOf(at.time.nowMs + 8 * HOUR_MS).slice(0, 10)

type Who = (typeof PEOPLE)[number]
const ROLE = { worker: 'worker', mate: 'worker', manager: 'manager', clerk: 'clerk', centre: 'manager' } as const

const grantsOf = ({ personId }: Pick<Client, 'personId'>) =>
  at.server.views.peek((read) =>
    read.all<{ grant_id: string }>('SELECT grant_id FROM people_grant WHERE person_id = ?', personId),
  )

/** Takes the roles of a person away, or gives one who has none a role in this compound or around it. */
async function turnRole(who: Who, { personId: id }: Client, { scopes }: AlertsPlace): Promise<void> {
  const held = grantsOf({ personId: id })
  for (const { grant_id: grantId } of held)
    await expectOk(at.admin.tell(peopleApi.revokeRole, { id }, { grantId, reason: '换岗' }))
  if (held.length > 0 || !(who in ROLE)) return
  const scope = who === 'clerk' || who === 'centre' ? scopes.community : scopes.compound
  await expectOk(at.admin.tell(peopleApi.grantRole, { id }, { role: ROLE[who as keyof typeof ROLE], scope }))
}

async function signInAgain(): Promise<void> {
  at = { ...at, admin: await at.signIn(at.admin.loginName) }
  places = await Promise.all(
    places.map(async (place) => {
      const again = await Promise.all(PEOPLE.map(async (who) => [who, await at.signIn(place[who].loginName)] as const))
      return { ...place, ...Object.fromEntries(again) }
    }),
  )
}

/** Every alert that anybody is shown; fails where its request is closed to them. */
async function shown(): Promise<string[]> {
  const seen: string[] = []
  for (const place of places)
    for (const who of PEOPLE) {
      const { items } = (await expectOk(place[who].ask(alertsApi.alerts, { limit: 200 }))).body
      for (const { kind, audience, requestId } of items) {
        const { status } = await place[who].ask(maintenanceApi.request, { id: requestId })
        expect(status, `${kind} of ${requestId} is shown to ${who}`).toBe(200)
        seen.push(audience ?? kind)
      }
    }
  return seen
}

const stepOf = fc.record({
  act: fc.constantFrom(...Object.keys(acts), 'passOn', 'finish', 'turnRole', 'wait'),
  place: fc.nat(1),
  /** Now and then somebody else than usual tries, or somebody of the other compound. */
  by: fc.option(fc.constantFrom(...PEOPLE), { freq: 3 }),
  foreign: fc.nat(9).map((n) => n === 0),
  to: fc.constantFrom('worker', 'mate', 'manager' as const),
  request: fc.nat(2),
  hours: fc.integer({ min: 10, max: 40 }),
})
type Step = typeof stepOf extends fc.Arbitrary<infer Value> ? Value : never

async function take(step: Step, requests: readonly string[][]): Promise<void> {
  const here = places[step.place] as AlertsPlace
  const people = step.foreign ? (places[1 - step.place] as AlertsPlace) : here
  const own = requests[step.place] as string[]
  const who = step.by ?? USUAL[step.act]
  if (step.act === 'wait') {
    at.time.nowMs += step.hours * HOUR_MS
    await at.server.timer.advanceTo(instantOf(at.time.nowMs))
  } else if (step.act === 'turnRole') {
    await turnRole(who ?? 'mate', people[who ?? 'mate'], here)
  } else {
    at.time.nowMs += 1_000
    const [id = 'none', other = 'none'] = own.slice(-1 - step.request)
    const by = who ? people[who] : at.admin
    const told = await acts[step.act]?.({ place: here, id, other, by, to: people[step.to] })
    if (told?.status === 200 && step.act.startsWith('report')) own.push(String(told.body.id))
  }
}

test('who is shown an alert may open its request', async () => {
  const everything = new Set<string>()
  await fc.assert(
    fc.asyncProperty(fc.array(stepOf, { minLength: 60, maxLength: 100 }), async (steps) => {
      await signInAgain()
      for (const place of places)
        for (const who of PEOPLE) if (grantsOf(place[who]).length === 0) await turnRole(who, place[who], place)
      const requests: string[][] = [[], []]
      for (const [index, step] of steps.entries()) {
        await take(step, requests)
        if (index % LOOK_EVERY === 0) for (const each of await shown()) everything.add(each)
      }
    }),
    seeded(5),
  )
  // Whoever had the work is the one case in which the part in a request is over and the alert is not.
  expect([...everything]).toEqual(expect.arrayContaining(['desk', 'assigned', 'taken', 'confirm']))
}, 300_000)
