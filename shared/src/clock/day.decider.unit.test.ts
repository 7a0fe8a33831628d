import { addDays } from '@changxin/shared/kernel'
import { expect, test } from 'vitest'
import { storyOf } from '../../../test/kit/story.ts'
import { dayDecider, MAX_DAYS_AT_ONCE } from './day.decider.ts'
import { clockErrors } from './errors.ts'
import { type ClockEvent, DayStarted } from './events.ts'

const story = storyOf(dayDecider, clockErrors.entries)
const given =
  (...events: ClockEvent[]) =>
  (day: string) =>
    story(...events).when({ type: 'StartDay', day })
const started = (day: string) => DayStarted({ day })

test('the first day is just that day', () => {
  given()('2026-03-01').then(started('2026-03-01'))
})

test('days follow each other, and none is left out', () => {
  given(started('2024-02-27'))('2024-02-28').then(started('2024-02-28'))
  given(started('2024-02-27'))('2024-03-01').then(started('2024-02-28'), started('2024-02-29'), started('2024-03-01'))
})

test('the same day is already so; an earlier one has passed', () => {
  given(started('2026-03-01'))('2026-03-01').nothing()
  given(started('2026-03-01'))('2026-02-28').rejected('day-passed')
})

test('a jump of years is a wrong clock', () => {
  expect(given(started('2026-03-01'))(addDays('2026-03-01', MAX_DAYS_AT_ONCE)).summary().split(' ')).toHaveLength(
    MAX_DAYS_AT_ONCE,
  )
  given(started('2026-03-01'))(addDays('2026-03-01', MAX_DAYS_AT_ONCE + 1)).rejected('day-jump-too-far')
})
