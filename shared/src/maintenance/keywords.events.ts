/** The words by which category and urgency of a report are suggested: one dated table, adopted whole. */
import { type EventOf, event, Line, RuleHead } from '@changxin/shared/kernel'
import { z } from 'zod'
import { Category, Urgency } from './events.ts'

export const MAX_KEYWORDS = 500
/** Characters of a word, its spaces counted. */
export const MAX_KEYWORD_LENGTH = 20
export const MAX_KEYWORD_WEIGHT = 10

/**
 * `word`: as people write it; parts with a space between them must all occur in one sentence, in any order (`电梯 困`).
 * Null: the word says nothing about that. `weight`: how much it says, against the other words of the same report.
 */
export const KeywordRow = z.strictObject({
  word: Line(MAX_KEYWORD_LENGTH),
  category: Category.nullable(),
  urgency: Urgency.nullable(),
  weight: z.int().min(1).max(MAX_KEYWORD_WEIGHT),
})
export type KeywordRow = z.infer<typeof KeywordRow>

export const KeywordRows = z.array(KeywordRow).max(MAX_KEYWORDS)

// rule-keywords
/** The whole table. An empty one means that nothing is suggested. */
export const KeywordsAdopted = event('KeywordsAdopted', z.object({ ...RuleHead.shape, rows: KeywordRows }))

export const keywordEvents = [KeywordsAdopted] as const
export type KeywordEvent = EventOf<typeof keywordEvents>
export type KeywordRule = z.output<typeof KeywordsAdopted.schema>
