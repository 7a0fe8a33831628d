import { isReceiptNumberRight } from '@changxin/shared/decisions'
import { expect, test } from 'vitest'
import { ballotLine } from './ballot-line.ts'
import { headNumbers } from './head-numbers.ts'
import { draw64, drawReceipts } from './receipts.ts'

test('units of one head have one number, in the order of the roll', () => {
  const rows = ['v1', 'v2', 'v1', 'v3'].map((voterId) => ({ voterId }))
  expect(rows.map(({ voterId }) => headNumbers(rows).get(voterId))).toEqual([1, 2, 1, 3])
})

test('every printed paper has a number of its own with a right check digit', () => {
  const drawn = [7n, 7n, 8n, 10n ** 12n + 9n]
  expect(drawReceipts(3, () => drawn.shift() ?? 0n)).toHaveLength(3)
  const numbers = drawReceipts(200, draw64)
  expect(new Set(numbers).size).toBe(200)
  expect(numbers.every((number) => /^\d{4}-\d{4}-\d{4}-\d$/.test(number) && isReceiptNumberRight(number))).toBe(true)
})

test('a paper ballot names the candidate or manager, like the one on screen', () => {
  expect(ballotLine({ title: '委员候选人一', effectName: '王秀英' })).toBe('委员候选人一 · 王秀英')
  expect(ballotLine({ title: '选聘安居物业', effectName: '安居物业' })).toBe('选聘安居物业')
  expect(ballotLine({ title: '更换楼道灯', effectName: null })).toBe('更换楼道灯')
})
