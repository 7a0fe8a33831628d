/** The steps of a withdrawal by article, each at its edge. */
import { describe, expect, test } from 'vitest'
import { defaultFundRule } from '../rules/default-fund-rule.ts'
import type { WithdrawalFacts } from './commands.ts'
import { gatesOf, stopOf } from './gates.ts'
import { gateFacts, requirePlanned } from './known.ts'
import { emergency, FILE, facts, opened, rich, story, unitsOf } from './withdrawals.fixture.ts'
import type { WithdrawalPlan } from './words.ts'

/** Where a plan stops on 1 March: its step, code and article. */
function stopFor(change: Partial<WithdrawalPlan>, more: Partial<WithdrawalFacts> = {}) {
  const fund = story(opened, rich)
  fund.plan('w1', change)
  const of = requirePlanned(fund.state(), 'w1')
  const gates = gatesOf(of, gateFacts(fund.state(), of, { ...facts, ...more }, '2026-03-01'))
  expect(gates.map(({ step }) => step)).toHaveLength(10)
  const stop = stopOf(gates)
  return [stop?.step, stop?.code, stop?.article]
}
const NEXT = ['apportionment', 'withdrawal-not-submitted']
const part = (change: Partial<NonNullable<WithdrawalFacts['part']>>) => ({
  part: { code: 'roof' as const, warrantyUntil: '2026-02-28', ...change },
})

test('a plan that the law lets pass waits for its posting', () => {
  expect(stopFor({}).slice(0, 2)).toEqual(NEXT)
})

describe('165号令 art. 3, 民法典 art. 281: common parts alone', () => {
  const ART = '住宅专项维修资金管理办法第三条、民法典第二百八十一条'
  test('no part named', () =>
    expect(stopFor({ partId: null }, { part: null })).toEqual(['common-part', 'withdrawal-part-missing', ART]))
  test('what a request found to be an owner’s own', () =>
    expect(stopFor({}, { liability: { route: 'owner', damaged: false } })).toEqual([
      ...['common-part', 'withdrawal-not-common-part', ART],
    ]))
  test('what the rule in force does not list', () => {
    const rule = { ...defaultFundRule, commonParts: defaultFundRule.commonParts.filter(({ code }) => code !== 'roof') }
    expect(stopFor({}, { rule })).toEqual(['common-part', 'withdrawal-not-common-part', ART])
  })
})

describe('art. 18: only after the warranty', () => {
  const ART = '住宅专项维修资金管理办法第十八条'
  test('its last day is today: still inside', () =>
    expect(stopFor({}, part({ warrantyUntil: '2026-03-01' }))).toEqual(['warranty', 'withdrawal-inside-warranty', ART]))
  test('it ended yesterday: over', () =>
    expect(stopFor({}, part({ warrantyUntil: '2026-02-28' })).slice(0, 2)).toEqual(NEXT))
  test('nobody knows', () =>
    expect(stopFor({}, part({ warrantyUntil: null }))).toEqual(['warranty', 'withdrawal-warranty-unknown', ART]))
  test('nobody knows, but it is said how, with a paper', () =>
    expect(
      stopFor({ warrantyOver: { text: '1998 年竣工', file: FILE } }, part({ warrantyUntil: null })).slice(0, 2),
    ).toEqual(NEXT))
})

describe('art. 25: never from the fund', () => {
  test.each([
    [1, 'builders-warranty'],
    [2, 'utility'],
    [3, 'man-made-damage'],
    [4, 'service-contract'],
  ] as const)('(%i) %s', (_, exclusion) => {
    const [step, code, article] = stopFor({ exclusion })
    expect([step, code]).toEqual(['exclusion', 'withdrawal-excluded'])
    expect(article).toMatch(/第二十五条/)
  })
  test.each(['contractor', 'utility', 'operator'] as const)('a request that was passed to the %s', (route) =>
    expect(stopFor({}, { liability: { route, damaged: false } })[1]).toBe('withdrawal-excluded'),
  )
  test('a request whose damage somebody did', () =>
    expect(stopFor({}, { liability: { route: 'repair-fund', damaged: true } })[1]).toBe('withdrawal-excluded'))
})

describe('民法典 art. 278 ¶1 (5): the owners decide', () => {
  const ART = '民法典第二百七十八条第一款第（五）项'
  const authorised = facts.authorised
  if (!authorised) throw new Error('the fixture has a decision')
  test.each([
    ['no decision', { ground: { kind: 'decision' as const, authorisation: null } }, {}, 'withdrawal-decision-missing'],
    ['one that did not pass', {}, { authorised: null }, 'withdrawal-authorisation-unknown'],
    ['one set aside', {}, { authorised: { ...authorised, annulled: true } }, 'withdrawal-authorisation-annulled'],
    ['another scope', { scope: { kind: 'building' as const, buildingId: 'b1' } }, {}, 'withdrawal-scope-differs'],
  ])('%s', (_, change, more, code) => expect(stopFor(change, more)).toEqual(['ground', code, ART]))

  test('one decision serves one withdrawal, and again after that one was called off', () => {
    const fund = story(opened, rich)
    fund.plan('w1')
    fund.submit('w1')
    fund.plan('w2', { purpose: '另一项' })
    expect(fund.refusal(() => fund.submit('w2'))).toBe('withdrawal-authorisation-used')
    fund.cancel('w1')
    expect(fund.submit('w2').map(({ type }) => type)).toEqual(['WithdrawalSubmitted'])
  })
  test('exactly the budget of the decision passes, one fen more does not', () => {
    expect(stopFor({ budgetFen: 10_000 }).slice(0, 2)).toEqual(NEXT)
    expect(stopFor({ budgetFen: 10_001 })).toEqual(['budget', 'withdrawal-over-authorised', ART])
  })
  test('the contractor that they chose, and no other', () => {
    const named = { authorised: { ...authorised, contractor: '甲防水公司' } }
    expect(stopFor({}, named).slice(0, 2)).toEqual(NEXT)
    expect(stopFor({ contractor: '乙公司' }, named)[1]).toBe('withdrawal-contractor-differs')
    expect(stopFor({ contractor: null })[1]).toBe('withdrawal-contractor-missing')
  })
})

describe('民法典 art. 281 ¶2, 165号令 art. 24: an emergency skips the vote, not the proof', () => {
  if (emergency.kind !== 'emergency' || !emergency.proof) throw new Error('the fixture has proof')
  const { proof } = emergency
  const withProof = (change: Partial<typeof proof>) => ({ ground: { ...emergency, proof: { ...proof, ...change } } })
  test('manager and owners looked together', () => expect(stopFor(withProof({})).slice(0, 2)).toEqual(NEXT))
  test('manager and community did', () =>
    expect(stopFor(withProof({ parties: ['community', 'manager'] })).slice(0, 2)).toEqual(NEXT))
  test('the manager alone did', () =>
    expect(stopFor(withProof({ parties: ['manager'] }))[1]).toBe('withdrawal-emergency-parties'))
  test('the owners alone did', () =>
    expect(stopFor(withProof({ parties: ['owners'] }))[1]).toBe('withdrawal-emergency-parties'))
  test.each(['self-governance', 'none'] as const)('in a compound without a manager (%s) two others look', (mode) => {
    const parties = (...looked: typeof proof.parties) => stopFor(withProof({ parties: looked }), { mode })
    expect(parties('committee', 'community').slice(0, 2)).toEqual(NEXT)
    const TWO = ['ground', 'withdrawal-emergency-two', null]
    expect(parties('committee'), 'no joint look').toEqual(TWO)
    expect(parties('committee', 'committee'), 'one party named twice').toEqual(TWO)
  })
  test('where the mode is not recorded nobody is let off the manager', () =>
    expect(stopFor(withProof({ parties: ['owners', 'community'] }), { mode: 'unknown' })[1]).toBe(
      'withdrawal-emergency-parties',
    ))
  test('what our own list asks for is not shown as law', () => {
    expect(stopFor({ ground: { kind: 'emergency', proof: null } })[2]).toBeNull()
    expect(stopFor(withProof({ kind: 'garage-flooding' }))[2]).toBeNull()
    expect(stopFor(withProof({ parties: ['owners'] }))[2]).toBeNull()
  })
  test('a kind that the rule in force does not list', () =>
    expect(stopFor(withProof({ kind: 'garage-flooding' }))[1]).toBe('withdrawal-emergency-not-listed'))
  test('no proof yet', () =>
    expect(stopFor({ ground: { kind: 'emergency', proof: null } })[1]).toBe('withdrawal-emergency-missing'))
})

describe('shares', () => {
  const planned = (areas: Readonly<Record<string, number | null>>, change: Partial<WithdrawalPlan> = {}) => {
    const fund = story(opened, rich)
    fund.plan('w1', change)
    fund.submit()
    return { fund, post: () => fund.post('w1', { units: unitsOf(areas) }) }
  }
  test('a unit without a floor area stops it, by name', () => {
    const { fund, post } = planned({ u1: 3_000, u2: null, u3: 4_000 })
    expect(fund.refusal(post)).toBe('withdrawal-areas-unknown')
    expect(post).toThrow(expect.objectContaining({ params: { count: 1, units: ['1栋 u2'] } }))
  })
  test('an agreement must name every unit of the scope', () => {
    const split = { by: 'agreement' as const, text: '按楼层', file: FILE, weights: [{ unitId: 'u1', weight: 1 }] }
    const { fund, post } = planned({ u1: 3_000, u2: null, u3: 4_000 }, { split })
    expect(fund.refusal(post)).toBe('withdrawal-weights-incomplete')
  })
  test('by agreement no floor area is needed', () => {
    const weights = [1, 0, 3].map((weight, index) => ({ unitId: `u${index + 1}`, weight }))
    const { fund, post } = planned(
      { u1: null, u2: null, u3: null },
      { split: { by: 'agreement', text: '按楼层', file: FILE, weights } },
    )
    post()
    const [group] = fund.state().withdrawals.byId.get('w1')?.groups ?? []
    expect(group?.units.map(({ amountFen }) => amountFen)).toEqual([2_500, 0, 7_500])
  })
  test('a scope without units', () => {
    const scope = { kind: 'units' as const, unitIds: ['gone'] }
    const { authorised } = facts
    const fund = story(opened, rich)
    fund.plan('w1', { scope })
    fund.submit('w1', { authorised: authorised && { ...authorised, scope } })
    expect(fund.refusal(() => fund.post('w1', { authorised: authorised && { ...authorised, scope } }))).toBe(
      'withdrawal-scope-empty',
    )
  })
})

test('the posting lasts the days of the rule: its seventh day is still inside', () => {
  const fund = story(opened, rich)
  fund.plan()
  fund.submit()
  fund.post()
  fund.on('2026-03-07')
  expect(fund.refusal(() => fund.settle(10_000))).toBe('withdrawal-posting-runs')
  fund.on('2026-03-08')
  expect(fund.settle(10_000).map(({ type }) => type)).toEqual(['WithdrawalSettled'])
})
