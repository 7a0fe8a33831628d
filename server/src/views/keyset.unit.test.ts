import { expect, test } from 'vitest'
import { allOf, decodeCursor, encodeCursor, type KeysetOrder, likeContaining, sortText } from './keyset.ts'

const order: KeysetOrder = {
  name: 'freshness',
  keys: [
    { sql: 'value', type: 'number' },
    { sql: 'sort_name', type: 'text' },
    { sql: 'id', type: 'text' },
  ],
}

test('text is sorted as people count', () => {
  const names = ['10号楼', '２号楼', '1号楼', 'b', 'A']
  expect(names.sort((a, b) => (sortText(a) < sortText(b) ? -1 : 1))).toEqual(['1号楼', '２号楼', '10号楼', 'A', 'b'])
})

test('a cursor gives back what it was made of', () => {
  expect(decodeCursor(order, encodeCursor(order, [78.25, '建设新村', 'c1']))).toEqual([78.25, '建设新村', 'c1'])
})

test('the longest cursor fits the 300 characters that a page takes', () => {
  expect(encodeCursor(order, [-99.999999, sortText('𠮷"'.repeat(30)), 'x'.repeat(64)]).length).toBeLessThanOrEqual(300)
  expect(encodeCursor(order, [-99.999999, sortText('𠮷'.repeat(60)), 'x'.repeat(64)]).length).toBeLessThanOrEqual(300)
})

test.each([
  ['no base64', '!!'],
  ['no JSON', Buffer.from('{').toString('base64url')],
  ['no list', Buffer.from('{"a":1}').toString('base64url')],
  ['another order', encodeCursor({ ...order, name: 'open' }, [1, 'a', 'b'])],
  ['too few keys', encodeCursor(order, [1, 'a'])],
  ['too many keys', encodeCursor(order, [1, 'a', 'b', 'c'])],
  ['text for a number', encodeCursor(order, ['1', 'a', 'b'])],
])('a cursor with %s is refused', (_, cursor) => {
  expect(() => decodeCursor(order, cursor)).toThrow(/"cursor"/)
})

test('what is looked for is taken literally', () => {
  expect(likeContaining('100%_\\')).toBe('%100\\%\\_\\\\%')
})

test('conditions that are not there do not count', () => {
  expect(allOf(undefined, { sql: 'a = ? OR b', params: [1] }, { sql: 'c = ?', params: [2] })).toEqual({
    sql: '(a = ? OR b) AND (c = ?)',
    params: [1, 2],
  })
  expect(allOf()).toEqual({ sql: '1 = 1', params: [] })
})
