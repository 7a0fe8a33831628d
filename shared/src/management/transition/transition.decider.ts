/** What may happen in a transition. `[]` = already so; each refusal says what to do instead. */
import { addDays, type Day, type Rejected, unreachable } from '@changxin/shared/kernel'
import type { ManagementEvent } from '../management.decider.ts'
import type { Adoption } from '../mode-history.ts'
import { checkOperator } from '../operator-fits.ts'
import type {
  CancelTransition,
  CheckTransition,
  DecideTransition,
  GiveNotice,
  HearChoice,
  MissTransitionStep,
  OpenTransition,
  Proposal,
  ProposeManager,
  SkipStep,
  TransitionCommand,
  TransitionFacts,
} from './commands.ts'
import { reject } from './errors.ts'
import {
  ManagerConfirmed,
  NoticeGiven,
  TransitionCancelled,
  TransitionChecked,
  TransitionDecided,
  TransitionOpened,
  TransitionProposed,
  TransitionStepOverdue,
  TransitionStepSkipped,
} from './events.ts'
import { presentOf, requirePossible, stepFirst, stepStatus } from './guards.ts'
import { recordHandover, signHandover } from './handover.decide.ts'
import { endOrder, latestEndOf, warnOrder } from './order.decide.ts'
import { transitionRuleOn } from './rules.ts'
import { takeOver } from './take-over.decide.ts'
import { refKey, type Transition, type TransitionState, takeOverDueOn } from './transition.state.ts'
import { transitionStepWords } from './words.ts'

type Events = readonly ManagementEvent[]
export interface WholeState {
  readonly adoptions: readonly Adoption[]
  readonly transition: TransitionState
}

export function decideTransition(command: TransitionCommand, state: WholeState, facts: TransitionFacts): Events {
  const { transition } = state
  switch (command.type) {
    case 'OpenTransition':
      return open(command, state, facts)
    case 'HearChoice':
      return hear(command, state, facts)
    case 'CheckTransition':
      return check(command, transition)
    case 'SkipStep':
      return skip(command, transition)
    case 'MissTransitionStep':
      return miss(command, transition)
    case 'WarnOrder':
      return warnOrder(command, state)
    case 'EndOrder':
      return endOrder(command, state)
    default:
      return inOpen(command, requireOpen(transition), state, facts)
  }
}

type InOpen = Exclude<
  TransitionCommand,
  {
    type:
      | 'OpenTransition'
      | 'HearChoice'
      | 'CheckTransition'
      | 'SkipStep'
      | 'MissTransitionStep'
      | 'WarnOrder'
      | 'EndOrder'
  }
>

function inOpen(command: InOpen, current: Transition, state: WholeState, facts: TransitionFacts): Events {
  switch (command.type) {
    case 'ProposeManager':
      return propose(command, current, state, facts)
    case 'DecideTransition':
      return decide(command, current, facts)
    case 'GiveNotice':
      return giveNotice(command, current, state, facts)
    case 'RecordHandover':
      return recordHandover(command, current, state.transition)
    case 'SignHandover':
      return signHandover(command, current, state.transition)
    case 'TakeOver':
      return takeOver(command, current, state, facts)
    case 'CancelTransition':
      return cancel(command, current)
    default:
      return unreachable(command)
  }
}

function requireOpen({ open: current }: TransitionState): Transition {
  if (!current) throw reject('transition-none-open')
  return current
}

export function requireNotAhead(day: Day, today: Day, field: string): void {
  if (day > today) throw reject('transition-day-ahead', { field, day })
}

function requireChange(proposal: Pick<Proposal, 'mode' | 'operatorId'>, from: Transition['from']): void {
  if (proposal.mode === from.mode && proposal.operatorId === from.operatorId)
    throw reject('transition-changes-nothing', { field: 'mode' })
}

function open(command: OpenTransition, { adoptions, transition }: WholeState, facts: TransitionFacts): Events {
  const { transitionId, compoundId, reason, text, files, proposal } = command
  if (transition.open?.transitionId === transitionId) return []
  if (transition.open) throw reject('transition-open')
  const from = presentOf(adoptions)
  const { adoptionId: fromAdoptionId, mode: fromMode, operatorId: fromOperatorId } = from
  const of = { transitionId, compoundId }
  const opened = TransitionOpened({ ...of, reason, text, files: [...files], fromAdoptionId, fromMode, fromOperatorId })
  if (!proposal) return [opened]
  checkOperator(proposal.mode, proposal.operatorId, facts)
  requireChange(proposal, from)
  return [opened, TransitionProposed({ ...of, ...proposal })]
}

function propose(
  { proposal, compoundId, today }: ProposeManager,
  current: Transition,
  state: WholeState,
  facts: TransitionFacts,
) {
  requirePossible('propose', state.transition, today)
  const { transitionId, proposal: was } = current
  const isSame =
    was?.mode === proposal.mode && was.operatorId === proposal.operatorId && was.plannedOn === proposal.plannedOn
  if (isSame) return []
  checkOperator(proposal.mode, proposal.operatorId, facts)
  requireChange(proposal, current.from)
  return [TransitionProposed({ transitionId, compoundId, ...proposal })]
}

function decide(command: DecideTransition, current: Transition, facts: TransitionFacts): Events {
  const { compoundId, mode, operatorId, ground, decidedOn, until, today } = command
  const { transitionId, decided, from } = current
  const isSame = decided?.mode === mode && decided.operatorId === operatorId && decided.decidedOn === decidedOn
  if (isSame && decided.ground.text === ground.text && decided.until === until) return []
  if (decided?.decision) throw reject('transition-decided-by-owners')
  if (stepStatus(current, 'proposal') === 'open') throw stepFirst('proposal')
  requireNotAhead(decidedOn, today, 'decidedOn')
  checkOperator(mode, operatorId, facts)
  requireChange({ mode, operatorId }, from)
  requireEnd(command, facts)
  return [TransitionDecided({ transitionId, compoundId, mode, operatorId, ground, decidedOn, decision: null, until })]
}

function requireEnd({ ground, decidedOn, until }: DecideTransition, facts: TransitionFacts): void {
  if (ground.kind !== 'subdistrict-order') {
    if (until !== null) throw reject('transition-end-without-order', { field: 'until' })
    return
  }
  if (until === null) throw reject('transition-order-needs-end', { field: 'until' })
  const rule = transitionRuleOn(facts.rules ?? [], 'emergency-months', decidedOn)
  const latest = latestEndOf(decidedOn, rule.length)
  if (until < decidedOn || until > latest)
    throw reject('transition-order-too-long', { field: 'until', months: rule.length, latest, source: rule.source })
}

/** The owners' choice has its effect once: it opens a transition, is the decision of the open one, or ends that. */
function hear(command: HearChoice, { adoptions, transition }: WholeState, facts: TransitionFacts): Events {
  const { transitionId, compoundId, mode, operatorId, decision, decidedOn, ground } = command
  if (transition.heard.includes(refKey(decision))) return []
  checkOperator(mode, operatorId, facts)
  const present = presentOf(adoptions)
  if (present.mode === mode && present.operatorId === operatorId) {
    const confirmed = ManagerConfirmed({ compoundId, mode, operatorId, decision, decidedOn })
    const current = transition.open
    if (!current) return [confirmed]
    return [confirmed, TransitionCancelled({ transitionId: current.transitionId, compoundId, reason: null, decision })]
  }
  const of = { transitionId: transition.open?.transitionId ?? transitionId, compoundId }
  const decided = TransitionDecided({ ...of, mode, operatorId, ground, decidedOn, decision, until: null })
  if (transition.open) return [decided]
  const { adoptionId: fromAdoptionId, mode: fromMode, operatorId: fromOperatorId } = present
  return [
    TransitionOpened({
      ...of,
      reason: 'owners-decided',
      text: null,
      files: [],
      fromAdoptionId,
      fromMode,
      fromOperatorId,
    }),
    TransitionProposed({ ...of, mode, operatorId, plannedOn: null }),
    decided,
  ]
}

/** The manager's own notice needs no decision; the owners' does (Civil Code art. 946), and so does one by contract. */
function giveNotice(
  command: GiveNotice,
  current: Transition,
  { transition }: WholeState,
  facts: TransitionFacts,
): Events {
  const { compoundId, kind, givenOn, text, files, today } = command
  requirePossible('notice', transition, today)
  const { transitionId, notice } = current
  if (kind === 'dismissal' && stepStatus(current, 'decision') === 'open') throw stepFirst('decision')
  requireNotAhead(givenOn, today, 'givenOn')
  const { days, ruleId } = lengthOf(command, facts)
  const earliestOn = addDays(givenOn, days)
  if (notice?.kind === kind && notice.givenOn === givenOn && notice.days === days) return []
  return [NoticeGiven({ transitionId, compoundId, kind, givenOn, days, ruleId, earliestOn, text, files: [...files] })]
}

function lengthOf({ kind, days, text, givenOn }: GiveNotice, { rules = [] }: TransitionFacts) {
  if (kind !== 'contract') {
    const rule = transitionRuleOn(rules, `notice-${kind}`, givenOn)
    return { days: rule.length, ruleId: rule.ruleId }
  }
  if (days === null || !text?.trim()) throw reject('notice-needs-contract', { field: days === null ? 'days' : 'text' })
  return { days, ruleId: null }
}

function skip({ compoundId, step, ground, files }: SkipStep, state: TransitionState): Events {
  const skipped = (transitionId: string) => [
    TransitionStepSkipped({ transitionId, compoundId, step, ground, files: [...files] }),
  ]
  if (step === 'check') {
    const [first] = state.unchecked
    if (!first) throw reject('check-none-due')
    return skipped(first.transitionId)
  }
  const current = requireOpen(state)
  const status = stepStatus(current, step)
  if (status === 'skipped') return []
  // A notice that was given too late for what both agreed on is kept, and what is left of it skipped.
  if (status === 'done' && step !== 'notice') throw stepDone(step)
  if (step === 'notice' && current.skipped.notice !== undefined) return []
  if (status === 'not-applicable') throw reject('transition-nobody-to-notify')
  return skipped(current.transitionId)
}

function stepDone(step: SkipStep['step']): Rejected {
  const { zh, en } = transitionStepWords[step]
  return reject('transition-step-done', { step, stepZh: zh, stepEn: en })
}

function check(command: CheckTransition, state: TransitionState): Events {
  const { compoundId, checkedOn, result, text, files, today } = command
  requirePossible('check', state, today)
  const [first] = state.unchecked
  if (!first) throw reject('check-none-due')
  requireNotAhead(checkedOn, today, 'checkedOn')
  if (checkedOn < first.dueOn) throw reject('check-too-early', { field: 'checkedOn', dueOn: first.dueOn })
  const { transitionId } = first
  return [TransitionChecked({ transitionId, compoundId, checkedOn, result, text, files: [...files] })]
}

function cancel({ compoundId, reason }: CancelTransition, { transitionId }: Transition): Events {
  return [TransitionCancelled({ transitionId, compoundId, reason, decision: null })]
}

/** Nothing when it happened meanwhile, the day was set anew, or this was said before. */
function miss({ compoundId, step, transitionId, dueOn, today }: MissTransitionStep, state: TransitionState): Events {
  if (today <= dueOn) return []
  const said = [TransitionStepOverdue({ transitionId, compoundId, step, dueOn })]
  if (step === 'check') {
    const waiting = state.unchecked.find((one) => one.transitionId === transitionId)
    return waiting && !waiting.isOverdue && waiting.dueOn === dueOn ? said : []
  }
  const current = state.open
  if (current?.transitionId !== transitionId) return []
  return takeOverDueOn(current) === dueOn && !current.overdueFor.includes(dueOn) ? said : []
}
