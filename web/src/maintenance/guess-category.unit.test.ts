import { expect, test } from 'vitest'
import { guessCategory } from './guess-category.ts'

test.each([
  ['3单元楼道灯不亮', 'lighting'],
  ['厨房下水堵了，往上返水', 'drain'],
  ['顶楼屋面漏水', 'roof-leak'],
  ['水管漏水', 'water'],
  ['电梯停在5楼', 'lift'],
  ['单元门关不上', 'door'],
  ['Rubbish not collected', 'sanitation'],
] as const)('%s', (text, category) => expect(guessCategory(text)).toBe(category))

test('nothing known is no guess', () => expect(guessCategory('请来看一下')).toBeUndefined())
