import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DayStarted } from '@changxin/shared/clock'
import {
  PersonErased,
  PersonRegistered,
  RoleGranted,
  RoleRevoked,
  SessionEnded,
  SessionStarted,
} from '@changxin/shared/people'
import { RelationEnded, RelationRecorded } from '@changxin/shared/places'
import { expect, test } from 'vitest'
import { type Fact, projected } from '../../../test/kit/projection-spec.ts'
import { clockProjection } from '../clock/clock.projection.ts'
import { peopleProjection } from '../people/people.projection.ts'
import { placesProjection } from '../places/places.projection.ts'
import type { Applied } from '../views/views.ts'
import { createSessionCookies, sessionSecretFileOf, sessionSecretOf, sessionValueIn } from './session-cookie.ts'
import { createSessions, type Ended } from './sessions.ts'

const config = { KEYS_DIR: '/nowhere', SESSION_SECRET: 'x'.repeat(32), PUBLIC_URL: undefined }
const expiresAt = '2026-04-01T00:00:00.000Z'
const session = { sessionId: 's1', personId: 'p1', expiresAt }
const cookies = createSessionCookies(config)
const cookieOf = (header: string) => header.split(';')[0] ?? ''

/** Facts go in, touches come out as from the projector; counts the reads. */
function house(facts: readonly Fact[]) {
  const rows = projected([clockProjection, placesProjection, peopleProjection], facts)
  const clock = { ms: Date.parse('2026-03-02T00:00:00.000Z') }
  const listeners = new Set<(applied: Applied) => void>()
  const counts = { reads: 0 }
  const ended: Ended[] = []
  const sessions = createSessions({
    config,
    nowMs: () => clock.ms,
    views: {
      read(run) {
        counts.reads++
        return { result: run(rows.read), position: null }
      },
      onApplied(listener) {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    },
  })
  sessions.onEnded((one) => ended.push(one))
  const cookie = cookieOf(cookies.start(session))
  return {
    clock,
    counts,
    ended,
    ask: (header: string | undefined = `theme=dark; ${cookie}`) =>
      sessions.principalOf({ headers: header === undefined ? {} : { cookie: header } }),
    apply(...more: Fact[]) {
      const before = rows.touches.length
      rows.apply(...more)
      for (const listener of listeners) listener({ position: 's1', touches: rows.touches.slice(before) })
    },
  }
}

const basics = [PersonRegistered({ personId: 'p1', name: '李明', phone: null }), SessionStarted(session)]
const home = (since: string) =>
  RelationRecorded({
    relationId: 'r1',
    unitId: 'u1',
    compoundId: 'c1',
    personId: 'p1',
    relation: 'owner',
    since,
    check: { how: 'registry', note: null },
  })

test('the cookie is HttpOnly and Lax, and Secure where the public address is https', () => {
  expect(cookies.start(session)).toMatch(
    /^changxin_session=s1\.p1\.[0-9a-z]+\.[\w-]{43}; Expires=Wed, 01 Apr 2026 00:00:00 GMT; Path=\/; HttpOnly; SameSite=Lax$/,
  )
  expect(createSessionCookies({ ...config, PUBLIC_URL: 'https://changxin.example' }).start(session)).toMatch(
    /; Secure$/,
  )
  expect(cookies.clear).toContain('Max-Age=0')
})

test('only what this server sealed opens', () => {
  const value = cookieOf(cookies.start(session)).split('=')[1] ?? ''
  expect(cookies.open(value)).toMatchObject(session)
  expect(cookies.open(value.replace('s1', 's2'))).toBeNull()
  expect(cookies.open(value.replace('p1', 'p2'))).toBeNull()
  expect(cookies.open(`${value.slice(0, -1)}!`)).toBeNull()
  expect(cookies.open(`${value}.x`)).toBeNull()
  expect(cookies.open('')).toBeNull()
  expect(createSessionCookies({ ...config, SESSION_SECRET: 'y'.repeat(32) }).open(value)).toBeNull()
})

test.each([
  ['changxin_session=abc', 'abc'],
  ['a=1; changxin_session=abc; b=2', 'abc'],
  ['xchangxin_session=no;  changxin_session=abc', 'abc'],
  ['changxin_sessionx=no', undefined],
  ['', undefined],
])('in the header %j the cookie is %j', (header, value) => {
  expect(sessionValueIn(header)).toBe(value)
})

test('the secret is made once, readable by its owner alone', () => {
  const KEYS_DIR = mkdtempSync(join(tmpdir(), 'changxin-secret-'))
  try {
    const made = sessionSecretOf({ KEYS_DIR, SESSION_SECRET: undefined, PUBLIC_URL: undefined })
    expect(made.length).toBeGreaterThanOrEqual(32)
    expect(sessionSecretOf({ KEYS_DIR, SESSION_SECRET: undefined, PUBLIC_URL: undefined })).toBe(made)
    expect(readFileSync(sessionSecretFileOf(KEYS_DIR), 'utf8')).toBe(made)
    expect(statSync(sessionSecretFileOf(KEYS_DIR)).mode & 0o777).toBe(0o600)
  } finally {
    rmSync(KEYS_DIR, { recursive: true })
  }
})

test('who was here before is answered without reading', () => {
  const { ask, counts } = house(basics)
  expect(ask()).toEqual({ personId: 'p1', sessionId: 's1', grants: [], homes: [] })
  const reads = counts.reads
  expect(ask()?.personId).toBe('p1')
  expect(counts.reads).toBe(reads)
  expect(ask(undefined)).toEqual(ask())
  expect(ask('changxin_session=forged')).toBeNull()
})

test('without a cookie nobody is signed in', () => {
  expect(house(basics).ask('')).toBeNull()
})

test('a session that is not in the views yet is found once it is', () => {
  const { ask, apply } = house([basics[0] as Fact])
  expect(ask()).toBeNull()
  apply(SessionStarted(session))
  expect(ask()?.sessionId).toBe('s1')
})

test('a session is over when it ends or expires', () => {
  const { ask, apply, ended, clock } = house(basics)
  expect(ask()).not.toBeNull()
  clock.ms = Date.parse(expiresAt)
  expect(ask()).toBeNull()
  clock.ms -= 1
  expect(ask()).not.toBeNull()
  apply(SessionEnded({ sessionId: 's1', personId: 'p1', reason: 'signed-out' }))
  expect(ask()).toBeNull()
  expect(ended).toEqual([{ sessionId: 's1' }])
})

test('another session of the same person ends nobody', () => {
  const { apply, ended } = house(basics)
  apply(SessionStarted({ ...session, sessionId: 's2' }))
  expect(ended).toEqual([])
})

test('roles count from their commit on, until they are revoked', () => {
  const { ask, apply, ended } = house(basics)
  expect(ask()?.grants).toEqual([])
  apply(RoleGranted({ grantId: 'g1', personId: 'p1', role: 'worker', scope: { kind: 'compound', id: 'c1' } }))
  expect(ask()?.grants).toEqual([{ grantId: 'g1', role: 'worker', scope: { kind: 'compound', id: 'c1' } }])
  apply(RoleRevoked({ grantId: 'g1', personId: 'p1', reason: '离任' }))
  expect(ask()?.grants).toEqual([])
  expect(ended).toEqual([{ personId: 'p1' }, { personId: 'p1' }])
})

test('an erased person is nobody, at once', () => {
  const { ask, apply, ended } = house(basics)
  expect(ask()).not.toBeNull()
  apply(PersonErased({ personId: 'p1', reason: '本人要求' }))
  expect(ask()).toBeNull()
  expect(ended).toEqual([{ personId: 'p1' }])
})

test('a home counts from its first day to its last, as the days of the log go by', () => {
  const { ask, apply } = house([...basics, DayStarted({ day: '2026-03-01' }), home('2026-03-02')])
  expect(ask()?.homes).toEqual([])
  apply(DayStarted({ day: '2026-03-02' }))
  expect(ask()?.homes).toEqual([
    { unitId: 'u1', compoundId: 'c1', relation: 'owner', since: '2026-03-02', checked: true },
  ])
  apply(RelationEnded({ relationId: 'r1', unitId: 'u1', compoundId: 'c1', until: '2026-03-02', reason: '卖出' }))
  expect(ask()?.homes).toHaveLength(1)
  apply(DayStarted({ day: '2026-03-03' }))
  expect(ask()?.homes).toEqual([])
})

test('before the first day of a log a home counts that has no end', () => {
  expect(house([...basics, home('2026-03-02')]).ask()?.homes).toHaveLength(1)
})
