import { expect, test } from 'vitest'
import { MAX_PHRASES, phrasesOf, readPhrases, withPhrase } from './phrases.ts'

test('a line is a phrase; empty lines and repeats are none', () => {
  expect(phrasesOf(' 配件已订货 \n\n约好明天上门\n配件已订货')).toEqual(['配件已订货', '约好明天上门'])
  expect(phrasesOf(Array.from({ length: 40 }, (_, at) => `第 ${at} 句`).join('\n'))).toHaveLength(MAX_PHRASES)
})

test('what another program left in the browser does no harm', () => {
  expect(readPhrases(null)).toEqual({})
  expect(readPhrases('配件已订货')).toEqual({})
  expect(readPhrases({ pause: ['配件已订货', 7, null], unknown: ['x'], notes: 'x' })).toEqual({ pause: ['配件已订货'] })
})

test('all phrases taken out stays so: an empty list is a choice', () => {
  expect(readPhrases({ pause: [] })).toEqual({ pause: [] })
})

test('a phrase joins what is written, once', () => {
  expect(withPhrase('', '配件已订货')).toBe('配件已订货')
  expect(withPhrase('约好明天', '配件已订货')).toBe('约好明天，配件已订货')
  expect(withPhrase('约好明天。', '配件已订货')).toBe('约好明天。配件已订货')
  expect(withPhrase('约好明天，配件已订货', '配件已订货')).toBe('约好明天，配件已订货')
  expect(withPhrase('Called', 'parts ordered')).toBe('Called, parts ordered')
})
