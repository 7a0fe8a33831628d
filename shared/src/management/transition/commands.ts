/** What can be asked of a transition. Ids and days come with the command: a decider makes neither. */
import type { Day, Id } from '@changxin/shared/kernel'
import type { Ground, Mode } from '../events.ts'
import type { DecisionRef, HandoverItem, NoticeKind, Side, SkippableStep, TransitionReason } from './events.ts'
import type { TransitionRule } from './rules.ts'

type Asked<Type extends string, Details = unknown> = Readonly<{ type: Type; compoundId: Id; today: Day } & Details>
interface Manager {
  readonly mode: Mode
  readonly operatorId: Id | null
}

export type OpenTransition = Asked<
  'OpenTransition',
  {
    transitionId: Id
    reason: TransitionReason
    text: string | null
    files: readonly string[]
    proposal: Proposal | null
  }
>
export interface Proposal extends Manager {
  readonly plannedOn: Day | null
}
/** Within the open one: what was only a reason gets its proposal, or another one. */
export type ProposeManager = Asked<'ProposeManager', { proposal: Proposal }>
export type DecideTransition = Asked<
  'DecideTransition',
  Manager & { ground: Ground; decidedOn: Day; until: Day | null }
>
/** From a process: the owners chose in a vote. */
export type HearChoice = Asked<
  'HearChoice',
  Manager & { transitionId: Id; decision: DecisionRef; decidedOn: Day; ground: Ground }
>
export type GiveNotice = Asked<
  'GiveNotice',
  { kind: NoticeKind; givenOn: Day; days: number | null; text: string | null; files: readonly string[] }
>
export type RecordHandover = Asked<'RecordHandover', { items: readonly HandoverItem[] }>
export type SignHandover = Asked<'SignHandover', { side: Side; signedOn: Day; files: readonly string[] }>
export type SkipStep = Asked<'SkipStep', { step: SkippableStep; ground: string; files: readonly string[] }>
export type TakeOver = Asked<'TakeOver', { adoptionId: Id; on: Day }>
export type CheckTransition = Asked<
  'CheckTransition',
  { checkedOn: Day; result: 'in-order' | 'matters-open'; text: string; files: readonly string[] }
>
export type CancelTransition = Asked<'CancelTransition', { reason: string }>
/** From the timer. */
export type MissTransitionStep = Asked<
  'MissTransitionStep',
  { step: 'take-over' | 'check'; transitionId: Id; dueOn: Day }
>
export type WarnOrder = Asked<'WarnOrder', { orderId: Id }>
export type EndOrder = Asked<'EndOrder', { orderId: Id; adoptionId: Id }>

export type TransitionCommand =
  | OpenTransition
  | ProposeManager
  | DecideTransition
  | HearChoice
  | GiveNotice
  | RecordHandover
  | SignHandover
  | SkipStep
  | TakeOver
  | CheckTransition
  | CancelTransition
  | MissTransitionStep
  | WarnOrder
  | EndOrder

/** What was not read counts as not there. */
export interface TransitionFacts {
  /** Of the operator that the command names. */
  readonly operator?: { readonly kind: Mode } | null
  readonly rules?: readonly TransitionRule[]
}
