/** Who asks: a person with dated relations to units and roles in scopes. Nothing personal but the id. */

import type { GrantScope, Role } from '@changxin/shared/people'
import type { Relation } from '@changxin/shared/places'

export interface Grant {
  readonly grantId: string
  readonly role: Role
  readonly scope: GrantScope
}

export interface Home {
  readonly unitId: string
  readonly compoundId: string
  readonly relation: Relation
  /** The owner's right was checked: balance and vote. */
  readonly checked: boolean
}

export interface Principal {
  readonly personId: string
  readonly sessionId: string
  readonly grants: readonly Grant[]
  readonly homes: readonly Home[]
}

/** Both are read in a steady order, so that their text tells. */
export function sameRights(one: Principal | null, other: Principal | null): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other)
}
