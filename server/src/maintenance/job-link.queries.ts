/** Reads of job links: who holds one by its token, who held one to a request, which contractors a compound knows. */
import { type Day, maskPhone } from '@changxin/shared/kernel'
import { type JobLinkEnd, type JobLinkRow, jobLinkErrors, MAX_CONTRACTORS } from '@changxin/shared/maintenance'
import type { HeldLink, LinkSource } from '../access/one-purpose-link.ts'
import { nameOf, personExists, phoneOf } from '../people/index.ts'
import type { Read } from '../views/views.ts'

/** Photos of one job; a link that went round must not fill the disk. */
export const MAX_LINK_UPLOADS = 30
/** The newest ones; a request is not passed on more often. */
const MAX_LINKS = 50

export interface StoredLink {
  readonly link_id: string
  readonly request_id: string
  readonly compound_id: string
  readonly contractor_id: string
  readonly shows_call_back: number
  readonly expires_on: string
  readonly given_by: string
  readonly given_at: string
  readonly uploads: number
  readonly ended: JobLinkEnd | null
}

const REFUSALS: Readonly<Record<JobLinkEnd, Parameters<typeof jobLinkErrors.reject>[0]>> = {
  revoked: 'job-link-withdrawn',
  reassigned: 'job-link-withdrawn',
  replaced: 'job-link-replaced',
  'handed-back': 'job-link-handed-back',
  'request-ended': 'job-link-over',
}

/** Throws when it is a job link that has no power any more; the day of expiry still counts. */
function holderOf(read: Read, tokenHash: string, today: Day): (HeldLink & { personId: string }) | null {
  const link = read.get<StoredLink>('SELECT * FROM maintenance_job_link_job WHERE token_hash = ?', tokenHash)
  if (!link) return null
  const { ended, expires_on: expiresOn } = link
  if (ended !== null) throw jobLinkErrors.reject(REFUSALS[ended])
  if (expiresOn < today) throw jobLinkErrors.reject('job-link-expired', { expiresOn })
  return {
    purpose: 'job',
    linkId: link.link_id,
    aboutId: link.request_id,
    personId: link.contractor_id,
    uploadsLeft: MAX_LINK_UPLOADS - link.uploads,
  }
}
export const jobLinkSource: LinkSource = { find: holderOf }

export function findLink(read: Read, linkId: string): StoredLink | undefined {
  return read.get<StoredLink>('SELECT * FROM maintenance_job_link_job WHERE link_id = ?', linkId)
}

function maskedPhoneOf(read: Read, personId: string): string | null {
  const phone = phoneOf(read, personId)
  return phone === null ? null : maskPhone(phone)
}

export function linksOf(read: Read, requestId: string): JobLinkRow[] {
  return read
    .all<StoredLink>(
      'SELECT * FROM maintenance_job_link_job WHERE request_id = ? ORDER BY position DESC LIMIT ?',
      requestId,
      MAX_LINKS,
    )
    .map((link) => ({
      id: link.link_id,
      contractorId: link.contractor_id,
      contractorName: nameOf(read, link.contractor_id),
      maskedPhone: maskedPhoneOf(read, link.contractor_id),
      givenByName: nameOf(read, link.given_by),
      givenAt: link.given_at,
      expiresOn: link.expires_on,
      showsCallBack: link.shows_call_back === 1,
      ended: link.ended,
    }))
}

export function contractorsOf(read: Read, compoundId: string) {
  return read
    .all<{ contractor_id: string }>(
      `SELECT contractor_id FROM maintenance_job_link_job WHERE compound_id = ?
       GROUP BY contractor_id ORDER BY max(position) DESC LIMIT ?`,
      compoundId,
      MAX_CONTRACTORS,
    )
    .filter((row) => personExists(read, row.contractor_id))
    .map(({ contractor_id: id }) => ({ id, name: nameOf(read, id), maskedPhone: maskedPhoneOf(read, id) }))
}

/**
 * Somebody who came into being as a contractor of this compound: with any other person's id the desk could have a link
 * under which that person's name stands for what others do.
 */
export function isContractor(read: Read, compoundId: string, personId: string): boolean {
  const link = read.get(
    'SELECT 1 FROM maintenance_job_link_job WHERE contractor_id = ? AND compound_id = ? LIMIT 1',
    personId,
    compoundId,
  )
  return link !== undefined && personExists(read, personId)
}
