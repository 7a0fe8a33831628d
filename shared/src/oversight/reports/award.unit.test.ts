import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { storyOf } from '../../../../test/kit/story.ts'
import { awardDecider } from './award.decider.ts'
import { type Counted, paymentOf, scoreOf } from './award.score.ts'
import { reportsErrors } from './errors.ts'
import { AwardGranted, AwardMetric, AwardSchemeAdopted } from './events.ts'

const none = { part: 0, of: 0 }
const nothing = Object.fromEntries(AwardMetric.options.map((metric) => [metric, none])) as Counted
const item = (metric: AwardMetric, weight: number, zeroPercent = 0, fullPercent = 100) => ({
  metric,
  weight,
  zeroPercent,
  fullPercent,
})
const scheme = {
  schemeId: 's1',
  regionId: 'r1',
  title: '2026 年以奖代补办法',
  validFrom: '2026-04',
  source: '垫府办〔2026〕3号',
  items: [item('targets-met', 60, 50, 90), item('rating', 40)],
  bands: [
    { fromScore: 80, payPercent: 100 },
    { fromScore: 70, payPercent: 80 },
  ],
  amounts: [
    { upToUnits: 100, amountFen: 3_000_000 },
    { upToUnits: null, amountFen: 5_000_000 },
  ],
}
const counted = (targets: number, rating: number): Counted => ({
  ...nothing,
  'targets-met': { part: targets, of: 100 },
  rating: { part: rating, of: 100 },
})
const given = storyOf(awardDecider, reportsErrors.entries)
const adopted = AwardSchemeAdopted(scheme)
const facts = (extra: object = {}) => ({
  isWithin: true,
  units: 100,
  operatorId: 'o1',
  counted: counted(80, 100),
  ...extra,
})
const grant = { type: 'GrantAward', compoundId: 'c1', from: '2026-04', until: '2026-06', today: '2026-07-02' } as const

describe('the score', () => {
  test.each([
    ['nothing up to the line', 50, 0, 0],
    ['just over the line', 51, 0, 150],
    ['three quarters of the way', 80, 0, 4_500],
    ['full from the line on', 90, 0, 6_000],
    ['no more than full', 100, 100, 10_000],
  ])('%s', (_, targets, rating, score) => expect(scoreOf(scheme, counted(targets, rating)).score).toBe(score))

  test('what had no case spreads its weight over the others; without any case there is no score', () => {
    const quiet = { ...counted(80, 0), rating: none }
    expect(scoreOf(scheme, quiet)).toMatchObject({ score: 7_500, items: [{ points: 7_500 }, { points: 0, of: 0 }] })
    expect(scoreOf(scheme, nothing).score).toBeNull()
  })

  test('is never above full, never falls when a figure rises, and does not depend on the order of the items', () => {
    const share = fc
      .integer({ min: 0, max: 500 })
      .chain((of) => fc.record({ part: fc.integer({ min: 0, max: of }), of: fc.constant(of) }))
    const figures = fc.record(Object.fromEntries(AwardMetric.options.map((metric) => [metric, share])))
    fc.assert(
      fc.property(figures, (found) => {
        const all = { items: AwardMetric.options.map((metric, index) => item(metric, 10 + index * 4, index * 5, 95)) }
        const { score } = scoreOf(all, found as Counted)
        const turned = scoreOf({ items: [...all.items].reverse() }, found as Counted)
        expect(turned.score).toBe(score)
        if (score === null) return
        expect(score).toBeGreaterThanOrEqual(0)
        expect(score).toBeLessThanOrEqual(10_000)
        for (const metric of AwardMetric.options) {
          const { part, of } = (found as Counted)[metric]
          if (part === of) continue
          const more = { ...found, [metric]: { part: part + 1, of } } as Counted
          expect(scoreOf(all, more).score).toBeGreaterThanOrEqual(score)
        }
      }),
      { seed: 4, numRuns: 300 },
    )
  })

  test('pays by the highest band that is reached, by size, in whole fen', () => {
    expect(paymentOf(scheme, 8_000, 100)).toEqual({ payPercent: 100, amountFen: 3_000_000 })
    expect(paymentOf(scheme, 7_999, 100)).toEqual({ payPercent: 80, amountFen: 2_400_000 })
    expect(paymentOf(scheme, 7_000, 101)).toEqual({ payPercent: 80, amountFen: 4_000_000 })
    expect(paymentOf(scheme, 6_999, 100)).toBeNull()
    expect(paymentOf({ ...scheme, amounts: [{ upToUnits: 50, amountFen: 1 }] }, 9_000, 51)).toBeNull()
  })
})

describe('a scheme', () => {
  const adopt = { type: 'AdoptAwardScheme', ...scheme, today: '2026-03-31' } as const
  test('is on record before the first month it counts', () => {
    given().when(adopt).then(adopted)
    given(adopted).when(adopt).nothing()
    given()
      .when({ ...adopt, today: '2026-04-01' })
      .rejected('award-scheme-late', { firstMonth: '2026-05' })
  })

  test('has weights of 100 in all, each figure once, and lines that rise', () => {
    given()
      .when({ ...adopt, items: [item('rating', 99)] })
      .rejected('award-weights', { sum: 99 })
    given()
      .when({ ...adopt, items: [item('rating', 50), item('rating', 50)] })
      .rejected('award-item-twice')
    given()
      .when({ ...adopt, items: [item('rating', 100, 60, 60)] })
      .rejected('award-line-flat')
  })
})

describe('an award', () => {
  const granted = AwardGranted({
    schemeId: 's1',
    compoundId: 'c1',
    operatorId: 'o1',
    from: '2026-04',
    until: '2026-06',
    items: [
      { metric: 'targets-met', part: 80, of: 100, points: 4_500 },
      { metric: 'rating', part: 100, of: 100, points: 4_000 },
    ],
    score: 8_500,
    payPercent: 100,
    amountFen: 3_000_000,
    grantedOn: '2026-07-02',
  })
  test('is granted with all it was computed from, once for the same months', () => {
    given(adopted).when(grant, facts()).then(granted)
    given(adopted, granted).when(grant, facts()).nothing()
    given(adopted, granted)
      .when({ ...grant, from: '2026-06', until: '2026-06' }, facts())
      .rejected('award-granted-already', { from: '2026-04' })
    expect(
      given(adopted, granted)
        .when({ ...grant, compoundId: 'c2' }, facts())
        .summary(),
    ).toBe('AwardGranted')
  })

  test('needs months that are over and counted, a compound that lies within, and a score that reaches', () => {
    given(adopted)
      .when({ ...grant, today: '2026-06-30' }, facts())
      .rejected('award-months')
    given(adopted)
      .when({ ...grant, from: '2026-03' }, facts())
      .rejected('award-months')
    given(adopted)
      .when({ ...grant, from: '2026-06', until: '2026-05' }, facts())
      .rejected('award-months')
    given(adopted)
      .when(grant, facts({ isWithin: false }))
      .rejected('award-elsewhere')
    given(adopted)
      .when(grant, facts({ counted: counted(80, 0) }))
      .rejected('award-not-reached', { score: '45.00' })
    given(adopted)
      .when(grant, facts({ counted: nothing }))
      .rejected('award-not-reached')
    given().when(grant, facts()).rejected('award-scheme-unknown')
  })
})
