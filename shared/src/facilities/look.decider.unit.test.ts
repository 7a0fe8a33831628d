import { fold } from '@changxin/shared/kernel'
import { expect, test } from 'vitest'
import { storyOf } from '../../../test/kit/story.ts'
import { facilitiesErrors } from './errors.ts'
import { type LookEvent, LookRecorded, TickItem } from './events.ts'
import { conditionPercent, type LookCommand, lookDecider, type TickOfLook } from './look.decider.ts'

const story = storyOf(lookDecider, facilitiesErrors.entries)
const given =
  (...events: LookEvent[]) =>
  (command: LookCommand) =>
    story(...events).when(command)

const data: LookEvent['data'] = {
  lookId: 'l1',
  compoundId: 'c1',
  kind: 'ten-tick',
  lookedOn: '2026-03-01',
  means: 'phone',
  ticks: [{ item: 'roof', result: 'good' }],
  note: null,
}
const record = (change: Partial<LookCommand> = {}): LookCommand => ({
  type: 'RecordLook',
  ...data,
  today: '2026-03-01',
  ...change,
})

test('a look is recorded as it was', () => {
  given()(record()).then(LookRecorded(data))
})

test('the same look once more is already so, and stands', () => {
  given(LookRecorded(data))(record()).nothing()
  expect(given(LookRecorded(data))(record({ lookId: 'l2' })).summary()).toBe('LookRecorded')
  given(LookRecorded(data))(record({ lookedOn: '2026-02-01' })).rejected('look-exists')
})

test.each([
  ['2026-03-02', 'look-in-future'],
  ['2026-03-01', null],
  ['2025-02-28', null],
  ['2025-02-27', 'look-too-old'],
])('looked on %s: %s', (lookedOn, rejected) => {
  if (rejected) given()(record({ lookedOn })).rejected(rejected)
  else expect(given()(record({ lookedOn })).summary()).toBe('LookRecorded')
})

test('each item is ticked once', () => {
  const ticks = TickItem.options.map((item) => ({ item, result: 'good' }) as const)
  expect(given()(record({ ticks })).summary()).toBe('LookRecorded')
  given()(record({ ticks: [...ticks.slice(0, 3), ...ticks.slice(0, 2), ...ticks.slice(0, 1)] })).rejected(
    'look-item-twice',
    {
      items: ['roof', 'external-wall'],
      itemsZh: ['屋面', '外墙'],
    },
  )
})

test('the last look is the newest one, in whichever order they arrive', () => {
  const at = (lookId: string, lookedOn: string) => LookRecorded({ ...data, lookId, lookedOn })
  expect(fold(lookDecider, [at('a', '2026-02-01'), at('b', '2026-01-01')]).lastLookOn).toBe('2026-02-01')
  expect(fold(lookDecider, [at('b', '2026-01-01'), at('a', '2026-02-01')]).lastLookOn).toBe('2026-02-01')
})

const ticks = (good: number, faulty: number, absent: number): TickOfLook[] =>
  [...Array(good).fill('good'), ...Array(faulty).fill('faulty'), ...Array(absent).fill('absent')].map((result) => ({
    item: 'roof',
    result,
  }))

test.each([
  [10, 0, 0, 100],
  [0, 10, 0, 0],
  [2, 1, 7, 66.7],
  [1, 2, 0, 33.3],
  [1, 7, 2, 12.5],
  [0, 0, 10, null],
])('%i good, %i faulty, %i absent: %d', (good, faulty, absent, percent) => {
  expect(conditionPercent(ticks(good, faulty, absent))).toBe(percent)
})
