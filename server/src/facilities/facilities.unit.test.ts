import { LookRecorded } from '@changxin/shared/facilities'
import { expect, test } from 'vitest'
import { positionOf, projected, recorded } from '../../../test/kit/projection-spec.ts'
import { looksOf } from './facilities.queries.ts'
import { facilitiesProjection } from './index.ts'

type Look = Parameters<typeof LookRecorded>[0]
const look = (lookId: string, lookedOn: string, change: Partial<Look> = {}) =>
  LookRecorded({
    lookId,
    compoundId: 'c1',
    kind: 'ten-tick',
    lookedOn,
    means: 'phone',
    ticks: [
      { item: 'roof', result: 'good' },
      { item: 'drain', result: 'good' },
      { item: 'road', result: 'faulty' },
      { item: 'green', result: 'absent' },
    ],
    note: null,
    ...change,
  })
const views = projected(facilitiesProjection, [
  look('l1', '2026-02-20'),
  recorded(look('l2', '2026-02-10', { kind: 'patrol', means: 'on-site', note: '雨后' }), { channel: 'demo' }),
  look('l3', '2026-02-20', { ticks: [{ item: 'green', result: 'absent' }] }),
  look('l4', '2026-02-21', { compoundId: 'c2' }),
])

test('looks of a compound, newest day first, the later recorded first within a day', () => {
  const { items, next } = looksOf(views.read, 'c1', { limit: 50 })
  expect([items.map(({ id }) => id), next]).toEqual([['l3', 'l1', 'l2'], undefined])
  expect(items[2]).toEqual({
    id: 'l2',
    kind: 'patrol',
    lookedOn: '2026-02-10',
    means: 'on-site',
    ticks: look('l2', '2026-02-10').data.ticks,
    conditionPercent: 66.7,
    note: '雨后',
    sample: true,
  })
})

test('a look that found nothing to judge has no condition', () => {
  expect(looksOf(views.read, 'c1', { limit: 1 }).items).toMatchObject([
    { id: 'l3', conditionPercent: null, sample: false },
  ])
})

test('pages go on where the last one ended', () => {
  const first = looksOf(views.read, 'c1', { limit: 2 })
  expect(looksOf(views.read, 'c1', { limit: 2, cursor: first.next }).items.map(({ id }) => id)).toEqual(['l2'])
})

test('a look concerns its compound, at the position of its event', () => {
  expect(views.touches[3]).toEqual({ table: 'facilities_look', compoundId: 'c2' })
  expect(views.get('SELECT position FROM facilities_look WHERE look_id = ?', 'l4')).toEqual({ position: positionOf(3) })
})
