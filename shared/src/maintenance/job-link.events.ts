/**
 * A contractor's job link: who from outside may do one request without an account, and until which day. The token itself
 * is in no event, only its SHA-256; the contractor's name and phone are in the person's own stream.
 */
import { Day, type EventOf, event, Id, Sha256 } from '@changxin/shared/kernel'
import { z } from 'zod'

const OfLink = { linkId: Id, requestId: Id, compoundId: Id }

// joblink-<id>
export const JobLinkGiven = event(
  'JobLinkGiven',
  z.object({
    ...OfLink,
    contractorId: Id,
    tokenHash: Sha256,
    /** The desk lets the contractor see the reporter's whole number: this event is the record of it. */
    showsCallBack: z.boolean(),
    /** Inclusive, in Shanghai. */
    expiresOn: Day,
  }),
)
export const JobLinkRevoked = event('JobLinkRevoked', z.object(OfLink))

export const jobLinkEvents = [JobLinkGiven, JobLinkRevoked] as const
export type JobLinkEvent = EventOf<typeof jobLinkEvents>
