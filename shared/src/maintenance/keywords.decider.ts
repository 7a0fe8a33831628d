/** The one stream `rule-keywords`: every table of keywords that was ever adopted. What was adopted never changes. */
import { type AdoptRule, type Decider, rulesDecider } from '@changxin/shared/kernel'
import { reject } from './errors.ts'
import { type KeywordEvent, type KeywordRow, type KeywordRule, KeywordsAdopted } from './keywords.events.ts'

export const KEYWORDS_STREAM = 'rule-keywords'

export type AdoptKeywords = AdoptRule<'AdoptKeywords', KeywordRule>
export type KeywordsState = readonly KeywordRule[]

/** The order of the rows is content too: it is the order in which people read and edit them. */
export const keywordsDecider: Decider<AdoptKeywords, KeywordEvent, KeywordsState> = rulesDecider(KeywordsAdopted, {
  exists: (taken) => reject('keyword-rule-exists', taken),
  check: ({ rows }) => requireSense(rows),
})

/** What makes two spellings one word: width, case, and the order of its parts do not count. */
export const keywordKey = (word: string): string => word.normalize('NFKC').toLowerCase().split(/\s+/).sort().join(' ')

function requireSense(rows: readonly KeywordRow[]): void {
  const seen = new Set<string>()
  for (const [index, { word, category, urgency }] of rows.entries()) {
    if (category === null && urgency === null)
      throw reject('keyword-says-nothing', { field: `rows[${index}].category`, word })
    if (seen.has(keywordKey(word))) throw reject('keyword-twice', { field: `rows[${index}].word`, word })
    seen.add(keywordKey(word))
  }
}
