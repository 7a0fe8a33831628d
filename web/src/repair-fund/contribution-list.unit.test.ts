import { describe, expect, test } from 'vitest'
import { decodeText } from '../ui/decode-text.ts'
import { amountFenOf, type Door, doorKey, matchDoors, readContributionList } from './contribution-list.ts'

const door = (id: string, buildingName: string, entrance: string, name: string): Door => ({
  id,
  buildingName,
  door: name,
  label: `${buildingName} ${entrance} ${name}`,
})
const doors = [
  door('u1', '3栋', '1单元', '502'),
  door('u2', '3栋', '2单元', '502'),
  door('u3', '3栋', '2单元', '601'),
  door('u4', '11栋', '2单元', '502'),
]
const matched = (text: string) => matchDoors(readContributionList(text), doors)
const pairs = (text: string) => matched(text).rows.map(({ unitId, amountFen }) => [unitId, amountFen])
const problems = (text: string) => matched(text).problems.map(({ line, problem }) => [line, problem])

describe('amounts are exact', () => {
  test.each([
    ['1500', 150_000],
    ['0.29', 29],
    ['1,234.50', 123_450],
    ['￥１５００．５元', 150_050],
    ['1234567.89', 123_456_789],
    ['19.990', 1_999],
  ])('%s', (text, fen) => expect(amountFenOf(text)).toBe(fen))
  test.each(['', '0', '-5', '1.005', '1e3', '12,34', '约1500', '1500.', '99999999999999'])('%s is no amount', (text) =>
    expect(amountFenOf(text)).toBeUndefined(),
  )
})

describe('doors are written in many ways', () => {
  test.each(['3栋 2单元 502', '3-2-502', '３＃２－０５０２', '3号楼2单元502室', '3幢2单元502号', '3/2/502'])(
    '%s',
    (text) => expect(doorKey(text)).toBe('3-2-502'),
  )
  test('building and entrance do not run together', () => expect(doorKey('32-502')).not.toBe(doorKey('3-2-502')))
})

describe('a list', () => {
  test('commas, Chinese commas, tabs and spaces', () => {
    expect(pairs('3-1-502,1500\n3-2-502，1500.50\n3-2-601\t2000\n11栋 2单元 502 800')).toEqual([
      ['u1', 150_000],
      ['u2', 150_050],
      ['u3', 200_000],
      ['u4', 80_000],
    ])
  })

  test('with a header: columns are found by name, names of people are left out', () => {
    expect(
      pairs('楼栋,单元,房号,户主,交存金额（元）,备注\n3栋,1单元,502,张三,"1,500.00",现金\n3栋,2单元,601,李四,300,'),
    ).toEqual([
      ['u1', 150_000],
      ['u3', 30_000],
    ])
    expect(pairs('楼栋\t单元\t房号\t户主\t金额\n3栋\t1单元\t502\t张三\t1,500.00\n3栋\t2单元\t601\t李四\t300')).toEqual([
      ['u1', 150_000],
      ['u3', 30_000],
    ])
  })

  test('without a header: a name between door and amount does no harm', () => {
    expect(pairs('3-2-502,王五,1500')).toEqual([['u2', 150_000]])
  })

  test('a file that Chinese Excel saved, in GBK', () => {
    // 门牌,金额 / 3栋2单元502,1500.00
    const bytes = [
      0xc3,
      0xc5,
      0xc5,
      0xc6,
      0x2c,
      0xbd,
      0xf0,
      0xb6,
      0xee,
      0x0d,
      0x0a,
      0x33,
      0xb6,
      0xb0,
      0x32,
      0xb5,
      0xa5,
      0xd4,
      0xaa,
      0x35,
      0x30,
      0x32,
      0x2c,
      ...new TextEncoder().encode('1500.00'),
    ]
    expect(pairs(decodeText(Uint8Array.from(bytes)))).toEqual([['u2', 150_000]])
  })

  test('what is unclear is named with its line, never guessed', () => {
    expect(problems('9-9-999,100\n3栋502,100\n3-1-502,abc\n3-1-502\n,100\n3-1-502,1,500.00')).toEqual([
      [1, 'door-unknown'],
      [2, 'door-unclear'],
      [3, 'bad-amount'],
      [4, 'no-amount'],
      [5, 'no-door'],
      [6, 'amount-unclear'],
    ])
  })

  test('a short door is enough where only one has it', () => {
    expect(pairs('601,100\n11-502,200')).toEqual([
      ['u3', 10_000],
      ['u4', 20_000],
    ])
  })

  test('a line with the sum is a check, not a row', () => {
    const text = '门牌,金额\n3-1-502,0.1\n3-2-502,0.2\n合计,0.3'
    expect(readContributionList(text).printedTotalFen).toBe(30)
    expect(matched(text).totalFen).toBe(30)
    expect(readContributionList('3-1-502,1').printedTotalFen).toBe(null)
  })

  test('a door that stands twice is told', () => {
    expect(matched('3-1-502,100\n3栋1单元502,50').twice).toEqual(['3栋 1单元 502'])
  })
})
