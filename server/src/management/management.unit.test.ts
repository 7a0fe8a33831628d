import { DayStarted } from '@changxin/shared/clock'
import { ModeAdopted, OperatorRegistered } from '@changxin/shared/management'
import { CompoundRegistered } from '@changxin/shared/places'
import { expect, test } from 'vitest'
import { projected, recorded } from '../../../test/kit/projection-spec.ts'
import { clockProjection } from '../clock/clock.projection.ts'
import { NOW } from '../views/intervals.ts'
import { managedOn, managementProjection, modeOf, operatorOf } from './index.ts'
import { listOperators, readManagement } from './management.queries.ts'

const both = [clockProjection, managementProjection]
const compound = CompoundRegistered({ compoundId: 'c1', name: '建设新村', regionId: 'r', blockId: null, planRow: null })
const company = OperatorRegistered({ operatorId: 'op1', kind: 'property-company', name: '2号物业' })
const group = recorded(OperatorRegistered({ operatorId: 'op2', kind: 'self-governance', name: '自管小组' }), {
  channel: 'demo',
})
const ground = { kind: 'contract' as const, text: '物业服务合同' }
const adopted = (
  adoptionId: string,
  mode: 'property-company' | 'self-governance' | 'none',
  since: string,
  operatorId: string | null,
) =>
  recorded(ModeAdopted({ adoptionId, compoundId: 'c1', mode, since, operatorId, ground }), { stream: 'management-c1' })
const day = (date: string) => DayStarted({ day: date })

test('a compound without any adoption is unknown', () => {
  const { read } = projected(both, [day('2026-03-01'), compound])
  expect([modeOf(read, 'c1'), operatorOf(read, 'c1')]).toEqual(['unknown', null])
  expect(readManagement(read, NOW, 'c1')).toEqual({
    mode: 'unknown',
    since: null,
    operatorName: null,
    items: [],
    revision: -1,
  })
})

test('who manages on a day is the adoption that holds then, and nobody known before the first', () => {
  const { read } = projected(both, [
    day('2026-03-01'),
    compound,
    company,
    adopted('a1', 'property-company', '2025-01-01', 'op1'),
    adopted('a2', 'none', '2026-03-01', null),
  ])
  const on = (date: string) => Object.values(managedOn(read, 'c1', date))
  expect(on('2024-12-31')).toEqual(['unknown', null])
  expect(on('2025-01-01')).toEqual(['property-company', 'op1'])
  expect(on('2026-02-28')).toEqual(['property-company', 'op1'])
  expect(on('2026-03-01')).toEqual(['none', null])
})

test('each adoption ends the one before, the day before it begins', () => {
  const { read, all } = projected(both, [
    day('2026-03-01'),
    company,
    group,
    compound,
    adopted('a1', 'property-company', '2024-01-01', 'op1'),
    adopted('a2', 'self-governance', '2026-03-01', 'op2'),
  ])
  expect(all('SELECT adoption_id, since, until FROM management_mode ORDER BY since')).toEqual([
    { adoption_id: 'a1', since: '2024-01-01', until: '2026-02-28' },
    { adoption_id: 'a2', since: '2026-03-01', until: null },
  ])
  expect(operatorOf(read, 'c1')).toEqual({ operatorId: 'op2', name: '自管小组' })
  const history = readManagement(read, NOW, 'c1')
  expect(history).toMatchObject({ mode: 'self-governance', since: '2026-03-01', operatorName: '自管小组', revision: 1 })
  expect(history.items.map(({ id, until }) => [id, until])).toEqual([
    ['a2', null],
    ['a1', '2026-02-28'],
  ])
  expect(history.items[1]).toMatchObject({ operatorName: '2号物业', ground: { ...ground, file: null } })
})

test('a mode adopted for a later day begins when that day starts, and not before', () => {
  const views = projected(both, [
    day('2026-03-01'),
    company,
    compound,
    adopted('a1', 'property-company', '2026-03-03', 'op1'),
  ])
  expect([modeOf(views.read, 'c1'), readManagement(views.read, NOW, 'c1').mode]).toEqual(['unknown', 'unknown'])
  views.apply(day('2026-03-02'))
  expect(modeOf(views.read, 'c1')).toBe('unknown')
  views.apply(day('2026-03-03'))
  expect([modeOf(views.read, 'c1'), readManagement(views.read, NOW, 'c1').mode]).toEqual([
    'property-company',
    'property-company',
  ])
  expect(views.touches.at(-1)).toEqual({ table: 'management_current', compoundId: 'c1' })
  expect(views.all('SELECT * FROM management_upcoming')).toEqual([])
})

test('of two modes that were waiting the later one is in force after both days', () => {
  const { read } = projected(both, [
    day('2026-03-01'),
    compound,
    adopted('a1', 'property-company', '2026-03-02', 'op1'),
    adopted('a2', 'none', '2026-03-03', null),
    day('2026-03-05'),
  ])
  expect([modeOf(read, 'c1'), operatorOf(read, 'c1')]).toEqual(['none', null])
})

test('as of a past day the history is as it was known then', () => {
  const views = projected(both, [
    day('2026-03-01'),
    company,
    group,
    compound,
    adopted('a1', 'property-company', '2024-01-01', 'op1'),
    day('2026-03-02'),
    adopted('a2', 'self-governance', '2026-03-01', 'op2'),
  ])
  const then = readManagement(views.read, views.asOf('2026-03-01'), 'c1')
  expect(then).toMatchObject({ mode: 'property-company', revision: 0 })
  // The second adoption reaches back before the day, but nobody had recorded it then.
  expect(then.items.map(({ id, until }) => [id, until])).toEqual([['a1', null]])
  expect(readManagement(views.read, views.asOf('2026-03-02'), 'c1').mode).toBe('self-governance')
})

test('operators tell how many compounds they manage now', () => {
  const { read } = projected(both, [
    day('2026-03-01'),
    group,
    company,
    compound,
    adopted('a1', 'property-company', '2024-01-01', 'op1'),
  ])
  expect(listOperators(read, {}).items).toEqual([
    { id: 'op1', kind: 'property-company', name: '2号物业', compounds: 1, sample: false },
    { id: 'op2', kind: 'self-governance', name: '自管小组', compounds: 0, sample: true },
  ])
  expect(listOperators(read, { kind: 'self-governance' }).items.map(({ id }) => id)).toEqual(['op2'])
})
