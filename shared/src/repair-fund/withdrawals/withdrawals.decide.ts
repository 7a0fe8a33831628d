/** Every command of withdrawals and small expenses, to where it is decided. */
import { unreachable } from '@changxin/shared/kernel'
import type { RepairFundEvent } from '../events.ts'
import type { FundState } from '../fund.state.ts'
import { approve, askAdvance, recordApplication, settle, takeBack } from './asks.decide.ts'
import type { WithdrawalCommand, WithdrawalFacts } from './commands.ts'
import { postExpenses, recordExpense, signExpense, withdrawExpense } from './expenses.decide.ts'
import { cancel, cover, pay, publish } from './pay.decide.ts'
import { authorise, draft, plan, post, submit } from './plan.decide.ts'

export function decideWithdrawal(
  command: WithdrawalCommand,
  state: FundState,
  facts: WithdrawalFacts | undefined,
): readonly RepairFundEvent[] {
  switch (command.type) {
    case 'DraftWithdrawal':
      return draft(command, state)
    case 'AuthoriseWithdrawal':
      return authorise(command, state)
    case 'PlanWithdrawal':
      return plan(command, state)
    case 'SubmitWithdrawal':
      return submit(command, state, facts)
    case 'PostWithdrawal':
      return post(command, state, facts)
    case 'AskAdvance':
      return askAdvance(command, state, facts)
    case 'SettleWithdrawal':
      return settle(command, state, facts)
    case 'TakeBackAsk':
      return takeBack(command, state)
    case 'ApproveWithdrawal':
      return approve(command, state, facts)
    case 'RecordApplication':
      return recordApplication(command, state)
    case 'PayWithdrawal':
      return pay(command, state, facts)
    case 'CoverShortfall':
      return cover(command, state)
    case 'PublishWithdrawal':
      return publish(command, state, facts)
    case 'CancelWithdrawal':
      return cancel(command, state)
    case 'RecordSmallExpense':
      return recordExpense(command, state, facts)
    case 'SignSmallExpense':
      return signExpense(command, state, facts)
    case 'WithdrawSmallExpense':
      return withdrawExpense(command, state)
    case 'PostSmallExpenses':
      return postExpenses(command, state)
    default:
      return unreachable(command)
  }
}
