import type { AnyEvent, Decider } from '@changxin/shared/kernel'
import { expect, test } from 'vitest'
import { storyOf } from '../../../test/kit/story.ts'
import { peopleErrors } from './errors.ts'
import {
  LoginReserved,
  PasswordSet,
  PersonContactChanged,
  PersonRegistered,
  ServerSetUp,
  SessionEnded,
  SessionStarted,
} from './events.ts'
import { loginDecider } from './login.decider.ts'
import { personDecider } from './person.decider.ts'
import { sessionDecider } from './session.decider.ts'
import { setupDecider } from './setup.decider.ts'

const story =
  <Command, Event extends AnyEvent, State>(decider: Decider<Command, Event, State>, ...events: Event[]) =>
  (command: Command) =>
    storyOf(decider, peopleErrors.entries)(...events).when(command)

const zhang = { personId: 'p1', name: '张𠮷', phone: '13812345678' }
const registered = PersonRegistered(zhang)
const passwordSet = PasswordSet({ personId: 'p1', loginName: 'zhang', passwordHash: 'h1' })

test('a person is registered once', () => {
  story(personDecider)({ type: 'RegisterPerson', ...zhang }).then(registered)
  story(personDecider, registered)({ type: 'RegisterPerson', ...zhang }).nothing()
  story(personDecider, registered)({ type: 'RegisterPerson', ...zhang, name: '李四' }).rejected('person-exists')
})

test('name and phone change together', () => {
  const change = { type: 'ChangeContact', name: '张吉', phone: null } as const
  story(personDecider, registered)(change).then(PersonContactChanged({ personId: 'p1', name: '张吉', phone: null }))
  story(personDecider, registered)({ ...change, name: zhang.name, phone: zhang.phone }).nothing()
  story(personDecider)(change).rejected('person-unknown')
})

test('the password changes, the login name does not', () => {
  const set = { type: 'SetPassword', loginName: 'zhang', passwordHash: 'h1' } as const
  story(personDecider, registered)(set).then(passwordSet)
  story(personDecider, registered, passwordSet)(set).nothing()
  expect(story(personDecider, registered, passwordSet)({ ...set, passwordHash: 'h2' }).summary()).toBe('PasswordSet')
  story(personDecider, registered, passwordSet)({ ...set, loginName: 'li' }).rejected('login-name-fixed')
  story(personDecider)(set).rejected('person-unknown')
})

test('a login name belongs to who came first', () => {
  const reserved = LoginReserved({ personId: 'p1' })
  story(loginDecider)({ type: 'ReserveLogin', personId: 'p1' }).then(reserved)
  story(loginDecider, reserved)({ type: 'ReserveLogin', personId: 'p1' }).nothing()
  story(loginDecider, reserved)({ type: 'ReserveLogin', personId: 'p2' }).rejected('login-taken')
})

test('the server is set up once', () => {
  const setUp = ServerSetUp({ personId: 'p1' })
  story(setupDecider)({ type: 'SetUp', personId: 'p1' }).then(setUp)
  story(setupDecider, setUp)({ type: 'SetUp', personId: 'p1' }).nothing()
  story(setupDecider, setUp)({ type: 'SetUp', personId: 'p2' }).rejected('set-up-already')
})

const started = (sessionId: string, expiresAt: string) => SessionStarted({ sessionId, personId: 'p1', expiresAt })
const ended = (sessionId: string) => SessionEnded({ sessionId, personId: 'p1', reason: 'password-changed' })
const LATER = '2026-03-02T00:00:00.000Z'

test('a session starts once and ends once', () => {
  const start = { type: 'StartSession', sessionId: 's1', personId: 'p1', expiresAt: LATER } as const
  const end = { type: 'EndSession', sessionId: 's1', personId: 'p1', reason: 'password-changed' } as const
  story(sessionDecider)(start).then(started('s1', LATER))
  story(sessionDecider, started('s1', LATER))(start).nothing()
  story(sessionDecider, started('s1', LATER))(end).then(ended('s1'))
  story(sessionDecider, started('s1', LATER), ended('s1'))(end).nothing()
  story(sessionDecider, started('s1', LATER), ended('s1'))(start).nothing()
  story(sessionDecider)(end).rejected('session-unknown')
})

test('all sessions end but the one named and those that are over anyway', () => {
  const now = '2026-03-01T00:00:00.000Z'
  const open = [started('s1', LATER), started('s2', LATER), started('old', now), started('s3', LATER), ended('s3')]
  const endAll = { type: 'EndAllSessions', personId: 'p1', reason: 'password-changed', now } as const
  story(sessionDecider, ...open)({ ...endAll, exceptSessionId: 's2' }).then(ended('s1'))
  story(sessionDecider, ...open)({ ...endAll, exceptSessionId: null }).then(ended('s1'), ended('s2'))
  story(sessionDecider)({ ...endAll, exceptSessionId: null }).nothing()
})
