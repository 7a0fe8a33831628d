/** A company, centre or self-management group, registered once. */
import { type Decider, unreachable } from '@changxin/shared/kernel'
import type { z } from 'zod'
import { reject } from './errors.ts'
import { type OperatorEvent, type OperatorKind, OperatorRegistered } from './events.ts'

type Kind = z.infer<typeof OperatorKind>

export type OperatorCommand = {
  readonly type: 'RegisterOperator'
  readonly operatorId: string
  readonly kind: Kind
  readonly name: string
}
export type OperatorState = { readonly operatorId: string; readonly kind: Kind; readonly name: string } | null

export const operatorDecider: Decider<OperatorCommand, OperatorEvent, OperatorState> = {
  initial: null,
  evolve(_state, event) {
    switch (event.type) {
      case 'OperatorRegistered':
        return event.data
      default:
        return unreachable(event.type)
    }
  },
  decide(command, state) {
    const { operatorId, kind, name } = command
    if (!state) return [OperatorRegistered({ operatorId, kind, name })]
    if (state.kind === kind && state.name === name) return []
    throw reject('operator-exists', { name: state.name })
  },
}
