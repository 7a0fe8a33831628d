import type { CollectionView } from '@changxin/shared/repair-fund'
import { expect, test } from 'vitest'
import { collectionText } from './collection-text.ts'

const doorOf = (label: string, state: 'paid' | 'unpaid') => ({ label, state }) as CollectionView['doorList'][number]
const view = {
  ...{ scopeLabel: '1栋 2单元', compoundName: '团结坝', purpose: '换灯', status: 'open', dueOn: '2026-04-30' },
  ...{ doors: 3, paidDoors: 2, dueFen: 30_000, paidFen: 20_000, spentFen: 5_000, leftFen: 15_000 },
  doorList: [doorOf('1栋 2单元 101', 'paid'), doorOf('1栋 2单元 102', 'unpaid')],
} as unknown as CollectionView
const words = (key: string, values: Record<string, unknown> = {}) =>
  [key.split('.').at(-1), ...Object.values(values)].join(' ')

test('sums and counts, and no door unless the compound chose so', () => {
  const text = collectionText(view, false, words, 'zh')
  expect(text.split('\n').slice(0, 3)).toEqual([
    'head 1栋 2单元 换灯',
    'doors 2 3',
    'money ¥200.00 ¥300.00 ¥50.00 ¥150.00',
  ])
  expect(text).not.toContain('102')
  expect(collectionText(view, true, words, 'zh')).toContain('missing 1栋 2单元 102')
})

test('nobody is asked any more once everybody has paid or it is closed', () => {
  for (const change of [{ paidDoors: 3 }, { status: 'closed' }])
    expect(collectionText({ ...view, ...change } as CollectionView, true, words, 'zh')).not.toMatch(/ask|missing/)
})
