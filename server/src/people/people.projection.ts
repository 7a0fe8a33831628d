/** Who there is, what they may do, and which sessions are open. An erased person leaves no row but the note that it was erased. */
import {
  PasswordSet,
  PersonContactChanged,
  PersonErased,
  PersonRegistered,
  RoleGranted,
  RoleRevoked,
  SessionEnded,
  SessionStarted,
} from '@changxin/shared/people'
import { isSample, on, projection } from '../views/projection.ts'

const SCHEMA = `
CREATE TABLE people_person (
  person_id TEXT PRIMARY KEY, name TEXT NOT NULL, phone TEXT, login_name TEXT, registered_by TEXT NOT NULL, sample INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX people_person_by_registrar ON people_person (registered_by);
CREATE INDEX people_person_by_name ON people_person (name, person_id);
CREATE TABLE people_grant (
  grant_id TEXT PRIMARY KEY, person_id TEXT NOT NULL, role TEXT NOT NULL, scope_kind TEXT NOT NULL, scope_id TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX people_grant_by_person ON people_grant (person_id);
CREATE INDEX people_grant_by_role ON people_grant (role, scope_kind, scope_id);
CREATE TABLE people_revoked (
  grant_id TEXT PRIMARY KEY, person_id TEXT NOT NULL, scope_kind TEXT NOT NULL, scope_id TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE people_session (
  session_id TEXT PRIMARY KEY, person_id TEXT NOT NULL, expires_at TEXT NOT NULL, ended INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX people_session_by_person ON people_session (person_id);
CREATE TABLE people_erased (person_id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
`

export const peopleProjection = projection('people', 1, SCHEMA, [
  on(PersonRegistered, (event, rows) => {
    const { personId, name, phone } = event.data
    rows.run(
      'INSERT OR REPLACE INTO people_person (person_id, name, phone, registered_by, sample) VALUES (?, ?, ?, ?, ?)',
      personId,
      name,
      phone,
      event.metadata.actor,
      isSample(event),
    )
    rows.touch({ table: 'people_person', personId })
  }),
  on(PersonContactChanged, ({ data }, rows) => {
    rows.run('UPDATE people_person SET name = ?, phone = ? WHERE person_id = ?', data.name, data.phone, data.personId)
    rows.touch({ table: 'people_person', personId: data.personId })
  }),
  on(PasswordSet, ({ data }, rows) => {
    // The hash stays in the log, where sign-in reads it: views hold no secret.
    rows.run('UPDATE people_person SET login_name = ? WHERE person_id = ?', data.loginName, data.personId)
    rows.touch({ table: 'people_person', personId: data.personId })
  }),
  on(RoleGranted, ({ data: { grantId, personId, role, scope } }, rows) => {
    rows.run(
      'INSERT OR REPLACE INTO people_grant (grant_id, person_id, role, scope_kind, scope_id) VALUES (?, ?, ?, ?, ?)',
      grantId,
      personId,
      role,
      scope.kind,
      scope.id,
    )
    rows.touch({ table: 'people_grant', personId })
  }),
  on(RoleRevoked, ({ data: { grantId, personId } }, rows) => {
    // Kept aside: a repeated command must still be authorised by where the role held.
    rows.run(
      `INSERT OR REPLACE INTO people_revoked (grant_id, person_id, scope_kind, scope_id)
       SELECT grant_id, person_id, scope_kind, scope_id FROM people_grant WHERE grant_id = ?`,
      grantId,
    )
    rows.run('DELETE FROM people_grant WHERE grant_id = ?', grantId)
    rows.touch({ table: 'people_grant', personId })
  }),
  on(SessionStarted, ({ data: { sessionId, personId, expiresAt }, metadata }, rows) => {
    // What has expired needs no row any more; swept here, because a handler has no clock but its event.
    rows.run('DELETE FROM people_session WHERE person_id = ? AND expires_at <= ?', personId, metadata.occurredAt)
    rows.run(
      'INSERT OR REPLACE INTO people_session (session_id, person_id, expires_at, ended) VALUES (?, ?, ?, 0)',
      sessionId,
      personId,
      expiresAt,
    )
    rows.touch({ table: 'people_session', personId })
  }),
  on(SessionEnded, ({ data: { sessionId, personId } }, rows) => {
    rows.run('UPDATE people_session SET ended = 1 WHERE session_id = ?', sessionId)
    rows.touch({ table: 'people_session', personId })
  }),
  on(PersonErased, ({ data: { personId } }, rows) => {
    rows.run('INSERT OR IGNORE INTO people_erased (person_id) VALUES (?)', personId)
    for (const table of ['people_person', 'people_grant', 'people_revoked', 'people_session']) {
      rows.run(`DELETE FROM ${table} WHERE person_id = ?`, personId)
      rows.touch({ table, personId })
    }
  }),
])
