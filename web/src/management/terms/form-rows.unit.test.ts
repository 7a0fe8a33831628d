import { expect, test } from 'vitest'
import { fenOf, measureOf, rowOf, standardsOf, wholeOf, yuanOf } from './form-rows.ts'

const cleaning = { service: 'cleaning' as const, what: '楼道清扫', kind: 'week' as const, number: '2' }

test('what was recorded fills the form, and the form gives the same again', () => {
  const standards = [
    {
      service: 'cleaning' as const,
      what: '楼道清扫',
      measure: { kind: 'often' as const, times: 2, per: 'week' as const },
    },
    { service: 'lift' as const, what: '困人到场', measure: { kind: 'within' as const, minutes: 30 } },
  ]
  expect(standardsOf(standards.map(rowOf))).toEqual(standards)
})

test.each([[{ number: '' }], [{ number: '0' }], [{ number: '1.5' }], [{ kind: '' as const }]])(
  'a row with %j is not complete',
  (change) => {
    expect([measureOf({ ...cleaning, ...change }), standardsOf([{ ...cleaning, ...change }])]).toEqual([
      undefined,
      undefined,
    ])
  },
)

test('a row without words is not complete', () => {
  expect(standardsOf([{ ...cleaning, what: ' ' }])).toBeUndefined()
})

test('amounts are exact, and nothing is nothing', () => {
  expect([fenOf('0.85'), fenOf('8'), fenOf('0.855'), fenOf('x'), fenOf('')]).toEqual([
    85,
    800,
    undefined,
    undefined,
    undefined,
  ])
  expect([yuanOf(85), yuanOf(null), yuanOf(0), wholeOf('60')]).toEqual(['0.85', '', '0', 60])
})
