/** A pattern as a form and back. */
import type { RotaPattern } from '@changxin/shared/management'
import { expect, test } from 'vitest'
import { emptyPattern, formOf, patternOf } from './rota-form.ts'

const weekly: RotaPattern = {
  kind: 'weekly',
  slots: [
    { weekday: 1, from: '08:00', until: '12:00', personId: 'chen' },
    { weekday: 1, from: '08:00', until: '12:00', personId: 'deng' },
    { weekday: 3, from: '08:00', until: '12:00', personId: 'fang' },
    { weekday: 3, from: '22:00', until: '06:00', personId: 'chen' },
  ],
}
const rotating: RotaPattern = { kind: 'rotating', weekdays: [1, 7], shifts: [{ from: '22:00', until: '06:00' }] }

test.each([weekly, rotating])('what is in force comes out of its form as it went in: %j', (pattern) => {
  expect(patternOf(formOf(pattern))).toEqual(pattern)
})

test('a form that lacks something makes no pattern', () => {
  expect(patternOf(emptyPattern())).toMatchObject({ kind: 'rotating', weekdays: [1, 2, 3, 4, 5, 6, 7] })
  expect(patternOf({ ...emptyPattern(), weekdays: [] })).toBeNull()
  expect(patternOf({ ...emptyPattern(), shifts: [] })).toBeNull()
  expect(patternOf({ ...emptyPattern(), shifts: [{ from: '', until: '06:00' }] })).toBeNull()
  expect(patternOf({ ...emptyPattern(), kind: 'weekly' })).toBeNull()
})
