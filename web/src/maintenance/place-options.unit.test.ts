import { expect, test } from 'vitest'
import { matching, placeOptions } from './place-options.ts'

const part = { kind: 'roof', acceptedOn: null, warrantyUntil: null, warranty: 'unknown' } as const
const compound = {
  id: 'c1',
  buildingsList: [
    {
      id: 'b1',
      name: '1栋',
      storeys: null,
      builtInYear: null,
      units: 2,
      floorArea: null,
      entrances: [{ id: 'e1', name: '1单元' }],
    },
    { id: 'b2', name: '2栋', storeys: null, builtInYear: null, units: 0, floorArea: null, entrances: [] },
  ],
  commonParts: [
    { ...part, id: 'p1', name: '屋面', buildingId: 'b1', entranceId: null },
    { ...part, id: 'p2', name: '大门', buildingId: null, entranceId: null },
  ],
}
const labels = (buildingId: string) =>
  placeOptions(compound, [{ id: 'u1', label: '1栋 1单元 502' }], buildingId, '整个小区').map(({ label }) => label)

test('all of the compound, each place under its full name', () => {
  expect(labels('')).toEqual(['整个小区', '1栋 屋面', '大门', '1栋', '1栋 1单元', '2栋', '1栋 1单元 502'])
})

test('of one building: its own parts and those of the whole compound', () => {
  expect(labels('b2')).toEqual(['大门', '2栋', '1栋 1单元 502'])
})

test('typing narrows by every word; doors were already narrowed by the server', () => {
  const all = placeOptions(compound, [{ id: 'u1', label: '1栋 1单元 502' }], '', '整个小区')
  expect(matching(all, '1栋屋面').map(({ value }) => value)).toEqual(['unit:u1'])
  expect(matching(all, '1栋 屋面').map(({ value }) => value)).toEqual(['common-part:p1', 'unit:u1'])
  expect(matching(all, '门').map(({ value }) => value)).toEqual(['common-part:p2', 'unit:u1'])
})
