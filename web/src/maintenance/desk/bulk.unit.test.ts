import { expect, test } from 'vitest'
import { ProblemError } from '../../api/index.ts'
import { candidatesOf, takeAll } from './bulk.ts'

const row = (id: string) => ({ id, number: id, compoundId: 'c1', placeLabel: '3栋' })
const refusal = new ProblemError({ type: 'about:blank', title: 'No', status: 409, code: 'no', detail: '不行。' })

test('one refusal stops none of the others, and every request comes back once', async () => {
  const seen: number[] = []
  const outcomes = await takeAll(
    [row('r1'), row('r2'), row('r3')],
    async ({ id }) => {
      if (id === 'r2') throw refusal
    },
    (so) => seen.push(so.length),
  )
  expect(outcomes.map(({ row: { id }, refused }) => [id, refused?.problem.detail])).toEqual([
    ['r1', undefined],
    ['r2', '不行。'],
    ['r3', undefined],
  ])
  expect(seen).toEqual([1, 2, 3])
})

test('a fault of the program is no refusal', async () => {
  await expect(takeAll([row('r1')], () => Promise.reject(new TypeError('broken')))).rejects.toThrow('broken')
})

test('who may work in every compound stands first, then who has least to do', () => {
  const person = (id: string, open: number) => ({ id, name: id, open })
  const found = candidatesOf([
    [person('a', 0), person('b', 5)],
    [person('b', 5), person('c', 2)],
  ])
  expect(found.map(({ id, compounds }) => [id, compounds])).toEqual([
    ['b', 2],
    ['a', 1],
    ['c', 1],
  ])
})
