/** What a person may do where: roles granted in scopes. Names ids only; after erasure nothing more may be granted. */
import { type Decider, type ErrorParams, unreachable } from '@changxin/shared/kernel'
import { reject } from './errors.ts'
import {
  type AccessEvent,
  type GrantScope,
  PersonErased,
  type Role,
  RoleGranted,
  RoleRevoked,
  type ScopeKind,
} from './events.ts'
import { roleWords, scopeKindWords } from './words.ts'

export type AccessCommand =
  | {
      readonly type: 'GrantRole'
      readonly grantId: string
      readonly personId: string
      readonly role: Role
      readonly scope: GrantScope
    }
  | { readonly type: 'RevokeRole'; readonly personId: string; readonly grantId: string; readonly reason: string }
  | { readonly type: 'ErasePerson'; readonly personId: string; readonly reason: string }

/** What was not read counts as not there. The scope `all` needs no reading. */
export interface AccessFacts {
  readonly personKnown?: boolean
  readonly scopeKnown?: boolean
}

export interface AccessState {
  readonly grants: ReadonlyMap<string, { readonly role: Role; readonly scope: GrantScope }>
  readonly revoked: ReadonlySet<string>
  readonly erased: boolean
}

/** Where each role may hold. A resident is one by relation to a unit, never by a grant. */
export const scopeKindsOf: Readonly<Record<Role, readonly ScopeKind[]>> = {
  resident: [],
  worker: ['compound', 'operator', 'community', 'subdistrict', 'district'],
  manager: ['compound', 'operator', 'community'],
  clerk: ['compound', 'community', 'subdistrict'],
  committee: ['compound'],
  overseer: ['community', 'subdistrict', 'district', 'all'],
  auditor: ['compound', 'community', 'subdistrict', 'district', 'all'],
  administrator: ['district', 'all'],
}

export const accessDecider: Decider<AccessCommand, AccessEvent, AccessState, AccessFacts | undefined> = {
  initial: { grants: new Map(), revoked: new Set(), erased: false },
  evolve(state, event) {
    switch (event.type) {
      case 'RoleGranted': {
        const { grantId, role, scope } = event.data
        return { ...state, grants: new Map(state.grants).set(grantId, { role, scope }) }
      }
      case 'RoleRevoked': {
        const grants = new Map(state.grants)
        grants.delete(event.data.grantId)
        return { ...state, grants, revoked: new Set(state.revoked).add(event.data.grantId) }
      }
      case 'PersonErased':
        // Whoever is erased holds nothing any more, without an event for each grant.
        return { grants: new Map(), revoked: new Set([...state.revoked, ...state.grants.keys()]), erased: true }
      default:
        return unreachable(event)
    }
  },
  decide(command, state, facts) {
    switch (command.type) {
      case 'GrantRole':
        return grant(command, state, facts)
      case 'RevokeRole': {
        const { grantId, personId, reason } = command
        if (state.revoked.has(grantId)) return []
        if (!state.grants.has(grantId)) throw reject('grant-unknown')
        return [RoleRevoked({ grantId, personId, reason })]
      }
      case 'ErasePerson':
        return state.erased ? [] : [PersonErased({ personId: command.personId, reason: command.reason })]
      default:
        return unreachable(command)
    }
  },
}

function grant(
  command: Extract<AccessCommand, { type: 'GrantRole' }>,
  state: AccessState,
  facts: AccessFacts | undefined,
): readonly AccessEvent[] {
  const { grantId, personId, role, scope } = command
  if (state.erased) throw reject('person-erased')
  const held = [...state.grants.values()].some(
    (other) => other.role === role && other.scope.kind === scope.kind && other.scope.id === scope.id,
  )
  if (held) return []
  if (!facts?.personKnown) throw reject('person-unknown')
  const allowed = scopeKindsOf[role]
  if (allowed.length === 0) throw reject('role-not-grantable')
  if (!allowed.includes(scope.kind)) throw reject('role-scope-unfit', wordsFor(role, scope.kind))
  if ((scope.kind === 'all') !== (scope.id === 'all')) throw reject('scope-all-id')
  if (scope.kind !== 'all' && !facts.scopeKnown) throw reject('scope-unknown')
  return [RoleGranted({ grantId, personId, role, scope: { ...scope } })]
}

function wordsFor(role: Role, kind: ScopeKind): ErrorParams {
  const allowed = scopeKindsOf[role]
  return {
    roleZh: roleWords[role].zh,
    roleEn: roleWords[role].en,
    kindZh: scopeKindWords[kind].zh,
    kindEn: scopeKindWords[kind].en,
    allowedZh: allowed.map((other) => scopeKindWords[other].zh),
    allowedEn: allowed.map((other) => scopeKindWords[other].en),
  }
}
