/** The commands of this part, as the fund's decider asks it. */
import { unreachable } from '@changxin/shared/kernel'
import type { RepairFundEvent } from '../events.ts'
import type { FundState } from '../fund.state.ts'
import type { FundRule } from '../rules/fund-rule.ts'
import {
  approveReversal,
  proposeReversal,
  type ReversalCommand,
  refuseReversal,
  withdrawReversal,
} from './reversals.decide.ts'

export interface ReversalFacts {
  /** The rule in force: it says who approves how much. */
  readonly fundRule?: FundRule
}

export function decideReversal(
  command: ReversalCommand,
  state: FundState,
  { fundRule }: ReversalFacts = {},
): readonly RepairFundEvent[] {
  switch (command.type) {
    case 'ProposeReversal':
      return proposeReversal(command, state)
    case 'ApproveReversal':
      return approveReversal(command, state, fundRule)
    case 'RefuseReversal':
      return refuseReversal(command, state)
    case 'WithdrawReversal':
      return withdrawReversal(command, state)
    default:
      return unreachable(command)
  }
}
