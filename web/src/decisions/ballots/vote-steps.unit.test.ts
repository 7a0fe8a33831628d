import type { ItemView } from '@changxin/shared/decisions'
import { describe, expect, test } from 'vitest'
import { isAnswered, marksOf, slipIn, slipLink, stepsOf } from './vote-steps.ts'

const item = (itemId: string, groupId: string | null = null) => ({ itemId, groupId }) as ItemView
const seats = { groupId: 'committee', title: '业主委员会委员', seats: 2 }
const paper = [item('lamp'), item('li', 'committee'), item('gate'), item('wang', 'committee')]

describe('the paper step by step', () => {
  test('candidates stand together where the first of them stands', () => {
    const steps = stepsOf(paper, [seats])
    expect(steps.map((step) => step.items.map(({ itemId }) => itemId))).toEqual([['lamp'], ['li', 'wang'], ['gate']])
    expect(steps.map((step) => step.group?.title ?? null)).toEqual([null, '业主委员会委员', null])
  })

  test('a step is answered when each of its items is; an abstention is an answer, nothing is none', () => {
    const step = stepsOf(paper, [seats])[1]!
    expect(isAnswered(step, {})).toBe(false)
    expect(isAnswered(step, { li: 'yes' })).toBe(false)
    expect(isAnswered(step, { li: 'yes', wang: 'abstain' })).toBe(true)
  })

  test('marks are in the order of the paper, whatever was answered first, and of its items alone', () => {
    expect(marksOf(paper, { wang: 'no', lamp: 'yes', other: 'yes' })).toEqual([
      { itemId: 'lamp', mark: 'yes' },
      { itemId: 'wang', mark: 'no' },
    ])
  })
})

describe('the link on the slip', () => {
  test('says whose ballot it is and brings its code, behind the #', () => {
    const link = slipLink('https://example.org', 'd1', 'u-101', '1234-5678')
    expect(new URL(link).pathname).toBe('/vote/d1')
    expect(slipIn(new URL(link).hash)).toEqual({ voterId: 'u-101', code: '1234-5678' })
  })

  test.each(['', '#', '#u-101', '#.1234', '#u-101.<script>'])('%j is none', (hash) => {
    expect(slipIn(hash)).toBeNull()
  })
})
