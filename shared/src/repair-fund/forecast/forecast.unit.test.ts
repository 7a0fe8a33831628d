/** The estimate of ten years: when it shows, what it rests on, and what it says when there is nothing to rest on. */
import { addDays, addYears } from '@changxin/shared/kernel'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { seeded } from '../../../../test/kit/properties.ts'
import { FORECAST_YEARS, type ForecastInput, type ForecastShown, forecastOf } from './forecast.ts'
import type { PastCost } from './part-estimate.ts'
import { partLivesOn } from './part-lives.ts'
import { spreadOf } from './spread.ts'

const lives = partLivesOn('2026-03-02')
if (!lives) throw new Error('there is a table of lives')
const cost = (on: string, fen: number, change: Partial<PastCost> = {}): PastCost => ({
  ...{ on, fen, kind: null, floorArea: null, ...change },
})
const input = (change: Partial<ForecastInput> = {}): ForecastInput => ({
  ...{ today: '2026-03-02', since: '2024-03-02', balanceFen: 100_000, lives, costs: [], income: [], parts: [] },
  ...change,
})
const shown = (change: Partial<ForecastInput>): ForecastShown => {
  const forecast = forecastOf(input(change))
  if (forecast.state !== 'shown') throw new Error(`it is ${forecast.state}`)
  return forecast
}
const roof = (acceptedOn: string | null) => ({
  ...{ partId: 'p1', name: '1栋屋面', kind: 'roof' as const, acceptedOn, floorArea: 200_000 },
})

describe('when it shows', () => {
  const costs = [cost('2025-01-01', 1_000)]
  test('not a day before two years of data, and says from when', () => {
    expect(forecastOf(input({ since: '2024-03-03', costs }))).toEqual({
      ...{ state: 'too-early', since: '2024-03-03', showsOn: '2026-03-03' },
    })
    expect(forecastOf(input({ since: '2024-03-02', costs })).state).toBe('shown')
  })
  test('without any data, or without any cost, it does not guess', () => {
    expect(forecastOf(input({ since: null }))).toEqual({ state: 'no-data' })
    expect(forecastOf(input({ parts: [roof('2012-01-01')] }))).toEqual({ state: 'no-cost', since: '2024-03-02' })
  })
})

describe('the band', () => {
  test('of running repairs and income: the least, the middle and the most of whole years', () => {
    const forecast = shown({
      costs: [cost('2024-03-02', 9_999), cost('2024-03-03', 1_000), cost('2026-03-02', 3_000)],
      income: [{ on: '2025-06-01', fen: 500 }],
    })
    // The day two years ago itself belongs to the year before, which has not been recorded whole.
    expect([forecast.runningByYear, forecast.running]).toEqual([
      [3_000, 1_000],
      { lowFen: 1_000, midFen: 2_000, highFen: 3_000 },
    ])
    expect(forecast.income).toEqual({ lowFen: 0, midFen: 250, highFen: 500 })
    expect(forecast.years).toHaveLength(FORECAST_YEARS)
    expect(forecast.years[9]).toMatchObject({
      ...{ endsOn: '2036-03-02', lowFen: 70_000, midFen: 82_500, highFen: 95_000, partIds: [] },
    })
  })

  test('one part due inside the ten years costs what the same work cost, by floor area', () => {
    // Two roofs in the past: 5 and 10 fen a square metre and more.
    const costs = [
      cost('2024-06-01', 1_000_000, { kind: 'roof', floorArea: 100_000 }),
      cost('2025-06-01', 1_000_000, { kind: 'roof', floorArea: 200_000 }),
    ]
    const { parts, years, running } = shown({ balanceFen: 3_000_000, costs, parts: [roof('2014-09-01')] })
    expect(running).toEqual({ lowFen: 0, midFen: 0, highFen: 0 })
    expect(parts).toEqual([
      {
        ...{ partId: 'p1', name: '1栋屋面', kind: 'roof', acceptedOn: '2014-09-01', leftOut: null, samples: 2 },
        ...{ life: { fromYears: 15, toYears: 20 }, dueFrom: '2029-09-01', dueTo: '2034-09-01' },
        ...{ lowFen: 1_000_000, midFen: 1_500_000, highFen: 2_000_000 },
      },
    ])
    const firstBelow = (of: 'lowFen' | 'midFen' | 'highFen') => years.find((year) => year[of] < 3_000_000)?.endsOn
    expect([firstBelow('lowFen'), firstBelow('midFen'), firstBelow('highFen')]).toEqual([
      ...['2030-03-02', '2033-03-02', '2035-03-02'],
    ])
    expect(years.filter(({ partIds }) => partIds.length > 0).map(({ endsOn }) => endsOn)).toEqual(['2033-03-02'])
    expect(years.at(-1)).toMatchObject({ lowFen: 1_000_000, midFen: 1_500_000, highFen: 2_000_000 })
  })

  test('what is overdue is renewed once, in the first year; a short life comes again', () => {
    const costs = [cost('2025-06-01', 1_000, { kind: 'roof', floorArea: 200_000 })]
    const overdue = shown({ costs, parts: [roof('1990-01-01')] }).years
    expect(overdue.map(({ partIds }) => partIds.length)).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 0, 0])
    const fitness = { ...roof('2020-03-02'), kind: 'fitness' as const }
    const again = shown({ costs: [{ ...costs[0], kind: 'fitness' } as PastCost], parts: [fitness] }).years
    expect(again.map(({ partIds }) => partIds.length)).toEqual([0, 1, 0, 0, 0, 0, 0, 0, 0, 1])
  })

  test.each([
    ['no-acceptance', roof(null)],
    ['no-area', { ...roof('2014-09-01'), floorArea: 0 }],
    ['no-cost', { ...roof('2014-09-01'), kind: 'lift' as const }],
    ['no-life', { ...roof('2014-09-01'), kind: 'power' as const }],
  ])('a part that nothing is known of is left out, and that is said: %s', (leftOut, part) => {
    const costs = [cost('2025-06-01', 1_000, { kind: 'roof', floorArea: 100_000 })]
    const { parts, years } = shown({ costs, parts: [part] })
    expect(parts[0]).toMatchObject({ leftOut, highFen: 0 })
    expect(years.at(-1)).toMatchObject({ lowFen: 100_000, highFen: 100_000 })
  })

  test('is the same in any order, and low is never above middle, nor middle above high', () => {
    const day = fc.integer({ min: 0, max: 1_400 }).map((days) => addDays('2022-03-02', days))
    const anyCost = fc.record({
      on: day,
      fen: fc.integer({ min: 1, max: 5_000_000 }),
      kind: fc.constantFrom(null, 'roof' as const, 'lift' as const, 'lighting' as const),
      floorArea: fc.option(fc.integer({ min: 1, max: 1_000_000 })),
    })
    const anyPart = fc.record({
      ...{ partId: fc.uuid(), name: fc.constant('部位'), floorArea: fc.nat(1_000_000) },
      kind: fc.constantFrom('roof' as const, 'lift' as const, 'lighting' as const, 'other' as const),
      acceptedOn: fc.option(day.map((on) => addYears(on, -8))),
    })
    fc.assert(
      fc.property(fc.array(anyCost, { minLength: 1 }), fc.array(anyPart), (costs, parts) => {
        const one = shown({ since: '2022-03-02', costs, parts })
        const other = shown({ since: '2022-03-02', costs: costs.toReversed(), parts: parts.toReversed() })
        expect(other.years.map(({ partIds: _, ...year }) => year)).toEqual(
          one.years.map(({ partIds: _, ...year }) => year),
        )
        for (const { lowFen, midFen, highFen } of one.years) {
          expect(lowFen).toBeLessThanOrEqual(midFen)
          expect(midFen).toBeLessThanOrEqual(highFen)
        }
      }),
      seeded(300),
    )
  })
})

test('the spread of nothing is nothing, of one figure itself', () => {
  expect([spreadOf([]), spreadOf([7])]).toEqual([
    { lowFen: 0, midFen: 0, highFen: 0 },
    { lowFen: 7, midFen: 7, highFen: 7 },
  ])
})

test('no life is shown as law', () => {
  expect([lives.basis, lives.source]).toEqual(['suggested', expect.stringMatching(/^建议值/)])
  for (const { fromYears, toYears } of Object.values(lives.lives)) expect(fromYears).toBeLessThanOrEqual(toYears)
})
