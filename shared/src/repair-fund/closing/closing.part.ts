/** The commands of this part, as the fund's decider asks it: reconciling, closing, posting, the official book. None moves money. */
import { unreachable } from '@changxin/shared/kernel'
import type { RepairFundEvent } from '../events.ts'
import type { FundState } from '../fund.state.ts'
import { type PostStatement, postStatement, type StatementFacts } from '../statements/post.decide.ts'
import {
  changeBookkeeper,
  type OfficialCommand,
  type OfficialFacts,
  recordOfficialBalance,
  resolveOfficialDifferences,
} from './official.decide.ts'
import {
  type ClosingCommand as BankCommand,
  closePeriod,
  reconcileBank,
  recordBankDifference,
  workOffBankDifference,
} from './reconcile.decide.ts'

export type ClosingCommand = BankCommand | OfficialCommand | PostStatement
/** All that any of them needs from outside; each says what it misses. */
export type ClosingFacts = OfficialFacts & Partial<StatementFacts>

export function decideClosing(
  command: ClosingCommand,
  state: FundState,
  facts: ClosingFacts | undefined,
): readonly RepairFundEvent[] {
  switch (command.type) {
    case 'ReconcileBank':
      return reconcileBank(command, state)
    case 'RecordBankDifference':
      return recordBankDifference(command, state)
    case 'WorkOffBankDifference':
      return workOffBankDifference(command, state)
    case 'ClosePeriod':
      return closePeriod(command, state)
    case 'RecordOfficialBalance':
      return recordOfficialBalance(command, state)
    case 'ResolveOfficialDifferences':
      return resolveOfficialDifferences(command, state)
    case 'ChangeBookkeeper':
      return changeBookkeeper(command, state, facts)
    case 'PostStatement':
      return postStatement(command, state, facts?.sha256)
    default:
      return unreachable(command)
  }
}
