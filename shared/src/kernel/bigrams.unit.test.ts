/** What is indexed of a text and what is looked for; and that whatever was written is found by each part of it. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { endOfPrefix, indexTerms, searchedTerms } from './bigrams.ts'

/** As the index does: every term that is looked for is there, whole or as a beginning. */
function finds(typed: string, text: string): boolean {
  const terms = indexTerms(text)
  return searchedTerms(typed).every(({ term, prefix }) =>
    terms.some((one) => (prefix ? one >= term && one < endOfPrefix(term) : one === term)),
  )
}

test.each([
  ['水管漏水', ['水管', '管漏', '漏水', '水']],
  ['漏', ['漏']],
  ['３栋５０２漏水', ['3', '栋', '502', '漏水', '水']],
  ['Pipe LEAK，水管', ['pipe', 'leak', '水管', '管']],
  ['20260301-0007', ['20260301', '0007']],
  ['水管，水管', ['水管', '管']],
  ['𠮷屋漏', ['𠮷屋', '屋漏', '漏']],
  ['😀%"*\0', []],
  ['\ud800水', ['水']],
  ['', []],
])('%j is indexed as %j', (text, terms) => expect(indexTerms(text)).toEqual(terms))

test.each([
  ['水管', '厨房水管漏水', true],
  ['管水', '厨房水管漏水', false],
  ['漏', '厨房水管漏', true],
  ['厨', '厨房水管漏', true],
  ['管', '厨房水管漏', true],
  ['水漏', '水管漏水', false],
  // The price of pairs: both are there, though not in a row.
  ['漏水管', '水管漏水', true],
  ['502', '3栋502漏水', true],
  ['50', '3栋502漏水', false],
  ['LEA', 'pipe leaks', true],
  ['eak', 'pipe leaks', false],
  ['水管 502', '502的水管', true],
  ['水管 503', '502的水管', false],
])('%s in %s: %s', (typed, text, found) => expect(finds(typed, text)).toBe(found))

const letters = fc.string({ unit: fc.constantFrom(...'水管漏房屋𠮷〇５5aＢ-，% é'), maxLength: 24 })

test('every stretch of Chinese in a text finds the text', () => {
  fc.assert(
    fc.property(letters, fc.nat(), fc.nat(4), (text, start, length) => {
      const characters = [...text]
      const from = characters.length === 0 ? 0 : start % characters.length
      const stretch = characters
        .slice(from, from + length + 1)
        .join('')
        .replace(/[^\p{Script=Han}〇]/gu, '，')
      expect(finds(stretch, text)).toBe(true)
    }),
    { seed: 20_260_301 },
  )
})

test('any text at all is taken, and terms are never empty or longer than a word', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      for (const term of [...indexTerms(text), ...searchedTerms(text).map((one) => one.term)]) {
        expect(term).not.toBe('')
        expect([...term].length).toBeLessThanOrEqual(40)
        expect(term.isWellFormed()).toBe(true)
      }
    }),
    { seed: 20_260_301 },
  )
})

test('a very long text is indexed up to a limit', () => {
  expect(indexTerms(`${'a '.repeat(4_000)}水管`)).toEqual(['a'])
})
