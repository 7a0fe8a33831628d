import { expect, test } from 'vitest'
import {
  bodyOf,
  coversOf,
  defaultCovers,
  isComplete,
  keysOf,
  owedByUnit,
  type PoolForm,
  splitOf,
  wholeFen,
} from './pool-form.ts'

const form = (change: Partial<PoolForm> = {}): PoolForm => ({
  ...{ from: 'compound', book: 'commercial', key: 'floor-area', amount: '12.34', on: '2026-03-01' },
  ...{ period: { from: '2025-12-01', to: '2026-02-28' }, pasted: '', weights: [], covers: {} },
  ...{ decisionId: '', files: [], note: '' },
  ...change,
})
const weights = [
  { unitId: 'u1', weight: 0 },
  { unitId: 'u2', weight: 3 },
]
const claim = (unitId: string, owedFen: number) => ({
  ...{ id: `${unitId} ${owedFen}`, unitId, label: unitId, owedFen, since: '2026-01-01', reason: '多记' },
})

test('each pool has its keys; claims are covered where there are some', () => {
  expect(keysOf('compound', false)).toEqual(['floor-area', 'agreement'])
  expect(keysOf('compound', true)).toEqual(['floor-area', 'agreement', 'claims'])
  expect(keysOf('undistributed', true)).toEqual(['daily-balance', 'agreement'])
})

test('an agreement rests on a decision or a paper, and the paper is sent only where there is no decision', () => {
  const agreed = form({ from: 'undistributed', key: 'agreement', weights })
  expect(isComplete(agreed)).toBe(false)
  expect(isComplete({ ...agreed, files: ['f1'] })).toBe(true)
  expect(isComplete({ ...agreed, files: ['f1'], weights: [] })).toBe(false)
  expect(bodyOf({ ...agreed, files: ['f1'] }, true)).toMatchObject({ decisionId: null, files: ['f1'], dryRun: true })
  expect(bodyOf({ ...agreed, files: ['f1'], decisionId: 'd1' }, false)).toMatchObject({ decisionId: 'd1', files: [] })
  expect(splitOf(agreed)).toEqual({ key: 'agreement', amountFen: 1_234, rows: weights })
})

test('by floor area and by daily balances nothing is rested on, also where something was chosen before', () => {
  const sent = bodyOf(form({ decisionId: 'd1', files: ['f1'], note: ' 分红 ' }), false)
  expect(sent).toMatchObject({ decisionId: null, files: [], note: '分红', split: { key: 'floor-area' } })
  const daily = form({ from: 'undistributed', key: 'daily-balance' })
  expect(isComplete(daily)).toBe(true)
  expect(isComplete({ ...daily, period: { from: '2026-03-01', to: '2026-02-28' } })).toBe(false)
})

test('claims: of a unit all together, by default as far as the pool goes, and never without a decision', () => {
  const owed = owedByUnit([claim('u1', 100), claim('u2', 250), claim('u1', 50)])
  expect(owed.map(({ unitId, owedFen }) => [unitId, owedFen])).toEqual([
    ['u1', 150],
    ['u2', 250],
  ])
  expect(defaultCovers(owed, 201)).toEqual({ u1: '1.50', u2: '0.51' })
  expect(defaultCovers(owed, 150)).toEqual({ u1: '1.50', u2: '' })
  const cover = form({ key: 'claims', covers: { u1: '1.50', u2: '', u3: '0' }, files: ['f1'] })
  expect(splitOf(cover)).toEqual({ key: 'claims', rows: [{ unitId: 'u1', amountFen: 150 }] })
  expect(wholeFen(cover)).toBe(150)
  expect(isComplete(cover)).toBe(false)
  expect(isComplete({ ...cover, decisionId: 'd1' })).toBe(true)
  expect(isComplete({ ...cover, decisionId: 'd1', covers: {} })).toBe(false)
})

test('another look at the claims leaves what was typed, also what was emptied, and gives the new ones what is left', () => {
  const owed = owedByUnit([claim('u1', 150), claim('u2', 250), claim('u3', 400), claim('u4', 100)])
  const typed = { u1: '1.00', u2: '', gone: '9.99' }
  expect(coversOf(typed, owed, 350)).toEqual({ u1: '1.00', u2: '', u3: '2.50', u4: '' })
  expect(coversOf(typed, owed.slice(0, 2), 350)).toEqual({ u1: '1.00', u2: '' })
  expect(coversOf({ u1: '5.00' }, owed.slice(0, 2), 350)).toEqual({ u1: '5.00', u2: '' })
})
