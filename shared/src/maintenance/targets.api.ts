/** Routes of targets: which rules there are, and how a new one is adopted. */
import {
  commandRoute,
  Day,
  Id,
  Line,
  PageInput,
  pageOf,
  queryRoute,
  RuleBasis,
  RuleHead,
} from '@changxin/shared/kernel'
import { Mode } from '@changxin/shared/management'
import { z } from 'zod'
import { MAX_TARGETS, TargetMinutes } from './events.ts'

/** Of rules for the same place and mode, the one that began last is in force. */
export const TargetRuleState = z.enum(['in-force', 'past', 'coming'])
export type TargetRuleState = z.infer<typeof TargetRuleState>

export const TargetRuleRow = z.object({
  /** The rule's, as every row of a live list has one. */
  id: RuleHead.shape.ruleId,
  ...RuleHead.shape,
  /** Of the region or compound; null for `all`. */
  jurisdictionName: z.string().nullable(),
  mode: Mode.nullable(),
  targets: z.array(TargetMinutes),
  /** The first day of the rule that takes its place; null while none does. */
  replacedOn: Day.nullable(),
  /** Null before the first day of the log. */
  state: TargetRuleState.nullable(),
})
export type TargetRuleRow = z.infer<typeof TargetRuleRow>

export const targetsApi = {
  rules: queryRoute({
    action: 'maintenance.targets',
    path: '/api/maintenance-targets',
    input: {
      ...PageInput.shape,
      /** `all`, a region or a compound: only the rules that were adopted for just that. */
      jurisdiction: Id.optional(),
      /** The day on which a rule is in force or not; the newest day of the log where absent. */
      on: Day.optional(),
      /** Only those that are so on that day; nothing before the first day of the log. */
      state: TargetRuleState.optional(),
    },
    output: pageOf(TargetRuleRow).extend({
      day: Day.nullable(),
      /** Public holidays and make-up days are known for these years; in others working time counts weekdays alone. */
      holidayYears: z.object({ first: z.int(), last: z.int() }),
    }),
    summary: 'Target rules, past, in force and coming, by place and mode, oldest first',
  }),
  adopt: commandRoute({
    action: 'maintenance.adopt-targets',
    path: '/api/maintenance-targets',
    params: {},
    body: z.strictObject({
      /** Made where absent; known to whoever wants to tell it apart in answers. */
      ruleId: Id.optional(),
      /** `all`, a region or a compound. */
      jurisdiction: Id,
      validFrom: Day,
      /** Whoever adopts a rule has a reason: nothing is adopted as a suggestion. */
      basis: RuleBasis.exclude(['suggested']),
      source: Line(200),
      mode: Mode.nullable(),
      /** One for each urgency, and any for categories. The decider says which is missing. */
      targets: z.array(z.strictObject(TargetMinutes.shape)).min(1).max(MAX_TARGETS),
    }),
    summary: 'Adopts targets from a first day on; those of requests that are reported already stay',
  }),
}
