import { expect, test } from 'vitest'
import { floorAreaOf, type KnownBuilding, readUnitList, unitLines } from './unit-list.ts'

const buildings: readonly KnownBuilding[] = [
  {
    id: 'b1',
    name: '1栋',
    entrances: [
      { id: 'e11', name: '1单元' },
      { id: 'e12', name: '2单元' },
    ],
  },
  { id: 'b2', name: '2号楼', entrances: [] },
  { id: 'shop', name: '商铺', entrances: [] },
]
const problemsOf = (text: string) => readUnitList(text, buildings).problems.map(({ line, problem }) => [line, problem])

test('a line is building, entrance, door, floor and area; what is left out is unknown', () => {
  expect(readUnitList('1栋,1单元,101,1,89.5\n\n2号楼,,201', buildings)).toEqual({
    rows: [
      { line: 1, label: '1栋 1单元 101', buildingId: 'b1', entranceId: 'e11', door: '101', floor: 1, floorArea: 8950 },
      { line: 3, label: '2号楼 201', buildingId: 'b2', entranceId: null, door: '201', floor: null, floorArea: null },
    ],
    problems: [],
    floorArea: 8950,
  })
})

test('full-width digits and commas, short names and units of measure are read as what they mean', () => {
  const { rows, problems } = readUnitList(
    '０１，２，５０２室，５层，８９．５０㎡\n2栋;;B101;B1;1234.5平方米',
    buildings,
  )
  expect(problems).toEqual([])
  expect(rows.map(({ label, floor, floorArea }) => [label, floor, floorArea])).toEqual([
    ['1栋 2单元 502室', 5, 8950],
    ['2号楼 B101', -1, 123_450],
  ])
})

test('tabs as Excel pastes them, with a header, a byte order mark and thousands', () => {
  const text = '\ufeff楼栋\t单元\t门牌\t楼层\t面积（m²）\r\n1栋\t1单元\t101\t1\t"1,089.50"\r\n商铺\t\t3\t\t45\t\t\r\n'
  const { rows, problems } = readUnitList(text, buildings)
  expect(problems).toEqual([])
  expect(rows.map(({ line, label, floorArea }) => [line, label, floorArea])).toEqual([
    [2, '1栋 1单元 101', 108_950],
    [3, '商铺 3', 4500],
  ])
})

test('areas are exact to a hundredth, and never rounded', () => {
  expect(['0.29', '1.005', '1.0050', '64.10', '0', '-3', '1e3', '100000', '100000.01'].map(floorAreaOf)).toEqual([
    29,
    undefined,
    undefined,
    6410,
    undefined,
    undefined,
    undefined,
    10_000_000,
    undefined,
  ])
})

test('every unclear line is named with what is wrong', () => {
  expect(
    problemsOf(
      [
        '1栋 1单元 101',
        ',1单元,101',
        '9栋,,101',
        '1栋,3单元,101',
        '1栋,1单元,,1',
        '1栋,1单元,101,一楼',
        '1栋,1单元,101,121',
        '1栋,1单元,101,1,89.555',
        '1栋,1单元,101,1,89,5',
        `1栋,1单元,${'1'.repeat(21)}`,
      ].join('\n'),
    ),
  ).toEqual([
    [1, 'columns'],
    [2, 'no-building'],
    [3, 'building-unknown'],
    [4, 'entrance-unknown'],
    [5, 'no-door'],
    [6, 'bad-floor'],
    [7, 'bad-floor'],
    [8, 'bad-area'],
    [9, 'columns'],
    [10, 'door-long'],
  ])
})

test('the same door twice is named, however it is written; the same number in another entrance is another door', () => {
  expect(problemsOf('1栋,1单元,a1\n1栋,2单元,a1\n１号楼,1,Ａ１')).toEqual([[3, 'twice']])
})

test('a short name that fits two buildings is unclear, the whole name is not', () => {
  const two = [...buildings, { id: 'b1b', name: '1幢', entrances: [] }]
  expect(readUnitList('1,,101\n1幢,,101', two)).toMatchObject({
    rows: [{ line: 2, buildingId: 'b1b' }],
    problems: [{ line: 1, problem: 'building-unclear' }],
  })
})

test('a generated list reads back without problems', () => {
  const plan = { building: '1栋', entrances: ['1单元', '2单元'], lowestFloor: 9, highestFloor: 10, doorsPerFloor: 2 }
  const { rows, problems } = readUnitList(unitLines(plan).join('\n'), buildings)
  expect(problems).toEqual([])
  expect(rows.map((row) => row.door).join()).toBe('901,902,1001,1002,901,902,1001,1002')
})
