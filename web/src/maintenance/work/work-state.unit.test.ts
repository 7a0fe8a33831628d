import type { Problem } from '@changxin/shared/kernel'
import { expect, test } from 'vitest'
import type { OutboxItem } from '../../api/outbox.ts'
import { workStateOf } from './work-state.ts'

const row = { id: 'r1', status: 'accepted' as const, revision: 2, assigneeId: null }
const problem: Problem = { type: 'about:blank', title: 'no', status: 409, code: 'request-wrong-status', detail: 'no.' }
const item = (verb: string, change: Partial<OutboxItem> = {}) =>
  ({ key: verb, group: 'r1', action: `maintenance.${verb}`, problem: null, ...change }) as OutboxItem
const phone = (...items: OutboxItem[]) => ({ items, taken: [], may: () => true })

test('what was tapped without signal counts at once', () => {
  expect(workStateOf(row, phone()).verbs).toEqual(['grab'])
  const taken = workStateOf(row, phone(item('grab')))
  expect(taken).toMatchObject({ status: 'assigned', held: true, verbs: ['start', 'complete', 'pause', 'hand-back'] })
  const done = workStateOf(row, phone(item('grab'), item('start'), item('complete')))
  expect(done).toMatchObject({ status: 'completed', verbs: [] })
  expect(done.pending.map(({ key }) => key)).toEqual(['grab', 'start', 'complete'])
})

test('steps of another request change nothing here', () => {
  expect(workStateOf(row, phone(item('grab', { group: 'r2' })))).toMatchObject({ status: 'accepted', pending: [] })
})

test('a refused step promises nothing any more, and is told', () => {
  const state = workStateOf(row, phone(item('grab', { problem }), item('complete')))
  expect(state).toMatchObject({ status: 'accepted', refused: { key: 'grab' }, held: undefined })
  expect(state.pending.map(({ key }) => key)).toEqual(['complete'])
})

test('what the server has taken counts until the screen has caught up with it', () => {
  const taken = { key: 'k', id: 'r1', group: 'r1', action: 'maintenance.grab', revision: 3 }
  const at = (revision: number, status: 'accepted' | 'started', assigneeId: string | null) =>
    workStateOf({ ...row, revision, status, assigneeId }, { items: [], taken: [taken], may: () => true }).status
  expect(at(2, 'accepted', null)).toBe('assigned')
  expect(at(3, 'started', 'p1')).toBe('started')
})

test('a request that one has has the buttons of its state, and nothing to take', () => {
  const mine = { ...row, assigneeId: 'p1' }
  expect(workStateOf({ ...mine, status: 'assigned' }, phone()).verbs).toEqual([
    'start',
    'complete',
    'pause',
    'hand-back',
  ])
  expect(workStateOf({ ...mine, status: 'paused' }, phone()).verbs).toEqual(['complete', 'resume', 'hand-back'])
  expect(workStateOf({ ...mine, status: 'assigned' }, phone(item('hand-back'))).verbs).toEqual([])
})

test('without the right there is no button', () => {
  expect(workStateOf(row, { ...phone(), may: (action) => action !== 'maintenance.grab' }).verbs).toEqual([])
})
