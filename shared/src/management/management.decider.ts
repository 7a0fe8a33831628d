/** The mode of a compound since when: each adoption ends the one before, so the history has no gap and no overlap. */
import { addDays, type Day, type Decider } from '@changxin/shared/kernel'
import { reject } from './errors.ts'
import { type Ground, type Mode, ModeAdopted, type ModeEvent, modeEvents } from './events.ts'
import type { Adoption } from './mode-history.ts'
import { checkOperator } from './operator-fits.ts'
import type { TransitionCommand, TransitionFacts } from './transition/commands.ts'
import { transitionErrors } from './transition/errors.ts'
import { type TransitionEvent, transitionEvents } from './transition/events.ts'
import { requireOrderFollowed } from './transition/order.decide.ts'
import { decideTransition, type WholeState } from './transition/transition.decider.ts'
import { evolveTransition, noTransition } from './transition/transition.state.ts'

export { checkOperator } from './operator-fits.ts'

/** A mode may be recorded so far ahead: a year of notice is the longest that contracts ask for. */
export const MAX_DAYS_AHEAD = 366

export type AdoptMode = {
  readonly type: 'AdoptMode'
  readonly adoptionId: string
  readonly compoundId: string
  readonly mode: Mode
  readonly since: Day
  readonly operatorId: string | null
  readonly ground: Ground
  readonly today: Day
}
export type ManagementCommand = AdoptMode | TransitionCommand

/** Everything in `management-<compoundId>`. */
export const managementStreamEvents = [...modeEvents, ...transitionEvents] as const
export type ManagementEvent = ModeEvent | TransitionEvent

export type ManagementFacts = TransitionFacts
export type ManagementState = WholeState

export const managementDecider: Decider<
  ManagementCommand,
  ManagementEvent,
  ManagementState,
  ManagementFacts | undefined
> = {
  initial: { adoptions: [], transition: noTransition },
  evolve(state, event) {
    if (event.type !== 'ModeAdopted') return { ...state, transition: evolveTransition(state.transition, event) }
    // Whatever follows an order for emergency service has followed it.
    const transition = state.transition.order ? { ...state.transition, order: null } : state.transition
    return { adoptions: [...state.adoptions, event.data], transition }
  },
  decide(command, state, facts = {}) {
    return command.type === 'AdoptMode' ? adopt(command, state, facts) : decideTransition(command, state, facts)
  },
}

function adopt(command: AdoptMode, { adoptions, transition }: ManagementState, facts: ManagementFacts) {
  const { adoptionId, compoundId, mode, since, operatorId, ground, today } = command
  const last: Adoption | undefined = adoptions.at(-1)
  if (last && last.since === since && last.mode === mode && last.operatorId === operatorId) return []
  // Who is to manage the compound is being settled, step by step: nobody adopts a mode past that.
  if (transition.open) throw transitionErrors.reject('transition-open')
  if (last && since <= last.since) throw reject('mode-overlaps', { lastSince: last.since })
  const latest = addDays(today, MAX_DAYS_AHEAD)
  if (since > latest) throw reject('mode-too-far-ahead', { since, latest, limitDays: MAX_DAYS_AHEAD })
  requireOrderFollowed(transition, since, 'since')
  checkOperator(mode, operatorId, facts)
  return [ModeAdopted({ adoptionId, compoundId, mode, since, operatorId, ground })]
}
