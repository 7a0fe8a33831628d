import { expect, test } from 'vitest'
import { fittingOf, isUnsaved, replacedBy, type SavedMapping } from './saved-mappings.ts'

const saved = (id: string, bank: string | null, columns: SavedMapping['columns']): SavedMapping => ({
  ...{ id, name: `对应 ${id}`, bank, columns },
  negatives: 'refuse',
})
const columns = { day: '交易日期', amount: '发生额' }
const first = saved('m1', '工行 6789', columns)
const second = saved('m2', '工行 1234', { ...columns, serial: '流水号' })
const other = saved('m3', null, { day: '日期', amount: '发生额' })

test('every mapping whose columns all stand in the sheet fits, so that two accounts of one bank are both seen', () => {
  const headers = ['交易日期', '发生额', '流水号', '摘要']
  expect(fittingOf([first, second, other], headers)).toEqual([first, second])
  expect(fittingOf([first, second, other], headers.slice(0, 2))).toEqual([first])
  expect(fittingOf([first], ['发生额'])).toEqual([])
})

test('another name or bank than that of the mapping in use is unsaved; a space at its end is nothing', () => {
  expect(isUnsaved({ name: '对应 m1 ', bank: ' 工行 6789' }, first)).toBe(false)
  expect(isUnsaved({ name: '对应 m1', bank: '工行 1234' }, first)).toBe(true)
  expect(isUnsaved({ name: '改名', bank: '工行 6789' }, first)).toBe(true)
  expect(isUnsaved({ name: '对应 m3', bank: '' }, other)).toBe(false)
  expect(isUnsaved({ name: '', bank: ' ' }, undefined)).toBe(false)
  expect(isUnsaved({ name: '', bank: '工行' }, undefined)).toBe(true)
})

test('saving replaces the mapping in use, but never with another bank account', () => {
  expect(replacedBy('工行 6789', first)).toBe('m1')
  expect(replacedBy('工行６７８９', first)).toBe('m1')
  expect(replacedBy('工行 1234', first)).toBeUndefined()
  expect(replacedBy('', first)).toBeUndefined()
  expect(replacedBy(' ', other)).toBe('m3')
  expect(replacedBy('工行 6789', other)).toBeUndefined()
  expect(replacedBy('工行 6789', undefined)).toBeUndefined()
})
