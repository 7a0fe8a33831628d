/**
 * 交接: from one operator of a compound to the next, from the reason to the check afterwards. In the stream
 * `management-<compoundId>`, so that taking over and the new mode are one append and one transition is open at a time.
 */
import { Day, type EventOf, event, Fen, Id, Prose, Sha256 } from '@changxin/shared/kernel'
import { z } from 'zod'
import { Ground, Mode } from '../events.ts'
import { HandoverKey } from './handover-items.ts'

export const MAX_FILES = 20
export const Files = z.array(Sha256).max(MAX_FILES)

/** `owners-decided`: opened by the result of a vote. */
export const TransitionReason = z.enum([
  'contract-ends',
  'owners-dismiss',
  'manager-leaves',
  'no-manager',
  'emergency',
  'owners-decided',
  'other',
])
export type TransitionReason = z.infer<typeof TransitionReason>

/** In their order; the manager's own notice may come before a decision. */
export const TransitionStep = z.enum(['reason', 'proposal', 'decision', 'notice', 'handover', 'take-over', 'check'])
export type TransitionStep = z.infer<typeof TransitionStep>
/** The others are what a transition is made of. */
export const SkippableStep = TransitionStep.extract(['proposal', 'decision', 'notice', 'handover', 'check'])
export type SkippableStep = z.infer<typeof SkippableStep>

/**
 * Who gives notice, and when: the owners (Civil Code art. 946), the manager before the contract ends (art. 947), either
 * after it ran out (art. 948), or as the contract says otherwise, which both articles let it.
 */
export const NoticeKind = z.enum(['dismissal', 'non-renewal', 'after-expiry', 'contract'])
export type NoticeKind = z.infer<typeof NoticeKind>

export const ItemState = z.enum(['handed-over', 'missing', 'refused', 'not-applicable'])
export type ItemState = z.infer<typeof ItemState>
/** What became of personal data (PIPL art. 21). */
export const DataHow = z.enum(['returned', 'deleted'])
export type DataHow = z.infer<typeof DataHow>
export const HandoverItem = z.strictObject({
  key: HandoverKey,
  state: ItemState,
  count: z.int().min(0).max(1_000_000).nullable().default(null),
  /** Of prepaid, unpaid and deposited money, and of the common income; that one may be negative. */
  amountFen: Fen.nullable().default(null),
  how: DataHow.nullable().default(null),
  note: Prose(500).nullable().default(null),
  files: Files.default([]),
})
export type HandoverItem = z.infer<typeof HandoverItem>

export const Side = z.enum(['old', 'new'])
export type Side = z.infer<typeof Side>
export const DecisionRef = z.strictObject({ decisionId: Id, itemId: Id })
export type DecisionRef = z.infer<typeof DecisionRef>

const Of = { transitionId: Id, compoundId: Id }
const Manager = { mode: Mode, operatorId: Id.nullable() }

export const TransitionOpened = event(
  'TransitionOpened',
  z.object({
    ...Of,
    reason: TransitionReason,
    text: Prose(1_000).nullable(),
    files: Files,
    /** What is to end; null = nothing was ever recorded. */
    fromAdoptionId: Id.nullable(),
    fromMode: Mode,
    fromOperatorId: Id.nullable(),
  }),
)
export const TransitionProposed = event(
  'TransitionProposed',
  z.object({ ...Of, ...Manager, /** When it is meant to be taken over. */ plannedOn: Day.nullable() }),
)
export const TransitionDecided = event(
  'TransitionDecided',
  z.object({
    ...Of,
    ...Manager,
    ground: Ground,
    decidedOn: Day,
    /** The vote that it rests on, where it came by the result of one. */
    decision: DecisionRef.nullable(),
    /** Last day of a subdistrict's order for emergency service, inclusive. */
    until: Day.nullable(),
  }),
)
/** The owners chose the manager that they have: nothing is handed over, and what was open ends. */
export const ManagerConfirmed = event(
  'ManagerConfirmed',
  z.object({ compoundId: Id, ...Manager, decision: DecisionRef, decidedOn: Day }),
)
export const NoticeGiven = event(
  'NoticeGiven',
  z.object({
    ...Of,
    kind: NoticeKind,
    givenOn: Day,
    days: z.int().min(0).max(366),
    /** The setting that the days are from; null where the contract says them. */
    ruleId: z.string().nullable(),
    /** Not taken over before this day. */
    earliestOn: Day,
    text: Prose(500).nullable(),
    files: Files,
  }),
)
/** 承接查验: what was found of each thing; a later entry takes the place of an earlier one and voids what was signed. */
export const HandoverRecorded = event(
  'HandoverRecorded',
  z.object({ ...Of, items: z.array(HandoverItem).min(1).max(HandoverKey.options.length) }),
)
export const HandoverSigned = event(
  'HandoverSigned',
  z.object({ ...Of, side: Side, signedOn: Day, /** The signed and stamped paper. */ files: Files }),
)
export const TransitionStepSkipped = event(
  'TransitionStepSkipped',
  z.object({ ...Of, step: SkippableStep, ground: Prose(500), files: Files }),
)
/** Beside the `ModeAdopted` of the same append: the old operator served until the day before. */
export const ManagementTakenOver = event(
  'ManagementTakenOver',
  z.object({
    ...Of,
    adoptionId: Id,
    on: Day,
    fromOperatorId: Id.nullable(),
    ...Manager,
    decision: DecisionRef.nullable(),
    until: Day.nullable(),
    checkDueOn: Day,
  }),
)
export const TransitionChecked = event(
  'TransitionChecked',
  z.object({
    ...Of,
    checkedOn: Day,
    result: z.enum(['in-order', 'matters-open']),
    text: Prose(1_000),
    files: Files,
  }),
)
export const TransitionCancelled = event(
  'TransitionCancelled',
  z.object({
    ...Of,
    reason: Prose(500).nullable(),
    /** The owners chose whom they have. */ decision: DecisionRef.nullable(),
  }),
)
/** By the timer, once for each day that was set: taking over, or the check, did not happen by then. */
export const TransitionStepOverdue = event(
  'TransitionStepOverdue',
  z.object({ ...Of, step: TransitionStep.extract(['take-over', 'check']), dueOn: Day }),
)
/** By the timer, before an order for emergency service ends and nothing follows it yet. */
export const EmergencyOrderEnding = event(
  'EmergencyOrderEnding',
  z.object({ compoundId: Id, adoptionId: Id, until: Day }),
)
/** By the timer, beside a `ModeAdopted` of `none`: nothing followed the order, and nobody may go on under it. */
export const EmergencyOrderEnded = event(
  'EmergencyOrderEnded',
  z.object({
    compoundId: Id,
    /** Of the order. */
    orderId: Id,
    adoptionId: Id,
    on: Day,
    fromOperatorId: Id.nullable(),
  }),
)

export const transitionEvents = [
  TransitionOpened,
  TransitionProposed,
  TransitionDecided,
  ManagerConfirmed,
  NoticeGiven,
  HandoverRecorded,
  HandoverSigned,
  TransitionStepSkipped,
  ManagementTakenOver,
  TransitionChecked,
  TransitionCancelled,
  TransitionStepOverdue,
  EmergencyOrderEnding,
  EmergencyOrderEnded,
] as const
export type TransitionEvent = EventOf<typeof transitionEvents>
