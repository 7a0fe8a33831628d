/**
 * When something about a turn falls due. The lengths are this product's own suggestions, no law: a rota may set its
 * grace, the rest are the same for all.
 */
import { addDays, addMinutes, type Day, dayOf, type Instant, startOf } from '@changxin/shared/kernel'
import { z } from 'zod'
import type { RotaPurpose, RotaStaff } from './pattern.ts'

/** So many days ahead turns are always there; the timer plans a week more when it plans. */
export const AHEAD_DAYS = 28
export const PLAN_DAYS = AHEAD_DAYS + 6
/** Turns of one batch: 35 days of four shifts, or of a full week's slots, lie below. */
export const MAX_TURNS_A_BATCH = 200

export const GRACE_MINUTES = 30
export const MAX_GRACE_MINUTES = 240
/** From so long before a turn it may be begun or confirmed. */
export const EARLY_MINUTES = 60
/** So long after its end somebody may still say that it was kept. */
export const LATE_DAYS = 7
/** 19:00 the day before. */
const EVENING_MINUTES = 19 * 60
const HOUR_MINUTES = 60

/** Who hears of a paid turn that was missed, and how long after. */
export const MissedLevel = z.enum(['manager', 'centre', 'subdistrict'])
export type MissedLevel = z.infer<typeof MissedLevel>
export const TELL_AFTER_MINUTES: Readonly<Record<MissedLevel, number>> = {
  manager: 0,
  centre: 60,
  subdistrict: 24 * 60,
}

export const Reminder = z.enum(['evening', 'hour'])
export type Reminder = z.infer<typeof Reminder>
export const TurnStatus = z.enum(['planned', 'started', 'kept', 'missed'])
export type TurnStatus = z.infer<typeof TurnStatus>

export interface TimedTurn {
  readonly from: Instant
  readonly until: Instant
  readonly status: TurnStatus
  readonly reminded: readonly Reminder[]
  /** The last level that was told. */
  readonly told: MissedLevel | null
}
export interface TurnRules {
  readonly purpose: RotaPurpose
  readonly staff: RotaStaff
  readonly graceMinutes: number
}

/** Where somebody must be there, missing shows at the start; where something must be done, at the end. */
const SHOWS_AT_START: ReadonlySet<RotaPurpose> = new Set(['duty', 'gates'])

export function missedAt({ from, until }: Pick<TimedTurn, 'from' | 'until'>, rules: TurnRules): Instant {
  return addMinutes(SHOWS_AT_START.has(rules.purpose) ? from : until, rules.graceMinutes)
}

export type TurnDue =
  | { readonly what: 'remind'; readonly when: Reminder; readonly dueAt: Instant }
  | { readonly what: 'miss'; readonly dueAt: Instant }
  | { readonly what: 'finish'; readonly dueAt: Instant }
  | { readonly what: 'escalate'; readonly level: MissedLevel; readonly dueAt: Instant }

export function reminderAt(from: Instant, when: Reminder): Instant {
  return when === 'hour'
    ? addMinutes(from, -HOUR_MINUTES)
    : addMinutes(startOf(addDays(dayOf(from), -1)), EVENING_MINUTES)
}

/** The next thing that the timer says of a turn; null when there is nothing more to say. */
export function nextTurnDue(turn: TimedTurn, rules: TurnRules): TurnDue | null {
  switch (turn.status) {
    case 'planned': {
      const when = Reminder.options.find((one) => !turn.reminded.includes(one))
      return when
        ? { what: 'remind', when, dueAt: reminderAt(turn.from, when) }
        : { what: 'miss', dueAt: missedAt(turn, rules) }
    }
    case 'started':
      return { what: 'finish', dueAt: addMinutes(turn.until, rules.graceMinutes) }
    case 'missed':
      return rules.staff === 'paid' ? nextLevel(turn, rules) : null
    case 'kept':
      return null
  }
}

function nextLevel(turn: TimedTurn, rules: TurnRules): TurnDue | null {
  const level = MissedLevel.options[turn.told === null ? 0 : MissedLevel.options.indexOf(turn.told) + 1]
  return level === undefined
    ? null
    : { what: 'escalate', level, dueAt: addMinutes(missedAt(turn, rules), TELL_AFTER_MINUTES[level]) }
}

/** When the timer plans again, so that four weeks are there on every day. */
export const nextPlanAt = (plannedThrough: Day): Instant => startOf(addDays(plannedThrough, 1 - AHEAD_DAYS))
