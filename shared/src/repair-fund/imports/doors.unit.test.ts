import { describe, expect, test } from 'vitest'
import { addressesIn, partsOf } from './door-text.ts'
import { indexDoors } from './doors.ts'

/** Two buildings of two entrances each, a third without; door 301 everywhere. */
const doors = [
  ...['1栋', '2号楼'].flatMap((building) =>
    ['1单元', '二单元'].flatMap((entrance) =>
      ['301', '302'].map((door) => ({ unitId: `${building}/${entrance}/${door}`, building, entrance, door })),
    ),
  ),
  { unitId: '3/301', building: '3幢', entrance: null, door: '301' },
  { unitId: '3/2-402', building: '3幢', entrance: null, door: '2-402' },
  { unitId: '3/909', building: '3幢', entrance: null, door: '909室' },
  { unitId: '12/301', building: '十二栋', entrance: null, door: '301' },
]
const index = indexDoors(doors, '建设新村')
const { byPlace, byRemark } = index

describe('an address', () => {
  test.each([
    ['1-2-301', '1栋/二单元/301'],
    ['1栋2单元301', '1栋/二单元/301'],
    ['1幢2单元301室', '1栋/二单元/301'],
    ['一栋二单元0301', '1栋/二单元/301'],
    ['１＃２－３０１', '1栋/二单元/301'],
    ['2号楼 1单元 302号', '2号楼/1单元/302'],
    ['3号楼301', '3/301'],
    ['3-301', '3/301'],
    ['3-2-402', '3/2-402'],
    ['3栋2单元402', '3/2-402'],
    ['12号楼301', '12/301'],
    ['十二栋301室', '12/301'],
    ['建设新村3栋301', '3/301'],
    ['幸福路建设新村3栋301 王小明', '3/301'],
    ['909', '3/909'],
  ])('%s', (text, unitId) => expect(byPlace(text)).toEqual({ unitId }))

  test('that several units fit is unclear, and says which', () => {
    expect(byPlace('1栋301')).toEqual({ candidates: ['1栋/1单元/301', '1栋/二单元/301'] })
    expect(byPlace('2单元301')).toEqual({ candidates: ['1栋/二单元/301', '2号楼/二单元/301'] })
    expect(byPlace('301')).toMatchObject({ candidates: { length: 5 } })
  })

  test.each([
    '',
    '9栋301',
    '1-3-301',
    // Building 3 has a 301; 9-3-301 does not mean it.
    '9-3-301',
    '幸福路12号 3栋301',
    '王小明',
  ])('%s is nobody’s', (text) => expect(byPlace(text)).toEqual({ candidates: [] }))
})

describe('a remark', () => {
  test.each([
    ['交维修资金3号楼301王小明', '3/301'],
    ['1-2-301 补交', '1栋/二单元/301'],
    ['补缴1栋二单元302室专项维修资金', '1栋/二单元/302'],
  ])('%s', (text, unitId) => expect(byRemark(text)).toEqual({ unitId }))

  test('with two addresses is unclear', () => {
    expect(byRemark('3栋301和12栋301一起交')).toEqual({ candidates: ['3/301', '12/301'] })
  })

  test.each(['2026-03-301', '3-301', '301', '尾号3018', '转账 1-2', '13812345678', '维修资金'])(
    '%s is taken for no address',
    (text) => expect(byRemark(text)).toEqual({ candidates: [] }),
  )
})

test('our own number of a unit is taken as it is', () => {
  expect(index.byId('3/301')).toEqual({ unitId: '3/301' })
  expect(index.byId('3/30')).toEqual({ candidates: [] })
})

test('one form for all ways of writing', () => {
  expect(partsOf('１幢 二单元 0301室')).toEqual(['1', '2', '301'])
  expect(partsOf('二十一栋A座12')).toEqual(['21', 'a', '12'])
  expect(addressesIn('付三号楼2单元0301室')).toEqual(['三号楼2单元0301'])
})
