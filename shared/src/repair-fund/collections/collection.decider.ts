/** What may happen to a collection: opened, paid, spent, given back, closed; at every position what is left adds up. */
import { type Decider, unreachable } from '@changxin/shared/kernel'
import type { CollectionCommand, CollectionFacts } from './collection.commands.ts'
import { cancel, carryOver, close, planGiveBack, signGiveBack, withdrawGiveBack } from './collection.end.ts'
import { approve, drop, pay, propose, sign, spend, withdraw } from './collection.money.ts'
import { confirm, open } from './collection.open.ts'
import { type CollectionState, evolve } from './collection.state.ts'
import { reject } from './errors.ts'
import type { CollectionEvent } from './events.ts'

export const collectionDecider: Decider<
  CollectionCommand,
  CollectionEvent,
  CollectionState,
  CollectionFacts | undefined
> = { initial: null, evolve, decide }

function decide(
  command: CollectionCommand,
  state: CollectionState,
  facts: CollectionFacts = {},
): readonly CollectionEvent[] {
  if (command.type === 'DraftCollection' || command.type === 'OpenCollection') return open(command, state, facts)
  if (!state) throw reject('collection-unknown')
  if (command.type === 'ConfirmCollection') return confirm(command, state, facts)
  if (command.type === 'CancelCollection') return cancel(command, state)
  if (state.status === 'draft') throw reject('collection-draft')
  if (state.status === 'closed' && command.type === 'CloseCollection') return []
  if (state.status !== 'open') throw reject('collection-ended')
  switch (command.type) {
    case 'RecordPayments':
      return pay(command, state)
    case 'RecordSpending':
      return spend(command, state)
    case 'SignSpending':
      return sign(command, state)
    case 'WithdrawSpending':
      return withdraw(command, state)
    case 'ProposeReversal':
      return propose(command, state)
    case 'ApproveReversal':
      return approve(command, state)
    case 'DropReversal':
      return drop(command, state)
    case 'PlanGiveBack':
      return planGiveBack(command, state)
    case 'SignGiveBack':
      return signGiveBack(command, state)
    case 'WithdrawGiveBack':
      return withdrawGiveBack(command, state)
    case 'CarryOver':
      return carryOver(command, state, facts)
    case 'CloseCollection':
      return close(command, state)
    default:
      return unreachable(command)
  }
}
