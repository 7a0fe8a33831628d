import { DayStarted } from '@changxin/shared/clock'
import { LookRecorded } from '@changxin/shared/facilities'
import { RequestReported, TargetMissed, WorkCompleted } from '@changxin/shared/maintenance'
import { ModeAdopted, OperatorRegistered } from '@changxin/shared/management'
import { PersonRegistered } from '@changxin/shared/people'
import {
  BuildingsRegistered,
  CommonPartsRegistered,
  CompoundRegistered,
  CompoundView,
  RegionRegistered,
  RegionRenamed,
  RelationEnded,
  RelationRecorded,
  RenovationAccepted,
  UnitFloorAreaRecorded,
  type UnitRow,
  UnitsRegistered,
} from '@changxin/shared/places'
import { PlanRowImported } from '@changxin/shared/renovation'
import { ContributionsRecorded, FundOpened } from '@changxin/shared/repair-fund'
import { describe, expect, test } from 'vitest'
import { positionOf, projected, recorded } from '../../../test/kit/projection-spec.ts'
import { may } from '../access/may.ts'
import type { Principal } from '../access/principal.ts'
import { scopeOf } from '../access/scope.ts'
import { clockProjection } from '../clock/clock.projection.ts'
import { managementProjection } from '../management/index.ts'
import { oversightProjection } from '../oversight/oversight.projection.ts'
import { peopleProjection } from '../people/index.ts'
import { NOW } from '../views/intervals.ts'
import type { Read } from '../views/views.ts'
import { listCompounds, readCompound } from './compounds.queries.ts'
import {
  homesOf,
  placeExists,
  placeLabel,
  placeOf,
  placesProjection,
  recentStory,
  regionIdsFrom,
  regionIdsOf,
  subjectOfCompound,
  subjectOfUnit,
  unitLabel,
} from './index.ts'
import { listRegions, listRelations, listUnits, readUnit } from './places.queries.ts'
import { readStory } from './story.queries.ts'

const all = [clockProjection, placesProjection, managementProjection, peopleProjection, oversightProjection]

const regions = [
  RegionRegistered({ regionId: 'city', level: 'city', name: '重庆市', parentId: null }),
  RegionRegistered({ regionId: 'district', level: 'district', name: '垫江县', parentId: 'city' }),
  RegionRegistered({ regionId: 'street', level: 'subdistrict', name: '桂溪街道', parentId: 'district' }),
  RegionRegistered({ regionId: 'north', level: 'community', name: '北门社区', parentId: 'street' }),
  RegionRegistered({ regionId: 'block', level: 'block', name: '老城片区', parentId: 'district' }),
]
const compound = (compoundId: string, name: string, change: Partial<Parameters<typeof CompoundRegistered>[0]> = {}) =>
  CompoundRegistered({ compoundId, name, regionId: 'north', blockId: null, planRow: null, ...change })
const building = (buildingId: string, name: string, ...entrances: string[]) => ({
  buildingId,
  name,
  storeys: 6,
  builtInYear: 1998,
  entrances: entrances.map((entrance) => ({ entranceId: `${buildingId}-${entrance[0]}`, name: entrance })),
})
const unit = (unitId: string, door: string, change: Partial<UnitRow> = {}): UnitRow => ({
  unitId,
  buildingId: 'b3',
  entranceId: 'b3-2',
  door,
  kind: 'home',
  floor: null,
  floorArea: null,
  floorAreaSource: null,
  ...change,
})
const base = [
  ...regions,
  compound('c1', '建设新村', { blockId: 'block' }),
  BuildingsRegistered({ compoundId: 'c1', rows: [building('b3', '3栋', '1单元', '2单元'), building('b1', '1栋')] }),
  UnitsRegistered({
    compoundId: 'c1',
    rows: [
      unit('u1002', '1002', { floorArea: 8_050, floorAreaSource: 'registry' }),
      unit('u502', '502'),
      unit('shop', '门面１', { buildingId: 'b1', entranceId: null, kind: 'shop' }),
    ],
  }),
]
const page = { limit: 50, cursor: undefined }
const everyone = { all: true, where: () => ({ sql: '1 = 1', params: [] }), key: 'all', personId: null, unitIds: [] }
const compoundsIn = (read: Read, change: object = {}) =>
  listCompounds(read, everyone, { ...page, sort: 'name', ...change }).items.map((item) => item.name)

describe('regions and compounds', () => {
  test('a compound lies in every region above its own, and in its block', () => {
    const views = projected(all, base)
    expect(
      views.get(`SELECT community_id, subdistrict_id, district_id, city_id, block_id FROM places_compound`),
    ).toEqual({
      community_id: 'north',
      subdistrict_id: 'street',
      district_id: 'district',
      city_id: 'city',
      block_id: 'block',
    })
    expect(regionIdsOf(views.read, 'c1')).toEqual(['north', 'street', 'district', 'city', 'block'])
    expect(regionIdsFrom(views.read, 'street')).toEqual(['street', 'district', 'city'])
    expect(listRegions(views.read, {}).items.map(({ id, compounds }) => [id, compounds])).toEqual(
      expect.arrayContaining(['city', 'district', 'street', 'north', 'block'].map((id) => [id, 1])),
    )
    expect(listRegions(views.read, { parentId: 'district', level: 'block' }).items.map(({ id }) => id)).toEqual([
      'block',
    ])
  })

  test('a compound right below a district has no community and no subdistrict', () => {
    const views = projected(placesProjection, [...regions, compound('c9', '独栋', { regionId: 'district' })])
    expect(views.get('SELECT community_id, subdistrict_id, district_id FROM places_compound')).toEqual({
      community_id: null,
      subdistrict_id: null,
      district_id: 'district',
    })
    expect(views.get(`SELECT compounds FROM places_region WHERE region_id = 'street'`)).toEqual({ compounds: 0 })
  })

  test('counters follow what is registered; floor area is null until one is known', () => {
    const views = projected(placesProjection, base.slice(0, -1))
    const counters = 'SELECT buildings, units, floor_area, units_without_floor_area FROM places_compound'
    expect(views.get(counters)).toEqual({ buildings: 2, units: 0, floor_area: null, units_without_floor_area: 0 })
    views.apply(UnitsRegistered({ compoundId: 'c1', rows: [unit('u1', '101'), unit('u2', '102')] }))
    expect(views.get(counters)).toEqual({ buildings: 2, units: 2, floor_area: null, units_without_floor_area: 2 })
    const record = (floorArea: number) =>
      UnitFloorAreaRecorded({ compoundId: 'c1', unitId: 'u1', floorArea, floorAreaSource: 'survey', ground: '实测' })
    views.apply(record(6_000), record(6_100))
    expect(views.get(counters)).toEqual({ buildings: 2, units: 2, floor_area: 6_100, units_without_floor_area: 1 })
    expect(views.all('SELECT building_id, units, floor_area FROM places_building ORDER BY ordinal')).toEqual([
      { building_id: 'b3', units: 2, floor_area: 6_100 },
      { building_id: 'b1', units: 0, floor_area: null },
    ])
    expect(views.get(`SELECT floor_area, floor_area_source FROM places_unit WHERE unit_id = 'u1'`)).toEqual({
      floor_area: 6_100,
      floor_area_source: 'survey',
    })
  })

  test('one compound with its buildings, parts, plan row, operator and fund', () => {
    const views = projected(all, [
      PlanRowImported({
        importId: 'plan',
        rowId: 'row',
        line: 1,
        kind: 'area',
        printedYear: '',
        year: null,
        areaName: '北门片区',
        table: 't',
        figures: {},
      }),
      ...regions,
      DayStarted({ day: '2026-03-01' }),
      OperatorRegistered({ operatorId: 'op', kind: 'service-centre', name: '北门社区物业服务中心' }),
      recorded(compound('c1', '建设新村', { planRow: { importId: 'plan', rowId: 'row' } }), { channel: 'demo' }),
      BuildingsRegistered({ compoundId: 'c1', rows: [building('b3', '3栋', '1单元')] }),
      RenovationAccepted({ compoundId: 'c1', acceptedOn: '2024-06-30' }),
      CommonPartsRegistered({
        compoundId: 'c1',
        rows: [
          {
            partId: 'p1',
            kind: 'roof',
            name: '屋面',
            buildingId: 'b3',
            entranceId: null,
            acceptedOn: '2024-06-30',
            warrantyUntil: '2026-03-01',
          },
          {
            partId: 'p2',
            kind: 'lift',
            name: '电梯',
            buildingId: null,
            entranceId: null,
            acceptedOn: null,
            warrantyUntil: '2026-02-28',
          },
          {
            partId: 'p3',
            kind: 'road',
            name: '路',
            buildingId: null,
            entranceId: null,
            acceptedOn: null,
            warrantyUntil: null,
          },
        ],
      }),
      ModeAdopted({
        adoptionId: 'a',
        compoundId: 'c1',
        mode: 'service-centre',
        since: '2026-03-01',
        operatorId: 'op',
        ground: { kind: 'decision', text: '业主共同决定' },
      }),
    ])
    const view = readCompound(views.read, 'c1')
    expect(CompoundView.parse(view)).toMatchObject({
      name: '建设新村',
      communityName: '北门社区',
      subdistrictName: '桂溪街道',
      districtName: '垫江县',
      blockName: null,
      mode: 'service-centre',
      operatorName: '北门社区物业服务中心',
      acceptedOn: '2024-06-30',
      fundBalanceFen: null,
      freshness: null,
      sample: true,
      planRow: { importId: 'plan', rowId: 'row', areaName: '北门片区' },
      buildingsList: [{ id: 'b3', name: '3栋', entrances: [{ id: 'b3-1', name: '1单元' }] }],
    })
    expect(view?.commonParts.map(({ id, warranty }) => [id, warranty])).toEqual([
      ['p1', 'inside'],
      ['p2', 'over'],
      ['p3', 'unknown'],
    ])
    expect(readCompound(views.read, 'nobody')).toBeNull()
  })
})

describe('the list of compounds', () => {
  const many = [
    ...regions,
    RegionRenamed({ regionId: 'north', name: '北门新社区' }),
    compound('x10', '解放路10号'),
    compound('x2', '解放路2号'),
    compound('x1', '100%_家园', { regionId: 'district', blockId: 'block' }),
  ]

  test('is sorted by name as people count, and searched literally', () => {
    const { read } = projected(all, many)
    expect(compoundsIn(read)).toEqual(['100%_家园', '解放路2号', '解放路10号'])
    expect(compoundsIn(read, { q: '解放路1' })).toEqual(['解放路10号'])
    expect(compoundsIn(read, { q: '%' })).toEqual(['100%_家园'])
    expect(compoundsIn(read, { q: '路_0' })).toEqual([])
  })

  test('is filtered by a region of any level, by block and by mode', () => {
    const { read } = projected(all, many)
    expect(compoundsIn(read, { regionId: 'north' })).toEqual(['解放路2号', '解放路10号'])
    expect(compoundsIn(read, { regionId: 'city' })).toHaveLength(3)
    expect(compoundsIn(read, { regionId: 'block' })).toEqual(['100%_家园'])
    expect(compoundsIn(read, { regionId: 'nowhere' })).toEqual([])
    expect(compoundsIn(read, { mode: 'unknown' })).toHaveLength(3)
    expect(compoundsIn(read, { mode: 'none' })).toEqual([])
  })

  test.each(['name', 'overdue', 'open', 'freshness'] as const)(
    'by %s every page follows the one before, without gap or repeat',
    (sort) => {
      const names = Array.from({ length: 7 }, (_, index) => `第${index}小区`)
      const { read } = projected(all, [...regions, ...names.map((name, index) => compound(`c${index}`, name))])
      const seen: string[] = []
      for (let cursor: string | undefined, pages = 0; pages < 9; pages++) {
        const answer = listCompounds(read, everyone, { limit: 3, cursor, sort })
        expect(answer.total).toBe(7)
        seen.push(...answer.items.map((item) => item.name))
        if (answer.next === undefined) break
        expect(answer.next.length).toBeLessThan(300)
        cursor = answer.next
      }
      expect(seen).toEqual(names)
    },
  )

  test('a cursor of another sort, or nonsense, is refused on the field cursor', () => {
    const { read } = projected(all, many)
    const { next } = listCompounds(read, everyone, { limit: 1, cursor: undefined, sort: 'name' })
    for (const cursor of [next, 'nonsense', '', Buffer.from('["overdue","0","a","b"]').toString('base64url')]) {
      expect(() => listCompounds(read, everyone, { limit: 1, cursor, sort: 'overdue' })).toThrow(/"cursor"/)
    }
  })

  test('is cut to the scope of who asks', () => {
    const { read } = projected(all, many)
    const clerk: Principal = {
      personId: 'p',
      sessionId: 's',
      homes: [],
      grants: [{ grantId: 'g', role: 'clerk', scope: { kind: 'community', id: 'north' } }],
    }
    const answer = listCompounds(read, scopeOf('places.compounds', clerk), { ...page, sort: 'name' })
    expect([answer.items.map((item) => item.id), answer.total]).toEqual([['x2', 'x10'], 2])
  })

  test('what needs a hand comes first, by open and by overdue requests', () => {
    const reported = (requestId: string, compoundId: string) =>
      RequestReported({
        requestId,
        compoundId,
        number: requestId,
        place: { kind: 'compound', id: compoundId },
        unitId: null,
        buildingId: null,
        category: 'drain',
        urgency: 'ordinary',
        text: '堵了',
        files: [],
        reporterId: null,
        target: {
          ruleId: 'rule',
          responseDueAt: '2026-03-02T00:00:00.000Z',
          responseMetBy: 'accepted',
          resolutionDueAt: '2026-03-03T00:00:00.000Z',
        },
      })
    const { read } = projected(all, [
      ...many,
      DayStarted({ day: '2026-03-01' }),
      reported('r1', 'x2'),
      reported('r2', 'x10'),
      reported('r3', 'x10'),
      TargetMissed({ requestId: 'r1', compoundId: 'x2', target: 'resolution', dueAt: '2026-03-03T00:00:00.000Z' }),
    ])
    expect(compoundsIn(read, { sort: 'open' })).toEqual(['解放路10号', '解放路2号', '100%_家园'])
    expect(compoundsIn(read, { sort: 'overdue' })).toEqual(['解放路2号', '100%_家园', '解放路10号'])
    const first = listCompounds(read, everyone, { limit: 1, cursor: undefined, sort: 'open' })
    expect(compoundsIn(read, { sort: 'open', cursor: first.next })).toEqual(['解放路2号', '100%_家园'])
  })

  test('no fund is null, an empty one is zero', () => {
    const { read } = projected(all, [
      ...base,
      compound('c2', '另一个'),
      FundOpened({
        compoundId: 'c1',
        openedOn: '2026-03-01',
        bookkeeper: 'bank',
        ground: '决定',
        rows: [{ unitId: 'u502', buildingId: 'b3' }],
      }),
    ])
    const rows = listCompounds(read, everyone, { ...page, sort: 'name' }).items
    expect(Object.fromEntries(rows.map((row) => [row.id, row.fundBalanceFen]))).toEqual({ c1: 0, c2: null })
  })
})

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
      { unitId: 'u502', compoundId: 'c1', relation: 'tenant', checked: false },
    ])
    views.apply(DayStarted({ day: '2026-03-02' }))
    expect(homesOf(views.read, 'ben')).toEqual([])
    expect(homesOf(views.read, 'anna')).toEqual([
      { unitId: 'u502', compoundId: 'c1', relation: 'owner', checked: true },
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

describe('the story', () => {
  const report = RequestReported({
    requestId: 'r',
    compoundId: 'c1',
    number: '20260301-0001',
    place: { kind: 'unit', id: 'u502' },
    unitId: 'u502',
    buildingId: 'b3',
    category: 'drain',
    urgency: 'ordinary',
    text: '张三家厨房下水堵了',
    files: [],
    reporterId: 'anna',
    target: {
      ruleId: 'rule',
      responseDueAt: '2026-03-02T00:00:00.000Z',
      responseMetBy: 'accepted',
      resolutionDueAt: '2026-03-03T00:00:00.000Z',
    },
  })
  const facts = [
    ...base,
    OperatorRegistered({ operatorId: 'op', kind: 'self-governance', name: '自管小组' }),
    ModeAdopted({
      adoptionId: 'a',
      compoundId: 'c1',
      mode: 'self-governance',
      since: '2026-03-01',
      operatorId: 'op',
      ground: { kind: 'decision', text: '张三等提议' },
    }),
    recorded(report, {
      actor: 'anna',
      occurredAt: '2026-03-01T01:00:00.000Z',
      recordedAt: '2026-03-01T01:05:00.000Z',
      channel: 'phone',
    }),
    WorkCompleted({ requestId: 'r', compoundId: 'c1', note: '李四已疏通', files: [] }),
    ContributionsRecorded({
      compoundId: 'c1',
      contributionId: 'k',
      kind: 'build-up',
      paidOn: '2026-03-01',
      note: '张三',
      file: null,
      rows: [
        { entryId: 'e1', unitId: 'u502', amountFen: 150 },
        { entryId: 'e2', unitId: 'u1002', amountFen: 250 },
      ],
    }),
    LookRecorded({
      lookId: 'l',
      compoundId: 'c1',
      kind: 'ten-tick',
      lookedOn: '2026-03-01',
      means: 'phone',
      note: '张三说',
      ticks: [
        { item: 'roof', result: 'faulty' },
        { item: 'road', result: 'good' },
      ],
    }),
    RelationRecorded({
      relationId: 'r1',
      unitId: 'u502',
      compoundId: 'c1',
      personId: 'anna',
      relation: 'owner',
      since: '2020-01-01',
      check: null,
    }),
  ]
  const told = (views: ReturnType<typeof projected>, type: string) =>
    readStory(views.read, NOW, { id: 'c1', ...page }).items.find((row) => row.type === type)

  test('has a line for each event of any feature, newest first, with both times', () => {
    const views = projected(all, facts)
    expect(readStory(views.read, NOW, { id: 'c1', ...page }).items.map((row) => row.type)).toEqual([
      'RelationRecorded',
      'LookRecorded',
      'ContributionsRecorded',
      'WorkCompleted',
      'RequestReported',
      'ModeAdopted',
      'UnitsRegistered',
      'BuildingsRegistered',
      'CompoundRegistered',
    ])
    expect(told(views, 'RequestReported')).toMatchObject({
      occurredAt: '2026-03-01T01:00:00.000Z',
      recordedAt: '2026-03-01T01:05:00.000Z',
      channel: 'phone',
      sample: false,
    })
  })

  test('tells totals and kinds', () => {
    const views = projected(all, facts)
    expect(told(views, 'ContributionsRecorded')?.facts).toEqual({
      contributionId: 'k',
      kind: 'build-up',
      paidOn: '2026-03-01',
      amountFen: 400,
      units: 2,
    })
    expect(told(views, 'ModeAdopted')?.facts).toMatchObject({
      mode: 'self-governance',
      operatorName: '自管小组',
      groundKind: 'decision',
    })
    expect(told(views, 'WorkCompleted')?.facts).toMatchObject({ number: '20260301-0001', category: 'drain' })
    expect(told(views, 'LookRecorded')?.facts).toMatchObject({ good: 1, faulty: 1, absent: 0 })
    expect(told(views, 'RequestReported')?.facts).toMatchObject({ placeKind: 'unit', place: '3栋 2单元' })
  })

  test('holds no person, no door and no free text', () => {
    const { all: rows } = projected(all, facts)
    const text = JSON.stringify(rows(`SELECT facts FROM places_story WHERE type != 'CompoundRegistered'`))
    expect(text).not.toMatch(/张三|李四|anna|502|提议|堵/)
  })

  test('can be read as of a day, and by pages', () => {
    const views = projected(all, [DayStarted({ day: '2026-03-01' }), ...facts, DayStarted({ day: '2026-03-02' })])
    views.apply(RenovationAccepted({ compoundId: 'c1', acceptedOn: '2026-03-02' }))
    const at = views.asOf('2026-03-01')
    const first = readStory(views.read, at, { id: 'c1', limit: 5, cursor: undefined })
    const second = readStory(views.read, at, { id: 'c1', limit: 5, cursor: first.next })
    expect(first.items[0]).toMatchObject({ type: 'RelationRecorded', id: positionOf(facts.length) })
    expect([first.items.length, second.items.length, second.next]).toEqual([5, 4, undefined])
    expect(told(views, 'RenovationAccepted')?.facts).toEqual({ acceptedOn: '2026-03-02' })
  })

  test('the newest of all compounds are cut to the scope', () => {
    const { read } = projected(all, [...facts, compound('c2', '另一个')])
    const newest = recentStory(read, everyone, 2)
    expect(newest.map((row) => [row.type, row.compoundName])).toEqual([
      ['CompoundRegistered', '另一个'],
      ['RelationRecorded', '建设新村'],
    ])
    const own = { ...everyone, all: false, where: (column: string) => ({ sql: `${column} = ?`, params: ['c2'] }) }
    expect(recentStory(read, own, 2).map((row) => row.compoundId)).toEqual(['c2'])
  })
})
