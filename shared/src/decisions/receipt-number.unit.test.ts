import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ReceiptNumber } from './events.ts'
import { isReceiptNumberRight, receiptNumberOf } from './receipt-number.ts'

const drawn = fc.bigInt({ min: 0n, max: 10n ** 12n - 1n })

test('a receipt number has its form, and is right', () => {
  expect(receiptNumberOf(79_462_734_871n)).toBe('0794-6273-4871-3')
  fc.assert(
    fc.property(drawn, (number) => {
      const text = receiptNumberOf(number)
      expect(ReceiptNumber.safeParse(text).success).toBe(true)
      expect(isReceiptNumberRight(text)).toBe(true)
    }),
    { seed: 1 },
  )
  expect(() => receiptNumberOf(10n ** 12n)).toThrow(RangeError)
})

test('every single wrong digit is noticed', () => {
  fc.assert(
    fc.property(drawn, fc.nat(15), fc.integer({ min: 1, max: 9 }), (number, at, by) => {
      const text = receiptNumberOf(number)
      const digit = text.charAt(at)
      if (digit === '-') return
      const wrong = `${text.slice(0, at)}${(Number(digit) + by) % 10}${text.slice(at + 1)}`
      expect(isReceiptNumberRight(wrong)).toBe(false)
    }),
    { seed: 2, numRuns: 500 },
  )
})

test('a printed number of another kind is taken as it is', () => {
  expect(isReceiptNumberRight('A-0042')).toBe(true)
})
