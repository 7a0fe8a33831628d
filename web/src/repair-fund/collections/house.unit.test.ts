import type { CollectionDoor } from '@changxin/shared/repair-fund'
import { expect, test } from 'vitest'
import { housesOf, owedBy } from './house.ts'

const door = (buildingName: string, entranceName: string, floor: number | null, name: string): CollectionDoor => ({
  ...{ id: `${buildingName}${entranceName}${name}`, label: name, door: name, buildingName, entranceName, floor },
  ...{ state: 'unpaid', dueFen: 500, paidFen: 200, backFen: 0, paidOn: null, floorArea: null },
})
const shape = (doors: readonly CollectionDoor[]) =>
  housesOf(doors).map(({ building, entrances, floors }) => ({
    ...{ building, entrances },
    floors: floors.map(({ floor, cells }) => [floor, ...cells.map((cell) => cell.map(({ door }) => door).join(' '))]),
  }))

test('each building is a house: entrances side by side, the highest floor at the top, two doors on a landing', () => {
  const doors = [
    door('1栋', '1单元', 1, '101'),
    door('1栋', '1单元', 1, '102'),
    door('1栋', '1单元', 2, '201'),
    door('1栋', '2单元', 2, '201'),
    door('2栋', '', 1, '101'),
  ]
  expect(shape(doors)).toEqual([
    {
      building: '1栋',
      entrances: ['1单元', '2单元'],
      floors: [
        [2, '201', '201'],
        [1, '101 102', ''],
      ],
    },
    { building: '2栋', entrances: [''], floors: [[1, '101']] },
  ])
})

test('doors whose floor nobody knows stand at the bottom', () => {
  const floors = shape([door('1栋', '', null, 'A'), door('1栋', '', -1, 'B'), door('1栋', '', 3, 'C')])[0]?.floors
  expect(floors?.map(([floor]) => floor)).toEqual([3, -1, null])
})

test('a door owes what is missing, never less than nothing', () => {
  expect(owedBy({ dueFen: 500, paidFen: 200 })).toBe(300)
  expect(owedBy({ dueFen: 500, paidFen: 700 })).toBe(0)
  expect(owedBy({ dueFen: null, paidFen: null })).toBe(0)
})
