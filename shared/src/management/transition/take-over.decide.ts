/** Taking over: one append ends the old operator's time the day before, and begins the new one's. */
import { addDays } from '@changxin/shared/kernel'
import { ModeAdopted } from '../events.ts'
import type { ManagementEvent } from '../management.decider.ts'
import type { Adoption } from '../mode-history.ts'
import type { TakeOver, TransitionFacts } from './commands.ts'
import { reject } from './errors.ts'
import { ManagementTakenOver } from './events.ts'
import { refusalOf, stepFirst } from './guards.ts'
import { requireOrderFollowed } from './order.decide.ts'
import { transitionRuleOn } from './rules.ts'
import type { WholeState } from './transition.decider.ts'
import { type Transition, targetOf } from './transition.state.ts'

/** Both sides have signed and the day is set: so many days before it. */
export const TAKE_OVER_AHEAD_DAYS = 7

type Events = readonly ManagementEvent[]

export function takeOver(
  command: TakeOver,
  current: Transition,
  { adoptions, transition }: WholeState,
  facts: TransitionFacts,
): Events {
  const { compoundId, adoptionId, on, today } = command
  const refusal = refusalOf('take-over', transition, on)
  if (refusal) throw refusal
  const { transitionId, from, decided } = current
  const target = targetOf(current)
  if (!target) throw stepFirst('decision')
  requireDayOfTakeOver(command, current, adoptions)
  requireOrderFollowed(transition, on, 'on')
  const { mode, operatorId } = target
  const ground = decided?.ground ?? { kind: 'other' as const, text: lineOf(current.skipped.decision), file: null }
  const rule = transitionRuleOn(facts.rules ?? [], 'check-after', today)
  return [
    ModeAdopted({ adoptionId, compoundId, mode, since: on, operatorId, ground }),
    ManagementTakenOver({
      transitionId,
      compoundId,
      adoptionId,
      on,
      fromOperatorId: from.operatorId,
      mode,
      operatorId,
      decision: decided?.decision ?? null,
      until: decided?.until ?? null,
      checkDueOn: addDays(on, rule.length),
    }),
  ]
}

const MAX_LINE = 300
/** The ground of a skipped decision as the one line that a mode rests on. */
function lineOf(ground = ''): string {
  return [...ground.replace(/\s+/g, ' ').trim()].slice(0, MAX_LINE).join('')
}

function requireDayOfTakeOver({ on, today }: TakeOver, current: Transition, adoptions: readonly Adoption[]): void {
  const latest = addDays(today, TAKE_OVER_AHEAD_DAYS)
  if (on > latest) throw reject('take-over-too-far-ahead', { field: 'on', limitDays: TAKE_OVER_AHEAD_DAYS, latest })
  const until = current.decided?.until ?? null
  if (until !== null && on > until) throw reject('transition-order-over', { field: 'on', until })
  const last = adoptions.at(-1)
  if (last && on <= last.since) throw reject('take-over-before-last', { field: 'on', lastSince: last.since })
}
