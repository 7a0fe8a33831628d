import { MAX_UNREAD } from '@changxin/shared/maintenance'
import { expect, test } from 'vitest'
import { unreadOf } from './unread.ts'

const t = (key: string, values: Record<string, unknown> = {}) =>
  `${key.split('.').at(-1)} ${Object.values(values).join()}`.trim()

test('nothing unseen is no figure; beyond what is counted it says more than that', () => {
  expect(unreadOf(0, t)).toEqual({ badge: '', label: 'bellNone' })
  expect(unreadOf(3, t)).toEqual({ badge: '3', label: 'bell 3' })
  expect(unreadOf(MAX_UNREAD - 1, t)).toEqual({ badge: '99', label: 'bell 99' })
  expect(unreadOf(MAX_UNREAD, t)).toEqual({ badge: 'more 99', label: 'bellMany 99' })
})
