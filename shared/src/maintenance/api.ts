/** Routes of maintenance: report, the steps of a request, lists and one request with its history. */
import {
  AsOfInput,
  commandRoute,
  Id,
  Instant,
  PageInput,
  Prose,
  pageOf,
  queryRoute,
  Sha256,
} from '@changxin/shared/kernel'
import { z } from 'zod'
import { Category, MAX_FILES, RequestPlace, Urgency } from './events.ts'

export const RequestStatus = z.enum([
  'reported',
  'accepted',
  'assigned',
  'started',
  'completed',
  'confirmed',
  'cancelled',
])
export type RequestStatus = z.infer<typeof RequestStatus>
export const OPEN_STATUSES: readonly RequestStatus[] = ['reported', 'accepted', 'assigned', 'started']

export const RequestRow = z.object({
  id: Id,
  number: z.string(),
  compoundId: Id,
  compoundName: z.string(),
  /** `3栋 2单元 502` or the common part's name. Workers and managers see the unit; names and phones are not in lists. */
  placeLabel: z.string(),
  place: RequestPlace,
  category: Category,
  urgency: Urgency,
  status: RequestStatus,
  text: z.string(),
  reportedAt: Instant,
  responseDueAt: Instant,
  resolutionDueAt: Instant,
  /** A clock that still runs, for the countdown; null when none does. */
  nextDueAt: Instant.nullable(),
  responseMissed: z.boolean(),
  resolutionMissed: z.boolean(),
  /** Open with a target missed. */
  overdue: z.boolean(),
  assigneeId: Id.nullable(),
  assigneeName: z.string().nullable(),
  reopenedCount: z.int(),
  photos: z.int(),
  channel: z.string(),
  revision: z.int(),
  sample: z.boolean(),
})
export type RequestRow = z.infer<typeof RequestRow>

/** One step of the history, oldest first. */
export const RequestStep = z.object({
  id: z.string(),
  type: z.string(),
  occurredAt: Instant,
  recordedAt: Instant,
  actorId: Id,
  actorName: z.string(),
  onBehalfOfName: z.string().nullable(),
  channel: z.string(),
  text: z.string().nullable(),
  files: z.array(Sha256),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
})
export const RequestView = RequestRow.extend({
  reporterName: z.string().nullable(),
  reporterMaskedPhone: z.string().nullable(),
  files: z.array(Sha256),
  steps: z.array(RequestStep),
  /** The actions (`maintenance.accept`, …) possible now for the person who asks: state and access both. */
  possible: z.array(z.string()),
  targetRule: z.object({ ruleId: z.string(), basis: z.string(), source: z.string() }).nullable(),
})
export type RequestView = z.infer<typeof RequestView>

const Files = z.array(Sha256).max(MAX_FILES).default([])
const params = { id: Id }
/** When it happened, for what was noted on paper or without signal; never after now. */
const occurred = { occurredAt: Instant.optional() }
const step = <Body extends z.ZodRawShape>(verb: string, body: Body, summary: string) =>
  commandRoute({
    action: `maintenance.${verb}`,
    path: `/api/requests/:id/${verb}`,
    params,
    body: z.strictObject({ ...occurred, ...body }),
    summary,
  })

export const maintenanceApi = {
  report: commandRoute({
    action: 'maintenance.report',
    path: '/api/compounds/:id/requests',
    params,
    body: z.strictObject({
      ...occurred,
      place: RequestPlace,
      category: Category,
      urgency: Urgency,
      text: Prose(2_000),
      files: Files,
      channel: z.enum(['web', 'phone', 'counter', 'paper', 'chat', 'hotline']).default('web'),
      /** Who wants it done, when somebody else enters it. */
      onBehalfOf: Id.optional(),
    }),
    summary: 'Reports a fault or a wish',
  }),
  list: queryRoute({
    action: 'maintenance.requests',
    path: '/api/requests',
    input: {
      ...PageInput.shape,
      ...AsOfInput,
      compoundId: Id.optional(),
      regionId: Id.optional(),
      unitId: Id.optional(),
      status: RequestStatus.optional(),
      /** `open`: not completed, confirmed or cancelled; `mine`: assigned to me; `overdue`; `reported-by-me`. */
      view: z.enum(['all', 'open', 'overdue', 'mine', 'reported-by-me', 'awaiting-confirmation']).default('all'),
      category: Category.optional(),
      urgency: Urgency.optional(),
      q: z.string().max(60).optional(),
    },
    output: pageOf(RequestRow).extend({
      /** Counts for the chips, under the same scope and compound/region filters. */
      counts: z.object({ open: z.int(), overdue: z.int(), awaitingConfirmation: z.int(), all: z.int() }),
    }),
    summary: 'Requests one may see, newest first, by state, place, category',
  }),
  request: queryRoute({
    action: 'maintenance.request',
    path: '/api/requests/:id',
    input: { id: Id, ...AsOfInput },
    output: RequestView,
    summary: 'One request with its history and what is possible now',
  }),
  accept: step('accept', {}, 'Accepts 受理 a reported request'),
  assign: step('assign', { assigneeId: Id }, 'Assigns a worker; again = another worker'),
  start: step('start', {}, 'The worker is on site'),
  complete: step(
    'complete',
    { note: Prose(1_000).nullable().default(null), files: Files },
    'Done at the door: one photo or one sentence is enough',
  ),
  confirm: step(
    'confirm',
    {
      how: z.enum(['in-app', 'phone', 'at-door']).default('in-app'),
      rating: z.int().min(1).max(5).nullable().default(null),
    },
    'The reporter confirms',
  ),
  reopen: step('reopen', { reason: Prose(500) }, 'Not fixed: the request opens again with a new resolution clock'),
  cancel: step('cancel', { reason: Prose(500) }, 'Withdraws the request'),
  note: step('notes', { text: Prose(1_000), files: Files }, 'Adds a note'),
  assignees: queryRoute({
    action: 'maintenance.assignees',
    path: '/api/compounds/:id/assignees',
    input: { id: Id },
    output: z.object({ items: z.array(z.object({ id: Id, name: z.string(), open: z.int() })) }),
    summary: 'Workers who may be assigned in a compound, with their open work',
  }),
}
