/** The history of a compound's mode as intervals that cover all days: unknown before the first adoption. */
import { addDays, type Day } from '@changxin/shared/kernel'
import type { Mode, ModeEvent } from './events.ts'

export type Adoption = ModeEvent['data']

export interface ModeSpan {
  /** Null for the unknown time before the first adoption. */
  readonly adoptionId: string | null
  readonly mode: Mode
  readonly operatorId: string | null
  /** First day, inclusive; null = since ever. */
  readonly since: Day | null
  /** Last day, inclusive; null = until further notice. */
  readonly until: Day | null
}

/** Of adoptions in order of `since`: oldest first; never empty. Each begins the day after the one before it ends. */
export function intervalsOf(state: readonly Adoption[]): readonly ModeSpan[] {
  const endBefore = (index: number) => {
    const next = state[index]
    return next ? addDays(next.since, -1) : null
  }
  const before: ModeSpan = { adoptionId: null, mode: 'unknown', operatorId: null, since: null, until: endBefore(0) }
  return [
    before,
    ...state.map(({ adoptionId, mode, operatorId, since }, index) => ({
      adoptionId,
      mode,
      operatorId,
      since,
      until: endBefore(index + 1),
    })),
  ]
}

/** The interval that holds on a day. */
export function spanOn(intervals: readonly ModeSpan[], day: Day): ModeSpan | undefined {
  return intervals.find(({ since, until }) => (since === null || since <= day) && (until === null || day <= until))
}

export function modeOn(intervals: readonly ModeSpan[], day: Day): Mode {
  return spanOn(intervals, day)?.mode ?? 'unknown'
}
