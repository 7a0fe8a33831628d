/** A transition as its events tell it, and what it leaves to be done afterwards. */
import { type Day, type Id, unreachable } from '@changxin/shared/kernel'
import type { Ground, Mode } from '../events.ts'
import type {
  DecisionRef,
  HandoverItem,
  NoticeKind,
  Side,
  SkippableStep,
  TransitionEvent,
  TransitionReason,
} from './events.ts'
import { HandoverKey } from './handover-items.ts'

interface Manager {
  readonly mode: Mode
  readonly operatorId: Id | null
}
export interface Decided extends Manager {
  readonly ground: Ground
  readonly decidedOn: Day
  readonly decision: DecisionRef | null
  readonly until: Day | null
}
export interface Transition {
  readonly transitionId: Id
  readonly reason: TransitionReason
  readonly from: Manager & { readonly adoptionId: Id | null }
  readonly proposal: (Manager & { readonly plannedOn: Day | null }) | null
  readonly decided: Decided | null
  readonly notice: {
    readonly kind: NoticeKind
    readonly givenOn: Day
    readonly days: number
    readonly earliestOn: Day
  } | null
  readonly items: Readonly<Partial<Record<HandoverKey, HandoverItem>>>
  readonly signed: Readonly<Record<Side, Day | null>>
  /** The ground of each. */
  readonly skipped: Readonly<Partial<Record<SkippableStep, string>>>
  readonly overdueFor: readonly Day[]
}
/** Taken over, and not yet looked at again. */
export interface Unchecked {
  readonly transitionId: Id
  readonly on: Day
  readonly dueOn: Day
  readonly isOverdue: boolean
}
/** A subdistrict's order for emergency service that nothing follows yet. */
export interface EmergencyOrder {
  readonly adoptionId: Id
  readonly until: Day
  readonly isWarned: boolean
}
export interface TransitionState {
  /** The one that is open: not taken over, not cancelled. */
  readonly open: Transition | null
  /** Oldest first. */
  readonly unchecked: readonly Unchecked[]
  readonly order: EmergencyOrder | null
  /** Votes that had their effect here. */
  readonly heard: readonly string[]
}
export const noTransition: TransitionState = { open: null, unchecked: [], order: null, heard: [] }

export const refKey = ({ decisionId, itemId }: DecisionRef) => `${decisionId} ${itemId}`

export function evolveTransition(state: TransitionState, event: TransitionEvent): TransitionState {
  switch (event.type) {
    case 'TransitionOpened':
      return { ...state, open: opened(event.data) }
    case 'ManagerConfirmed':
      return { ...state, heard: [...state.heard, refKey(event.data.decision)] }
    case 'ManagementTakenOver': {
      const { transitionId, on, checkDueOn, adoptionId, until } = event.data
      const waiting = { transitionId, on, dueOn: checkDueOn, isOverdue: false }
      const order = until === null ? null : { adoptionId, until, isWarned: false }
      return { ...state, open: null, unchecked: [...state.unchecked, waiting], order }
    }
    case 'TransitionCancelled':
      return { ...state, open: null }
    case 'TransitionChecked':
      return { ...state, unchecked: state.unchecked.filter((one) => one.transitionId !== event.data.transitionId) }
    case 'EmergencyOrderEnding':
      return { ...state, order: state.order && { ...state.order, isWarned: true } }
    case 'EmergencyOrderEnded':
      return { ...state, order: null }
    case 'TransitionStepOverdue':
      return event.data.step === 'check'
        ? { ...state, unchecked: late(state, event.data.transitionId) }
        : onOpen(state, event)
    case 'TransitionStepSkipped':
      return event.data.step === 'check'
        ? { ...state, unchecked: state.unchecked.filter((one) => one.transitionId !== event.data.transitionId) }
        : onOpen(state, event)
    case 'TransitionDecided': {
      const { decision } = event.data
      const heard = decision ? [...state.heard, refKey(decision)] : state.heard
      return { ...onOpen(state, event), heard }
    }
    default:
      return onOpen(state, event)
  }
}

const late = ({ unchecked }: TransitionState, transitionId: Id) =>
  unchecked.map((one) => (one.transitionId === transitionId ? { ...one, isOverdue: true } : one))

function opened(data: Extract<TransitionEvent, { type: 'TransitionOpened' }>['data']): Transition {
  const { transitionId, reason, fromAdoptionId: adoptionId, fromMode: mode, fromOperatorId: operatorId } = data
  return {
    transitionId,
    reason,
    from: { adoptionId, mode, operatorId },
    proposal: null,
    decided: null,
    notice: null,
    items: {},
    signed: { old: null, new: null },
    skipped: {},
    overdueFor: [],
  }
}

type Within = Extract<
  TransitionEvent,
  {
    type:
      | 'TransitionProposed'
      | 'TransitionDecided'
      | 'NoticeGiven'
      | 'HandoverRecorded'
      | 'HandoverSigned'
      | 'TransitionStepSkipped'
      | 'TransitionStepOverdue'
  }
>

function onOpen(state: TransitionState, event: Within): TransitionState {
  return state.open ? { ...state, open: within(state.open, event) } : state
}

function within(open: Transition, event: Within): Transition {
  switch (event.type) {
    case 'TransitionProposed': {
      const { mode, operatorId, plannedOn } = event.data
      return newSideOf(open, { ...open, proposal: { mode, operatorId, plannedOn } })
    }
    case 'TransitionDecided': {
      const { mode, operatorId, ground, decidedOn, decision, until } = event.data
      return newSideOf(open, { ...open, decided: { mode, operatorId, ground, decidedOn, decision, until } })
    }
    case 'NoticeGiven': {
      const { kind, givenOn, days, earliestOn } = event.data
      return { ...open, notice: { kind, givenOn, days, earliestOn } }
    }
    case 'HandoverRecorded': {
      const items = { ...open.items }
      for (const item of event.data.items) items[item.key] = item
      return { ...open, items, signed: { old: null, new: null } }
    }
    case 'HandoverSigned':
      return { ...open, signed: { ...open.signed, [event.data.side]: event.data.signedOn } }
    case 'TransitionStepSkipped':
      return { ...open, skipped: { ...open.skipped, [event.data.step]: event.data.ground } }
    case 'TransitionStepOverdue':
      return { ...open, overdueFor: [...open.overdueFor, event.data.dueOn] }
    default:
      return unreachable(event)
  }
}

/** Whom it goes to: as decided, else as proposed where the decision was skipped. */
export const targetOf = ({ decided, proposal }: Pick<Transition, 'decided' | 'proposal'>) => decided ?? proposal

/** What the one before has signed as the new side is not signed by another. */
function newSideOf(before: Transition, after: Transition): Transition {
  const [was, is] = [targetOf(before), targetOf(after)]
  const isSame = was?.mode === is?.mode && was?.operatorId === is?.operatorId
  return isSame ? after : { ...after, signed: { ...after.signed, new: null } }
}

/** What of the list nobody has recorded. */
export function missingItems({ items }: Pick<Transition, 'items'>): readonly HandoverKey[] {
  return HandoverKey.options.filter((key) => items[key] === undefined)
}

/** When it should be taken over: as planned, and not before the notice has run; null while no day is known. */
export function takeOverDueOn({ proposal, notice }: Pick<Transition, 'proposal' | 'notice'>): Day | null {
  const days = [proposal?.plannedOn, notice?.earliestOn].filter((day): day is Day => typeof day === 'string')
  return days.sort().at(-1) ?? null
}
