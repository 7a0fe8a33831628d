import type { DeliveryRow } from '@changxin/shared/decisions'
import { expect, test } from 'vitest'
import { countsOf, deliveriesIn, doorsOf, needsCheck, ownersIn } from './delivery-list.ts'

const row = (voterId: string, change: Partial<DeliveryRow> = {}): DeliveryRow => ({
  voterId,
  units: [{ unitId: voterId, label: `1栋 2单元 ${voterId}` }],
  floorArea: 8_000,
  standing: 'checked',
  owners: [],
  state: 'open',
  how: null,
  deliveredTo: null,
  deliveredBy: null,
  deliveredAt: null,
  hasCode: false,
  check: null,
  reason: null,
  proxies: [],
  returned: false,
  ...change,
})
const rows = [
  row('101'),
  row('102', { state: 'delivered', owners: [{ personId: 'p1', name: '王秀英' }] }),
  row('201', { state: 'delivered', returned: true }),
  row('202', { state: 'undeliverable', standing: 'unknown' }),
]
const found = (...asked: [Parameters<typeof deliveriesIn>[1], string?]) =>
  deliveriesIn(rows, ...asked).map(({ voterId }) => voterId)

test('whoever walks sees which doors are left, and whose ballot has not come back', () => {
  expect(found('open')).toEqual(['101'])
  expect(found('waiting')).toEqual(['102', '202'])
  expect(found('returned')).toEqual(['201'])
  expect(countsOf(rows)).toEqual({ all: 4, open: 1, delivered: 2, undeliverable: 1, waiting: 2, returned: 1 })
})

test('a door is found as people type it, an owner by name', () => {
  expect(found('all', '2单元20')).toEqual(['201', '202'])
  expect(found('all', '秀英')).toEqual(['102'])
  expect(found('open', '秀英')).toEqual([])
})

test('all doors of one head stand together; only a checked right needs no look', () => {
  const two = row('101', { units: [...rows[0]!.units, { unitId: '102', label: '1栋 车库 3' }] })
  expect(doorsOf(two)).toBe('1栋 2单元 101、1栋 车库 3')
  expect(rows.map(needsCheck)).toEqual([false, false, false, true])
})

test('an owner of several heads, alone and together with another, is found once with all doors', () => {
  const [wang, li] = [
    { personId: 'p1', name: '王秀英' },
    { personId: 'p2', name: '李国强' },
  ]
  const found = ownersIn([row('101', { owners: [wang] }), row('102', { owners: [li, wang] }), row('201')])
  expect(found).toEqual([
    { ...li, doors: '1栋 2单元 102' },
    { ...wang, doors: '1栋 2单元 101、1栋 2单元 102' },
  ])
})
