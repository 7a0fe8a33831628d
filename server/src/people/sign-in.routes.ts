/** Sign-in: welcome, first set-up, sessions, the own password. */
import { addMinutes, Rejected } from '@changxin/shared/kernel'
import { peopleApi, peopleErrors } from '@changxin/shared/people'
import { locateIn } from '../access/locate.ts'
import { actionsIn } from '../access/may.ts'
import { createSessionCookies, SESSION_DAYS, type SessionCookies } from '../access/session-cookie.ts'
import { deriveId } from '../commands/derive.ts'
import { answerOf, type CommandContext, type FeatureDeps, type Served, serveCommand, serveQuery } from '../feature.ts'
import { addressKeyOf } from '../http/address-key.ts'
import { loginKeyOf } from './login-key.ts'
import { createPasswords, type Passwords } from './passwords.ts'
import { Access, Login, Person, SETUP_ID, Session, Setup } from './people.aggregates.ts'
import type { PeopleParts } from './people.feature.ts'
import { readMe } from './people.queries.ts'
import { metaOf, registerPerson, shown } from './people.write.ts'
import { createSignInLimit, type SignInLimit } from './sign-in-limit.ts'

const { reject } = peopleErrors

const SESSION_MINUTES = SESSION_DAYS * 24 * 60

interface SignInParts extends PeopleParts {
  readonly passwords: Passwords
  readonly limit: SignInLimit
  readonly cookies: SessionCookies
}

export function signInRoutes(deps: FeatureDeps, parts: PeopleParts): readonly Served[] {
  const all: SignInParts = {
    ...parts,
    passwords: parts.passwords ?? createPasswords(),
    limit: createSignInLimit({ nowMs: deps.nowMs }),
    cookies: createSessionCookies(deps.config),
  }
  return [
    serveWelcome(all),
    serveMe(all),
    serveRights,
    serveSetUp(all),
    serveSignIn(all),
    serveSignOut(all),
    serveChangePassword(all),
  ]
}

const serveWelcome = ({ setup, demo }: SignInParts) =>
  serveQuery(peopleApi.welcome, {
    reads: ['people_grant', 'people_person'],
    sameForScope: true,
    subject: () => ({}),
    run({ read }) {
      const { made, accounts } = demo(read)
      return { needsSetup: setup.neededIn(read), demo: made, demoAccounts: made ? [...accounts] : [] }
    },
  })

const serveMe = ({ demo }: SignInParts) =>
  serveQuery(peopleApi.me, {
    reads: [
      'people_person',
      'people_grant',
      'people_session',
      'places_relation',
      'places_unit',
      'places_compound',
      'places_region',
      'management_operator',
    ],
    subject: () => ({}),
    run: ({ read, principal, language }) => principal && readMe(read, { principal, language, demo: demo(read).made }),
  })

const serveRights = serveQuery(peopleApi.rights, {
  // A changed grant or home ends the connection itself: only where the compound lies can change under it.
  reads: ['places_compound', 'management_current'],
  concerns: ({ id }) => ({ compoundId: id }),
  subject: () => ({}),
  run({ read, principal }, { id }) {
    const locate = locateIn(read)
    return principal && locate(id) ? { actions: actionsIn(id, principal, locate) } : null
  },
})

function serveSetUp({ setup, passwords }: SignInParts): Served {
  // One after the other: two at once must not both find a server without administrator.
  let last: Promise<unknown> = Promise.resolve()
  return serveCommand(peopleApi.setUp, {
    subject: () => ({}),
    handle(context, { body }) {
      const mine = last.then(async () => {
        if (!setup.matches(body.token)) throw reject('set-up-token-wrong')
        const personId = context.newId()
        const { state: done } = await context.store.load(Setup, SETUP_ID)
        if (done ? done.personId !== personId : !setup.needed(context.views)) throw reject('set-up-already')
        const login = { loginName: body.loginName, hashPassword: () => passwords.hash(body.password) }
        await registerPerson(context, 'people.set-up', { personId, name: body.name, phone: null, login })
        const meta = metaOf(context, 'people.set-up', { personId })
        const scope = { kind: 'all', id: 'all' } as const
        await context.store.execute(Access, personId, {
          meta,
          command: { type: 'GrantRole', grantId: context.newId(1), personId, role: 'administrator', scope },
          facts: () => ({ personKnown: true }),
        })
        return shown(
          context,
          await context.store.execute(Setup, SETUP_ID, { meta, command: { type: 'SetUp', personId } }),
        )
      })
      last = mine.catch(() => {})
      return mine.then((executed) => answerOf(context.newId(), executed))
    },
  })
}

const serveSignIn = ({ passwords, limit, cookies }: SignInParts) =>
  serveCommand(peopleApi.signIn, {
    subject: () => ({}),
    async handle(context, { body }) {
      const nameKey = loginKeyOf(body.loginName)
      await throttled(context, limit, nameKey, async () =>
        passwords.matches(await hashBehind(context, nameKey), body.password),
      )
      const { state: login } = await context.store.load(Login, nameKey)
      if (!login) throw new Rejected('sign-in-failed')
      const { personId } = login
      const sessionId = deriveId(personId, context.commandId, 'session')
      const started = await context.execute(Session, personId, {
        meta: { ...metaOf(context, 'people.sign-in', { personId }), actor: personId },
        command: {
          type: 'StartSession',
          sessionId,
          personId,
          expiresAt: addMinutes(context.receivedAt, SESSION_MINUTES),
        },
      })
      await shown(context, started)
      // A repeated command finds the session as it was first recorded.
      const { state } = await context.store.load(Session, personId)
      const expiresAt = state.open.get(sessionId)
      if (expiresAt !== undefined) context.reply.header('set-cookie', cookies.start({ sessionId, personId, expiresAt }))
      return answerOf(sessionId, started)
    },
  })

/** The hash that the name's password is checked against; null for names that nobody has and people who are erased. */
async function hashBehind({ store }: CommandContext, nameKey: string): Promise<string | null> {
  const { state: login } = await store.load(Login, nameKey)
  if (!login) return null
  const { state: access } = await store.load(Access, login.personId)
  if (access.erased) return null
  const { state: person } = await store.load(Person, login.personId)
  return person?.passwordHash ?? null
}

/** Checks a password under the limit of its name and address; throws 429 or 401. */
async function throttled(
  { request }: CommandContext,
  limit: SignInLimit,
  nameKey: string,
  check: () => Promise<boolean>,
  refusal: () => Rejected = () => new Rejected('sign-in-failed'),
): Promise<void> {
  const address = addressKeyOf(request.ip)
  const { waitSeconds } = limit.begin(nameKey, address)
  if (waitSeconds > 0) throw reject('sign-in-slow-down', { retryAfterSeconds: waitSeconds })
  if (!(await check())) throw refusal()
  limit.succeeded(nameKey, address)
}

const serveSignOut = ({ cookies }: SignInParts) =>
  serveCommand(peopleApi.signOut, {
    subject: () => ({}),
    async handle(context) {
      const { sessionId, personId } = signedIn(context)
      const ended = await context.execute(Session, personId, {
        command: { type: 'EndSession', sessionId, personId, reason: 'signed-out' },
      })
      await shown(context, ended)
      context.reply.header('set-cookie', cookies.clear)
      return answerOf(sessionId, ended)
    },
  })

const serveChangePassword = ({ passwords, limit }: SignInParts) =>
  serveCommand(peopleApi.changePassword, {
    subject: () => ({}),
    async handle(context, { body }) {
      const { sessionId, personId } = signedIn(context)
      const { state: person } = await context.store.load(Person, personId)
      if (!person || person.loginName === null || person.passwordHash === null) throw reject('person-unknown')
      const { loginName, passwordHash: present } = person
      let passwordHash = present
      await throttled(
        context,
        limit,
        loginKeyOf(loginName),
        async () => {
          if (await passwords.matches(present, body.current)) {
            passwordHash = await passwords.hash(body.next)
            return true
          }
          // The answer to the first sending may have been lost: then the new password is set already.
          return passwords.matches(present, body.next)
        },
        () => reject('current-password-wrong'),
      )
      const meta = metaOf(context, 'people.change-password', { personId })
      const changed = await context.execute(Person, personId, {
        meta,
        command: { type: 'SetPassword', loginName, passwordHash },
      })
      const ended = await context.store.execute(Session, personId, {
        meta,
        command: {
          type: 'EndAllSessions',
          personId,
          reason: 'password-changed',
          exceptSessionId: sessionId,
          now: context.receivedAt,
        },
      })
      await shown(context, ended)
      return answerOf(personId, changed)
    },
  })

function signedIn({ principal }: CommandContext) {
  if (!principal) throw new Rejected('not-signed-in')
  return principal
}
