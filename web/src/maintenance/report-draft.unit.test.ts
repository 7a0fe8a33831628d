import { expect, test } from 'vitest'
import { dropDraft, emptyDraft, loadDraft, saveDraft } from './report-draft.ts'

function memory() {
  const kept = new Map<string, string>()
  return {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  }
}
const draft = {
  ...emptyDraft(),
  text: '灯不亮',
  place: { compoundId: 'c1', place: { kind: 'unit' as const, id: 'u1' }, label: '1栋 502' },
}

test('what was filled in comes back, for the same person alone', () => {
  const store = memory()
  saveDraft(store, 'p1', draft)
  expect(loadDraft(store, 'p1')).toEqual(draft)
  expect(loadDraft(store, 'p2')).toEqual(emptyDraft())
  dropDraft(store, 'p1')
  expect(loadDraft(store, 'p1')).toEqual(emptyDraft())
})

test('an empty form leaves nothing behind', () => {
  const store = memory()
  saveDraft(store, 'p1', draft)
  saveDraft(store, 'p1', { ...draft, text: '  ' })
  expect(store.kept.size).toBe(0)
})

test('a broken draft, or no storage at all, is none', () => {
  const store = memory()
  store.setItem('changxin.draft.report.p1', '{"text":1}')
  expect(loadDraft(store, 'p1')).toEqual(emptyDraft())
  store.setItem('changxin.draft.report.p1', '{')
  expect(loadDraft(store, 'p1')).toEqual(emptyDraft())
  const refusing = {
    getItem: () => {
      throw new Error('denied')
    },
    setItem: () => {
      throw new Error('denied')
    },
    removeItem: () => {
      throw new Error('denied')
    },
  }
  expect(loadDraft(refusing, 'p1')).toEqual(emptyDraft())
  expect(() => saveDraft(refusing, 'p1', draft)).not.toThrow()
})
