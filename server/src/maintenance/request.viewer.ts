/**
 * What of other people somebody may know who looks at a request. Whoever sees it by role or does the work knows
 * everybody; the reporter and the home know the reporter; who only follows it knows those who work here by role.
 */
import type { KnownRequest } from '@changxin/shared/maintenance'
import type { QueryContext } from '../feature.ts'
import { NO_NAME, nameOf } from '../people/index.ts'
import { originOf, subjectOfRequest } from './maintenance.subject.ts'

export interface Viewer {
  /** Name and phone of who wants it done, and what was said to them. */
  readonly maySeeReporter: boolean
  /** `—` for whom one may not know. */
  nameOf(personId: string): string
  /** A word for everybody whom one may not know. */
  idOf(personId: string): string
}

const SEE = 'maintenance.request'
const SOMEBODY = 'somebody'

export function viewerOf({ read, may, principal }: QueryContext, state: KnownRequest): Viewer {
  const { requestId, compoundId, reporterId, followerIds } = state
  const subject = subjectOfRequest(read, requestId) ?? {}
  const origin = originOf(read, requestId)
  const byWork = { compoundId, assigneeId: subject.assigneeId, helperIds: subject.helperIds }
  const isStaff = may(SEE, byWork)
  const maySeeReporter = isStaff || may(SEE, { ...byWork, unitId: subject.unitId, personIds: subject.personIds })
  const followers = new Set(followerIds)

  function isKnown(personId: string): boolean {
    if (isStaff || personId === principal?.personId) return true
    if (followers.has(personId)) return false
    if (maySeeReporter) return true
    return personId !== reporterId && (personId === origin?.entered_by || hasRole(personId))
  }
  const hasRole = (personId: string) =>
    personId === state.assigneeId || read.get('SELECT 1 FROM people_grant WHERE person_id = ?', personId) !== undefined

  return {
    maySeeReporter,
    nameOf: (personId) => (isKnown(personId) ? nameOf(read, personId) : NO_NAME),
    idOf: (personId) => (isKnown(personId) || personId === 'system' ? personId : SOMEBODY),
  }
}
