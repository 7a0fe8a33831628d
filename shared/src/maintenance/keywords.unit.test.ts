/** How a table of keywords is adopted. */
import { test } from 'vitest'
import { given } from '../../../test/kit/decider-spec.ts'
import { defaultKeywords } from './default-keywords.ts'
import { type AdoptKeywords, keywordsDecider } from './keywords.decider.ts'
import { type KeywordRow, type KeywordRule, KeywordsAdopted } from './keywords.events.ts'

const row: KeywordRow = { word: '漏水', category: 'water', urgency: 'ordinary', weight: 3 }
const rule = (change: Partial<KeywordRule> = {}): KeywordRule => ({
  ...defaultKeywords,
  ruleId: 'mine',
  validFrom: '2026-03-01',
  rows: [row],
  ...change,
})
const adopt = (adopted: KeywordRule): AdoptKeywords => ({ type: 'AdoptKeywords', rule: adopted })

test('the suggested table is adopted, and again says nothing new', () => {
  given(keywordsDecider).when(adopt(defaultKeywords)).then(KeywordsAdopted(defaultKeywords))
  given(keywordsDecider, KeywordsAdopted(defaultKeywords)).when(adopt(defaultKeywords)).nothing()
})

test('an empty table turns suggestions off', () => {
  given(keywordsDecider)
    .when(adopt(rule({ rows: [] })))
    .then(KeywordsAdopted(rule({ rows: [] })))
})

test('what was adopted never changes under its id', () => {
  const changed = adopt(rule({ rows: [{ ...row, weight: 4 }] }))
  given(keywordsDecider, KeywordsAdopted(rule())).when(changed).rejected('keyword-rule-exists', { ruleId: 'mine' })
})

test('a word that says nothing, or stands there twice, is refused by its row', () => {
  const silent = { ...row, category: null, urgency: null }
  given(keywordsDecider)
    .when(adopt(rule({ rows: [{ ...row, word: '停水' }, silent] })))
    .rejected('keyword-says-nothing', { field: 'rows[1].category', word: '漏水' })
  given(keywordsDecider)
    .when(adopt(rule({ rows: [{ ...row, word: '电梯 困' }, row, { ...row, word: '困 电梯' }] })))
    .rejected('keyword-twice', { field: 'rows[2].word', word: '困 电梯' })
})
