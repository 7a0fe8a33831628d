import { expect, test } from 'vitest'
import { smallSteps } from './small-steps.ts'

const may = { sign: true, withdraw: true }
const lamp = { state: 'recorded' as const, recordedById: 'li' }

test('two signatures: who recorded it takes it back at most, another one signs', () => {
  expect(smallSteps(lamp, 'li', may)).toEqual(['withdraw'])
  expect(smallSteps(lamp, 'wang', may)).toEqual(['sign', 'withdraw'])
  expect(smallSteps(lamp, 'wang', { sign: false, withdraw: false })).toEqual([])
})

test('once it is signed or taken back nothing can be done here', () => {
  for (const state of ['signed', 'withdrawn'] as const) expect(smallSteps({ ...lamp, state }, 'wang', may)).toEqual([])
})
