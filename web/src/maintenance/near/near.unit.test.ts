/** A list that does not jump, and a draft that is put aside and taken back. */
import { describe, expect, test } from 'vitest'
import { loadDraft, type ReportDraft, saveDraft } from '../report-draft.ts'
import { asideDraft, dropAside, putAside, takeBack } from './aside.ts'
import { sameFirst, steady } from './steady.ts'

const item = (id: string, followers = 0) => ({ id, followers })

test('the same category comes first, the others after it, each once, no more than fit', () => {
  expect(sameFirst([item('b')], [item('a'), item('b'), item('c')], 2)).toEqual([item('b'), item('a')])
  expect(sameFirst([], [item('a')], 5)).toEqual([item('a')])
})

describe('the list while it is looked at', () => {
  test('keeps its order, takes new figures, and puts what is new at the end', () => {
    const shown = [item('a'), item('b')]
    expect(steady(shown, [item('c'), item('b', 2), item('a')])).toEqual([item('a'), item('b', 2), item('c')])
  })
  test('what is gone stays until it is opened again', () => {
    expect(steady([item('a'), item('b')], [item('b')])).toEqual([item('a'), item('b')])
  })
})

function storage() {
  const kept = new Map<string, string>()
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
    kept,
  }
}
const draft: ReportDraft = {
  text: '楼道灯不亮',
  category: 'lighting',
  urgency: null,
  place: { compoundId: 'c1', place: { kind: 'building', id: 'b1' }, label: '1栋' },
  files: ['a'.repeat(64)],
}

describe('a draft that is put aside', () => {
  test('comes back whole, once', () => {
    const store = storage()
    putAside(store, 'p1', draft)
    expect(loadDraft(store, 'p1').text, 'the form is empty meanwhile').toBe('')
    expect(asideDraft(store, 'p1')).toEqual(draft)
    takeBack(store, 'p1')
    expect(loadDraft(store, 'p1')).toEqual(draft)
    expect(asideDraft(store, 'p1')).toBeUndefined()
  })
  test('is of one person', () => {
    const store = storage()
    putAside(store, 'p1', draft)
    expect(asideDraft(store, 'p2')).toBeUndefined()
  })
  test('is dropped without touching what is written since', () => {
    const store = storage()
    putAside(store, 'p1', draft)
    saveDraft(store, 'p1', { ...draft, text: '别的' })
    dropAside(store, 'p1')
    expect(loadDraft(store, 'p1').text).toBe('别的')
    expect([...store.kept.keys()]).toHaveLength(1)
  })
  test('of an empty form there is none, and taking it back loses nothing', () => {
    const store = storage()
    putAside(store, 'p1', { ...draft, text: ' ', files: [] })
    expect(asideDraft(store, 'p1')).toBeUndefined()
    saveDraft(store, 'p1', draft)
    takeBack(store, 'p1')
    expect(loadDraft(store, 'p1')).toEqual(draft)
  })
})
