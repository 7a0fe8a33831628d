/** What may happen to a contractor's job link: given once to whoever has the request, and revoked at any time. */
import { addDays, type Day, type Decider, type Id, unreachable } from '@changxin/shared/kernel'
import { reject } from './job-link.errors.ts'
import { type JobLinkEvent, JobLinkGiven, JobLinkRevoked } from './job-link.events.ts'

/** After this a firm that still works on it gets a new link: an old message in a chat must not stay a key for good. */
export const MAX_JOB_LINK_DAYS = 90

export interface GiveJobLink {
  readonly type: 'GiveJobLink'
  readonly linkId: Id
  readonly requestId: Id
  readonly compoundId: Id
  readonly contractorId: Id
  readonly tokenHash: string
  readonly showsCallBack: boolean
  readonly expiresOn: Day
  readonly today: Day
}
export interface RevokeJobLink {
  readonly type: 'RevokeJobLink'
  readonly requestId: Id
}
export type JobLinkCommand = GiveJobLink | RevokeJobLink

/** For GiveJobLink: who has the request now. */
export interface JobLinkFacts {
  readonly assigneeId: Id | null
}

export type JobLinkState = {
  readonly linkId: Id
  readonly requestId: Id
  readonly compoundId: Id
  readonly isRevoked: boolean
} | null

export const jobLinkDecider: Decider<JobLinkCommand, JobLinkEvent, JobLinkState, JobLinkFacts | undefined> = {
  initial: null,
  evolve(state, event) {
    switch (event.type) {
      case 'JobLinkGiven': {
        const { linkId, requestId, compoundId } = event.data
        return { linkId, requestId, compoundId, isRevoked: false }
      }
      case 'JobLinkRevoked':
        return state && { ...state, isRevoked: true }
      default:
        return unreachable(event)
    }
  },
  decide(command, state, facts) {
    return command.type === 'GiveJobLink' ? give(command, state, facts) : revoke(command, state)
  },
}

/** Throws unless the last day lies from today to `MAX_JOB_LINK_DAYS` on. Asked for before anything is assigned, too. */
export function requireJobLinkDays(expiresOn: Day, today: Day): void {
  const latest = addDays(today, MAX_JOB_LINK_DAYS)
  if (expiresOn < today || expiresOn > latest)
    throw reject('job-link-days-out-of-range', { field: 'expiresOn', earliest: today, latest })
}

function give(command: GiveJobLink, state: JobLinkState, facts: JobLinkFacts | undefined): readonly JobLinkEvent[] {
  if (state) return []
  if (!facts) throw new TypeError('GiveJobLink needs JobLinkFacts')
  const { linkId, requestId, compoundId, contractorId, tokenHash, showsCallBack, expiresOn, today } = command
  requireJobLinkDays(expiresOn, today)
  if (facts.assigneeId !== contractorId) throw reject('job-link-not-held')
  return [JobLinkGiven({ linkId, requestId, compoundId, contractorId, tokenHash, showsCallBack, expiresOn })]
}

function revoke({ requestId }: RevokeJobLink, state: JobLinkState): readonly JobLinkEvent[] {
  if (!state || state.requestId !== requestId) throw reject('job-link-unknown')
  const { linkId, compoundId } = state
  return state.isRevoked ? [] : [JobLinkRevoked({ linkId, requestId, compoundId })]
}
