/** Days begin one after the other, none left out: a server that slept appends every day that it missed. */
import { addDays, type Day, type Decider, daysBetween, unreachable } from '@changxin/shared/kernel'
import { reject } from './errors.ts'
import { type ClockEvent, DayStarted } from './events.ts'

/** About four years; a longer jump is a wrong clock, and would not fit one append. */
export const MAX_DAYS_AT_ONCE = 1_500

export type ClockCommand = { readonly type: 'StartDay'; readonly day: Day }
/** The newest day; null before the first. */
export type ClockState = { readonly day: Day } | null

export const dayDecider: Decider<ClockCommand, ClockEvent, ClockState> = {
  initial: null,
  evolve(_state, event) {
    switch (event.type) {
      case 'DayStarted':
        return event.data
      default:
        return unreachable(event.type)
    }
  },
  decide({ day }, state) {
    if (!state) return [DayStarted({ day })]
    const missing = daysBetween(state.day, day)
    if (missing < 0) throw reject('day-passed', { day, lastDay: state.day })
    if (missing > MAX_DAYS_AT_ONCE)
      throw reject('day-jump-too-far', { day, lastDay: state.day, limitDays: MAX_DAYS_AT_ONCE })
    return Array.from({ length: missing }, (_, index) => DayStarted({ day: addDays(state.day, index + 1) }))
  },
}
