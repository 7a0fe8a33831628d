/** Editing the keywords: step back, what changed, and two people at the same table. */
import { defaultKeywords, type KeywordRow, keywordsDecider } from '@changxin/shared/maintenance'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { seeded } from '../../../../test/kit/properties.ts'
import {
  beginEdits,
  changesOf,
  dropWord,
  groupsOf,
  hasChanges,
  problemOf,
  putWord,
  readKeptKeywords,
  rebase,
  undo,
} from './keyword-edits.ts'

const row = (word: string, weight = 3): KeywordRow => ({ word, category: 'water', urgency: 'ordinary', weight })
const table = { rows: [row('漏水'), row('停水'), row('电梯 困')], revision: 4 }
const begun = beginEdits(table)
const words = (rows: readonly KeywordRow[]) => rows.map(({ word }) => word)

describe('a change', () => {
  test('keeps the place of the word, and one step back undoes it', () => {
    const edits = putWord(begun, row('停水', 9))
    expect(edits.rows[1]).toEqual(row('停水', 9))
    expect(undo(edits)).toEqual(begun)
    expect(undo(begun)).toEqual(begun)
  })
  test('of the word itself keeps the place too', () =>
    expect(words(putWord(begun, row('没水'), '停水').rows)).toEqual(['漏水', '没水', '电梯 困']))
  test('is told apart: added, altered, taken out', () => {
    const edits = dropWord(putWord(putWord(begun, row('爆管')), row('漏水', 8)), '停水')
    const { added, altered, removed } = changesOf(edits)
    expect([words(added), words(altered), words(removed)]).toEqual([['爆管'], ['漏水'], ['停水']])
    expect(hasChanges(begun)).toBe(false)
    expect(hasChanges(undo(undo(undo(edits))))).toBe(false)
  })
})

describe('when somebody else adopts a table meanwhile', () => {
  test('the changes are made to theirs, and the new revision is the one that was seen', () => {
    const theirs = { rows: [row('漏水'), row('停水'), row('水压')], revision: 5 }
    const { edits, clashes } = rebase(dropWord(putWord(begun, row('爆管')), '停水'), theirs)
    expect(words(edits.rows)).toEqual(['漏水', '水压', '爆管'])
    expect([edits.revision, edits.base, clashes]).toEqual([5, theirs.rows, []])
  })
  test('words that both changed are named, unless both meant the same', () => {
    const mine = putWord(putWord(begun, row('漏水', 9)), row('停水', 7))
    const theirs = { rows: [row('漏水', 1), row('停水', 7), row('电梯 困')], revision: 5 }
    const { edits, clashes } = rebase(mine, theirs)
    expect(clashes).toEqual(['漏水'])
    expect(edits.rows[0]).toEqual(row('漏水', 9))
  })
  test('taken out here and altered there is a clash', () => {
    const theirs = { rows: [row('漏水'), row('停水', 9), row('电梯 困')], revision: 5 }
    expect(rebase(dropWord(begun, '停水'), theirs).clashes).toEqual(['停水'])
  })
})

test('whatever is edited, the table can be adopted as long as every word was let in', () => {
  const act = fc.record({
    word: fc.constantFrom('漏水', '困 电梯', '电梯 困', '爆管', '停水', 'ＡＢ', 'ab'),
    category: fc.constantFrom('water', null),
    urgency: fc.constantFrom('ordinary', null),
    drop: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(act), (acts) => {
      const edits = acts.reduce((now, { drop, word, category, urgency }) => {
        const wanted: KeywordRow = { word, category, urgency, weight: 1 } as KeywordRow
        if (drop) return dropWord(now, word)
        return problemOf(now.rows, wanted, null) === null ? putWord(now, wanted) : now
      }, begun)
      const rule = { ...defaultKeywords, ruleId: 'edited', rows: [...edits.rows] }
      keywordsDecider.decide({ type: 'AdoptKeywords', rule }, [], undefined)
      let back = edits
      while (back.past.length > 0) back = undo(back)
      expect(back.rows).toEqual(begun.rows)
    }),
    seeded(),
  )
})

test('a word that is there, says nothing, or is one too many is not let in', () => {
  expect(problemOf(table.rows, row('困 电梯'), null)).toBe('keyword-twice')
  expect(problemOf(table.rows, row('困 电梯'), '电梯 困')).toBeNull()
  expect(problemOf(table.rows, { ...row('爆管'), category: null, urgency: null }, null)).toBe('keyword-says-nothing')
  const full = Array.from({ length: 500 }, (_, index) => row(`词${index}`))
  expect(problemOf(full, row('爆管'), null)).toBe('too-many')
  expect(problemOf(full, row('爆管'), '词7')).toBeNull()
})

test('a draft is read back; the words stand by category, those of none last', () => {
  const kept = { revision: 4, base: table.rows, rows: [row('漏水')], on: '' }
  expect(readKeptKeywords(JSON.parse(JSON.stringify(kept)))).toEqual(kept)
  expect(readKeptKeywords({ ...kept, rows: [{ word: '' }] })).toBeNull()
  const urgent: KeywordRow = { word: '救命', category: null, urgency: 'emergency', weight: 8 }
  expect(groupsOf([urgent, ...table.rows]).map(({ category }) => category)).toEqual(['water', null])
})
