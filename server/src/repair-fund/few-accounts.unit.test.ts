import { expect, test } from 'vitest'
import { joinedName, withoutSingles } from './few-accounts.ts'

const rowsOf = (...accounts: number[]) => accounts.map((of, index) => ({ name: `${index + 1}栋`, of }))
const shown = (...accounts: number[]) =>
  withoutSingles(
    rowsOf(...accounts),
    ({ of }) => of,
    (few) => ({ name: joinedName(few), of: few.reduce((sum, { of }) => sum + of, 0) }),
  ).map(({ name, of }) => `${name} ${of}`)

test('large buildings stand alone, small ones together', () => {
  expect(shown(5, 8)).toEqual(['1栋 5', '2栋 8'])
  expect(shown(2, 8, 3)).toEqual(['2栋 8', '1栋、3栋 5'])
})

test('one small building takes the next with it, or it could be found by subtracting', () => {
  expect(shown(20, 1, 8)).toEqual(['1栋 20', '2栋、3栋 9'])
})

test('a fund of few accounts is one row, and a long list names its first buildings', () => {
  expect(shown(1, 1)).toEqual(['1栋、2栋 2'])
  expect(shown(1, 1, 1, 1, 1, 9)).toEqual(['6栋 9', '1栋、2栋、3栋 … (5) 5'])
  expect(shown(1)).toEqual(['1栋 1'])
})
