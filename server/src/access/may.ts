/** May this person do this here? One pure function over the access table; deny by default. */
import type { Day } from '@changxin/shared/kernel'
import type { Role } from '@changxin/shared/people'
import type { HeldLink } from './one-purpose-link.ts'
import type { Grant, Home, Principal } from './principal.ts'
import { type AccessRule, accessTable } from './table.ts'

/** Where a compound lies, for scopes above it. */
export interface CompoundLocation {
  readonly communityId: string | null
  readonly subdistrictId: string | null
  readonly districtId: string | null
  /** Who manages it now. */
  readonly operatorId: string | null
}

/** Looked up only for a scope above a compound: a single compound or `all` does not ask. */
export type Locate = (compoundId: string) => CompoundLocation | undefined

/** What an action is about. May be lazy: only what a rule of the action asks for is read. */
export interface Subject {
  readonly compoundId?: string | undefined
  readonly unitId?: string | undefined
  /** When it began: what came before somebody moved into the unit is not theirs. */
  readonly day?: Day | undefined
  /** A region itself: its id and those above it. */
  readonly regionIds?: readonly string[] | undefined
  /** People whose own matter it is, beside the assignee: the reporter, who entered it, the person of an account. */
  readonly personIds?: readonly string[] | undefined
  /** Who wants it done, and who was given it to do. */
  readonly reporterId?: string | null | undefined
  readonly assigneeId?: string | null | undefined
  /** Who comes along with the assignee, and who waits for it too. */
  readonly helperIds?: readonly string[] | undefined
  readonly followerIds?: readonly string[] | undefined
  /** The thing itself, where a one-purpose link must be about this very one. */
  readonly aboutId?: string | undefined
}

export function rulesOf(action: string): readonly AccessRule[] {
  return accessTable[action] ?? []
}

export function grantCovers(grant: Grant, subject: Subject, locate: Locate): boolean {
  const { kind, id } = grant.scope
  if (kind === 'all') return true
  if (subject.regionIds?.includes(id)) return true
  if (subject.compoundId === undefined) return false
  if (kind === 'compound') return subject.compoundId === id
  const place = locate(subject.compoundId)
  if (!place) return false
  if (kind === 'community') return place.communityId === id
  if (kind === 'subdistrict') return place.subdistrictId === id
  if (kind === 'district') return place.districtId === id
  return place.operatorId === id
}

function homeMatches(home: Home, reach: string, subject: Subject): boolean {
  if (reach === 'home-compound') return subject.compoundId === home.compoundId
  if (reach === 'common-area') return subject.compoundId === home.compoundId && subject.unitId === undefined
  if (subject.unitId !== home.unitId || (subject.day !== undefined && subject.day < home.since)) return false
  return reach === 'home-unit' || (reach === 'checked-unit' && home.checked)
}

function isPerson(personId: string, reach: string, subject: Subject): boolean {
  if (reach === 'reporter') return subject.reporterId === personId
  if (reach === 'assignee') return subject.assigneeId === personId
  if (reach === 'helper') return subject.helperIds?.includes(personId) === true
  if (reach === 'follower') return subject.followerIds?.includes(personId) === true
  return subject.personIds?.includes(personId) === true || subject.assigneeId === personId
}

/** Whoever came by a link is nobody beside it, whatever else the person may be. */
function linkAllows(rule: AccessRule, { purpose, aboutId }: HeldLink, subject: Subject): boolean {
  return rule === `link@${purpose}` && (subject.aboutId === undefined || subject.aboutId === aboutId)
}

function ruleAllows(rule: AccessRule, principal: Principal | null, subject: Subject, locate: Locate): boolean {
  if (rule === 'public') return true
  if (!principal) return false
  if (principal.link) return linkAllows(rule, principal.link, subject)
  if (rule === 'signed-in') return true
  const [role, reach] = rule.split('@') as [Role | 'person' | 'link', string]
  if (role === 'link') return false
  if (role === 'person') return isPerson(principal.personId, reach, subject)
  if (role === 'resident') {
    return reach === 'any'
      ? principal.homes.length > 0
      : principal.homes.some((home) => homeMatches(home, reach, subject))
  }
  const grants = principal.grants.filter(
    (grant) => grant.role === role && (!reach.endsWith('community') || grant.scope.kind === 'community'),
  )
  return reach.startsWith('any') ? grants.length > 0 : grants.some((grant) => grantCovers(grant, subject, locate))
}

const NOWHERE: Locate = () => undefined

export function may(action: string, principal: Principal | null, subject: Subject, locate = NOWHERE): boolean {
  return rulesOf(action).some((rule) => ruleAllows(rule, principal, subject, locate))
}

function ruleAllowsSomewhere(rule: AccessRule, principal: Principal | null): boolean {
  if (rule === 'public') return true
  if (!principal) return false
  if (principal.link) return linkAllows(rule, principal.link, {})
  if (rule === 'signed-in' || rule.startsWith('person@')) return true
  const [role, reach = ''] = rule.split('@')
  if (role === 'resident') return principal.homes.some((home) => !rule.endsWith('@checked-unit') || home.checked)
  return principal.grants.some(
    (grant) => grant.role === role && (!reach.endsWith('community') || grant.scope.kind === 'community'),
  )
}

/** Could this person use the action anywhere? For menus; the server still decides each time. */
export function maySomewhere(action: string, principal: Principal | null): boolean {
  return rulesOf(action).some((rule) => ruleAllowsSomewhere(rule, principal))
}

/** The actions that this person could use on something in the compound. For its buttons; the server still decides. */
export function actionsIn(compoundId: string, principal: Principal, locate: Locate): string[] {
  const here: Principal = {
    ...principal,
    grants: principal.grants.filter((grant) => grantCovers(grant, { compoundId }, locate)),
    homes: principal.homes.filter((home) => home.compoundId === compoundId),
  }
  const allows = (rule: AccessRule) => ruleAllowsSomewhere(rule, rule.includes('@any') ? principal : here)
  return Object.keys(accessTable).filter((action) => rulesOf(action).some(allows))
}
