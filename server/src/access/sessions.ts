/**
 * Who asks: from the cookie to the person's present roles and homes. Answered from memory for every request; what the
 * projector touches is read anew, so that an ended session or a revoked role counts from its commit on.
 */
import type { Day } from '@changxin/shared/kernel'
import type { Relation } from '@changxin/shared/places'
import type { FastifyRequest } from 'fastify'
import { LRUCache } from 'lru-cache'
import { newestDay } from '../clock/index.ts'
import type { Config } from '../config.ts'
import type { Touch } from '../views/projection.ts'
import type { Read, Views } from '../views/views.ts'
import type { Grant, Home, Principal } from './principal.ts'
import { createSessionCookies, type SessionClaims, sessionValueIn } from './session-cookie.ts'

/** Cookies whose seal was checked, and people whose rights are held; the longest unused are dropped first. */
const REMEMBERED_COOKIES = 50_000
const REMEMBERED_PEOPLE = 20_000

/** A session that ended, or a person whose rights changed: sockets opened with the old rights must go. */
export type Ended = { readonly sessionId: string } | { readonly personId: string }

export interface Sessions {
  /** Synchronous and without I/O for whoever was here before; null = not signed in. */
  principalOf(request: Pick<FastifyRequest, 'headers'>): Principal | null
  /** Sealed by us, in time, and yet nobody is known by it: the session may be on its way into the views, or is no more. */
  isUnknown(request: Pick<FastifyRequest, 'headers'>): boolean
  onEnded(listener: (ended: Ended) => void): () => void
  close(): void
}

export interface SessionsParts {
  readonly views: Pick<Views, 'read' | 'onApplied'>
  readonly config: Pick<Config, 'KEYS_DIR' | 'SESSION_SECRET' | 'PUBLIC_URL'>
  readonly nowMs: () => number
}

/** Tables that a principal is made of. */
const RIGHTS = new Set(['people_grant', 'people_session', 'people_person', 'places_relation'])

export function createSessions({ views, config, nowMs }: SessionsParts): Sessions {
  const cookies = createSessionCookies(config)
  const opened = new LRUCache<string, SessionClaims>({ max: REMEMBERED_COOKIES })
  const principals = new LRUCache<string, Map<string, Principal>>({ max: REMEMBERED_PEOPLE })
  const listeners = new Set<(ended: Ended) => void>()

  function claimsIn(request: Pick<FastifyRequest, 'headers'>): SessionClaims | null {
    const value = sessionValueIn(request.headers.cookie)
    if (value === undefined) return null
    const known = opened.get(value)
    if (known) return known
    const claims = cookies.open(value)
    if (claims) opened.set(value, claims)
    return claims
  }

  function fresh(claims: SessionClaims): Principal | null {
    const principal = views.read((read) => readPrincipal(read, claims)).result
    // Absence is not remembered: the session may be on its way into the views.
    if (!principal) return null
    const ofPerson = principals.get(claims.personId) ?? new Map<string, Principal>()
    principals.set(claims.personId, ofPerson.set(claims.sessionId, principal))
    return principal
  }

  const stopListening = views.onApplied(({ touches }) => {
    for (const ended of affected(touches)) for (const listener of listeners) listener(ended)
  })

  /** Forgets what was touched; answers whose sockets must go. */
  function affected(touches: readonly Touch[]): Ended[] {
    const changed = new Set<string>()
    const sessionsOf = new Set<string>()
    for (const { table, personId } of touches) {
      // A new day begins and ends relations.
      if (table === 'clock_day') principals.clear()
      if (!RIGHTS.has(table)) continue
      if (personId === undefined) {
        principals.clear()
        continue
      }
      principals.delete(personId)
      if (table === 'people_session') sessionsOf.add(personId)
      else if (table !== 'people_person' || !isKnown(personId)) changed.add(personId)
    }
    if (listeners.size === 0) return []
    const ended = [...sessionsOf].filter((personId) => !changed.has(personId)).flatMap(endedSessions)
    return [...[...changed].map((personId) => ({ personId })), ...ended.map((sessionId) => ({ sessionId }))]
  }

  const isKnown = (personId: string) => views.read((read) => personKnown(read, personId)).result
  const endedSessions = (personId: string) =>
    views
      .read((read) =>
        read.all<{ session_id: string }>(
          'SELECT session_id FROM people_session WHERE person_id = ? AND ended = 1',
          personId,
        ),
      )
      .result.map((row) => row.session_id)

  function principalOf(request: Pick<FastifyRequest, 'headers'>): Principal | null {
    const claims = claimsIn(request)
    if (!claims || claims.expiresAtMs <= nowMs()) return null
    return principals.get(claims.personId)?.get(claims.sessionId) ?? fresh(claims)
  }

  return {
    principalOf,
    isUnknown(request) {
      const claims = claimsIn(request)
      return claims !== null && claims.expiresAtMs > nowMs() && principalOf(request) === null
    },
    onEnded(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: stopListening,
  }
}

function personKnown(read: Read, personId: string): boolean {
  return read.get('SELECT 1 FROM people_person WHERE person_id = ?', personId) !== undefined
}

function readPrincipal(read: Read, { sessionId, personId }: SessionClaims): Principal | null {
  const session = read.get(
    'SELECT 1 FROM people_session WHERE session_id = ? AND person_id = ? AND ended = 0',
    sessionId,
    personId,
  )
  if (!session || !personKnown(read, personId)) return null
  return { personId, sessionId, grants: grantsOf(read, personId), homes: homesOf(read, personId) }
}

/** The roles a person holds, in a steady order. */
export function grantsOf(read: Read, personId: string): Grant[] {
  return read
    .all<{ grant_id: string; role: Grant['role']; scope_kind: Grant['scope']['kind']; scope_id: string }>(
      'SELECT grant_id, role, scope_kind, scope_id FROM people_grant WHERE person_id = ? ORDER BY role, scope_kind, scope_id',
      personId,
    )
    .map((row) => ({ grantId: row.grant_id, role: row.role, scope: { kind: row.scope_kind, id: row.scope_id } }))
}

/** The units a person belongs to on the newest day of the log; before the first day only what has no end counts. */
export function homesOf(read: Read, personId: string): Home[] {
  const today = newestDay(read) ?? '9999-12-31'
  return read
    .all<{ unit_id: string; compound_id: string; relation: Relation; since: Day; checked: number }>(
      `SELECT unit_id, compound_id, relation, since, checked FROM places_relation
       WHERE person_id = ? AND since <= ? AND (until IS NULL OR until >= ?) ORDER BY unit_id, relation_id`,
      personId,
      today,
      today,
    )
    .map((row) => ({
      unitId: row.unit_id,
      compoundId: row.compound_id,
      relation: row.relation,
      since: row.since,
      checked: row.checked === 1,
    }))
}
