/** From a compound's row to what freshness is computed from, and the day on which time alone may change the value. */
import { addDays, type Day, daysBetween, monthsBetween } from '@changxin/shared/kernel'
import type { FreshnessDefinition, FreshnessInputs } from '@changxin/shared/oversight'
import type { CompoundState, ModeSpans } from './oversight.schema.ts'

/** Days of the window with a manager and with any recorded mode, from the modes as known on the day. */
export function modeDays(modes: ModeSpans, first: Day, last: Day): { managed: number; known: number } {
  let managed = 0
  let known = 0
  for (const [index, [since, mode]] of modes.entries()) {
    const next = modes[index + 1]?.[0]
    const from = since > first ? since : first
    const until = next !== undefined && next <= last ? addDays(next, -1) : last
    const days = Math.max(0, daysBetween(from, until) + 1)
    if (mode === 'unknown') continue
    known += days
    if (mode !== 'none') managed += days
  }
  return { managed, known }
}

type Counters = FreshnessInputs['counters']

/** What is kept with a value, so that an old one can be opened to what it was made of: all that no mere day changes. */
export interface KeptInputs extends Omit<FreshnessInputs, 'day' | 'counters'> {
  readonly modes: ModeSpans
  readonly counters: Omit<Counters, 'managedDays' | 'knownModeDays'>
}

/** What a value of the day is computed from: the day itself, and how many days of the window fall under which mode. */
export function inputsOn({ modes, counters, ...kept }: KeptInputs, windowFrom: Day, day: Day): FreshnessInputs {
  const { managed, known } = modeDays(modes, windowFrom, day)
  return { ...kept, day, counters: { ...counters, managedDays: managed, knownModeDays: known } }
}

export function keptInputsOf(compound: CompoundState, day: Day): KeptInputs {
  const { last_look_on: lastLookOn } = compound
  return {
    acceptedOn: compound.accepted_on,
    // A look after midnight may be recorded before the timer has noticed the day: it is of the day that still runs.
    lastLookOn: lastLookOn !== null && lastLookOn > day ? day : lastLookOn,
    modes: compound.modes,
    units: compound.units,
    counters: {
      requests: compound.open_requests + compound.closed,
      emergencyDays: compound.emergency_days,
      ordinaryDays: compound.ordinary_days,
      deferrableDays: compound.deferrable_days,
      completed: compound.completed,
      repeats: compound.repeats,
      targetsMet: compound.targets_met,
      targetsMissed: compound.targets_missed,
      looks: compound.looks,
      ticksGood: compound.ticks_good,
      ticksFaulty: compound.ticks_faulty,
    },
    fund:
      compound.fund_balance_fen === null
        ? null
        : {
            balanceFen: compound.fund_balance_fen,
            accounts: compound.fund_accounts,
            floorArea: compound.accounts_without_floor_area > 0 ? null : compound.account_floor_area,
          },
  }
}

/**
 * The next day whose end may find another value, band, reason or month without any event. What falls out of the window
 * is seen by its own rows and is not in here.
 */
export function dueAfter(
  compound: CompoundState,
  { day, next, windowFrom }: DayOfWindow,
  definition: FreshnessDefinition,
): Day {
  const { accepted_on: acceptedOn, last_look_on: lastLookOn, next_point_on: nextPointOn } = compound
  if (compound.open_requests > 0 || acceptedOn === day || !hasSteadyModes(compound, day, windowFrom)) return next
  const days: Day[] = [NEVER]
  if (nextPointOn !== null && nextPointOn > day) days.push(nextPointOn)
  else if (acceptedOn !== null) days.push(acceptedOn > day ? acceptedOn : nextMonthOf(acceptedOn, day))
  if (lastLookOn !== null) days.push(lastLookOn > day ? next : addDays(lastLookOn, definition.lookWithinDays + 1))
  return days.reduce((first, one) => (one > day && one < first ? one : first), NEVER)
}

/** A day, the next one, and the first of the window that ends with it: the same for all compounds of a day. */
export interface DayOfWindow {
  readonly day: Day
  readonly next: Day
  readonly windowFrom: Day
}

const NEVER: Day = '9999-12-31'

/** True when the share of managed days stays as it is while the window moves on under the present mode. */
function hasSteadyModes({ modes }: CompoundState, day: Day, windowFrom: Day): boolean {
  const spans = modes.filter(([since]) => since <= day)
  const [since, mode] = spans.at(-1) ?? []
  if (since === undefined || since <= windowFrom) return true
  const { managed, known } = modeDays(spans, windowFrom, day)
  return mode !== 'unknown' && (mode === 'none' ? managed === 0 : managed === known)
}

/** The first day on which one more month has passed since `from`. */
export function nextMonthOf(from: Day, day: Day): Day {
  const [year, month, date] = from.split('-').map(Number) as [number, number, number]
  const months = month - 1 + monthsBetween(from, day) + 1
  const first = `${year + Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}-01`
  // In a month without that date it is the first of the next one.
  return addDays(first, date - 1).slice(0, 7) === first.slice(0, 7) ? addDays(first, date - 1) : firstOfNext(first)
}

function firstOfNext(firstOfMonth: Day): Day {
  return `${addDays(firstOfMonth, 31).slice(0, 7)}-01`
}
