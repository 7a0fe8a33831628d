/**
 * Routes of the contractor's job link: the desk gives and revokes it; whoever holds it sees and does the one job. The
 * holder's routes name no request: which one it is says the link, so that no other can be asked for.
 */
import {
  CommandAnswer,
  commandRoute,
  Day,
  Id,
  Instant,
  PersonName,
  Phone,
  Prose,
  queryRoute,
  Sha256,
} from '@changxin/shared/kernel'
import { z } from 'zod'
import { RequestStatus } from './api.ts'
import { Category, Urgency } from './events.ts'
import { Files, occurred } from './steps.api.ts'

/** Why a link has no power any more, apart from its last day having passed. */
export const JobLinkEnd = z.enum(['revoked', 'replaced', 'reassigned', 'handed-back', 'request-ended'])
export type JobLinkEnd = z.infer<typeof JobLinkEnd>

export const JobLinkRow = z.object({
  id: Id,
  contractorId: Id,
  contractorName: z.string(),
  maskedPhone: z.string().nullable(),
  givenByName: z.string(),
  givenAt: Instant,
  /** Inclusive. */
  expiresOn: Day,
  showsCallBack: z.boolean(),
  /** Null while it has power, or has only expired. */
  ended: JobLinkEnd.nullable(),
})
export type JobLinkRow = z.infer<typeof JobLinkRow>

/** What a contractor may do, as `/api/job-links/mine/<verb>`. */
export const JobVerb = z.enum(['start', 'complete', 'hand-back'])
export type JobVerb = z.infer<typeof JobVerb>

/** What was written on the way, without who wrote it: outsiders need no names. */
export const JobStep = z.object({
  id: z.string(),
  type: z.string(),
  occurredAt: Instant,
  text: z.string().nullable(),
  files: z.array(Sha256),
})

/** Just this request, as its contractor sees it. */
export const JobView = z.object({
  number: z.string(),
  compoundName: z.string(),
  placeLabel: z.string(),
  category: Category,
  urgency: Urgency,
  status: RequestStatus,
  text: z.string(),
  files: z.array(Sha256),
  reportedAt: Instant,
  responseDueAt: Instant,
  resolutionDueAt: Instant,
  nextDueAt: Instant.nullable(),
  steps: z.array(JobStep),
  contractorName: z.string(),
  expiresOn: Day,
  /** The reporter's number, only where the desk let it be seen. */
  callBack: z.string().nullable(),
  possible: z.array(JobVerb),
  sample: z.boolean(),
})
export type JobView = z.infer<typeof JobView>

export const MAX_CONTRACTORS = 50

const params = { id: Id }
const MINE = '/api/job-links/mine'
const mine = <Verb extends JobVerb, Body extends z.ZodRawShape>(verb: Verb, body: Body, summary: string) =>
  commandRoute({
    action: `maintenance.${verb}-job`,
    path: `${MINE}/${verb}`,
    params: {},
    body: z.strictObject({ ...occurred, ...body }),
    summary,
  })

export const jobLinkApi = {
  give: commandRoute({
    action: 'maintenance.give-job-link',
    path: '/api/requests/:id/job-links',
    params,
    body: z.strictObject({
      /** A firm that was given work in this compound before; else its name. */
      contractorId: Id.nullable().default(null),
      name: PersonName.nullable().default(null),
      phone: Phone.nullable().default(null),
      expiresOn: Day,
      showsCallBack: z.boolean().default(false),
    }),
    answer: CommandAnswer.extend({
      contractorId: Id,
      /** Told here alone, again only to a repeat of the same command. The link is `/j#<token>`. */
      token: z.string(),
    }),
    summary: 'Assigns it to a contractor from outside, who gets a link with just this request',
  }),
  revoke: commandRoute({
    action: 'maintenance.revoke-job-link',
    path: '/api/requests/:id/job-links/:linkId/revoke',
    params: { ...params, linkId: Id },
    body: z.strictObject({}),
    summary: 'Takes the link back 收回; whoever holds it sees nothing more',
  }),
  links: queryRoute({
    action: 'maintenance.job-links',
    path: '/api/requests/:id/job-links',
    input: params,
    output: z.object({ items: z.array(JobLinkRow) }),
    summary: 'Who holds a link to the request, or held one; the newest first',
  }),
  contractors: queryRoute({
    action: 'maintenance.contractors',
    path: '/api/compounds/:id/contractors',
    input: params,
    output: z.object({
      items: z.array(z.object({ id: Id, name: z.string(), maskedPhone: z.string().nullable() })).max(MAX_CONTRACTORS),
    }),
    summary: 'Contractors from outside who were given work in the compound, the latest first',
  }),
  job: queryRoute({
    action: 'maintenance.job',
    path: MINE,
    input: {},
    output: JobView,
    summary: 'The one request of a job link, for its holder (Authorization: Bearer, the token)',
  }),
  start: mine('start', {}, 'The contractor is on site'),
  complete: mine(
    'complete',
    { note: Prose(1_000).nullable().default(null), files: Files },
    'The contractor is done: one photo or one sentence is enough',
  ),
  handBack: mine('hand-back', { reason: Prose(500) }, 'The contractor gives it back 退单; the link ends with it'),
}
