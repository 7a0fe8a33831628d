/** Serves the keywords that suggest category and urgency: the table in force, and how a new one is adopted. */
import { type Day, RuleHead, ruleOn } from '@changxin/shared/kernel'
import {
  defaultKeywords,
  KEYWORDS_STREAM,
  type KeywordRule,
  keywordEvents,
  keywordsDecider,
  suggestApi,
} from '@changxin/shared/maintenance'
import { newestDay } from '../clock/index.ts'
import { aggregate } from '../commands/aggregate.ts'
import { answerOf, type FeatureDeps, type Served, serveCommand, serveQuery } from '../feature.ts'
import { beginRules } from '../rules/begin-rules.ts'
import type { Read } from '../views/views.ts'

export const Keywords = aggregate('rule', keywordsDecider, keywordEvents)
export const KEYWORDS_ID = KEYWORDS_STREAM.slice(KEYWORDS_STREAM.indexOf('-') + 1)

const headOf = (rule: KeywordRule): RuleHead => RuleHead.parse(rule)

/** Before the first day begins the suggested table is in force, which is valid from long ago. */
export function keywordsInForce(read: Read, on?: Day) {
  const rules = read
    .all<{ data: string }>('SELECT data FROM maintenance_keywords_rule ORDER BY position')
    .map(({ data }) => JSON.parse(data) as KeywordRule)
  const today = newestDay(read) ?? defaultKeywords.validFrom
  const rule = ruleOn(rules, on ?? today)
  return {
    rule: rule ? headOf(rule) : null,
    rows: rule?.rows ?? [],
    // One event a table, and nothing else in the stream.
    revision: rules.length - 1,
    upcoming: upcomingOf(rules, today),
  }
}

/** Of tables for the same day the one that was adopted last will be in force; the others never are. */
function upcomingOf(rules: readonly KeywordRule[], today: Day): RuleHead[] {
  const days = new Set(rules.flatMap(({ validFrom }) => (validFrom > today ? [validFrom] : [])))
  return [...days]
    .sort()
    .flatMap((day) => ruleOn(rules, day) ?? [])
    .map(headOf)
}

const keywords = serveQuery(suggestApi.keywords, {
  reads: ['maintenance_keywords_rule', 'clock_day'],
  sameForScope: true,
  subject: () => ({}),
  run: ({ read }, { on }) => keywordsInForce(read, on),
})

const adopt = serveCommand(suggestApi.adoptKeywords, {
  subject: () => ({}),
  async handle(context, { body }) {
    const ruleId = context.newId()
    const rule: KeywordRule = { ruleId, jurisdiction: 'all', basis: 'decision', ...body }
    return answerOf(ruleId, await context.execute(Keywords, KEYWORDS_ID, { command: { type: 'AdoptKeywords', rule } }))
  },
})

export const keywordsServed: readonly Served[] = [keywords, adopt]

export const beginKeywords = (deps: FeatureDeps) =>
  beginRules(deps, {
    ...{ owner: Keywords, id: KEYWORDS_ID, key: 'keywords', rules: [defaultKeywords] },
    adopt: (rule) => ({ type: 'AdoptKeywords', rule }),
  })
