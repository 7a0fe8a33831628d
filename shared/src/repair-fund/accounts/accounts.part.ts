/** The commands of this part, as the fund's decider asks it. */
import { unreachable } from '@changxin/shared/kernel'
import type { RepairFundEvent } from '../events.ts'
import type { FundState } from '../fund.state.ts'
import {
  type AccountFacts,
  type CloseAccount,
  closeAccount,
  type PayLoss,
  payLoss,
  type RearrangeAccounts,
  type RecordBuildingLoss,
  type RecordSaleHandover,
  rearrange,
  recordBuildingLoss,
  recordSaleHandover,
} from './accounts.decide.ts'
import {
  type AccountChangeCommand,
  approveAccountChange,
  proposeAccountChange,
  refuseAccountChange,
} from './changes.decide.ts'

/** `RearrangeAccounts` and `RecordBuildingLoss` are what an approved change books; no route runs them by themselves. */
export type AccountCommand =
  | RecordSaleHandover
  | RearrangeAccounts
  | RecordBuildingLoss
  | PayLoss
  | CloseAccount
  | AccountChangeCommand

export function decideAccount(
  command: AccountCommand,
  state: FundState,
  facts: AccountFacts = {},
): readonly RepairFundEvent[] {
  switch (command.type) {
    case 'RecordSaleHandover':
      return recordSaleHandover(command, state)
    case 'RearrangeAccounts':
      return rearrange(command, state, facts)
    case 'RecordBuildingLoss':
      return recordBuildingLoss(command, state)
    case 'PayLoss':
      return payLoss(command, state)
    case 'CloseAccount':
      return closeAccount(command, state)
    case 'ProposeAccountChange':
      return proposeAccountChange(command, state, facts)
    case 'ApproveAccountChange':
      return approveAccountChange(command, state, facts)
    case 'RefuseAccountChange':
      return refuseAccountChange(command, state)
    default:
      return unreachable(command)
  }
}
