/** Routes of labels: issuing and withdrawing at the desk, and what anybody may do who scans one. */
import { CommandAnswer, commandRoute, Day, Id, Instant, Line, Prose, queryRoute, Sha256 } from '@changxin/shared/kernel'
import { z } from 'zod'
import { RequestStatus } from './api.ts'
import { Category, Urgency } from './events.ts'
import { KeywordRows } from './keywords.events.ts'
import { Caller } from './label.caller.ts'
import { LabelCode, LabelPlace } from './label.events.ts'

export const MAX_LABELS_AT_ONCE = 200
/** How long the form that a label opens may be sent: time to look for the right words, not to report from elsewhere. */
export const FORM_MINUTES = 30
/** Photos of one form, and their bytes together as they are sent. */
export const MAX_FORM_FILES = 4
export const MAX_FORM_BYTES = 24 * 1024 * 1024
/** Open requests at the place that are shown. */
export const MAX_LABEL_OPEN = 5

/** Of one form, sealed by the server. */
export const FormToken = z.string().regex(/^[0-9a-hjkmnp-tv-z]{64}$/)
/** Of one request's follow-up page: 160 bits. */
export const FollowUpSecret = z.string().regex(/^[0-9a-hjkmnp-tv-z]{32}$/)

export const LabelRow = z.object({
  id: Id,
  code: LabelCode,
  place: LabelPlace,
  placeLabel: z.string(),
  issuedOn: Day,
  /** Requests that came in by it. */
  reports: z.int(),
})
export type LabelRow = z.infer<typeof LabelRow>

/** No names, no words of others: anybody who walks by reads it. */
export const LabelView = z.object({
  compoundName: z.string(),
  place: LabelPlace,
  placeLabel: z.string(),
  open: z.array(z.object({ category: Category, reportedOn: Day, status: RequestStatus })).max(MAX_LABEL_OPEN),
  /** Words by which the browser suggests category and urgency. */
  keywords: KeywordRows,
})
export type LabelView = z.infer<typeof LabelView>

/** Steps without names, and in words only what was said to whoever reported: why not, why closed. */
export const FollowUpView = z.object({
  number: z.string(),
  compoundName: z.string(),
  placeLabel: z.string(),
  category: Category,
  urgency: Urgency,
  status: RequestStatus,
  reportedAt: Instant,
  responseDueAt: Instant,
  resolutionDueAt: Instant,
  overdue: z.boolean(),
  resumeBy: Day.nullable(),
  /** The request that goes on in its place. */
  mergedInto: z.object({ number: z.string(), status: RequestStatus }).nullable(),
  steps: z.array(z.object({ type: z.string(), at: Instant, text: z.string().nullable() })),
})
export type FollowUpView = z.infer<typeof FollowUpView>

const params = { code: LabelCode }

export const labelApi = {
  labels: queryRoute({
    action: 'maintenance.labels',
    path: '/api/compounds/:id/labels',
    input: { id: Id },
    output: z.object({ compoundName: z.string(), items: z.array(LabelRow) }),
    summary: 'QR labels in use in a compound, for printing',
  }),
  issue: commandRoute({
    action: 'maintenance.issue-labels',
    path: '/api/compounds/:id/labels',
    params: { id: Id },
    body: z.strictObject({ places: z.array(z.strictObject(LabelPlace.shape)).min(1).max(MAX_LABELS_AT_ONCE) }),
    /** Of the compound; `issued`: labels that are new, the other places had theirs. */
    answer: CommandAnswer.extend({ issued: z.int() }),
    summary: 'Issues QR labels for places of a compound; a place that has one keeps it',
  }),
  withdraw: commandRoute({
    action: 'maintenance.withdraw-label',
    path: '/api/labels/:code/withdraw',
    params,
    body: z.strictObject({ reason: Line(200) }),
    summary: 'Withdraws a lost or defaced label for good',
  }),
  label: queryRoute({
    action: 'maintenance.label',
    path: '/api/labels/:code',
    input: params,
    output: LabelView,
    summary: 'What a scanned label says: the place, and what is open there',
  }),
  /** A command, because it is counted by address and must not be made by whatever looks ahead at links. Writes nothing. */
  openForm: commandRoute({
    action: 'maintenance.open-form',
    path: '/api/labels/:code/forms',
    params,
    body: z.strictObject({}),
    answer: z.object({ token: FormToken, expiresAt: Instant }),
    summary: 'Opens the report form of a label: a token that is short-lived and good for this label alone',
  }),
  /** The body is `multipart/form-data` with one part `file`; the empty object stands for it. */
  addPhoto: commandRoute({
    action: 'maintenance.add-form-photo',
    path: '/api/labels/:code/forms/:token/files',
    params: { ...params, token: FormToken },
    body: z.strictObject({}),
    answer: CommandAnswer.extend({ sha256: Sha256 }),
    summary: 'Uploads a photo of an open form (multipart/form-data, part `file`)',
  }),
  report: commandRoute({
    action: 'maintenance.report-by-label',
    path: '/api/labels/:code/reports',
    params,
    body: z.strictObject({
      token: FormToken,
      text: Prose(2_000),
      category: Category,
      urgency: Urgency,
      files: z.array(Sha256).max(MAX_FORM_FILES).default([]),
      caller: Caller.optional(),
    }),
    answer: CommandAnswer.extend({ number: z.string(), followUp: FollowUpSecret }),
    summary: 'Reports a fault at the place of a label; answers the number and the secret of its follow-up page',
  }),
  followUp: queryRoute({
    action: 'maintenance.follow-up',
    path: '/api/followups/:secret',
    input: { secret: FollowUpSecret },
    output: FollowUpView,
    summary: 'Where a request stands, for whoever has the secret of its follow-up page',
  }),
}
