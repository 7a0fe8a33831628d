import { fold } from '@changxin/shared/kernel'
import { expect, test } from 'vitest'
import { storyOf } from '../../../test/kit/story.ts'
import { type AccessCommand, type AccessFacts, accessDecider, scopeKindsOf } from './access.decider.ts'
import { peopleErrors } from './errors.ts'
import { type AccessEvent, PersonErased, Role, RoleGranted, RoleRevoked, ScopeKind } from './events.ts'

const story = storyOf(accessDecider, peopleErrors.entries)
const given =
  (...events: AccessEvent[]) =>
  (command: AccessCommand, facts: AccessFacts = { personKnown: true, scopeKnown: true }) =>
    story(...events).when(command, facts)

const data = { grantId: 'g1', personId: 'p1', role: 'manager', scope: { kind: 'compound', id: 'c1' } } as const
const grant = (change: Partial<Extract<AccessCommand, { type: 'GrantRole' }>> = {}): AccessCommand => ({
  type: 'GrantRole',
  ...data,
  ...change,
})
const revoke = { type: 'RevokeRole', personId: 'p1', grantId: 'g1', reason: '离职' } as const
const granted = RoleGranted(data)
const revoked = RoleRevoked({ grantId: 'g1', personId: 'p1', reason: '离职' })
const erased = PersonErased({ personId: 'p1', reason: '本人要求' })

test('a role is granted once in a scope', () => {
  given()(grant()).then(granted)
  given(granted)(grant({ grantId: 'g2' })).nothing()
  expect(given(granted)(grant({ grantId: 'g2', scope: { kind: 'compound', id: 'c2' } })).summary()).toBe('RoleGranted')
  expect(given(granted)(grant({ grantId: 'g2', role: 'worker' })).summary()).toBe('RoleGranted')
})

const pairs = Role.options.flatMap((role) =>
  ScopeKind.options.map((kind) => ({ role, kind, fits: scopeKindsOf[role].includes(kind) })),
)
test.each(pairs)('$role in $kind: $fits', ({ role, kind, fits }) => {
  const act = () => given()(grant({ role, scope: { kind, id: kind === 'all' ? 'all' : 'x1' } }))
  if (fits) expect(act().summary()).toBe('RoleGranted')
  else act().rejected(role === 'resident' ? 'role-not-grantable' : 'role-scope-unfit')
})

test('who may hold everything, and who only a part', () => {
  const holding = (kind: ScopeKind) => Role.options.filter((role) => scopeKindsOf[role].includes(kind))
  expect(holding('all')).toEqual(['overseer', 'auditor', 'administrator'])
  expect(scopeKindsOf.administrator).toEqual(['district', 'all'])
  expect(scopeKindsOf.committee).toEqual(['compound'])
})

test('the scope all has the id all and no other has', () => {
  given()(grant({ role: 'auditor', scope: { kind: 'all', id: 'x1' } })).rejected('scope-all-id')
  given()(grant({ scope: { kind: 'compound', id: 'all' } })).rejected('scope-all-id')
})

test('person and scope must be known; all needs no scope to be read', () => {
  given()(grant(), { scopeKnown: true }).rejected('person-unknown')
  given()(grant(), { personKnown: true }).rejected('scope-unknown')
  expect(
    given()(grant({ role: 'administrator', scope: { kind: 'all', id: 'all' } }), { personKnown: true }).summary(),
  ).toBe('RoleGranted')
})

test('a grant is revoked once and may be granted anew', () => {
  given(granted)(revoke).then(revoked)
  given(granted, revoked)(revoke).nothing()
  expect(given(granted, revoked)(grant({ grantId: 'g2' })).summary()).toBe('RoleGranted')
  given()(revoke).rejected('grant-unknown')
})

test('after erasure nothing is held and nothing more is granted', () => {
  const erase = { type: 'ErasePerson', personId: 'p1', reason: '本人要求' } as const
  given(granted)(erase).then(erased)
  given()(erase).then(erased)
  given(granted, erased)(erase).nothing()
  expect(fold(accessDecider, [granted, erased]).grants.size).toBe(0)
  given(granted, erased)(revoke).nothing()
  given(granted, erased)(grant()).rejected('person-erased')
})
