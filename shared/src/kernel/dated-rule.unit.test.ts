/** The rule in force on a day, and how a refusal is said. */
import { expect, test } from 'vitest'
import { ruleOn } from './dated-rule.ts'
import { sentenceOf } from './rejected.ts'

const rules = [
  { validFrom: '2026-01-01', id: 'new' },
  { validFrom: '2025-01-01', id: 'old' },
  { validFrom: '2026-01-01', id: 'corrected' },
]

test.each([
  ['2024-12-31', undefined],
  ['2025-01-01', 'old'],
  ['2025-12-31', 'old'],
  ['2026-01-01', 'corrected'],
  ['2030-01-01', 'corrected'],
])('on %s it is %s', (day, id) => expect(ruleOn(rules, day)?.id).toBe(id))

test('a sentence takes its figures, and lists as the language does', () => {
  const entry = { status: 409, zh: '{n} 户：{units}', en: '{n} units: {units}, {missing}' }
  expect(sentenceOf(entry, 'zh', { n: 2, units: ['a', 'b'] })).toBe('2 户：a、b')
  expect(sentenceOf(entry, 'en', { n: 2, units: ['a', 'b'] })).toBe('2 units: a, b, {missing}')
})
