/** Who asks: a person with dated relations to units and roles in scopes. Nothing personal but the id. */

import type { Day } from '@changxin/shared/kernel'
import type { GrantScope, Role } from '@changxin/shared/people'
import type { Relation } from '@changxin/shared/places'
import type { HeldLink } from './one-purpose-link.ts'

export interface Grant {
  readonly grantId: string
  readonly role: Role
  readonly scope: GrantScope
}

export interface Home {
  readonly unitId: string
  readonly compoundId: string
  readonly relation: Relation
  /** First day of it. */
  readonly since: Day
  /** The owner's right was checked: balance and vote. */
  readonly checked: boolean
}

export interface Principal {
  readonly personId: string
  readonly sessionId: string
  readonly grants: readonly Grant[]
  readonly homes: readonly Home[]
  /** Came by a one-purpose link instead of signing in: may do what it is for, and nothing else. */
  readonly link?: HeldLink
}

/** Both are read in a steady order, so that their text tells. */
export function sameRights(one: Principal | null, other: Principal | null): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other)
}
