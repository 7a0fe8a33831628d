/** Routes of a transition: its steps as commands, its story with what is possible now, and the list for who oversees them. */
import {
  AsOfInput,
  commandRoute,
  Day,
  Id,
  Instant,
  PageInput,
  Prose,
  pageOf,
  queryRoute,
  Sha256,
} from '@changxin/shared/kernel'
import { z } from 'zod'
import { Ground, Mode } from '../events.ts'
import {
  DecisionRef,
  Files,
  HandoverItem,
  NoticeKind,
  Side,
  SkippableStep,
  TransitionReason,
  TransitionStep,
} from './events.ts'
import { TRANSITION_ACTIONS } from './guards.ts'
import { HandoverKey } from './handover-items.ts'
import { TransitionRule } from './rules.ts'

const Said = { at: Instant, by: z.string() }
const Manager = { mode: Mode, operatorId: Id.nullable(), operatorName: z.string().nullable() }

/** `not-applicable`: nobody was there to give notice to, or to hand over. `overdue`: the timer said so. */
export const StepView = z.object({
  step: TransitionStep,
  status: z.enum(['done', 'skipped', 'not-applicable', 'open', 'overdue']),
  at: Instant.nullable(),
  by: z.string().nullable(),
  /** Of a skipped step. */
  ground: z.string().nullable(),
  dueOn: Day.nullable(),
})
export type StepView = z.infer<typeof StepView>

export const TransitionStory = z.object({
  id: Id,
  /** `taken-over` waits for its check. */
  status: z.enum(['open', 'taken-over', 'checked', 'cancelled']),
  reason: z.object({ ...Said, kind: TransitionReason, text: z.string().nullable(), files: z.array(Sha256) }),
  from: z.object({ ...Manager, adoptionId: Id.nullable() }),
  proposal: z.object({ ...Said, ...Manager, plannedOn: Day.nullable() }).nullable(),
  decided: z
    .object({
      ...Said,
      ...Manager,
      ground: Ground,
      decidedOn: Day,
      decision: DecisionRef.nullable(),
      until: Day.nullable(),
    })
    .nullable(),
  notice: z
    .object({
      ...Said,
      kind: NoticeKind,
      givenOn: Day,
      days: z.int(),
      earliestOn: Day,
      text: z.string().nullable(),
      files: z.array(Sha256),
      /** Where the days are from; null = the contract. */
      rule: TransitionRule.nullable(),
    })
    .nullable(),
  items: z.array(HandoverItem.extend({ ...Said })),
  signed: z.array(z.object({ ...Said, side: Side, signedOn: Day, files: z.array(Sha256) })),
  skipped: z.array(z.object({ ...Said, step: SkippableStep, ground: z.string(), files: z.array(Sha256) })),
  takenOver: z
    .object({
      ...Said,
      on: Day,
      adoptionId: Id,
      checkDueOn: Day,
      /** Requests that changed hands with it, and that still have to. */
      requests: z.object({ done: z.int(), waiting: z.int() }),
    })
    .nullable(),
  checked: z
    .object({
      ...Said,
      checkedOn: Day,
      result: z.enum(['in-order', 'matters-open']),
      text: z.string(),
      files: z.array(Sha256),
    })
    .nullable(),
  cancelled: z.object({ ...Said, reason: z.string().nullable(), decision: DecisionRef.nullable() }).nullable(),
  /** In their order. */
  steps: z.array(StepView),
  sample: z.boolean(),
})
export type TransitionStory = z.infer<typeof TransitionStory>

/** Every step with the day, by settings or law, that the screen names a source for. */
export const PossibleAction = z.object({
  action: z.enum(TRANSITION_ACTIONS),
  isPossible: z.boolean(),
  /** The person who asks may take this step here. */
  isAllowed: z.boolean(),
  /** Why the state does not let it, in the language that was asked for. */
  reason: z.string().nullable(),
})

export const TRANSITION_VIEWS = ['open', 'overdue', 'unmanaged', 'refused', 'all'] as const
export const TransitionRow = z.object({
  id: Id,
  compoundId: Id,
  compoundName: z.string(),
  status: z.enum(['open', 'taken-over', 'checked', 'cancelled', 'unmanaged']),
  reason: TransitionReason.nullable(),
  fromMode: Mode,
  fromOperatorName: z.string().nullable(),
  toMode: Mode.nullable(),
  toOperatorName: z.string().nullable(),
  /** The next step; null when nothing is left to do. */
  step: TransitionStep.nullable(),
  dueOn: Day.nullable(),
  overdue: z.boolean(),
  /** Things of the handover list that were missing or refused. */
  refused: z.int(),
  /** The old operator has refused to return or delete personal data. */
  dataRefused: z.boolean(),
  skipped: z.int(),
  since: Day,
  sample: z.boolean(),
})
export type TransitionRow = z.infer<typeof TransitionRow>

const params = { id: Id }
const Proposal = z.strictObject({
  mode: Mode,
  operatorId: Id.nullable().default(null),
  plannedOn: Day.nullable().default(null),
})

export const transitionApi = {
  transition: queryRoute({
    action: 'management.transition',
    path: '/api/compounds/:id/management/transition',
    input: { id: Id, ...AsOfInput },
    output: z.object({
      /** Newest first; the open one, if there is one, is the first. */
      items: z.array(TransitionStory),
      possible: z.array(PossibleAction),
      /** In force on the newest day of the log. */
      rules: z.array(TransitionRule),
      /** An order for emergency service that nothing follows yet. */
      order: z.object({ until: Day }).nullable(),
      /** Open requests of the compound now: the figure for the list. */
      openRequests: z.int(),
      revision: z.int(),
    }),
    summary: 'The transitions of a compound as stories, and what is possible now',
  }),
  transitions: queryRoute({
    action: 'management.transitions',
    path: '/api/transitions',
    input: { ...PageInput.shape, view: z.enum(TRANSITION_VIEWS).default('open'), compoundId: Id.optional() },
    output: pageOf(TransitionRow),
    summary: 'Transitions of the scope; overdue ones, and compounds that nobody manages since one',
  }),
  propose: commandRoute({
    action: 'management.propose',
    path: '/api/compounds/:id/management/propose',
    params,
    body: z.strictObject({
      /** Of the open transition whose proposal it is; absent = a new one begins. */
      transitionId: Id.optional(),
      reason: TransitionReason.exclude(['owners-decided']).default('other'),
      text: Prose(1_000).optional(),
      files: Files.default([]),
      proposal: Proposal.nullable().default(null),
    }),
    summary: 'Begins a transition with its reason, or proposes who is to manage the compound',
  }),
  decide: commandRoute({
    action: 'management.decide',
    path: '/api/compounds/:id/management/decide',
    params,
    body: z.strictObject({
      mode: Mode,
      operatorId: Id.nullable().default(null),
      ground: Ground,
      decidedOn: Day,
      until: Day.nullable().default(null),
    }),
    summary: 'Records what was decided outside: by contract, by order of the subdistrict, by the owners on paper',
  }),
  notice: commandRoute({
    action: 'management.notice',
    path: '/api/compounds/:id/management/notice',
    params,
    body: z.strictObject({
      kind: NoticeKind,
      givenOn: Day,
      /** For `contract` alone. */
      days: z.int().min(0).max(366).nullable().default(null),
      text: Prose(500).nullable().default(null),
      files: Files.default([]),
    }),
    summary: 'Records the notice: its length is a dated setting, or the contract’s',
  }),
  handover: commandRoute({
    action: 'management.handover',
    path: '/api/compounds/:id/management/handover',
    params,
    body: z.strictObject({ items: z.array(HandoverItem).min(1).max(HandoverKey.options.length) }),
    summary: 'Records what was handed over, is missing, was refused or does not apply',
  }),
  sign: commandRoute({
    action: 'management.sign-handover',
    path: '/api/compounds/:id/management/handover/sign',
    params,
    body: z.strictObject({ side: Side, signedOn: Day, files: Files }),
    summary: 'Records that a side has signed the handover list, with the paper',
  }),
  skip: commandRoute({
    action: 'management.skip-step',
    path: '/api/compounds/:id/management/skip',
    params,
    body: z.strictObject({ step: SkippableStep, ground: Prose(500), files: Files.default([]) }),
    summary: 'Skips a step on a recorded ground that stays to be read',
  }),
  takeOver: commandRoute({
    action: 'management.take-over',
    path: '/api/compounds/:id/management/take-over',
    params,
    body: z.strictObject({ on: Day }),
    summary: 'The new operator takes over; the old one served until the day before',
  }),
  check: commandRoute({
    action: 'management.check',
    path: '/api/compounds/:id/management/check',
    params,
    body: z.strictObject({
      checkedOn: Day,
      result: z.enum(['in-order', 'matters-open']),
      text: Prose(1_000),
      files: Files.default([]),
    }),
    summary: 'Records the check after the new operator has served for a while',
  }),
  cancel: commandRoute({
    action: 'management.cancel-transition',
    path: '/api/compounds/:id/management/cancel',
    params,
    body: z.strictObject({ reason: Prose(500) }),
    summary: 'Gives up the open transition; everything of it stays to be read',
  }),
  rules: queryRoute({
    action: 'management.transition-rules',
    path: '/api/transition-rules',
    input: {},
    output: z.object({ items: z.array(TransitionRule) }),
    summary: 'Lengths of notices, orders and checks with their sources, all that were ever adopted',
  }),
  adoptRule: commandRoute({
    action: 'management.adopt-transition-rule',
    path: '/api/transition-rules',
    params: {},
    body: TransitionRule.strict(),
    summary: 'Adopts a length from a day on',
  }),
}
