/** People, their sign-in and their roles. Names and phones live in `person-<id>` alone and can be erased. */
import { type EventOf, event, Id, Instant, Line, PersonName, Phone } from '@changxin/shared/kernel'
import { z } from 'zod'

export const Role = z.enum([
  'resident',
  'worker',
  'manager',
  'clerk',
  'committee',
  'overseer',
  'auditor',
  'administrator',
])
export type Role = z.infer<typeof Role>

/** Where a role holds. `operator`: every compound that the operator manages on the day; `all` has the id `all`. */
export const ScopeKind = z.enum(['compound', 'community', 'subdistrict', 'district', 'operator', 'all'])
export type ScopeKind = z.infer<typeof ScopeKind>
export const GrantScope = z.strictObject({ kind: ScopeKind, id: Id })
export type GrantScope = z.infer<typeof GrantScope>

export const LoginName = Line(40).refine((name) => /^[\p{L}\p{N}._@-]+$/u.test(name), 'letters, digits, . _ @ - only')

// person-<id>: personal data, erasable, outside the chain
export const PersonRegistered = event(
  'PersonRegistered',
  z.object({ personId: Id, name: PersonName, phone: Phone.nullable() }),
)
export const PersonContactChanged = event(
  'PersonContactChanged',
  z.object({ personId: Id, name: PersonName, phone: Phone.nullable() }),
)
export const PasswordSet = event(
  'PasswordSet',
  z.object({ personId: Id, loginName: LoginName, passwordHash: z.string() }),
)

// login-<hash of the login name>: keeps login names unique across people
export const LoginReserved = event('LoginReserved', z.object({ personId: Id }))

// access-<personId>: ids only, in the chain
export const RoleGranted = event('RoleGranted', z.object({ grantId: Id, personId: Id, role: Role, scope: GrantScope }))
export const RoleRevoked = event('RoleRevoked', z.object({ grantId: Id, personId: Id, reason: Line(200) }))
export const PersonErased = event('PersonErased', z.object({ personId: Id, reason: Line(200) }))

// session-<personId>
export const SessionStarted = event('SessionStarted', z.object({ sessionId: Id, personId: Id, expiresAt: Instant }))
export const SessionEnded = event(
  'SessionEnded',
  z.object({
    sessionId: Id,
    personId: Id,
    reason: z.enum(['signed-out', 'ended-by-person', 'password-changed', 'roles-changed']),
  }),
)

// setup-server: the first administrator
export const ServerSetUp = event('ServerSetUp', z.object({ personId: Id }))

export const personEvents = [PersonRegistered, PersonContactChanged, PasswordSet] as const
export const loginEvents = [LoginReserved] as const
export const accessEvents = [RoleGranted, RoleRevoked, PersonErased] as const
export const sessionEvents = [SessionStarted, SessionEnded] as const
export const setupEvents = [ServerSetUp] as const
export const peopleEvents = [
  ...personEvents,
  ...loginEvents,
  ...accessEvents,
  ...sessionEvents,
  ...setupEvents,
] as const
export type PersonEvent = EventOf<typeof personEvents>
export type LoginEvent = EventOf<typeof loginEvents>
export type AccessEvent = EventOf<typeof accessEvents>
export type SessionEvent = EventOf<typeof sessionEvents>
export type SetupEvent = EventOf<typeof setupEvents>
