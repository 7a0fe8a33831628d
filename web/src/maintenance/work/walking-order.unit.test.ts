import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Stop, walkingOrder, whereOf } from './walking-order.ts'

let count = 0
const stop = (placeLabel: string, change: Partial<Stop> = {}): Stop => ({
  id: `r${++count}`,
  compoundId: 'c1',
  compoundName: '兴隆花园',
  placeLabel,
  urgency: 'ordinary',
  nextDueAt: null,
  ...change,
})
const labels = (stops: readonly Stop[]) => walkingOrder(stops).map(({ placeLabel }) => placeLabel)

test.each([
  ['3栋 2单元 1203', 3, 2, 12],
  ['10号楼 1单元 502室', 10, 1, 5],
  ['十二栋 二单元 601', 12, 2, 6],
  ['2栋 1单元 3层 声控灯', 2, 1, 3],
  ['5栋 地下1层 水泵房', 5, -1_000, -1],
  ['1栋 屋面', 1, -1_000, -1_000],
  ['大门', -1_000, -1_000, -1_000],
])('%s is in building %d, entrance %d, on floor %d', (label, building, entrance, floor) => {
  expect(whereOf(label)).toEqual({ building, entrance, floor })
})

test('one walks building by building, by number and not by letter, upwards', () => {
  const places = ['10栋 1单元 201', '2栋 2单元 301', '2栋 1单元 1001', '2栋 1单元 201', '2栋', '大门']
  expect(labels(places.map((one) => stop(one)))).toEqual(places.toReversed())
})

test('compound by compound', () => {
  const far = { compoundId: 'c2', compoundName: '阳光小区' }
  expect(labels([stop('1栋 101', far), stop('9栋 901'), stop('2栋 201', far)])).toEqual([
    '9栋 901',
    '1栋 101',
    '2栋 201',
  ])
})

test('an emergency comes before any walk; at one place what is due sooner', () => {
  const soon = stop('1栋 101', { nextDueAt: '2026-03-01T00:00:00.000Z' })
  const later = stop('1栋 101', { nextDueAt: '2026-03-02T00:00:00.000Z' })
  const whenever = stop('1栋 101', { urgency: 'deferrable', nextDueAt: '2026-02-01T00:00:00.000Z' })
  const burst = stop('9栋 901', { urgency: 'emergency' })
  expect(walkingOrder([whenever, later, soon, burst])).toEqual([burst, soon, later, whenever])
})

test('the order is one order, however the list came in, and loses nobody', () => {
  const place = fc
    .tuple(fc.nat(30), fc.nat(4), fc.integer({ min: 101, max: 1804 }))
    .map(([building, entrance, door]) => `${building + 1}栋 ${entrance + 1}单元 ${door}`)
  const urgency = fc.constantFrom('emergency' as const, 'ordinary' as const, 'deferrable' as const)
  const stops = fc.array(fc.record({ placeLabel: place, urgency }), { maxLength: 20 })
  fc.assert(
    fc.property(stops, (drawn) => {
      const all = drawn.map(({ placeLabel, ...change }) => stop(placeLabel, change))
      const ordered = walkingOrder(all)
      expect(walkingOrder(all.toReversed())).toEqual(ordered)
      expect(new Set(ordered)).toEqual(new Set(all))
    }),
    { seed: 20260301 },
  )
})
