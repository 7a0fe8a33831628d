import { expect, test } from 'vitest'
import { MAX_NEAR, nearPlaces } from './near-places.ts'

type Compound = Parameters<typeof nearPlaces>[0]
type Part = Compound['commonParts'][number]
const building = (id: string, name: string, ...entrances: [string, string][]) => ({
  id,
  name,
  storeys: 6,
  builtInYear: null,
  units: 12,
  floorArea: null,
  entrances: entrances.map(([entranceId, entranceName]) => ({ id: entranceId, name: entranceName })),
})
const part = (id: string, name: string, buildingId: string | null, entranceId: string | null) =>
  ({ id, name, buildingId, entranceId }) as Part
const compound: Compound = {
  id: 'c1',
  buildingsList: [building('b1', '1栋', ['e1', '1单元'], ['e2', '2单元']), building('b2', '2栋')],
  commonParts: [
    part('gate', '大门', null, null),
    part('roof', '屋面', 'b1', null),
    part('door', '单元门', 'b1', 'e2'),
    part('other-door', '单元门', 'b1', 'e1'),
    part('other-roof', '屋面', 'b2', null),
  ],
}
const home = { id: 'u1', label: '1栋 2单元 502', buildingId: 'b1', entranceName: '2单元' }

test('the own home first, then outwards, and nothing of other buildings or entrances', () => {
  expect(nearPlaces(compound, home, '整个小区').map(({ label, place }) => `${place.kind} ${label}`)).toEqual([
    'unit 1栋 2单元 502',
    'entrance 1栋 2单元',
    'common-part 1栋 2单元 单元门',
    'building 1栋',
    'common-part 1栋 屋面',
    'common-part 大门',
    'compound 整个小区',
  ])
})

test('a home whose building or entrance is unknown still has itself and the compound', () => {
  const places = nearPlaces(compound, { ...home, buildingId: 'b9', entranceName: null }, '整个小区')
  expect(places.map(({ place }) => place.id)).toEqual(['u1', 'gate', 'c1'])
})

test('many common parts leave the chips few', () => {
  const many = { ...compound, commonParts: Array.from({ length: 30 }, (_, n) => part(`p${n}`, `部位${n}`, 'b1', null)) }
  expect(nearPlaces(many, home, '整个小区')).toHaveLength(MAX_NEAR)
})
