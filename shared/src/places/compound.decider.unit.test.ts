import { fold } from '@changxin/shared/kernel'
import { expect, test } from 'vitest'
import { storyOf } from '../../../test/kit/story.ts'
import { type CompoundCommand, type CompoundFacts, compoundDecider } from './compound.decider.ts'
import { unitsOf, unitsWithoutFloorArea } from './compound.reads.ts'
import { placesErrors } from './errors.ts'
import {
  type BuildingRow,
  BuildingsRegistered,
  type CommonPartRow,
  CommonPartsRegistered,
  type CompoundEvent,
  CompoundRegistered,
  MAX_ROWS,
  RenovationAccepted,
  UnitFloorAreaRecorded,
  type UnitRow,
  UnitsRegistered,
} from './events.ts'

const story = storyOf(compoundDecider, placesErrors.entries)
const given =
  (...events: CompoundEvent[]) =>
  (command: CompoundCommand, facts?: CompoundFacts) =>
    story(...events).when(command, facts)
const faults = (...problems: string[]) => ['rows-at-fault', { count: problems.length, problems }] as const

const today = '2026-03-01'
const compoundData = { compoundId: 'c1', name: '团结坝', regionId: 'r1', blockId: null, planRow: null }
const registered = CompoundRegistered(compoundData)
const accepted = RenovationAccepted({ compoundId: 'c1', acceptedOn: '2023-06-30' })
const building = (id: string, name: string, ...entrances: string[]): BuildingRow => ({
  buildingId: id,
  name,
  storeys: 7,
  builtInYear: null,
  entrances: entrances.map((entrance) => ({ entranceId: `${id}-${entrance}`, name: entrance })),
})
const unit = (id: string, change: Partial<UnitRow> = {}): UnitRow => ({
  unitId: id,
  buildingId: 'b1',
  entranceId: 'b1-1单元',
  door: '502',
  kind: null,
  floor: null,
  floorArea: null,
  floorAreaSource: null,
  ...change,
})
const part = (id: string, change: Partial<CommonPartRow> = {}): CommonPartRow => ({
  partId: id,
  kind: 'roof',
  name: '屋面',
  buildingId: null,
  entranceId: null,
  acceptedOn: null,
  warrantyUntil: null,
  ...change,
})
const buildings = BuildingsRegistered({
  compoundId: 'c1',
  rows: [building('b1', '1栋', '1单元', '2单元'), building('b2', '2栋')],
})
const units = UnitsRegistered({ compoundId: 'c1', rows: [unit('u1')] })
const standing = [registered, buildings, units]

const register = (acceptedOn: string | null = null, blockId: string | null = null): CompoundCommand => ({
  type: 'RegisterCompound',
  ...compoundData,
  blockId,
  acceptedOn,
  today,
})

test.each(['community', 'subdistrict', 'district'] as const)('a compound lies in a %s', (level) => {
  given()(register(), { region: { level } }).then(registered)
})

test.each([{ region: { level: 'city' } }, { region: { level: 'block' } }, { region: null }, undefined] as (
  | CompoundFacts
  | undefined
)[])('a compound does not lie in %j', (facts) => {
  given()(register(), facts).rejected('compound-region-unfit')
})

test('a block is one that is registered', () => {
  const region = { level: 'community' } as const
  expect(given()(register(null, 'k1'), { region, block: { level: 'block' } }).summary()).toBe('CompoundRegistered')
  given()(register(null, 'k1'), { region, block: null }).rejected('compound-block-unfit')
  given()(register(null, 'k1'), { region, block: { level: 'community' } }).rejected('compound-block-unfit')
})

test('a known acceptance is an event of its own, and never lies ahead', () => {
  const facts = { region: { level: 'community' } } as const
  given()(register('2023-06-30'), facts).then(registered, accepted)
  expect(given()(register(today), facts).summary()).toBe('CompoundRegistered RenovationAccepted')
  given()(register('2026-03-02'), facts).rejected('accepted-in-future')
})

test('registered again it is already so; under another name it is refused', () => {
  given(registered)(register()).nothing()
  given(registered)({ ...register(), name: '松桥' } as CompoundCommand).rejected('compound-exists')
})

test('the acceptance is recorded once', () => {
  const accept = (acceptedOn: string): CompoundCommand => ({ type: 'AcceptRenovation', acceptedOn, today })
  given(registered)(accept('2023-06-30')).then(accepted)
  given(registered, accepted)(accept('2023-06-30')).nothing()
  given(registered, accepted)(accept('2023-07-01')).rejected('renovation-accepted-already')
  given(registered)(accept('2026-03-02')).rejected('accepted-in-future')
})

test('nothing is done to a compound that is not registered', () => {
  given()({ type: 'AcceptRenovation', acceptedOn: today, today }).rejected('compound-unknown')
  given()({ type: 'RegisterBuildings', rows: [building('b1', '1栋')] }).rejected('compound-unknown')
})

test('buildings: names are unique in the compound, entrance names in the building', () => {
  const act = (...rows: BuildingRow[]) => given(registered, buildings)({ type: 'RegisterBuildings', rows })
  const third = building('b3', '3栋', '1单元')
  act(third).then(BuildingsRegistered({ compoundId: 'c1', rows: [third] }))
  act(building('b2', '2栋')).nothing()
  act(building('b1', '4栋'), building('b3', '３栋'), building('b3', '3栋'), building('b5', '1栋')).rejected(
    ...faults(
      'rows[0].buildingId id-taken',
      'rows[2].buildingId id-twice',
      'rows[2].name name-twice',
      'rows[3].name name-taken',
    ),
  )
  const twice = {
    ...building('b3', '3栋'),
    entrances: [
      { entranceId: 'e1', name: '甲' },
      { entranceId: 'e1', name: '甲' },
    ],
  }
  act(twice).rejected(...faults('rows[0].entrances[1].entranceId id-taken', 'rows[0].entrances[1].name name-twice'))
})

test('units: a door is registered once, whatever the width of its digits', () => {
  const act = (...rows: UnitRow[]) => given(...standing)({ type: 'RegisterUnits', rows })
  const fine = [
    unit('u2', { door: '503' }),
    unit('u3', { entranceId: 'b1-2单元' }),
    unit('u4', { entranceId: null }),
    unit('u5', { buildingId: 'b2', entranceId: null }),
  ]
  act(...fine).then(UnitsRegistered({ compoundId: 'c1', rows: fine }))
  act(unit('u1')).nothing()
  act(unit('u2', { door: '５０２' }), unit('u3', { door: '101A' }), unit('u4', { door: '101a' })).rejected(
    ...faults('rows[0].door door-taken', 'rows[2].door door-twice'),
  )
})

test('units: every fault of the list is named', () => {
  const rows = [
    unit('u1', { door: '1' }),
    unit('u2', { door: '2', buildingId: 'b9' }),
    unit('u3', { door: '3', buildingId: 'b2' }),
    unit('u4', { door: '4', floorArea: 8_000 }),
    unit('u4', { door: '5', floorAreaSource: 'registry' }),
    unit('u6', { door: '6', floorArea: 8_000, floorAreaSource: 'registry' }),
  ]
  given(...standing)({ type: 'RegisterUnits', rows }).rejected(
    ...faults(
      'rows[0].unitId id-taken',
      'rows[1].buildingId building-unknown',
      'rows[2].entranceId entrance-unfit',
      'rows[3].floorAreaSource floor-area-without-source',
      'rows[4].unitId id-twice',
      'rows[4].floorArea source-without-floor-area',
    ),
  )
})

test('of many faults twenty are named and all are counted', () => {
  const rows = Array.from({ length: 30 }, (_, index) => unit(`n${index}`))
  const doors = rows.map((_, index) => `rows[${index}].door`)
  const expected = doors.flatMap((door, index) =>
    index === 0 ? [`${door} door-taken`] : [`${door} door-taken`, `${door} door-twice`],
  )
  given(...standing)({ type: 'RegisterUnits', rows }).rejected('rows-at-fault', {
    count: 59,
    problems: expected.slice(0, 20),
  })
})

test('a list longer than one event holds is refused', () => {
  const rows = Array.from({ length: MAX_ROWS + 1 }, (_, index) => unit(`n${index}`, { door: `A${index}` }))
  given(...standing)({ type: 'RegisterUnits', rows }).rejected('rows-too-many')
  expect(given(...standing)({ type: 'RegisterUnits', rows: rows.slice(1) }).summary()).toBe('UnitsRegistered')
})

test('floor area: recorded with its source, and counted where it is lacking', () => {
  const record = {
    type: 'RecordFloorArea',
    unitId: 'u1',
    floorArea: 8_012,
    floorAreaSource: 'registry',
    ground: '房产证',
  } as const
  const recorded = UnitFloorAreaRecorded({
    compoundId: 'c1',
    unitId: 'u1',
    floorArea: 8_012,
    floorAreaSource: 'registry',
    ground: '房产证',
  })
  given(...standing)(record).then(recorded)
  given(...standing, recorded)(record).nothing()
  expect(given(...standing, recorded)({ ...record, floorAreaSource: 'survey' }).summary()).toBe('UnitFloorAreaRecorded')
  given(...standing)({ ...record, unitId: 'u9' }).rejected('unit-unknown')

  const before = fold(compoundDecider, standing)
  const after = fold(compoundDecider, [...standing, recorded])
  expect(unitsWithoutFloorArea(before).map((row) => row.unitId)).toEqual(['u1'])
  expect(unitsWithoutFloorArea(after)).toEqual([])
  expect(unitsOf(after)).toEqual([
    {
      unitId: 'u1',
      buildingId: 'b1',
      entranceId: 'b1-1单元',
      door: '502',
      kind: null,
      floorArea: 8_012,
      source: 'registry',
    },
  ])
})

test('common parts stand in the compound, a building or an entrance that exist', () => {
  const act = (...rows: CommonPartRow[]) => given(...standing)({ type: 'RegisterCommonParts', rows, today })
  const fine = [
    part('p1'),
    part('p2', { buildingId: 'b1' }),
    part('p3', { buildingId: 'b1', entranceId: 'b1-2单元', acceptedOn: today, warrantyUntil: today }),
  ]
  const event = CommonPartsRegistered({ compoundId: 'c1', rows: fine })
  act(...fine).then(event)
  given(...standing, event)({ type: 'RegisterCommonParts', rows: fine, today }).nothing()
  const bad = [
    part('p1', { entranceId: 'b1-1单元' }),
    part('p1', { buildingId: 'b9' }),
    part('p3', { buildingId: 'b2', entranceId: 'b1-1单元' }),
    part('p4', { acceptedOn: '2026-03-02' }),
    part('p5', { acceptedOn: '2024-01-01', warrantyUntil: '2023-12-31' }),
  ]
  act(...bad).rejected(
    ...faults(
      'rows[0].buildingId building-missing',
      'rows[1].buildingId building-unknown',
      'rows[1].partId id-twice',
      'rows[2].entranceId entrance-unfit',
      'rows[3].acceptedOn accepted-in-future',
      'rows[4].warrantyUntil warranty-before-acceptance',
    ),
  )
})

test('a list that names ids that stand already, with something new beside, is refused', () => {
  const rows = [part('p1'), part('p2', { name: '新' })]
  const event = CommonPartsRegistered({ compoundId: 'c1', rows: rows.slice(0, 1) })
  given(...standing, event)({ type: 'RegisterCommonParts', rows, today }).rejected(...faults('rows[0].partId id-taken'))
})
