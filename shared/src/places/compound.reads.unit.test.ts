import { addYears } from '@changxin/shared/kernel'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seeded } from '../../../test/kit/properties.ts'
import { unitLabel, warrantyOn, warrantyUntil } from './compound.reads.ts'
import { readRowProblem } from './row-problems.ts'

test.each([
  ['2023-06-30', 5, '2028-06-29'],
  ['2023-06-30', 2, '2025-06-29'],
  ['2023-01-01', 5, '2027-12-31'],
  ['2023-03-01', 1, '2024-02-29'],
  ['2023-03-01', 2, '2025-02-28'],
  ['2024-02-28', 5, '2029-02-27'],
  // The anniversary of a leap day: 29 February where there is one, else 1 March.
  ['2024-02-29', 4, '2028-02-28'],
  ['2024-02-29', 5, '2029-02-28'],
  ['2024-02-29', 1, '2025-02-28'],
  ['2024-03-01', 5, '2029-02-28'],
])('accepted on %s with %i years: until %s', (acceptedOn, years, until) => {
  expect(warrantyUntil(acceptedOn, years)).toBe(until)
})

test('accepted later is never covered for shorter', () => {
  const day = fc
    .date({ min: new Date('2000-01-01'), max: new Date('2060-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10))
  fc.assert(
    fc.property(day, day, fc.integer({ min: 1, max: 50 }), (one, other, years) => {
      const [first, second] = one <= other ? [one, other] : [other, one]
      expect(warrantyUntil(first, years) <= warrantyUntil(second, years)).toBe(true)
      expect(warrantyUntil(first, years) <= addYears(first, years)).toBe(true)
    }),
    seeded(),
  )
})

test('the last day is inside, the next is over, and what is not known is unknown', () => {
  expect(warrantyOn({ warrantyUntil: '2028-06-29' }, '2028-06-29')).toBe('inside')
  expect(warrantyOn({ warrantyUntil: '2028-06-29' }, '2028-06-30')).toBe('over')
  expect(warrantyOn({ warrantyUntil: null }, '2028-06-30')).toBe('unknown')
})

test.each([
  ['3栋', '2单元', '502', '3栋 2单元 502'],
  ['3栋', null, '502', '3栋 502'],
  [null, null, '502', '502'],
])('%s %s %s is called %s', (buildingName, entranceName, door, label) => {
  expect(unitLabel({ buildingName, entranceName, door })).toBe(label)
})

test('a row problem is read back as field and fault', () => {
  expect(readRowProblem('rows[3].door door-taken')).toEqual({ field: 'rows[3].door', fault: 'door-taken' })
  expect(readRowProblem('rows[3].door toString')).toBeUndefined()
  expect(readRowProblem('rows[3].door')).toBeUndefined()
})
