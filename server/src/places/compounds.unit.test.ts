import { DayStarted } from '@changxin/shared/clock'
import { RequestReported, TargetMissed } from '@changxin/shared/maintenance'
import { ModeAdopted, OperatorRegistered } from '@changxin/shared/management'
import {
  BuildingsRegistered,
  CommonPartsRegistered,
  CompoundView,
  RegionRenamed,
  RenovationAccepted,
  UnitFloorAreaRecorded,
  UnitsRegistered,
} from '@changxin/shared/places'
import { PlanRowImported } from '@changxin/shared/renovation'
import { FundOpened } from '@changxin/shared/repair-fund'
import { describe, expect, test } from 'vitest'
import { projected, recorded } from '../../../test/kit/projection-spec.ts'
import type { Principal } from '../access/principal.ts'
import { scopeOf } from '../access/scope.ts'
import { listCompounds, readCompound } from './compounds.queries.ts'
import { placesProjection, regionIdsFrom, regionIdsOf } from './index.ts'
import { all, base, building, compound, compoundsIn, everyone, page, regions, unit } from './places.fixture.ts'
import { listRegions } from './places.queries.ts'

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
    expect(regionIdsOf(views.read, 'c1'), 'the nearest first').toEqual(['block', 'north', 'street', 'district', 'city'])
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
