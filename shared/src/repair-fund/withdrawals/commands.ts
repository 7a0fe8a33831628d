/** Commands of withdrawals and small expenses, and what they need from outside the stream of the fund. */
import type { Day, Id } from '@changxin/shared/kernel'
import type { SharingUnit } from '../collections/shares.ts'
import type { FundRule } from '../rules/fund-rule.ts'
import type { Approver } from '../rules/rule-words.ts'
import type { GateFacts } from './gates.ts'
import type { AuthorisationRef, WithdrawalPlan } from './words.ts'

interface OfFund {
  readonly compoundId: Id
  /** The day of the command in Asia/Shanghai. */
  readonly today: Day
  readonly by: Id
}
interface OfWithdrawal extends OfFund {
  readonly withdrawalId: Id
}
interface Posting {
  readonly place: string
  readonly files: readonly string[]
}

export interface DraftWithdrawal {
  readonly type: 'DraftWithdrawal'
  readonly compoundId: Id
  readonly withdrawalId: Id
  readonly requestId: Id
  readonly proposalId: Id
  readonly partId: Id | null
  readonly estimateFen: number | null
}
export interface AuthoriseWithdrawal {
  readonly type: 'AuthoriseWithdrawal'
  readonly compoundId: Id
  readonly withdrawalId: Id
  readonly authorisation: AuthorisationRef
}
/** Prepares one, or replaces the plan of one that is there. */
export interface PlanWithdrawal extends OfWithdrawal {
  readonly type: 'PlanWithdrawal'
  readonly isNew: boolean
  readonly plan: WithdrawalPlan
}
export interface SubmitWithdrawal extends OfWithdrawal {
  readonly type: 'SubmitWithdrawal'
}
export interface PostWithdrawal extends OfWithdrawal, Posting {
  readonly type: 'PostWithdrawal'
}
export interface AskAdvance extends OfWithdrawal {
  readonly type: 'AskAdvance'
  readonly askId: Id
  readonly amountFen: number
  readonly files: readonly string[]
}
export interface SettleWithdrawal extends OfWithdrawal {
  readonly type: 'SettleWithdrawal'
  readonly askId: Id
  readonly acceptedOn: Day
  readonly settledFen: number
  readonly acceptance: readonly string[]
  readonly invoices: readonly string[]
}
export interface TakeBackAsk extends OfWithdrawal {
  readonly type: 'TakeBackAsk'
  readonly reason: string
}
export interface ApproveWithdrawal extends OfWithdrawal {
  readonly type: 'ApproveWithdrawal'
  readonly askId: Id
  /** The highest standing that the approver has in the compound. */
  readonly as: Approver
}
export type ApplicationNews =
  | { readonly step: 'stamped'; readonly on: Day; readonly scan: string }
  | { readonly step: 'submitted'; readonly on: Day; readonly number: string | null }
  | { readonly step: 'returned'; readonly on: Day; readonly reason: string; readonly file: string | null }
  | { readonly step: 'approved'; readonly on: Day; readonly number: string; readonly file: string | null }
export interface RecordApplication extends OfWithdrawal {
  readonly type: 'RecordApplication'
  readonly news: ApplicationNews
}
export interface PayWithdrawal extends OfWithdrawal {
  readonly type: 'PayWithdrawal'
  readonly askId: Id
  readonly paymentId: Id
  readonly paidOn: Day
  readonly asset: 'bank' | 'petty-cash'
  readonly files: readonly string[]
}
/** From what belongs to the whole compound, a named source, into the accounts that lack for the next payment. */
export interface CoverShortfall extends OfWithdrawal {
  readonly type: 'CoverShortfall'
  readonly distributionId: Id
  readonly decisionId: Id | null
  readonly note: string
}
export interface PublishWithdrawal extends OfWithdrawal, Posting {
  readonly type: 'PublishWithdrawal'
}
export interface CancelWithdrawal extends OfWithdrawal {
  readonly type: 'CancelWithdrawal'
  readonly reason: string
}

interface OfExpense extends OfFund {
  readonly expenseId: Id
}
export interface RecordSmallExpense extends OfExpense {
  readonly type: 'RecordSmallExpense'
  readonly purpose: string
  readonly amountFen: number
  readonly spentOn: Day
  readonly payee: string | null
  readonly photos: readonly string[]
  readonly invoices: readonly string[]
}
export interface SignSmallExpense extends OfExpense {
  readonly type: 'SignSmallExpense'
}
export interface WithdrawSmallExpense extends OfExpense {
  readonly type: 'WithdrawSmallExpense'
  readonly reason: string
}
export interface PostSmallExpenses extends OfFund, Posting {
  readonly type: 'PostSmallExpenses'
  readonly month: string
}

export type ExpenseCommand = RecordSmallExpense | SignSmallExpense | WithdrawSmallExpense | PostSmallExpenses
export type WithdrawalCommand =
  | DraftWithdrawal
  | AuthoriseWithdrawal
  | PlanWithdrawal
  | SubmitWithdrawal
  | PostWithdrawal
  | AskAdvance
  | SettleWithdrawal
  | TakeBackAsk
  | ApproveWithdrawal
  | RecordApplication
  | PayWithdrawal
  | CoverShortfall
  | PublishWithdrawal
  | CancelWithdrawal
  | ExpenseCommand

/** Read by the server from the sources, not from views: the rule in force, the part, the request, the decision. */
export interface WithdrawalFacts extends Pick<GateFacts, 'rule' | 'part' | 'liability' | 'authorised' | 'mode'> {
  /** Of PostWithdrawal: the units of the compound, with the floor areas of today. */
  readonly units?: readonly SharingUnit[]
}
/** Of small expenses. */
export interface ExpenseFacts {
  readonly rule: FundRule
}
