/** The first administrator is made once; whoever comes later is refused. */
import { type Decider, unreachable } from '@changxin/shared/kernel'
import { reject } from './errors.ts'
import { ServerSetUp, type SetupEvent } from './events.ts'

export type SetupCommand = { readonly type: 'SetUp'; readonly personId: string }
export type SetupState = { readonly personId: string } | null

export const setupDecider: Decider<SetupCommand, SetupEvent, SetupState> = {
  initial: null,
  evolve(_state, event) {
    switch (event.type) {
      case 'ServerSetUp':
        return event.data
      default:
        return unreachable(event.type)
    }
  },
  decide(command, state) {
    if (!state) return [ServerSetUp({ personId: command.personId })]
    if (state.personId === command.personId) return []
    throw reject('set-up-already')
  },
}
