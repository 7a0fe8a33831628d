/** Routes of maintenance: report, the steps of a request, lists and one request with its history. */
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
import { Category, RequestPlace, Urgency } from './events.ts'
import { Caller } from './label.caller.ts'
import { Files, occurred, RequestExtras, stepsApi } from './steps.api.ts'

export const RequestStatus = z.enum([
  'reported',
  'accepted',
  'assigned',
  'started',
  'paused',
  'completed',
  'confirmed',
  /** 未回应: nobody answered after completion; never counted as satisfied. */
  'unanswered',
  'cancelled',
  'rejected',
  'merged',
  'closed',
])
export type RequestStatus = z.infer<typeof RequestStatus>
export const OPEN_STATUSES: readonly RequestStatus[] = ['reported', 'accepted', 'assigned', 'started', 'paused']

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
  partlyFixedCount: z.int(),
  /** The same fault at the same place as one that was confirmed as fixed not long before, see repeats.ts. */
  isRepeat: z.boolean(),
  photos: z.int(),
  /** Beside the reporter. */
  followers: z.int(),
  urgedAt: Instant.nullable(),
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
  ...RequestExtras.shape,
  reporterName: z.string().nullable(),
  reporterMaskedPhone: z.string().nullable(),
  /** May ask for the whole number, see `phoneApi`. */
  mayCall: z.boolean(),
  files: z.array(Sha256),
  /** The report and the newest; `moreSteps` between them are left out, see `maintenanceApi.steps`. */
  steps: z.array(RequestStep),
  moreSteps: z.int(),
  /** The actions (`maintenance.accept`, …) possible now for the person who asks: state and access both. */
  possible: z.array(z.string()),
  targetRule: z.object({ ruleId: z.string(), basis: z.string(), source: z.string() }).nullable(),
})
export type RequestView = z.infer<typeof RequestView>

const params = { id: Id }

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
      /** The same of somebody who is not registered: whom to call back. One of the two. */
      caller: Caller.optional(),
      /** Where whoever reported lives, when that is not the place. Without a person or a caller it is all that is known. */
      reporterUnitId: Id.optional(),
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
      /** `open`: somebody still has to do something; `mine`: given to me; `reported-by-me`; `closed`: by force, for overseers. */
      view: z
        .enum([
          'all',
          'open',
          'overdue',
          'unassigned',
          'paused',
          'mine',
          'reported-by-me',
          'awaiting-confirmation',
          'closed',
        ])
        .default('all'),
      category: Category.optional(),
      urgency: Urgency.optional(),
      /** Of the report, both inclusive. */
      from: Day.optional(),
      to: Day.optional(),
      q: z.string().max(60).optional(),
    },
    output: pageOf(RequestRow).extend({
      /** Counts for the chips, under the same scope and compound/region filters. */
      counts: z.object({
        open: z.int(),
        overdue: z.int(),
        unassigned: z.int(),
        paused: z.int(),
        awaitingConfirmation: z.int(),
        closed: z.int(),
        all: z.int(),
      }),
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
  steps: queryRoute({
    action: 'maintenance.steps',
    path: '/api/requests/:id/steps',
    input: { id: Id, ...PageInput.shape, ...AsOfInput },
    output: pageOf(RequestStep),
    summary: 'All steps of a request, newest first',
  }),
  ...stepsApi,
  assignees: queryRoute({
    action: 'maintenance.assignees',
    path: '/api/compounds/:id/assignees',
    input: { id: Id },
    output: z.object({
      items: z.array(
        z.object({
          id: Id,
          name: z.string(),
          open: z.int(),
          /** 轮单: whose turn it is. */
          isNext: z.boolean(),
          /** By the duty rota. */
          isOnDuty: z.boolean(),
        }),
      ),
    }),
    summary: 'Workers who may be assigned in a compound, with their open work and whose turn it is',
  }),
}
