import { expect, test } from 'vitest'
import { decodeText } from './decode-text.ts'

test('reads UTF-8, with and without a byte order mark', () => {
  expect(decodeText(new TextEncoder().encode('门牌,金额'))).toBe('门牌,金额')
  expect(decodeText(new TextEncoder().encode('\ufeff门牌'))).toBe('门牌')
})

test('reads what Chinese Excel saves as CSV', () => {
  // 门牌,金额 in GBK
  const bytes = Uint8Array.of(0xc3, 0xc5, 0xc5, 0xc6, 0x2c, 0xbd, 0xf0, 0xb6, 0xee)
  expect(decodeText(bytes)).toBe('门牌,金额')
})
