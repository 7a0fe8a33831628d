import { expect, test } from 'vitest'
import { ProblemError } from './problem-error.ts'
import { refusalOf } from './refusal.ts'

const problem = (...fields: { field: string; message: string }[]) =>
  new ProblemError({ type: 'about:blank', title: 'No', status: 409, code: 'no', detail: '不行。', fields })

test('a refusal of one field stands beside it and is not said twice', () => {
  const { at, rest } = refusalOf(problem({ field: 'resumeBy', message: '日期太晚' }), ['resumeBy', 'note'])
  expect(at('resumeBy')).toBe('日期太晚')
  expect(at('note')).toBeUndefined()
  expect(rest).toBeNull()
})

test('what lies inside a field belongs to it, what only begins like it does not', () => {
  const inside = refusalOf(problem({ field: 'materials[2].name', message: '太长' }), ['materials', 'note'])
  expect(inside.at('materials')).toBe('太长')
  expect(refusalOf(problem({ field: 'notes', message: '太长' }), ['note']).at('note')).toBeUndefined()
})

test('a field that the form does not have is told above the buttons', () => {
  const told = problem({ field: 'helperIds', message: '太多人' })
  expect(refusalOf(told, ['assigneeId']).rest).toBe(told)
  const plain = problem()
  expect(refusalOf(plain, ['assigneeId']).rest).toBe(plain)
})
