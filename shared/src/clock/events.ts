/** Time passes by events: views and indices count days from these, never from a clock. */
import { Day, type EventOf, event } from '@changxin/shared/kernel'
import { z } from 'zod'

/** Stream `clock-shanghai`; occurred at midnight Asia/Shanghai. "As of day D" is the log before `DayStarted(D+1)`. */
export const DayStarted = event('DayStarted', z.object({ day: Day }))
export const CLOCK_STREAM = 'clock-shanghai'
export const clockEvents = [DayStarted] as const
export type ClockEvent = EventOf<typeof clockEvents>
