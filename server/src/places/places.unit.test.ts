import { DayStarted } from '@changxin/shared/clock'
import { PersonRegistered } from '@changxin/shared/people'
import { RelationEnded, RelationRecorded } from '@changxin/shared/places'
import { describe, expect, test } from 'vitest'
import { projected } from '../../../test/kit/projection-spec.ts'
import { may } from '../access/may.ts'
import type { Principal } from '../access/principal.ts'
import {
  homesOf,
  placeExists,
  placeLabel,
  placeOf,
  regionIdsFrom,
  subjectOfCompound,
  subjectOfUnit,
  unitLabel,
} from './index.ts'
import { all, base, page } from './places.fixture.ts'
import { listRelations, listUnits, readUnit } from './places.queries.ts'

describe('units', () => {
  test('have a label, and come by building, entrance and door', () => {
    const { read } = projected(all, base)
    const answer = listUnits(read, { id: 'c1', ...page })
    expect(answer.items.map((item) => item.label)).toEqual(['3栋 2单元 502', '3栋 2单元 1002', '1栋 门面１'])
    expect(answer.total).toBe(3)
    expect(listUnits(read, { id: 'c1', ...page, buildingId: 'b1' })).toMatchObject({
      total: 1,
      items: [{ id: 'shop', entranceName: null }],
    })
    expect(readUnit(read, 'u1002')).toMatchObject({
      compoundName: '建设新村',
      buildingName: '3栋',
      entranceName: '2单元',
      floorArea: 8_050,
    })
    expect(readUnit(read, 'nobody')).toBeNull()
  })

  test.each([
    ['502', ['u502']],
    ['3栋502', ['u502']],
    ['３栋 ５０２', ['u502']],
    ['3-502', ['u502']],
    ['门面1', ['shop']],
    ['02', ['u502', 'u1002']],
    ['%', []],
  ])('are found by %s', (q, found) => {
    const { read } = projected(all, base)
    expect(listUnits(read, { id: 'c1', ...page, q }).items.map((item) => item.id)).toEqual(found)
  })

  test('are paged by keyset', () => {
    const { read } = projected(all, base)
    const first = listUnits(read, { id: 'c1', limit: 2, cursor: undefined })
    const second = listUnits(read, { id: 'c1', limit: 2, cursor: first.next })
    expect([...first.items, ...second.items].map((item) => item.id)).toEqual(['u502', 'u1002', 'shop'])
    expect(second.next).toBeUndefined()
  })
})

describe('who lives where', () => {
  const relation = (relationId: string, change: Partial<Parameters<typeof RelationRecorded>[0]> = {}) =>
    RelationRecorded({
      relationId,
      unitId: 'u502',
      compoundId: 'c1',
      personId: 'anna',
      relation: 'owner',
      since: '2020-01-01',
      check: null,
      ...change,
    })
  const facts = [
    ...base,
    PersonRegistered({ personId: 'anna', name: '张三', phone: null }),
    DayStarted({ day: '2026-03-01' }),
    relation('r1', { check: { how: 'registry', note: null } }),
    relation('r2', { personId: 'ben', relation: 'tenant', since: '2025-01-01' }),
  ]
  const ended = (until: string) =>
    RelationEnded({ relationId: 'r2', unitId: 'u502', compoundId: 'c1', until, reason: '搬走' })

  test('relations are listed with names, open ones first', () => {
    const { read } = projected(all, [...facts, ended('2026-02-28')])
    expect(
      listRelations(read, 'u502').items.map(({ id, personName, until, checked }) => [id, personName, until, checked]),
    ).toEqual([
      ['r1', '张三', null, true],
      ['r2', '—', '2026-02-28', false],
    ])
  })

  test('the last day still counts, the day after does not', () => {
    const views = projected(all, [...facts, ended('2026-03-01')])
    expect(homesOf(views.read, 'ben')).toEqual([
      { unitId: 'u502', compoundId: 'c1', relation: 'tenant', since: '2025-01-01', checked: false },
    ])
    views.apply(DayStarted({ day: '2026-03-02' }))
    expect(homesOf(views.read, 'ben')).toEqual([])
    expect(homesOf(views.read, 'anna')).toEqual([
      { unitId: 'u502', compoundId: 'c1', relation: 'owner', since: '2020-01-01', checked: true },
    ])
  })

  test('touches name the person, also when a relation ends', () => {
    const { touches } = projected(all, [...facts, ended('2026-03-01')])
    expect(touches.filter(({ table }) => table === 'places_relation').map(({ personId }) => personId)).toEqual([
      'anna',
      'ben',
      'ben',
    ])
  })
})

describe('subjects and places for others', () => {
  test('a place is found by its kind, with its compound, building and unit', () => {
    const { read } = projected(all, base)
    expect(placeOf(read, { kind: 'unit', id: 'u502' })).toEqual({
      compoundId: 'c1',
      buildingId: 'b3',
      unitId: 'u502',
      label: '3栋 2单元 502',
    })
    expect(placeOf(read, { kind: 'entrance', id: 'b3-2' })).toMatchObject({
      buildingId: 'b3',
      unitId: null,
      label: '3栋 2单元',
    })
    expect(placeLabel(read, 'compound', 'c1')).toBe('建设新村')
    expect(placeExists(read, 'c1', { kind: 'building', id: 'b1' })).toBe(true)
    expect(placeExists(read, 'c2', { kind: 'building', id: 'b1' })).toBe(false)
    expect(placeOf(read, { kind: 'unit', id: 'b3' })).toBeNull()
    expect(unitLabel(read, 'nobody')).toBe('—')
  })

  test('a subject names compound and unit; nothing has no subject', () => {
    const { read } = projected(all, base)
    expect(subjectOfUnit(read, 'u502')).toEqual({ compoundId: 'c1', unitId: 'u502' })
    expect([subjectOfUnit(read, 'c1'), subjectOfCompound(read, 'u502')]).toEqual([null, null])
    const clerk: Principal = {
      personId: 'p',
      sessionId: 's',
      homes: [],
      grants: [{ grantId: 'g', role: 'clerk', scope: { kind: 'district', id: 'district' } }],
    }
    expect(may('places.register-compound', clerk, { regionIds: regionIdsFrom(read, 'north') })).toBe(true)
    expect(may('places.register-compound', clerk, { regionIds: regionIdsFrom(read, 'city') })).toBe(false)
  })
})
