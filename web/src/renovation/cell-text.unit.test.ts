import { expect, test } from 'vitest'
import { createMessages } from '../i18n/index.ts'
import { cellText } from './cell-text.ts'

const { t } = createMessages('zh-CN').global
const words = (key: string, values: Record<string, unknown> = {}) => t(key, values)

test('line and column, several lines, and what is neither', () => {
  expect(cellText('line 7, area_10k_m2', words)).toBe('第 7 行, area_10k_m2')
  expect(cellText('lines 2–19 (18 rows)', words)).toBe('第 2–19 行 (18 行)')
  expect(cellText('正文', words)).toBe('正文')
})
