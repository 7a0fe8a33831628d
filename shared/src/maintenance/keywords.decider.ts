/** The one stream `rule-keywords`: every table of keywords that was ever adopted. What was adopted never changes. */
import { type Decider, unreachable } from '@changxin/shared/kernel'
import { reject } from './errors.ts'
import { type KeywordEvent, type KeywordRow, type KeywordRule, KeywordsAdopted } from './keywords.events.ts'

export const KEYWORDS_STREAM = 'rule-keywords'

export interface AdoptKeywords {
  readonly type: 'AdoptKeywords'
  readonly rule: KeywordRule
}

export type KeywordsState = readonly KeywordRule[]

export const keywordsDecider: Decider<AdoptKeywords, KeywordEvent, KeywordsState> = {
  initial: [],
  evolve(state, event) {
    switch (event.type) {
      case 'KeywordsAdopted':
        return [...state, event.data]
      default:
        return unreachable(event.type)
    }
  },
  decide({ rule }, state) {
    const known = state.find(({ ruleId }) => ruleId === rule.ruleId)
    if (known && contentOf(known) === contentOf(rule)) return []
    if (known) throw reject('keyword-rule-exists', { field: 'ruleId', ruleId: rule.ruleId })
    requireSense(rule.rows)
    return [KeywordsAdopted(rule)]
  },
}

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

/** The order of the rows is content: it is the order in which people read and edit them. */
function contentOf(rule: KeywordRule): string {
  const rows = rule.rows.map(({ word, category, urgency, weight }) => [word, category, urgency, weight])
  return JSON.stringify([rule.jurisdiction, rule.validFrom, rule.basis, rule.source, rows])
}
