/** Accounts and roles: list, register, grant, revoke, erase. */
import { Rejected } from '@changxin/shared/kernel'
import { type GrantScope, peopleApi, peopleErrors } from '@changxin/shared/people'
import { z } from 'zod'
import type { Subject } from '../access/may.ts'
import { grantsOf } from '../access/sessions.ts'
import { answerOf, type FeatureDeps, type Served, serveCommand, serveQuery } from '../feature.ts'
import { compoundIdsOf } from '../places/index.ts'
import type { Read } from '../views/views.ts'
import { personExists } from './names.ts'
import { createPasswords } from './passwords.ts'
import { Access, Person, Session } from './people.aggregates.ts'
import { eraseStream } from './people.erasure.ts'
import type { PeopleParts } from './people.feature.ts'
import { listPeople } from './people.queries.ts'
import { registerPerson, shown, step } from './people.write.ts'
import { scopeExists, subjectOfScope } from './scopes.ts'
import { hasAdministrator } from './setup.ts'
import { signInRoutes } from './sign-in.routes.ts'

const { reject } = peopleErrors

export function peopleRoutes(deps: FeatureDeps, parts: PeopleParts): readonly Served[] {
  const withPasswords = { ...parts, passwords: parts.passwords ?? createPasswords() }
  return [
    ...signInRoutes(deps, withPasswords),
    serveList(),
    serveRegister(withPasswords),
    serveGrant(),
    serveRevoke(),
    serveErase(deps),
  ]
}

const serveList = () =>
  serveQuery(peopleApi.list, {
    reads: ['people_person', 'people_grant', 'places_compound', 'places_region', 'management_operator'],
    subject: () => ({}),
    run: ({ read, scope, language }, input) => listPeople(read, scope, input, language),
  })

const serveRegister = ({ passwords }: Required<PeopleParts>) =>
  serveCommand(peopleApi.register, {
    subject: () => ({}),
    async handle(context, { body }) {
      const { name, phone = null, loginName, password } = body
      const missing =
        loginName === undefined
          ? password === undefined
            ? null
            : 'loginName'
          : password === undefined
            ? 'password'
            : null
      if (missing)
        throw new z.ZodError([
          { code: 'custom', path: [missing], message: 'login name and password, or neither', input: undefined },
        ])
      const login =
        loginName !== undefined && password !== undefined
          ? { loginName, hashPassword: () => passwords.hash(password) }
          : null
      const personId = context.newId()
      return answerOf(personId, await registerPerson(context, 'people.register', { personId, name, phone, login }))
    },
  })

const serveGrant = () =>
  serveCommand(peopleApi.grantRole, {
    subject: ({ params, body }, read) => (personExists(read, params.id) ? subjectOfScope(read, body.scope) : null),
    async handle(context, { params: { id: personId }, body: { role, scope } }) {
      const granted = await context.execute(Access, personId, {
        command: { type: 'GrantRole', grantId: context.newId(), personId, role, scope },
        facts: async () => ({
          personKnown: (await context.store.load(Person, personId)).state !== null,
          scopeKnown: context.views.read((read) => scopeExists(read, scope)).result,
        }),
      })
      await shown(context, granted)
      const { state } = await context.store.load(Access, personId)
      // Held before: then it is that grant which the answer names.
      const held = [...state.grants].find(
        ([, grant]) => grant.role === role && grant.scope.kind === scope.kind && grant.scope.id === scope.id,
      )
      return answerOf(held?.[0] ?? context.newId(), granted)
    },
  })

const serveRevoke = () =>
  serveCommand(peopleApi.revokeRole, {
    subject({ params, body }, read) {
      const scope = scopeOfGrant(read, params.id, body.grantId)
      return scope && subjectOfScope(read, scope)
    },
    async handle(context, { params: { id: personId }, body: { grantId, reason } }) {
      context.views.read((read) => refuseLastAdministrator(read, personId, grantId))
      const revoked = await context.execute(Access, personId, {
        command: { type: 'RevokeRole', personId, grantId, reason },
      })
      return answerOf(grantId, await shown(context, revoked))
    },
  })

/** Where a role holds or, for a repeated command, held. */
function scopeOfGrant(read: Read, personId: string, grantId: string): GrantScope | null {
  for (const table of ['people_grant', 'people_revoked']) {
    const row = read.get<{ scope_kind: GrantScope['kind']; scope_id: string }>(
      `SELECT scope_kind, scope_id FROM ${table} WHERE grant_id = ? AND person_id = ?`,
      grantId,
      personId,
    )
    if (row) return { kind: row.scope_kind, id: row.scope_id }
  }
  return null
}

/** Whoever holds nothing of the kind may go; the last one would leave a server that nobody can administer. */
function refuseLastAdministrator(read: Read, personId: string, grantId?: string): void {
  const holds = grantsOf(read, personId).some(
    (grant) =>
      grant.role === 'administrator' &&
      grant.scope.kind === 'all' &&
      (grantId === undefined || grant.grantId === grantId),
  )
  if (
    holds &&
    !hasAdministrator(read, grantId === undefined ? { exceptPersonId: personId } : { exceptGrantId: grantId })
  ) {
    throw reject('last-administrator')
  }
}

const serveErase = (deps: FeatureDeps) =>
  serveCommand(peopleApi.erase, {
    // A repeat finds the person erased already, and must still be answered.
    subject: ({ params }, read) =>
      personExists(read, params.id) || wasErased(read, params.id) ? (mattersOf(read, params.id)[0] ?? {}) : null,
    async handle(context, { params: { id: personId }, body: { reason } }) {
      const reached = context.views.read((read) => {
        refuseLastAdministrator(read, personId)
        return mattersOf(read, personId)
      }).result
      // Erasing takes the roles away and the name from every home: only who reaches all of that may erase.
      if (!reached.every((subject) => context.may('people.revoke-role', subject))) throw new Rejected('forbidden')
      const erased = await context.execute(Access, personId, { command: { type: 'ErasePerson', personId, reason } })
      await context.store.execute(Session, personId, {
        meta: step(context.meta(), 'sessions'),
        command: {
          type: 'EndAllSessions',
          personId,
          reason: 'roles-changed',
          exceptSessionId: null,
          now: context.receivedAt,
        },
      })
      await eraseStream(deps, personId)
      return answerOf(personId, await shown(context, erased))
    },
  })

/** Everywhere that a person belongs: roles and homes, also former ones. Nowhere: a matter of the whole server. */
function mattersOf(read: Read, personId: string): Subject[] {
  const roles = grantsOf(read, personId).map((grant) => subjectOfScope(read, grant.scope))
  const homes = compoundIdsOf(read, personId).map((compoundId) => ({ compoundId }))
  return [...roles, ...homes]
}

function wasErased(read: Read, personId: string): boolean {
  return read.get('SELECT 1 FROM people_erased WHERE person_id = ?', personId) !== undefined
}
