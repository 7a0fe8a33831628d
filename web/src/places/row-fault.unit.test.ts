import { expect, test } from 'vitest'
import { ProblemError } from '../api/index.ts'
import { faultOfField, namesIn, rowFaultsOf } from './row-fault.ts'

const problem = new ProblemError({
  type: '',
  title: 'rows-at-fault',
  status: 409,
  code: 'rows-at-fault',
  detail: '',
  params: { count: 2, problems: ['rows[1].door door-taken', 'rows[12].entrances[0].name name-twice'] },
})

test('faults that the server names in its parameters are told by row and field, in the language of the screen', () => {
  expect(rowFaultsOf(problem, 'zh-CN')).toEqual([
    { row: 1, field: 'door', message: '这个门牌已登记' },
    { row: 12, field: 'entrances[0].name', message: '清单里有重复的名称' },
  ])
  const faults = rowFaultsOf(problem, 'en')
  expect(faultOfField(faults, 'door', ['1栋', '2栋'])).toBe('2栋：this door is registered already')
  expect(faultOfField(faults, 'entrances')).toBe('this name stands twice in the list')
  expect(faultOfField(faults, 'name')).toBeUndefined()
  expect(rowFaultsOf(null, 'en')).toEqual([])
})

test('several names are told apart by whatever people write between them', () => {
  expect(namesIn(' 1栋，２栋、3栋; ,4栋\n')).toEqual(['1栋', '2栋', '3栋', '4栋'])
})
