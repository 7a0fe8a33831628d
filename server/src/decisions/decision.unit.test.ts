/** Decisions as rows: what is read back is what the decider folds, figures follow it, and effects wait for their result. */
import {
  type DecisionState,
  decisionDecider,
  ExternalDecisionChecked,
  ExternalDecisionRecorded,
  FundUseAuthorised,
  ProcedureAdopted,
  ProxyRecorded,
  RollObjected,
  RollObjectionSettled,
  type VoteEvent,
} from '@changxin/shared/decisions'
import { fold } from '@changxin/shared/kernel'
import { expect, test } from 'vitest'
import * as told from '../../../shared/src/decisions/decision.fixture.ts'
import { projected } from '../../../test/kit/projection-spec.ts'
import { decisionsCoreProjection } from './core.projection.ts'
import { ballotsIn, coreOf, decisionIn, headsIn, tallyIn } from './decision.rows.ts'
import { decisionEffects, effectsIn, procedureOn } from './effects/effects.process.ts'
import { decisionsEffectsProjection } from './effects/effects.projection.ts'
import { decisionsExternalProjection } from './external/external.projection.ts'

const { D, FILE } = told
const objected = RollObjected({ ...D, objectionId: 'o1', unitId: 'u301', text: '301 是我的', file: null })
const upheld = RollObjectionSettled({
  ...{ ...D, objectionId: 'o1', outcome: 'upheld', reason: '已核对' },
  units: told.ROLL.filter(({ unitId }) => unitId === 'u301').map((unit) => ({
    ...unit,
    voterId: 'u101',
    ownerIds: ['ai'],
    standing: 'checked' as const,
  })),
})
const proxy = ProxyRecorded({ ...D, proxyId: 'x1', voterId: 'u201', personId: 'xia', files: [FILE] })
const whole: readonly VoteEvent[] = [
  ...told.opened,
  proxy,
  told.cast('a', 'u101', 'ai'),
  told.cast('b', 'u101', 'ai'),
  told.received('p', 'u401'),
  told.closed,
  told.entered('p', 'k1'),
  told.entered('p', 'k2'),
  told.released,
]
const after = (events: readonly VoteEvent[], command: Parameters<typeof decisionDecider.decide>[0], facts?: never) =>
  decisionDecider.decide(command, fold(decisionDecider, events), facts)
const counted = [
  ...whole,
  ...after(whole, told.counting, told.openedAs({ a: told.marks('no'), b: told.marks('yes') }) as never),
]
const publishing = { type: 'PublishResult', ...D, place: null, files: [], today: told.march(26) } as const
const published = [...counted, ...after(counted, publishing)]

test.each([
  ['proposed', told.proposed],
  ['corrected by an objection', [...told.announced, told.handed('u101'), told.handed('u201'), objected, upheld]],
  ['open', told.opened],
  ['published', published],
])('what is read back of a decision that is %s is what the decider folds', (_, events) => {
  const { read } = projected([decisionsCoreProjection], events)
  const state: DecisionState = fold(decisionDecider, events)
  expect(coreOf(read, 'd1')).toEqual(state?.core)
  expect([...headsIn(read, 'd1')]).toEqual([...(state?.heads ?? [])])
  expect([...ballotsIn(read, 'd1')]).toEqual([...(state?.ballots ?? [])])
  expect(decisionIn(read, 'd1')).toEqual(state)
  expect(decisionIn(read, 'd2')).toBeNull()
})

const figures = (events: readonly VoteEvent[]) => tallyIn(projected([decisionsCoreProjection], events).read, 'd1').tally

test('figures follow what is delivered and returned, each head once', () => {
  expect(figures(told.proposed)).toEqual({
    ...{ heads: 4, units: 5, floorArea: 50_000, unitsWithoutFloorArea: 0 },
    ...{ delivered: 0, undeliverable: 0, returned: 0, screenBallots: 0, paperBallots: 0, paperDone: 0 },
  })
  expect(figures(told.opened)).toMatchObject({ delivered: 3, undeliverable: 1 })
  // Reached after all: no longer undeliverable.
  expect(figures([...told.ready, told.handed('u301')])).toMatchObject({ delivered: 4, undeliverable: 0 })
  expect(figures(published)).toMatchObject({ returned: 2, screenBallots: 2, paperBallots: 1, paperDone: 1 })
  const corrected = figures([...told.announced, told.handed('u101'), objected, upheld])
  expect(corrected).toMatchObject({ heads: 3, units: 5, delivered: 1 })
})

test('who may vote for a head is on record while it is so: owners, those checked at the door, proxies', () => {
  const people = (events: readonly VoteEvent[]) =>
    projected([decisionsCoreProjection], events)
      .all<{ it: string }>(
        "SELECT person_id || ' ' || voter_id || ' ' || proxy_id AS it FROM decisions_core_person ORDER BY it",
      )
      .map((row) => row.it.trim())
  expect(people(told.announced)).toEqual(['ai u101', 'bo u201', 'cai u201', 'dan u401'])
  expect(people([...told.announced, proxy, objected, upheld])).toContain('xia u201 x1')
  const shown = (toPersonId: string) => told.handed('u301', { check: '看过房产证', toPersonId })
  expect(people([...told.announced, shown('gu'), shown('hu')])).toEqual(expect.arrayContaining(['hu u301']))
  expect(people([...told.announced, shown('gu'), shown('hu')])).not.toContain('gu u301')
})

test('the timer has one thing to say at a time, and nothing once the result is posted', () => {
  const due = (events: readonly VoteEvent[]) =>
    projected([decisionsCoreProjection], events).all('SELECT what, due_at FROM decisions_core_due')
  expect(due(told.ready)).toEqual([])
  expect(due(told.opened)).toEqual([{ what: 'close', due_at: '2026-03-23T16:00:00.000Z' }])
  expect(due(whole)).toEqual([])
  expect(due(counted)).toEqual([{ what: 'publish', due_at: '2026-03-27T16:00:00.000Z' }])
  expect(due(published)).toEqual([])
})

const effects = projected([decisionsEffectsProjection], [])
const rows = (events: Parameters<typeof projected>[1]) => projected([decisionsEffectsProjection], events).read
const ALL = { floorArea: 50_000, heads: 4 }
const NONE = { floorArea: 0, heads: 0 }
const figuresOfItem = {
  ...{ itemId: 'lamp', electorate: ALL, participating: ALL, yes: ALL, no: NONE, abstained: NONE, silent: NONE },
  ...{ silentWith: null, withoutSilent: null, unitsWithoutFloorArea: 0, quorum: true, passed: true, chosen: true },
  ...{ runOff: false, certain: true, bounds: null },
}
const passedCount = counted.map((event) =>
  event.type === 'VotesCounted' ? { ...event, data: { ...event.data, items: [figuresOfItem] } } : event,
)
const posted = [...passedCount, ...published.slice(counted.length)]

test('an effect waits for the posting, and is done when its event is in the log', () => {
  expect(effectsIn(effects.read, 'd1')).toEqual([])
  expect(effectsIn(rows(passedCount), 'd1')).toEqual([])
  const [pending] = effectsIn(rows(posted), 'd1')
  expect(pending).toMatchObject({ item_id: 'lamp', type: 'FundUseAuthorised', done_at: null })
  const cause = { decisionId: 'd1', itemId: 'lamp', compoundId: 'c1', on: told.march(26) }
  const effect = { purpose: '更换楼道灯', budgetFen: 120_000, requestId: null, contractor: null }
  const done = FundUseAuthorised({ ...cause, scope: { kind: 'compound' }, ...effect })
  expect(effectsIn(rows([...posted, done]), 'd1')).toMatchObject([{ done_at: expect.any(String) }])
})

test('a decision that is set aside while its effect is on its way brings nothing about', async () => {
  const executed: unknown[] = []
  const run = (events: readonly VoteEvent[]) => {
    const store = {
      load: async () => ({ state: fold(decisionDecider, events), revision: events.length - 1 }),
      execute: async (_: unknown, id: string) => ({ position: `of ${executed.push(id)}` }),
      newest: () => 'newest',
    } as unknown as Parameters<typeof decisionEffects>[0]['store']
    return decisionEffects({ store }).pending(rows(posted))[0]?.run()
  }
  const annulling = { type: 'AnnulDecision' as const, ...D, ground: 'court' as const, reason: '判决', files: [FILE] }
  expect(await run([...posted, ...after(posted, annulling)])).toBe('newest')
  expect(executed).toEqual([])
  expect(await run(posted)).toBe('of 1')
  expect(executed).toEqual(['d1-lamp'])
})

test('what was taken outside has its effect once it was checked and found to agree', () => {
  const outside = ExternalDecisionRecorded({
    ...{ ...D, compoundId: 'c1', title: '楼道灯', scope: { kind: 'compound' }, items: [told.lamp], groups: [] },
    ...{ rule: coreRule, procedure: null, means: 'paper', platform: null, decidedOn: '2026-02-01' },
    ...{ counts: [figuresOfItem], files: [FILE], stamp: '业主委员会章' },
  })
  const checked = (outcome: 'agreed' | 'differs') => ExternalDecisionChecked({ ...D, outcome, note: null })
  expect(effectsIn(rows([outside]), 'd1')).toEqual([])
  expect(effectsIn(rows([outside, checked('differs')]), 'd1')).toEqual([])
  expect(effectsIn(rows([outside, checked('agreed')]), 'd1')).toHaveLength(1)
})
const coreRule = told.proposeFacts().rule as NonNullable<ReturnType<typeof told.proposeFacts>['rule']>

const ruleItem = (silence: 'with-majority' | 'not-counted') => ({
  ...{ itemId: 'rule', matter: 'rules-of-procedure' as const, title: '议事规则第九条', text: '未投票的从多数。' },
  ...{ effect: { kind: 'procedure' as const, silence }, groupId: null },
})
const ruleCount = { ...figuresOfItem, itemId: 'rule' }
const cause = { itemId: 'rule', compoundId: 'c1', scope: { kind: 'compound' as const }, text: '议事规则第九条' }
const ruleVoted: readonly VoteEvent[] = posted.map((event) => {
  if (event.type === 'DecisionProposed') return { ...event, data: { ...event.data, items: [ruleItem('not-counted')] } }
  return event.type === 'VotesCounted' ? { ...event, data: { ...event.data, items: [ruleCount] } } : event
})
const ruleAdopted = ProcedureAdopted({ ...cause, ...D, on: told.march(26), silence: 'not-counted' })
const procedure = (day: string, events: Parameters<typeof projected>[1]) =>
  procedureOn(projected([decisionsEffectsProjection, decisionsExternalProjection], events).read, 'c1', day)

test('a rule of procedure holds from its day on, until its decision is set aside', () => {
  const adopted = [...ruleVoted, ruleAdopted]
  expect(procedure(told.march(25), adopted)).toBeNull()
  expect(procedure(told.march(26), adopted)).toEqual({ silence: 'not-counted', text: '议事规则第九条', file: null })
  const annulling = { type: 'AnnulDecision' as const, ...D, ground: 'court' as const, reason: '判决', files: [FILE] }
  const annulled = after(ruleVoted, annulling)
  expect(procedure(told.march(27), [...adopted, ...annulled])).toBeNull()
  // Set aside while its effect was on its way to the log.
  expect(procedure(told.march(27), [...ruleVoted, ...annulled, ruleAdopted])).toBeNull()
})

test('an old rule of procedure that was recorded late does not come before a newer one', () => {
  const late = { decisionId: 'd2' }
  const recorded = [
    ExternalDecisionRecorded({
      ...{ ...late, compoundId: 'c1', title: '议事规则', scope: { kind: 'compound' }, groups: [] },
      ...{ items: [ruleItem('with-majority')], counts: [ruleCount], rule: coreRule, procedure: null },
      ...{ means: 'paper', platform: null, decidedOn: '2021-06-01', files: [FILE], stamp: '业主委员会章' },
    }),
    ExternalDecisionChecked({ ...late, outcome: 'agreed', note: null }),
    ProcedureAdopted({ ...cause, ...late, on: told.march(28), silence: 'with-majority' }),
  ]
  const all = [...ruleVoted, ruleAdopted, ...recorded]
  expect(procedure(told.march(29), all)).toMatchObject({ silence: 'not-counted' })
  expect(procedure(told.march(25), all)).toMatchObject({ silence: 'with-majority' })
})
