/** Reads of people: accounts with their roles, who I am. Lists show the least: the phone is masked. */
import { maskPhone, PAGE_LIMIT_DEFAULT } from '@changxin/shared/kernel'
import type { GrantScope, MeView, PersonRow } from '@changxin/shared/people'
import { z } from 'zod'
import { maySomewhere } from '../access/may.ts'
import type { Grant, Home, Principal } from '../access/principal.ts'
import type { Scope } from '../access/scope.ts'
import { grantsOf } from '../access/sessions.ts'
import { accessTable } from '../access/table.ts'
import type { Language } from '../feature.ts'
import { compoundName, unitLabel } from '../places/index.ts'
import type { SqlValue } from '../views/projection.ts'
import type { Read } from '../views/views.ts'

type PersonView = z.output<typeof PersonRow>
type GrantView = PersonView['grants'][number]

interface PersonRecord {
  person_id: string
  name: string
  phone: string | null
  login_name: string | null
  sample: number
}

const EVERYWHERE: Record<Language, string> = { zh: '全部', en: 'everything' }

export function scopeNameOf(read: Read, scope: GrantScope, language: Language): string {
  const named = (sql: string) => read.get<{ name: string }>(sql, scope.id)?.name ?? scope.id
  if (scope.kind === 'all') return EVERYWHERE[language]
  if (scope.kind === 'compound') return compoundName(read, scope.id)
  if (scope.kind === 'operator') return named('SELECT name FROM management_operator WHERE operator_id = ?')
  return named('SELECT name FROM places_region WHERE region_id = ?')
}

function grantView(read: Read, { grantId, role, scope }: Grant, language: Language): GrantView {
  return { id: grantId, role, scope, scopeName: scopeNameOf(read, scope, language) }
}

function personView(read: Read, row: PersonRecord, language: Language): PersonView {
  return {
    id: row.person_id,
    name: row.name,
    maskedPhone: row.phone === null ? null : maskPhone(row.phone),
    loginName: row.login_name,
    grants: grantsOf(read, row.person_id).map((grant) => grantView(read, grant, language)),
    sample: row.sample === 1,
  }
}

export interface PeoplePage {
  readonly q?: string | undefined
  readonly cursor?: string | undefined
  readonly limit?: number | undefined
}

/** People of the compounds in scope (by home or by role), and those whom one registered oneself: nobody else's business. */
function visible(scope: Scope): { sql: string; params: readonly SqlValue[] } | undefined {
  if (scope.all) return undefined
  const homes = scope.where('r.compound_id')
  const roles = scope.where('g.scope_id')
  return {
    // Whoever has a home is shown by it, to whoever answers for it: not to a manager who has left.
    sql: `((registered_by = ? AND NOT EXISTS
        (SELECT 1 FROM places_relation h WHERE h.person_id = people_person.person_id)) OR person_id = ?
      OR person_id IN (SELECT r.person_id FROM places_relation r WHERE ${homes.sql})
      OR person_id IN (SELECT g.person_id FROM people_grant g WHERE g.scope_kind = 'compound' AND ${roles.sql})
      OR person_id IN (SELECT g.person_id FROM people_grant g JOIN management_current m ON m.operator_id = g.scope_id
        WHERE g.scope_kind = 'operator' AND ${scope.where('m.compound_id').sql}))`,
    params: [scope.personId, scope.personId, ...homes.params, ...roles.params, ...roles.params],
  }
}

/** By name. The cursor is the last person's id, never the name: addresses end up in logs. */
export function listPeople(
  read: Read,
  scope: Scope,
  { q, cursor, limit = PAGE_LIMIT_DEFAULT }: PeoplePage,
  language: Language,
) {
  const conditions: string[] = []
  const params: SqlValue[] = []
  const mine = visible(scope)
  if (mine) {
    conditions.push(mine.sql)
    params.push(...mine.params)
  }
  const wanted = q?.trim()
  if (wanted) {
    const like = `%${wanted.replace(/[\\%_]/g, '\\$&')}%`
    conditions.push(`(name LIKE ? ESCAPE '\\' OR login_name LIKE ? ESCAPE '\\' OR phone = ?)`)
    params.push(like, like, wanted)
  }
  if (cursor !== undefined) {
    conditions.push('(name, person_id) > (?, ?)')
    params.push(nameAt(read, cursor), cursor)
  }
  const where = conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : ''
  const rows = read.all<PersonRecord>(
    `SELECT person_id, name, phone, login_name, sample FROM people_person ${where} ORDER BY name, person_id LIMIT ?`,
    ...params,
    limit + 1,
  )
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  return { items: shown.map((row) => personView(read, row, language)), ...(last ? { next: last.person_id } : {}) }
}

function nameAt(read: Read, cursor: string): string {
  const row = read.get<{ name: string }>('SELECT name FROM people_person WHERE person_id = ?', cursor)
  if (row) return row.name
  throw new z.ZodError([
    { code: 'custom', path: ['cursor'], message: 'no such place in the list: begin anew', input: cursor },
  ])
}

export interface MeParts {
  readonly principal: Principal
  readonly language: Language
  readonly demo: boolean
}

/** Null when the person or the session is gone. */
export function readMe(read: Read, { principal, language, demo }: MeParts): MeView | null {
  const person = read.get<{ name: string }>('SELECT name FROM people_person WHERE person_id = ?', principal.personId)
  const session = read.get<{ expires_at: string }>(
    'SELECT expires_at FROM people_session WHERE session_id = ?',
    principal.sessionId,
  )
  if (!person || !session) return null
  return {
    personId: principal.personId,
    name: person.name,
    grants: principal.grants.map((grant) => grantView(read, grant, language)),
    homes: principal.homes.map((home) => homeView(read, home)),
    actions: Object.keys(accessTable).filter((action) => maySomewhere(action, principal)),
    sessionExpiresAt: session.expires_at,
    demo,
  }
}

function homeView(read: Read, home: Home): MeView['homes'][number] {
  return { ...home, compoundName: compoundName(read, home.compoundId), label: unitLabel(read, home.unitId) }
}
