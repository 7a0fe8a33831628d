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
import { expect, test } from 'vitest'
import { projected, recorded } from '../../../test/kit/projection-spec.ts'
import { scopeOf } from '../access/scope.ts'
import { managementProjection } from '../management/management.projection.ts'
import { placesProjection } from '../places/places.projection.ts'
import { NO_NAME, nameOf, personExists, phoneOf } from './names.ts'
import { peopleProjection } from './people.projection.ts'
import { listPeople } from './people.queries.ts'
import { hasAdministrator } from './setup.ts'

const everything = scopeOf('people.list', {
  personId: 'admin',
  sessionId: 's',
  homes: [],
  grants: [{ grantId: 'g', role: 'administrator', scope: { kind: 'all', id: 'all' } }],
})

const registered = (personId: string, name: string, phone: string | null = null) =>
  PersonRegistered({ personId, name, phone })
const administrator = (grantId: string, personId: string) =>
  RoleGranted({ grantId, personId, role: 'administrator', scope: { kind: 'all', id: 'all' } })
const hash = '$argon2id$secret'

test('a person, changed, then erased: no trace of the name stays', () => {
  const facts = projected(peopleProjection, [
    recorded(registered('p1', '𠮷田㑇', '13812345678'), { channel: 'demo' }),
    PersonContactChanged({ personId: 'p1', name: '李明', phone: '13900001111' }),
    PasswordSet({ personId: 'p1', loginName: 'LiMing', passwordHash: hash }),
    administrator('g1', 'p1'),
    SessionStarted({ sessionId: 's1', personId: 'p1', expiresAt: '2026-04-01T00:00:00.000Z' }),
  ])
  expect(facts.all('SELECT * FROM people_person')).toEqual([
    { person_id: 'p1', registered_by: 'tester', name: '李明', phone: '13900001111', login_name: 'LiMing', sample: 1 },
  ])
  expect([nameOf(facts.read, 'p1'), phoneOf(facts.read, 'p1'), personExists(facts.read, 'p1')]).toEqual([
    '李明',
    '13900001111',
    true,
  ])
  expect(facts.touches.every((touch) => touch.personId === 'p1')).toBe(true)

  facts.apply(PersonErased({ personId: 'p1', reason: '本人要求' }))
  for (const table of ['people_person', 'people_grant', 'people_session'])
    expect(facts.all(`SELECT * FROM ${table}`)).toEqual([])
  expect(facts.all('SELECT * FROM people_erased')).toEqual([{ person_id: 'p1' }])
  expect([nameOf(facts.read, 'p1'), phoneOf(facts.read, 'p1'), personExists(facts.read, 'p1')]).toEqual([
    NO_NAME,
    null,
    false,
  ])
})

test('views hold no password hash', () => {
  const facts = projected(peopleProjection, [
    registered('p1', '李明'),
    PasswordSet({ personId: 'p1', loginName: 'li', passwordHash: hash }),
  ])
  for (const { name } of facts.all<{ name: string }>("SELECT name FROM sqlite_master WHERE type = 'table'")) {
    expect(JSON.stringify(facts.all(`SELECT * FROM "${name}"`))).not.toContain('argon2')
  }
})

test('sessions end, and what has expired is swept when another begins', () => {
  const facts = projected(peopleProjection, [
    SessionStarted({ sessionId: 's1', personId: 'p1', expiresAt: '2026-03-01T00:00:30.000Z' }),
    SessionStarted({ sessionId: 's2', personId: 'p2', expiresAt: '2026-03-01T00:00:30.000Z' }),
    SessionStarted({ sessionId: 's3', personId: 'p1', expiresAt: '2026-04-01T00:00:00.000Z' }),
    SessionEnded({ sessionId: 's3', personId: 'p1', reason: 'signed-out' }),
  ])
  expect(facts.all('SELECT session_id, ended FROM people_session ORDER BY session_id')).toEqual([
    { session_id: 's2', ended: 0 },
    { session_id: 's3', ended: 1 },
  ])
})

test('a server has an administrator while one with a sign-in holds the role everywhere', () => {
  const facts = projected(peopleProjection, [registered('p1', '李明'), administrator('g1', 'p1')])
  expect(hasAdministrator(facts.read)).toBe(false)
  facts.apply(PasswordSet({ personId: 'p1', loginName: 'li', passwordHash: hash }))
  expect(hasAdministrator(facts.read)).toBe(true)
  expect(hasAdministrator(facts.read, { exceptGrantId: 'g1' })).toBe(false)
  expect(hasAdministrator(facts.read, { exceptPersonId: 'p1' })).toBe(false)
  facts.apply(RoleRevoked({ grantId: 'g1', personId: 'p1', reason: '离任' }))
  expect(hasAdministrator(facts.read)).toBe(false)
  expect(facts.all('SELECT grant_id, scope_kind FROM people_revoked')).toEqual([{ grant_id: 'g1', scope_kind: 'all' }])
})

test('the list pages by name, finds by part of the name, and masks phones', () => {
  const names = ['丁', '王一', '王二', '王三', 'A_b', 'Acb']
  const people = names.map((name, index) =>
    registered(`p${index}`, name.replace('_', '·'), index === 0 ? '13812345678' : null),
  )
  const { read } = projected([placesProjection, managementProjection, peopleProjection], people)
  const seen: string[] = []
  let cursor: string | undefined
  do {
    const page = listPeople(read, everything, { limit: 2, cursor }, 'zh')
    seen.push(...page.items.map((person) => person.name))
    cursor = page.next
  } while (cursor !== undefined)
  expect(seen).toEqual([...seen].sort())
  expect(seen).toHaveLength(names.length)
  expect(
    listPeople(read, everything, { q: '王' }, 'zh')
      .items.map((person) => person.name)
      .sort(),
  ).toEqual(['王一', '王三', '王二'].sort())
  expect(listPeople(read, everything, { q: '%' }, 'zh').items).toEqual([])
  expect(listPeople(read, everything, { q: '13812345678' }, 'zh').items).toMatchObject([
    { id: 'p0', maskedPhone: '138****5678' },
  ])
  expect(() => listPeople(read, everything, { cursor: 'nobody' }, 'zh')).toThrow('no such place in the list')
})
