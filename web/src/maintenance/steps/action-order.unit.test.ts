import { possibleActions, RequestStatus } from '@changxin/shared/maintenance'
import { expect, test } from 'vitest'
import { MAX_IN_FRONT, placeActions, VERBS } from './action-order.ts'

test('the step that moves a request on stands first', () => {
  expect(placeActions(possibleActions({ status: 'reported' }), 'reported').front[0]).toBe('accept')
  expect(placeActions(possibleActions({ status: 'started' }), 'started').next).toBe('complete')
  expect(placeActions(possibleActions({ status: 'confirmed' }), 'confirmed').next).toBeUndefined()
})

test.each(RequestStatus.options)('%s: every possible step has its place, none has two', (status) => {
  const possible = possibleActions({ status })
  const { front, more } = placeActions(possible, status)
  expect([...front, ...more].map((verb) => `maintenance.${verb}`).sort()).toEqual([...possible].sort())
  expect(more).not.toHaveLength(1)
  expect(front.length).toBeLessThanOrEqual(MAX_IN_FRONT + 1)
})

test('a resident with three steps sees all three', () => {
  const possible = ['maintenance.reopen', 'maintenance.partly-fixed', 'maintenance.confirm']
  expect(placeActions(possible, 'completed')).toEqual({
    next: 'confirm',
    front: ['confirm', 'partly-fixed', 'reopen'],
    more: [],
  })
})

test('what the server allows and this page does not know is left out', () => {
  expect(placeActions(['maintenance.unheard-of'], 'reported')).toEqual({ next: undefined, front: [], more: [] })
  expect(new Set(VERBS).size).toBe(VERBS.length)
})
