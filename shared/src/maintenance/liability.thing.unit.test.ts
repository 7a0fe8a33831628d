/** Warranties never fall under the legal minimum; a request finds the registered part that it is about. */
import { describe, expect, test } from 'vitest'
import { roof } from './liability.fixture.ts'
import { partsFor } from './liability.thing.ts'
import { warrantyOf } from './liability.warranty.ts'

describe('the warranty', () => {
  test.each([
    ['a roof without a registered end: five years', { warrantyUntil: null }, '2026-05-31', 'inside'],
    ['and not a day longer', { warrantyUntil: null }, '2026-06-01', 'over'],
    ['a contract may not be shorter than the law', { warrantyUntil: '2023-05-31' }, '2026-05-31', 'inside'],
    ['it may be longer', { warrantyUntil: '2031-05-31' }, '2031-05-31', 'inside'],
    ['a drain: two years', { kind: 'drain', warrantyUntil: null }, '2023-06-01', 'over'],
    ['a road has no minimum', { kind: 'road', warrantyUntil: null }, '2021-06-01', 'unknown'],
    ['the structure lasts as its design says', { kind: 'structure', warrantyUntil: null }, '2040-01-01', 'unknown'],
    ['nobody knows when it was accepted', { acceptedOn: null, warrantyUntil: null }, '2021-06-01', 'unknown'],
    ['before the regulation of 2000', { acceptedOn: '2000-01-29', warrantyUntil: null }, '2001-01-01', 'unknown'],
    ['since the regulation of 2000', { acceptedOn: '2000-01-30', warrantyUntil: null }, '2001-01-01', 'inside'],
  ] as const)('%s', (_, change, day, state) => expect(warrantyOf({ ...roof, ...change }, day).state).toBe(state))
  test('of no part is unknown', () => expect(warrantyOf(null, '2026-01-01')).toEqual({ state: 'unknown', until: null }))
})

describe('the registered part', () => {
  const part = (partId: string, buildingId: string | null, entranceId: string | null = null) => ({
    ...roof,
    kind: 'lighting' as const,
    partId,
    buildingId,
    entranceId,
  })
  const parts = [
    part('c', null),
    part('b1', 'b1'),
    part('b1-1', 'b1', 'e1'),
    part('b1-2', 'b1', 'e2'),
    part('b2-3', 'b2', 'e3'),
  ]
  const found = (buildingId: string | null, entranceId: string | null, among = parts) =>
    partsFor(among, 'lighting', { buildingId, entranceId }).map(({ partId }) => partId)
  const without = (...ids: string[]) => parts.filter(({ partId }) => !ids.includes(partId))

  test('is the nearest', () => {
    expect(found('b1', 'e1')).toEqual(['b1-1'])
    expect(found('b1', 'e9')).toEqual(['b1'])
    expect(found('b9', 'e9')).toEqual(['c'])
    expect(found(null, null)).toEqual(['c'])
    expect(found('b1', null)).toEqual(['b1'])
  })
  test('of a building may lie in its entrances: then it is one of several', () => {
    expect(found('b1', null, without('b1'))).toEqual(['b1-1', 'b1-2'])
    expect(found(null, null, without('c', 'b1', 'b1-1', 'b1-2'))).toEqual(['b2-3'])
  })
  test('is never another building’s, nor of another kind', () => {
    expect(found('b2', 'e4', without('c'))).toEqual([])
    expect(partsFor(parts, 'roof-leak', { buildingId: 'b1', entranceId: null })).toEqual([])
  })
})
