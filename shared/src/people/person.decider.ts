/** A person's own data: name, phone and sign-in. The whole stream can be erased, so nothing else may live here. */
import { type Decider, unreachable } from '@changxin/shared/kernel'
import { reject } from './errors.ts'
import { PasswordSet, PersonContactChanged, type PersonEvent, PersonRegistered } from './events.ts'

export type PersonCommand =
  | { readonly type: 'RegisterPerson'; readonly personId: string; readonly name: string; readonly phone: string | null }
  | { readonly type: 'ChangeContact'; readonly name: string; readonly phone: string | null }
  /** The hash is made outside; a password never reaches a decider. */
  | { readonly type: 'SetPassword'; readonly loginName: string; readonly passwordHash: string }

export type PersonState = {
  readonly personId: string
  readonly name: string
  readonly phone: string | null
  /** Null = no sign-in. */
  readonly loginName: string | null
  readonly passwordHash: string | null
} | null

export const personDecider: Decider<PersonCommand, PersonEvent, PersonState> = {
  initial: null,
  evolve(state, event) {
    switch (event.type) {
      case 'PersonRegistered':
        return { ...event.data, loginName: null, passwordHash: null }
      case 'PersonContactChanged':
        return state && { ...state, name: event.data.name, phone: event.data.phone }
      case 'PasswordSet':
        return state && { ...state, loginName: event.data.loginName, passwordHash: event.data.passwordHash }
      default:
        return unreachable(event)
    }
  },
  decide(command, state) {
    if (command.type === 'RegisterPerson') {
      const { personId, name, phone } = command
      if (!state) return [PersonRegistered({ personId, name, phone })]
      if (state.name === name && state.phone === phone) return []
      throw reject('person-exists')
    }
    if (!state) throw reject('person-unknown')
    switch (command.type) {
      case 'ChangeContact': {
        const { name, phone } = command
        if (state.name === name && state.phone === phone) return []
        return [PersonContactChanged({ personId: state.personId, name, phone })]
      }
      case 'SetPassword': {
        const { loginName, passwordHash } = command
        // Another name would leave the old one reserved for ever.
        if (state.loginName !== null && state.loginName !== loginName) {
          throw reject('login-name-fixed', { loginName: state.loginName })
        }
        if (state.passwordHash === passwordHash) return []
        return [PasswordSet({ personId: state.personId, loginName, passwordHash })]
      }
      default:
        return unreachable(command)
    }
  },
}
