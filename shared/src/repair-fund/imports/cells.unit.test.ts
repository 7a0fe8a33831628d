import { describe, expect, test } from 'vitest'
import { amountOfCell, dayOfCell, directionOfCell, isTotalLine, kindOfCell, lostDigits } from './cells.ts'

describe('days', () => {
  test.each([
    ['2026-03-01', '2026-03-01'],
    ['2026/3/1', '2026-03-01'],
    ['2026.3.1', '2026-03-01'],
    ['20260301', '2026-03-01'],
    ['20260301 102233', '2026-03-01'],
    ['2026-03-01 10:22:33', '2026-03-01'],
    ['2026年3月1日', '2026-03-01'],
    ['２０２６年３月１日 10时', '2026-03-01'],
    // Excel: 46082 is 1 March 2026; a time of day is its fraction.
    ['46082', '2026-03-01'],
    ['46082.432', '2026-03-01'],
    ['36526', '2000-01-01'],
  ])('%s is %s', (cell, day) => expect(dayOfCell(cell)).toBe(day))

  test.each(['', '昨天', '2026-02-30', '2026-13-01', '20261301', '1234', '301', '99999', '3/1/2026'])(
    '%s is none',
    (cell) => expect(dayOfCell(cell)).toBeUndefined(),
  )
})

describe('amounts', () => {
  test.each([
    ['1,234.50', 1_234_50],
    ['¥1234.5', 1_234_50],
    ['￥1,234,567.89元', 1_234_567_89],
    ['１，２３４．５０', 1_234_50],
    ['+30', 30_00],
    ['12.', 12_00],
    ['12.300', 12_30],
    ['-5.01', -5_01],
    ['−5.01', -5_01],
    ['(5.01)', -5_01],
    ['0', 0],
    ['0.00', 0],
    ['RMB 8', 8_00],
  ])('%s is %d fen', (cell, fen) => expect(amountOfCell(cell)).toEqual({ fen }))

  test('an empty cell, or a dash for nothing, is no amount and no mistake', () => {
    for (const cell of ['', '  ', '-', '—']) expect(amountOfCell(cell)).toBeNull()
  })

  test.each([
    ['12.345', 'too-many-decimals'],
    ['0.001', 'too-many-decimals'],
    ['1,23.00', 'not-an-amount'],
    ['一百', 'not-an-amount'],
    ['1.2.3', 'not-an-amount'],
    ['1e5', 'not-an-amount'],
    ['=1+1', 'not-an-amount'],
    ['10000000000.01', 'amount-too-large'],
    ['99999999999999999999', 'amount-too-large'],
  ])('%s: %s', (cell, fault) => expect(amountOfCell(cell)).toEqual({ fault }))
})

test('directions and kinds in the words that banks and desks use', () => {
  expect(['贷', '收入', 'C', 'Ｃ'].map(directionOfCell)).toEqual(['in', 'in', 'in', 'in'])
  expect(['借方', '支出', 'dr'].map(directionOfCell)).toEqual(['out', 'out', 'out'])
  expect(directionOfCell('冲')).toBeUndefined()
  expect(['首次交存', '补缴', '续筹'].map(kindOfCell)).toEqual(['first-deposit', 'build-up', 'top-up'])
  expect(kindOfCell('停车费')).toBeUndefined()
})

test('a number that a sheet has shortened, and a line that sums up', () => {
  expect(['6.2220212345678E+18', '1e20'].map(lostDigits)).toEqual([true, true])
  expect(['62220212', '1E', ''].map(lostDigits)).toEqual([false, false, false])
  expect(isTotalLine(['', '合 计', '12'])).toBe(true)
  expect(isTotalLine(['2026-03-01', '合计', '12'])).toBe(false)
})
