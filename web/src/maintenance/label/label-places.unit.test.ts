import { expect, test } from 'vitest'
import { labelGroupsOf, spokenCode } from './label-places.ts'

const building = {
  id: 'b1',
  name: '1栋',
  storeys: 6,
  builtInYear: 1995,
  units: 2,
  floorArea: null,
  entrances: [
    { id: 'e1', name: '1单元' },
    { id: 'e2', name: '2单元' },
  ],
}
const compound = { id: 'c1', name: '兴隆花园', buildingsList: [building], commonParts: [] } as unknown as Parameters<
  typeof labelGroupsOf
>[0]

test('every place but homes can have a label; those that have one are not offered again', () => {
  const labels = (taken: string[]) =>
    labelGroupsOf(compound, new Set(taken)).map(({ name, spots }) => [name, spots.map(({ label }) => label)])
  expect(labels([])).toEqual([
    ['whole', ['兴隆花园']],
    ['entrances', ['1栋 1单元', '1栋 2单元']],
    ['buildings', ['1栋']],
  ])
  expect(labels(['compound c1', 'entrance e1'])).toEqual([
    ['entrances', ['1栋 2单元']],
    ['buildings', ['1栋']],
  ])
})

test('a code is read out in groups', () => {
  expect(spokenCode('7k2m9qd4w8xza')).toBe('7k2m-9qd4-w8xza')
})
