import { expect, test } from 'vitest'
import { standing } from './standing-decisions.ts'

const held = (id: string, change: Partial<Parameters<typeof standing>[0][number]> = {}) => ({
  ...{ id, title: id, status: 'published' as const, scope: { kind: 'compound' as const } },
  ...{ passedItems: 1, closesOn: '2026-01-31' },
  ...change,
})
const outside = (id: string, decidedOn: string, change: Partial<Parameters<typeof standing>[1][number]> = {}) => ({
  ...{ id, title: id, status: 'agreed' as const, passedItems: 1, decidedOn },
  ...change,
})

test('what all owners passed and what was checked, newest first', () => {
  const found = standing([held('h1')], [outside('o1', '2026-02-20'), outside('o2', '2025-12-01')])
  expect(found.map(({ id, on, isOutside }) => [id, on, isOutside])).toEqual([
    ['o1', '2026-02-20', true],
    ['h1', '2026-01-31', false],
    ['o2', '2025-12-01', true],
  ])
})

test('not what failed, is not posted, was for one building, or nobody has checked', () => {
  const found = standing(
    [
      held('failed', { passedItems: 0 }),
      held('uncounted', { passedItems: null, status: 'open' }),
      held('annulled', { status: 'annulled' }),
      held('building', { scope: { kind: 'building', buildingId: 'b1' } }),
    ],
    [
      outside('unchecked', '2026-02-20', { status: 'recorded' }),
      outside('none passed', '2026-02-20', { passedItems: 0 }),
    ],
  )
  expect(found).toEqual([])
})
