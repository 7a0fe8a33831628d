/**
 * Text as terms for a search index, without a dictionary: Chinese by pairs of neighbouring characters (水管漏水 → 水管,
 * 管漏, 漏水), because words of two are what people look for; Latin letters and digits as whole words. Full-width forms
 * are folded (５０２ = 502) and letters lower-cased. Whatever else there is separates.
 */

/** Of a text; nobody looks for what stands further back. */
const MAX_INDEXED_CHARACTERS = 4_000
/** Of a word; a longer one is no word that people look for. */
const MAX_WORD_CHARACTERS = 40
const CHINESE = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]`
const RUN = new RegExp(String.raw`(${CHINESE}+)|([[\p{L}\p{N}\p{M}]--${CHINESE}]+)`, 'gv')

export interface SearchedTerm {
  readonly term: string
  /** Terms that only begin so match too: a single Chinese character, a word that is being typed. */
  readonly prefix: boolean
}

interface Run {
  readonly chinese: boolean
  readonly text: string
}

function runsOf(text: string): Run[] {
  const folded = text.toWellFormed().normalize('NFKC').toLowerCase()
  return [...folded.matchAll(RUN)].map(([, chinese, word = '']) =>
    chinese === undefined
      ? { chinese: false, text: [...word].slice(0, MAX_WORD_CHARACTERS).join('') }
      : { chinese: true, text: chinese },
  )
}

function pairsOf(text: string): string[] {
  const characters = [...text]
  return characters.slice(1).map((character, index) => `${characters[index]}${character}`)
}

/**
 * The different terms of a text, for the index. The last character of a Chinese run is a term by itself, since no pair
 * begins with it: so every single character is the beginning of a term.
 */
export function indexTerms(text: string): string[] {
  const terms = runsOf([...text].slice(0, MAX_INDEXED_CHARACTERS).join('')).flatMap((run) =>
    run.chinese ? [...pairsOf(run.text), [...run.text].at(-1) ?? ''] : [run.text],
  )
  return [...new Set(terms)]
}

const DIGITS = /^\p{N}+$/u

/**
 * The terms that a text must all have to be found by what was typed. Of a run of three or more Chinese characters every
 * pair must occur, not necessarily in a row. Digits match whole, so that 50 does not find 502; letters from the start.
 */
export function searchedTerms(typed: string): SearchedTerm[] {
  const terms = runsOf(typed).flatMap((run): SearchedTerm[] => {
    if (!run.chinese) return [{ term: run.text, prefix: !DIGITS.test(run.text) }]
    const pairs = pairsOf(run.text)
    return pairs.length === 0 ? [{ term: run.text, prefix: true }] : pairs.map((term) => ({ term, prefix: false }))
  })
  return [...new Map(terms.map((one) => [one.term, one])).values()]
}

/** After every text that begins with the term. */
export const endOfPrefix = (term: string) => `${term}\u{10ffff}`
