/** Figures and what they are figures of. */
import { expect, test } from 'vitest'
import { type CountedRequest, statsOf } from './statistics.ts'

const reported: CountedRequest = {
  isOpen: true,
  isOverdue: false,
  isCompleted: false,
  isConfirmed: false,
  wasCompleted: false,
  responseMinutes: null,
  resolutionMinutes: null,
  reopened: 0,
  partlyFixed: 0,
  isRepeat: false,
  wasRepeated: false,
  rating: null,
}
const confirmed: CountedRequest = {
  ...reported,
  isOpen: false,
  isCompleted: true,
  isConfirmed: true,
  wasCompleted: true,
  responseMinutes: 10,
  resolutionMinutes: 100,
}

test('of nothing there is no figure, not even 0', () => {
  const { reported: count, ...figures } = statsOf([])
  expect(count).toBe(0)
  for (const [name, figure] of Object.entries(figures)) expect([name, figure]).toEqual([name, { value: null, n: 0 }])
})

test('of a request that nobody answered, times and rates are null and counts are not', () => {
  expect(statsOf([reported])).toMatchObject({
    open: { value: 1, n: 1 },
    completed: { value: 0, n: 1 },
    responseMedianMinutes: { value: null, n: 0 },
    firstFixRate: { value: null, n: 0 },
    reopened: { value: null, n: 0 },
    rating: { value: null, n: 0 },
  })
})

test('median and the ninth tenth', () => {
  const of = (...minutes: number[]) => {
    const { responseMedianMinutes, responseP90Minutes } = statsOf(
      minutes.map((responseMinutes) => ({ ...reported, responseMinutes })),
    )
    return [responseMedianMinutes.value, responseP90Minutes.value, responseP90Minutes.n]
  }
  expect(of(7)).toEqual([7, 7, 1])
  expect(of(100, 9, 20)).toEqual([20, 100, 3])
  expect(of(1, 2)).toEqual([2, 2, 2])
  expect(of(10, 1, 2, 3, 4, 5, 6, 7, 8, 9)).toEqual([6, 9, 10])
  expect(of(11, 10, 1, 2, 3, 4, 5, 6, 7, 8, 9)).toEqual([6, 10, 11])
})

test('fixed at once is what was confirmed without reopening, remainder or repeat', () => {
  const { firstFixRate, reopened } = statsOf([
    confirmed,
    { ...confirmed, reopened: 1 },
    { ...confirmed, partlyFixed: 1 },
    { ...confirmed, wasRepeated: true },
    // A repeat may itself be fixed at once.
    { ...confirmed, isRepeat: true },
    { ...confirmed, isConfirmed: false },
    // Done, opened again and not done since.
    { ...reported, wasCompleted: true, reopened: 2 },
    reported,
  ])
  expect(firstFixRate).toEqual({ value: 0.4, n: 5 })
  expect(reopened).toEqual({ value: 2, n: 7 })
})

test('only confirmed requests are rated', () => {
  const rated = (...ratings: number[]) => ratings.map((rating) => ({ ...confirmed, rating }))
  expect(statsOf([...rated(5, 4, 4), confirmed, { ...reported, rating: 1 }]).rating).toEqual({ value: 4.33, n: 3 })
})
