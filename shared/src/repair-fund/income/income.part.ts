/** The commands of this part, as the fund's decider asks it. */
import { unreachable } from '@changxin/shared/kernel'
import type { RepairFundEvent } from '../events.ts'
import type { FundState } from '../fund.state.ts'
import {
  type ClassifyUnits,
  classifyUnits,
  type MoveAssets,
  moveAssets,
  type OpenSellerAccount,
  openSellerAccount,
  type RecordSellerDeposit,
  recordSellerDeposit,
} from './assets.decide.ts'
import {
  type CreditInterest,
  creditInterest,
  type DistributePool,
  type DistributionFacts,
  distribute,
} from './distribute.decide.ts'
import { type RecordIncome, recordIncome } from './income.decide.ts'

export type IncomeCommand =
  | RecordIncome
  | DistributePool
  | CreditInterest
  | MoveAssets
  | OpenSellerAccount
  | RecordSellerDeposit
  | ClassifyUnits

export function decideIncome(
  command: IncomeCommand,
  state: FundState,
  facts: DistributionFacts = {},
): readonly RepairFundEvent[] {
  switch (command.type) {
    case 'RecordIncome':
      return recordIncome(command, state, facts)
    case 'DistributePool':
      return distribute(command, state, facts)
    case 'CreditInterest':
      return creditInterest(command, state, facts)
    case 'MoveAssets':
      return moveAssets(command, state)
    case 'OpenSellerAccount':
      return openSellerAccount(command, state)
    case 'RecordSellerDeposit':
      return recordSellerDeposit(command, state)
    case 'ClassifyUnits':
      return classifyUnits(command, state)
    default:
      return unreachable(command)
  }
}
