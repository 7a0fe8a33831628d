import { expect, test } from 'vitest'
import { createMessages } from '../../i18n/index.ts'
import { type Shared, shareSentences } from './share-text.ts'

const { t } = createMessages('zh-CN').global
const say = (row: Partial<Shared>) => shareSentences({ ...alike, ...row }, (key, values) => t(key, values))
const alike: Shared = {
  shareFen: 1_234,
  totalFen: 432_100,
  weight: 9_876,
  totalWeight: 3_456_789,
  splitBy: 'floor-area',
  groupFen: 432_100,
  groupWeight: 3_456_789,
  sellersFen: 0,
  unsold: false,
}

test('one sentence with the share, the whole and both areas', () => {
  expect(say({})).toEqual(['您家分摊 ¥12.34（共 ¥4,321.00，按建筑面积 98.76 / 34,567.89 m²）'])
})

test('by an agreement: the weights as agreed, no square metres', () => {
  const text = say({ splitBy: 'agreement', weight: 2, totalWeight: 1_000, groupWeight: 1_000 })
  expect(text).toEqual(['您家分摊 ¥12.34（共 ¥4,321.00，按约定份额 2 / 1,000）'])
})

test('sold public housing: the building first, then its sellers, then the household', () => {
  const steps = { groupFen: 200_000, groupWeight: 1_600_000, sellersFen: 50_000 }
  expect(say(steps)).toEqual([
    '这部分房屋共承担 ¥2,000.00（总额 ¥4,321.00，按建筑面积 16,000.00 / 34,567.89 m²）',
    '其中售房单位承担 ¥500.00，业主承担 ¥1,500.00（按交存额）',
    '您家分摊 ¥12.34（共 ¥1,500.00，按建筑面积 98.76 / 16,000.00 m²）',
  ])
})

test('commercial homes beside public housing: two steps without sellers', () => {
  expect(say({ groupFen: 200_000, groupWeight: 1_600_000 })).toHaveLength(2)
})

test('an unsold home says who pays', () => expect(say({ unsold: true }).at(-1)).toContain('开发建设单位'))
