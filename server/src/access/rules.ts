/** What a row of the access table may say, and the groups that many rows name. The words are explained in `table.ts`. */
import type { Role } from '@changxin/shared/people'
import type { LinkPurpose } from './one-purpose-link.ts'

export type AccessRule =
  | 'public'
  | 'signed-in'
  | `person@${'self' | 'reporter' | 'assignee' | 'helper' | 'follower'}`
  | `resident@${'any' | 'home-compound' | 'common-area' | 'home-unit' | 'checked-unit'}`
  | `manager@${'community' | 'any-community'}`
  | `link@${LinkPurpose}`
  | `${Exclude<Role, 'resident'>}@${'within' | 'any'}`

export const desk: readonly AccessRule[] = ['manager@within', 'clerk@within', 'administrator@within']
export const atWork: readonly AccessRule[] = ['person@assignee', 'person@helper', 'worker@within', ...desk]
export const staff: readonly AccessRule[] = ['worker@within', 'committee@within', ...desk]
export const seers: readonly AccessRule[] = [...staff, 'overseer@within', 'auditor@within']
export const seersAnywhere: readonly AccessRule[] = [
  'worker@any',
  'committee@any',
  'manager@any',
  'clerk@any',
  'administrator@any',
  'overseer@any',
  'auditor@any',
]
export const ticketSeers: readonly AccessRule[] = [
  'manager@any',
  'clerk@any',
  'administrator@any',
  'overseer@any',
  'auditor@any',
]

/** By action, deny by default: what is not named is refused. */
export type AccessRows = Readonly<Record<string, readonly AccessRule[]>>
