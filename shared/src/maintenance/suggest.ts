/**
 * Suggests category and urgency of a report from the words in it, by a table that people can read and change. The
 * person who reports decides; `because` shows the words, so that a wrong suggestion explains itself.
 *
 * What it cannot do, and must not be trusted with: it does not understand. Only a negation directly before a word is
 * seen (没漏水, 未发现漏电; 有没有 and 是不是 are questions and count). Not seen are a negation after the word or
 * further away (漏水已经修好, 不是我家漏水), double negation (不是不漏水), what was or might be (去年停电, 怕漏电),
 * and words with something in between that the table does not have as parts. Nothing found is not "not urgent".
 */
import type { Category, Urgency } from './events.ts'
import type { KeywordRow } from './keywords.events.ts'

export interface Suggestion {
  /** Null: no word points to one. */
  readonly category: Category | null
  readonly urgency: Urgency | null
  /** The words of the table that speak for it, in the order of the text. */
  readonly because: readonly string[]
}

interface Occurrence {
  readonly row: KeywordRow
  readonly part: string
  readonly start: number
  readonly end: number
  readonly negated: boolean
}

/** Enough to tell what a report is about; the rest is not read. */
const MAX_READ_CHARACTERS = 2_000
const SENTENCE_END = /[。！？!?；;\n]+/
const NEGATED = /(?<![有是])(?:没有?|未|无|不是?|别)(?:再|曾|发现|出现|发生|闻到|听到|看到)*$/

const folded = (text: string) => text.normalize('NFKC').toLowerCase()
const partsOf = (word: string) => folded(word).split(/\s+/).filter(Boolean)

function occurrencesOf(row: KeywordRow, sentence: string): Occurrence[] {
  const parts = partsOf(row.word)
  if (!parts.every((part) => sentence.includes(part))) return []
  return parts.flatMap((part) => {
    const found: Occurrence[] = []
    for (let start = sentence.indexOf(part); start >= 0; start = sentence.indexOf(part, start + 1)) {
      const negated = NEGATED.test(sentence.slice(0, start))
      found.push({ row, part, start, end: start + part.length, negated })
    }
    return found
  })
}

/** 下水管 is about drains, although 水管 is in it: within a longer word a shorter one says nothing. */
const isSwallowed = (one: Occurrence, all: readonly Occurrence[]) =>
  all.some((other) => other.start <= one.start && other.end >= one.end && other.part.length > one.part.length)

function rowsFound(sentence: string, rows: readonly KeywordRow[]): readonly (readonly [KeywordRow, number])[] {
  const all = rows.flatMap((row) => occurrencesOf(row, sentence))
  const counted = all.filter((one) => !one.negated && !isSwallowed(one, all))
  return [...Map.groupBy(counted, ({ row }) => row)]
    .filter(([row, found]) => partsOf(row.word).every((part) => found.some((one) => one.part === part)))
    .map(([row, found]) => [row, Math.min(...found.map(({ start }) => start))] as const)
    .sort(([, one], [, other]) => one - other)
}

/** The value with the most weight; of equal ones that whose first word stands first in the text. */
function heaviest<Value>(found: readonly KeywordRow[], of: (row: KeywordRow) => Value | null): Value | null {
  const sums = new Map<Value, number>()
  for (const row of found) {
    const value = of(row)
    if (value !== null) sums.set(value, (sums.get(value) ?? 0) + row.weight)
  }
  let best: Value | null = null
  for (const [value, sum] of sums) if (best === null || sum > (sums.get(best) ?? 0)) best = value
  return best
}

/** Where life may be in danger no other word makes it less urgent. */
const urgencyOf = (found: readonly KeywordRow[]): Urgency | null =>
  found.some(({ urgency }) => urgency === 'emergency') ? 'emergency' : heaviest(found, ({ urgency }) => urgency)

/** Null when no word of the table is in the text. Pure and quick enough to run while somebody types. */
export function suggest(text: string, rows: readonly KeywordRow[]): Suggestion | null {
  const sentences = folded(text.slice(0, MAX_READ_CHARACTERS))
    .split(SENTENCE_END)
    .map((sentence) => sentence.replace(/\s+/g, ''))
  const found = [...new Set(sentences.flatMap((sentence) => rowsFound(sentence, rows).map(([row]) => row)))]
  if (found.length === 0) return null
  const category = heaviest(found, (row) => row.category)
  const urgency = urgencyOf(found)
  const speaksForIt = (row: KeywordRow) =>
    (row.category !== null && row.category === category) || (row.urgency !== null && row.urgency === urgency)
  return { category, urgency, because: found.filter(speaksForIt).map(({ word }) => word) }
}
