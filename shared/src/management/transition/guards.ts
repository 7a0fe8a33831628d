/** What of a transition is possible now, and why the rest is not: for decider and buttons alike. */
import type { Day, Rejected } from '@changxin/shared/kernel'
import type { Adoption } from '../mode-history.ts'
import { reject } from './errors.ts'
import type { SkippableStep } from './events.ts'
import { handoverRows } from './handover-items.ts'
import { missingItems, type Transition, type TransitionState, targetOf } from './transition.state.ts'
import { transitionStepWords } from './words.ts'

/** Named as their routes are. */
export const TRANSITION_ACTIONS = [
  'propose',
  'decide',
  'notice',
  'handover',
  'sign-handover',
  'take-over',
  'skip-step',
  'check',
  'cancel-transition',
] as const
export type TransitionAction = (typeof TRANSITION_ACTIONS)[number]

/** Nobody is there to be given notice, or to hand over. */
export const hasOldOperator = ({ from }: Pick<Transition, 'from'>) => from.operatorId !== null

export type StepStatus = 'done' | 'skipped' | 'not-applicable' | 'open'

/** Of the steps before taking over; skipping is only said where nothing was done. */
export function stepStatus(transition: Transition, step: Exclude<SkippableStep, 'check'>): StepStatus {
  const isDone = {
    proposal: transition.proposal !== null || transition.decided !== null,
    decision: transition.decided !== null,
    notice: transition.notice !== null,
    handover: transition.signed.old !== null && transition.signed.new !== null,
  }[step]
  if (isDone) return 'done'
  if (transition.skipped[step] !== undefined) return 'skipped'
  const isNobodys = (step === 'notice' || step === 'handover') && !hasOldOperator(transition)
  return isNobodys ? 'not-applicable' : 'open'
}

export const stepFirst = (step: SkippableStep): Rejected =>
  reject('transition-step-before', { step, stepZh: transitionStepWords[step].zh, stepEn: transitionStepWords[step].en })

const BEFORE_TAKE_OVER = ['proposal', 'decision', 'notice', 'handover'] as const

function takeOverGuard(open: Transition, today: Day): Rejected | null {
  const first = BEFORE_TAKE_OVER.find((step) => stepStatus(open, step) === 'open')
  if (first) return stepFirst(first)
  const target = targetOf(open)
  if (!target) return stepFirst('decision')
  const earliestOn = earliestTakeOver(open)
  return earliestOn !== null && today < earliestOn ? reject('take-over-too-early', { field: 'on', earliestOn }) : null
}

/** The day on which the notice has run; null where none was given, or it was skipped. */
export function earliestTakeOver({ notice, skipped }: Transition): Day | null {
  return skipped.notice === undefined ? (notice?.earliestOn ?? null) : null
}

function signGuard(open: Transition): Rejected | null {
  if (stepStatus(open, 'handover') === 'done') return reject('handover-signed')
  const missing = missingItems(open)
  if (missing.length === 0) return null
  return reject('handover-incomplete', {
    count: missing.length,
    missing: [...missing],
    missingZh: missing.map((key) => handoverRows[key].words.zh),
    missingEn: missing.map((key) => handoverRows[key].words.en),
  })
}

type OpenAction = Exclude<TransitionAction, 'check' | 'skip-step'>

function openGuard(action: OpenAction, open: Transition, today: Day): Rejected | null {
  switch (action) {
    case 'propose':
      return open.decided ? reject('transition-decided') : null
    case 'notice':
      return hasOldOperator(open) ? null : reject('transition-nobody-to-notify')
    case 'handover':
      return stepStatus(open, 'handover') === 'done' ? reject('handover-signed') : null
    case 'sign-handover':
      return signGuard(open)
    case 'take-over':
      return takeOverGuard(open, today)
    default:
      return null
  }
}

/** Null = possible. What it is given may still be refused. */
export function refusalOf(action: TransitionAction, state: TransitionState, today: Day): Rejected | null {
  const { open, unchecked } = state
  if (action === 'check') {
    const [first] = unchecked
    if (!first) return reject('check-none-due')
    return today < first.dueOn ? reject('check-too-early', { dueOn: first.dueOn }) : null
  }
  if (action === 'skip-step') return open || unchecked.length > 0 ? null : reject('transition-none-open')
  if (open) return openGuard(action, open, today)
  return action === 'propose' ? null : reject('transition-none-open')
}

export function requirePossible(action: TransitionAction, state: TransitionState, today: Day): void {
  const refusal = refusalOf(action, state, today)
  if (refusal) throw refusal
}

/** What the compound has now: by the latest adoption, be it from tomorrow on. */
export function presentOf(adoptions: readonly Adoption[]) {
  const last = adoptions.at(-1)
  return {
    adoptionId: last?.adoptionId ?? null,
    mode: last?.mode ?? 'unknown',
    operatorId: last?.operatorId ?? null,
  } as const
}
