import { expect, test } from 'vitest'
import { noOwnGround, ownGroundOf } from './own-ground.ts'

test('a decision or its paper with its day is told, never both, and nothing half', () => {
  const whole = { decisionId: 'd1', on: '2026-01-01', file: 'f' }
  expect(ownGroundOf(noOwnGround)).toBeUndefined()
  expect(ownGroundOf({ ...whole, way: 'decision' })).toEqual({ decisionId: 'd1' })
  expect(ownGroundOf({ ...whole, way: 'paper' })).toEqual({ paper: { on: '2026-01-01', file: 'f' } })
  expect(ownGroundOf({ ...whole, way: 'paper', file: '' })).toBeUndefined()
  expect(ownGroundOf({ ...whole, way: 'paper', on: '' })).toBeUndefined()
})
