import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seeded } from '../../../test/kit/properties.ts'
import type { FreshnessPart } from './events.ts'
import {
  addCounters,
  bandOf,
  type FreshnessCounters,
  type FreshnessInputs,
  freshnessOf,
  median,
  noCounters,
} from './freshness.ts'
import { defaultFreshness } from './freshness-definition.decider.ts'

type Change = Partial<Omit<FreshnessInputs, 'counters'>> & { readonly counters?: Partial<FreshnessCounters> }
const inputs = ({ counters = {}, ...change }: Change = {}): FreshnessInputs => ({
  day: '2026-03-01',
  acceptedOn: '2023-06-30',
  lastLookOn: '2026-02-20',
  units: 100,
  fund: null,
  counters: addCounters(noCounters, counters),
  ...change,
})
const rate = (change: Change = {}) => freshnessOf(defaultFreshness, inputs(change))
const partOf = (part: FreshnessPart, change: Change = {}) => rate(change).parts.find((one) => one.part === part)

test('every part of the definition is there, in order, with its weight and n, and the missing ones say so', () => {
  expect(rate().parts.map(({ part, weight, value, n }) => [part, weight, value, n])).toEqual([
    ['defects', 25, 100, 0],
    ['recurrence', 10, null, 0],
    ['upkeep', 20, null, 0],
    ['condition', 15, null, 0],
    ['response', 10, null, 0],
    ['money', 10, null, 0],
    ['management', 10, null, 0],
  ])
})

test('a whole compound, by hand', () => {
  const result = rate({
    counters: {
      requests: 6,
      emergencyDays: 2,
      ordinaryDays: 25,
      deferrableDays: 12, // 2×5 + 25×2 + 12 = 72 of 360 → 80
      completed: 8,
      repeats: 1, // 87.5
      looks: 3,
      ticksGood: 20,
      ticksFaulty: 10, // 66.7
      targetsMet: 9,
      targetsMissed: 3, // 75
      managedDays: 45,
      knownModeDays: 90, // 50
    },
    fund: { balanceFen: 400_000_00, accounts: 100, floorArea: 8_000_00 }, // 50 of 20 yuan per m²: full
  })
  expect(result.parts.map((part) => [part.value, part.n])).toEqual([
    [80, 6],
    [87.5, 8],
    [null, 0],
    [66.7, 30],
    [75, 12],
    [100, 100],
    [50, 90],
  ])
  // (25×80 + 10×87.5 + 15×66.7 + 10×75 + 10×100 + 10×50) / 80 = 6125.5 / 80 = 76.57
  expect(result).toMatchObject({ version: 1, value: 76.6, band: 'steady', unratedReason: null })
})

test('the weights of missing parts are spread over the rest', () => {
  expect(rate({ counters: { ordinaryDays: 90 } }).value).toBe(50)
  // 25 × 50 and 15 × 100 over 40
  expect(rate({ counters: { ordinaryDays: 90, looks: 1, ticksGood: 10 } }).value).toBe(68.8)
  // 25 × 50 and 15 × 0 over 40
  expect(rate({ counters: { ordinaryDays: 90, looks: 1, ticksFaulty: 10 } }).value).toBe(31.3)
})

test.each<[string, Change, string | null]>([
  ['looked at 45 days ago', { lastLookOn: '2026-01-15' }, null],
  ['looked at 46 days ago', { lastLookOn: '2026-01-14' }, 'no-look'],
  ['never looked at', { lastLookOn: null }, 'no-look'],
  ['looked at only later', { lastLookOn: '2026-03-02' }, 'no-look'],
  ['without units', { units: 0 }, 'no-units'],
  ['not accepted', { acceptedOn: null }, 'not-accepted'],
  ['accepted only later', { acceptedOn: '2026-03-02' }, 'not-accepted'],
  ['accepted today', { acceptedOn: '2026-03-01' }, null],
])('%s', (_name, change, reason) => {
  const result = rate(change)
  expect(result.unratedReason).toBe(reason)
  expect(result.value === null).toBe(reason !== null)
  expect(result.band === null).toBe(reason !== null)
  expect(result.parts).toHaveLength(7)
})

test('a weight on nothing but missing parts gives no value', () => {
  const weights = { defects: 0, recurrence: 0, upkeep: 100, condition: 0, response: 0, money: 0, management: 0 }
  expect(freshnessOf({ ...defaultFreshness, weights }, inputs())).toMatchObject({
    value: null,
    band: null,
    unratedReason: 'no-look',
  })
})

test.each<[FreshnessPart, Change, number | null]>([
  ['defects', { counters: { ordinaryDays: 180 } }, 0],
  ['defects', { counters: { ordinaryDays: 500 } }, 0],
  ['defects', { counters: { emergencyDays: 36 } }, 50],
  ['defects', { counters: { deferrableDays: 36 }, units: 50 }, 80],
  ['defects', { units: 0 }, null],
  ['recurrence', { counters: { completed: 3, repeats: 1 } }, 66.7],
  ['recurrence', { counters: { completed: 1, repeats: 4 } }, 0],
  ['response', { counters: { targetsMissed: 2 } }, 0],
  ['money', { fund: { balanceFen: 8_000_00, accounts: 1, floorArea: 8_000_00 } }, 5],
  ['money', { fund: { balanceFen: 0, accounts: 1, floorArea: 8_000_00 } }, 0],
  ['money', { fund: { balanceFen: -5, accounts: 1, floorArea: 8_000_00 } }, 0],
  ['money', { fund: { balanceFen: 5, accounts: 1, floorArea: null } }, null],
  ['money', { fund: { balanceFen: 900_000_000_000_003, accounts: 5, floorArea: 90_000_000_000_000 } }, 50],
  ['management', { counters: { managedDays: 0, knownModeDays: 90 } }, 0],
  ['management', { counters: { managedDays: 30, knownModeDays: 90 } }, 33.3],
])('%s of %j is %d', (part, change, value) => {
  expect(partOf(part, change)?.value).toBe(value)
})

test.each([
  [100, 'fresh'],
  [85, 'fresh'],
  [84.9, 'steady'],
  [70, 'steady'],
  [69.9, 'ageing'],
  [50, 'ageing'],
  [49.9, 'broken'],
  [0, 'broken'],
] as const)('%d is %s', (value, band) => {
  expect(bandOf(value, defaultFreshness.bands)).toBe(band)
})

test.each<[number[], number | null]>([
  [[], null],
  [[70], 70],
  [[90, 10, 50], 50],
  [[80, 10, 90, 20], 50],
  [[84.9, 85], 85],
  [[84.8, 84.9], 84.9],
  [[0, 0.1], 0.1],
  [[9, 10, 100], 10],
])('the median of %j is %d', (values, expected) => {
  expect(median(values)).toBe(expected)
})

const count = fc.integer({ min: 0, max: 200 })
const addition: fc.Arbitrary<Partial<FreshnessCounters>> = fc.record(
  Object.fromEntries(Object.keys(noCounters).map((name) => [name, count])) as Record<
    keyof FreshnessCounters,
    typeof count
  >,
  { requiredKeys: [] },
)
const fund = fc.option(
  fc.record({
    balanceFen: fc.integer({ min: -1_000, max: 10_000_000 }),
    accounts: count,
    floorArea: fc.option(fc.integer({ min: 0, max: 1_000_000 })),
  }),
)
const units = fc.integer({ min: 1, max: 2_000 })

test('the order in which the counters are added makes no difference', () => {
  const shuffled = fc
    .array(addition, { maxLength: 8 })
    .chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })))
  fc.assert(
    fc.property(shuffled, fund, units, ([one, other], money, homes) => {
      const of = (list: Partial<FreshnessCounters>[]) =>
        rate({ counters: list.reduce(addCounters, noCounters), fund: money, units: homes })
      expect(of(other)).toEqual(of(one))
    }),
    seeded(),
  )
})

test('every part and the value stay within 0 and 100, with one decimal', () => {
  fc.assert(
    fc.property(addition, fund, units, (counters, money, homes) => {
      const result = rate({ counters, fund: money, units: homes })
      for (const value of [result.value, ...result.parts.map((part) => part.value)]) {
        if (value === null) continue
        expect(value).toBeGreaterThanOrEqual(0)
        expect(value).toBeLessThanOrEqual(100)
        expect(Math.round(value * 10) / 10).toBe(value)
      }
      expect(result.value).not.toBeNull()
    }),
    seeded(),
  )
})

test('one more defect-day never makes a compound fresher, one more unit never makes it staler', () => {
  const name = fc.constantFrom('emergencyDays', 'ordinaryDays', 'deferrableDays')
  fc.assert(
    fc.property(addition, fund, units, name, fc.integer({ min: 1, max: 50 }), (counters, money, homes, which, more) => {
      const ratingOf = (change: Change) => rate({ counters, fund: money, units: homes, ...change }).value as number
      const worse = addCounters(addCounters(noCounters, counters), { [which]: more })
      expect(ratingOf({ counters: worse })).toBeLessThanOrEqual(ratingOf({}))
      expect(ratingOf({ units: homes + more })).toBeGreaterThanOrEqual(ratingOf({}))
    }),
    seeded(),
  )
})
