/** Routes of decisions that were taken outside: recorded by one, checked by another. */
import { commandRoute, Day, Id, Instant, PageInput, pageOf, queryRoute, Sha256 } from '@changxin/shared/kernel'
import { z } from 'zod'
import { ItemView } from '../api.views.ts'
import { ExternalDecisionChecked, ExternalDecisionRecorded, ItemCount, Procedure } from '../events.ts'
import { Item, ItemGroup, MAX_GROUPS, MAX_ITEMS } from '../items.ts'
import { DecisionScope } from '../roll.events.ts'
import { VotingRule } from '../voting-rule.ts'
import { SheetFigures } from './figures.ts'

const { title, means, platform, decidedOn, files, stamp } = ExternalDecisionRecorded.schema.shape
const { outcome, note } = ExternalDecisionChecked.schema.shape
/** Recorded and not checked yet; checked and to equal effect; checked and found to differ: of no effect. */
const Status = z.enum(['recorded', 'agreed', 'differs'])

export const ExternalRow = z.object({
  id: Id,
  compoundId: Id,
  compoundName: z.string(),
  title: z.string(),
  means,
  platform: z.string().nullable(),
  decidedOn: Day,
  status: Status,
  items: z.int(),
  passedItems: z.int(),
  sample: z.boolean(),
})
export type ExternalRow = z.infer<typeof ExternalRow>

const Person = z.object({ id: Id, name: z.string() })

export const ExternalView = ExternalRow.extend({
  revision: z.int(),
  scope: DecisionScope,
  /** `3栋 2单元`; the compound's name for the compound itself. */
  scopeLabel: z.string(),
  itemList: z.array(ItemView.extend({ count: ItemCount })),
  groups: z.array(ItemGroup),
  rule: VotingRule,
  procedure: Procedure.nullable(),
  files: z.array(Sha256),
  stamp: z.string(),
  recordedBy: Person,
  recordedAt: Instant,
  check: z.object({ outcome, note: z.string().nullable(), by: Person, at: Instant }).nullable(),
  /** A year from the day it was decided, by the rule. */
  challengeableUntil: Day,
  /** Null for whoever checks nothing here; else whether they can check it now, and the true reason why not. */
  checking: z.object({ possible: z.boolean(), reason: z.string().nullable() }).nullable(),
  /** What it brought about, once it was checked. */
  effects: z.array(
    z.object({
      itemId: Id,
      type: z.string(),
      /** Null while the process has not done it. */ occurredAt: Instant.nullable(),
    }),
  ),
})
export type ExternalView = z.infer<typeof ExternalView>

export const externalApi = {
  record: commandRoute({
    action: 'decisions.record-external',
    path: '/api/compounds/:id/external-decisions',
    params: { id: Id },
    body: z.strictObject({
      title,
      scope: DecisionScope,
      items: z.array(Item).min(1).max(MAX_ITEMS),
      groups: z.array(ItemGroup).max(MAX_GROUPS).default([]),
      means,
      platform: platform.default(null),
      decidedOn,
      counts: z.array(SheetFigures).min(1).max(MAX_ITEMS),
      files,
      stamp,
    }),
    summary: 'Records a decision that was taken outside, with its papers and figures; it stands once it is checked',
  }),
  check: commandRoute({
    action: 'decisions.check-external',
    path: '/api/external-decisions/:id/check',
    params: { id: Id },
    body: z.strictObject({ outcome, note: note.default(null) }),
    summary: 'Another person checks it against the papers: it agrees and stands, or differs and is of no effect',
  }),
  list: queryRoute({
    action: 'decisions.external-decisions',
    path: '/api/external-decisions',
    input: { ...PageInput.shape, compoundId: Id.optional(), status: Status.optional() },
    output: pageOf(ExternalRow),
    summary: 'Decisions that were taken outside, newest first',
  }),
  external: queryRoute({
    action: 'decisions.external-decision',
    path: '/api/external-decisions/:id',
    input: { id: Id },
    output: ExternalView,
    summary: 'One of them, with its sum line by line',
  }),
}
