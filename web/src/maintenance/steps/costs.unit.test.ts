import { expect, test } from 'vitest'
import { emptyLine, fenTyped, materialsOf } from './costs.ts'

test('quantities in hundredths, money in fen, without a float', () => {
  expect(materialsOf([{ name: ' PVC 管 ', unit: '米', quantity: '2.5', amount: '13.10' }])).toEqual([
    { name: 'PVC 管', unit: '米', quantity: 250, amountFen: 1310 },
  ])
})

test('a blank line is nobody’s mistake, a half one is', () => {
  expect(materialsOf([emptyLine(), { ...emptyLine(), unit: ' ' }])).toEqual([])
  expect(materialsOf([{ ...emptyLine(), name: '灯泡' }])).toBeUndefined()
  expect(materialsOf([{ name: '灯泡', unit: '', quantity: '1', amount: '3.999' }])).toBeUndefined()
})

test('an entry with the opposite sign takes another back', () => {
  expect(materialsOf([{ name: '灯泡', unit: '', quantity: '-1', amount: '-12' }])).toEqual([
    { name: '灯泡', unit: '件', quantity: -100, amountFen: -1200 },
  ])
  expect(fenTyped('-80')).toBe(-8000)
  expect(fenTyped('')).toBe(0)
  expect(fenTyped('八十')).toBeUndefined()
})
