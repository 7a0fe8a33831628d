import { expect, test } from 'vitest'
import { isSame, MAX_SAVED, readSaved, type SavedFilter, saveFilter } from './saved-filters.ts'

const leaks = { view: 'open', category: 'roof-leak' }

test('a filter keeps what narrows the list, not the day looked at nor what belongs to other pages', () => {
  expect(saveFilter([], ' 漏水 ', { ...leaks, asOf: '2026-01-01', q: '', tab: 'story' })).toEqual([
    { name: '漏水', query: leaks },
  ])
})

test('the same name again means the newer filter; no name saves nothing', () => {
  const saved = saveFilter(saveFilter([], '常看', leaks), '常看', { view: 'overdue' })
  expect(saved).toEqual([{ name: '常看', query: { view: 'overdue' } }])
  expect(saveFilter(saved, '   ', leaks)).toEqual(saved)
})

test('the list has an end: the oldest goes', () => {
  let saved: SavedFilter[] = []
  for (let n = 0; n <= MAX_SAVED; n++) saved = saveFilter(saved, `第 ${n} 个`, leaks)
  expect(saved).toHaveLength(MAX_SAVED)
  expect(saved[0]?.name).toBe('第 1 个')
})

test('the filter that the address shows is found, in whatever order the names stand', () => {
  const [one] = saveFilter([], '漏水', leaks)
  expect(one && isSame(one, { category: 'roof-leak', view: 'open', asOf: '2026-01-01' })).toBe(true)
  expect(one && isSame(one, { view: 'open' })).toBe(false)
})

test('what another version left in the browser does no harm', () => {
  expect(readSaved('x')).toEqual([])
  expect(readSaved([null, { name: 7, query: {} }, { name: '漏水', query: { ...leaks, evil: 'x' } }])).toEqual([
    { name: '漏水', query: leaks },
  ])
})
