/** The streams of people, each with its decider. */
import {
  accessDecider,
  accessEvents,
  loginDecider,
  loginEvents,
  personDecider,
  personEvents,
  sessionDecider,
  sessionEvents,
  setupDecider,
  setupEvents,
} from '@changxin/shared/people'
import { aggregate } from '../commands/aggregate.ts'

/** `person-<personId>`: all personal data; the one stream that can be erased. */
export const Person = aggregate('person', personDecider, personEvents)
/** `login-<key of the login name>`: one owner for each name. */
export const Login = aggregate('login', loginDecider, loginEvents)
/** `access-<personId>`: roles, and the note of an erasure. */
export const Access = aggregate('access', accessDecider, accessEvents)
/** `session-<personId>` */
export const Session = aggregate('session', sessionDecider, sessionEvents)
/** `setup-server` */
export const Setup = aggregate('setup', setupDecider, setupEvents)
export const SETUP_ID = 'server'
