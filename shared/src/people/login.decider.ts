/** One stream per login name: whoever reserves it first has it. */
import { type Decider, unreachable } from '@changxin/shared/kernel'
import { reject } from './errors.ts'
import { type LoginEvent, LoginReserved } from './events.ts'

export type LoginCommand = { readonly type: 'ReserveLogin'; readonly personId: string }
export type LoginState = { readonly personId: string } | null

export const loginDecider: Decider<LoginCommand, LoginEvent, LoginState> = {
  initial: null,
  evolve(_state, event) {
    switch (event.type) {
      case 'LoginReserved':
        return event.data
      default:
        return unreachable(event.type)
    }
  },
  decide(command, state) {
    if (!state) return [LoginReserved({ personId: command.personId })]
    if (state.personId === command.personId) return []
    throw reject('login-taken')
  },
}
