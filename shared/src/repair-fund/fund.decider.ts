/**
 * What may happen to a fund; each part decides its own commands. Whatever a part decides, the identity of the ledger must
 * hold after it: a fund that does not add up is a fault of the program, and nothing of it is written.
 */
import { type Day, type Decider, type Id, unreachable } from '@changxin/shared/kernel'
import type { z } from 'zod'
import type { AccountFacts } from './accounts/accounts.decide.ts'
import { type AccountCommand, decideAccount } from './accounts/accounts.part.ts'
import { getFrom } from './bucket-map.ts'
import { type ClosingCommand, type ClosingFacts, decideClosing } from './closing/closing.part.ts'
import { reject as rejectClosing } from './closing/errors.ts'
import { requireOpenPeriod } from './closing/open-period.ts'
import { type RecordContributions, record } from './contributions/contributions.decide.ts'
import { reject } from './errors.ts'
import {
  type AccountRow,
  type DecisionPaper,
  FundOpened,
  MAX_FUND_ROWS,
  type RepairFundEvent,
  UnitAccountsOpened,
} from './events.ts'
import { evolve, type FundState, initial } from './fund.state.ts'
import type { DistributionFacts } from './income/distribute.decide.ts'
import { decideIncome, type IncomeCommand } from './income/income.part.ts'
import { unsoundness } from './ledger/index.ts'
import type { ReversalCommand } from './reversals/reversals.decide.ts'
import { decideReversal, type ReversalFacts } from './reversals/reversals.part.ts'
import { assignSuspense, recordSuspense, returnSuspense, type SuspenseCommand } from './suspense/suspense.decide.ts'
import type { WithdrawalCommand, WithdrawalFacts } from './withdrawals/commands.ts'
import { decideWithdrawal } from './withdrawals/withdrawals.decide.ts'

export { EARLIEST_PAID_ON } from './contributions/checks.ts'
export type { RecordContributions } from './contributions/contributions.decide.ts'
export type * from './suspense/suspense.decide.ts'

type DataOf<Definition extends { schema: z.ZodType }> = Readonly<z.output<Definition['schema']>>

interface OfFund {
  readonly compoundId: Id
  /** The day of the command in Asia/Shanghai. */
  readonly today: Day
}
/** Again: accounts for units that came later; how the fund was opened stays as it was. */
export interface OpenFund extends OfFund, Pick<DataOf<typeof FundOpened>, 'openedOn' | 'bookkeeper' | 'ground'> {
  readonly type: 'OpenFund'
  /** Of a book that owners keep themselves: one of the two. */
  readonly decisionId?: Id | null
  readonly paper?: DecisionPaper | null
}
export type FundCommand =
  | OpenFund
  | RecordContributions
  | SuspenseCommand
  | IncomeCommand
  | ReversalCommand
  | AccountCommand
  | ClosingCommand
  | WithdrawalCommand

/** What decisions need from outside the stream, read from its sources by the server. */
export type FundFacts =
  | ({
      /** Of OpenFund: the units of the compound. */
      readonly units?: readonly z.output<typeof AccountRow>[]
      /** Of the steps of a withdrawal and of small expenses. */
      readonly withdrawal?: WithdrawalFacts
    } & DistributionFacts &
      ReversalFacts &
      AccountFacts &
      ClosingFacts)
  | undefined

type Events = readonly RepairFundEvent[]

export const fundDecider: Decider<FundCommand, RepairFundEvent, FundState, FundFacts> = { initial, evolve, decide }

function decide(command: FundCommand, state: FundState, facts: FundFacts): Events {
  const events = decideOne(command, state, facts)
  requireOpenPeriod(state, events)
  requireSound(state, events)
  return events
}

function decideOne(command: FundCommand, state: FundState, facts: FundFacts): Events {
  switch (command.type) {
    case 'OpenFund':
      return open(command, state, facts)
    case 'RecordContributions':
      return record(command, state)
    case 'RecordSuspense':
      return recordSuspense(command, state)
    case 'AssignSuspense':
      return assignSuspense(command, state)
    case 'ReturnSuspense':
      return returnSuspense(command, state)
    case 'RecordIncome':
    case 'DistributePool':
    case 'CreditInterest':
    case 'MoveAssets':
    case 'OpenSellerAccount':
    case 'RecordSellerDeposit':
    case 'ClassifyUnits':
      return decideIncome(command, state, facts)
    case 'ProposeReversal':
    case 'ApproveReversal':
    case 'RefuseReversal':
    case 'WithdrawReversal':
      return decideReversal(command, state, facts)
    case 'RecordSaleHandover':
    case 'RearrangeAccounts':
    case 'RecordBuildingLoss':
    case 'PayLoss':
    case 'CloseAccount':
    case 'ProposeAccountChange':
    case 'ApproveAccountChange':
    case 'RefuseAccountChange':
      return decideAccount(command, state, facts)
    case 'ReconcileBank':
    case 'RecordBankDifference':
    case 'WorkOffBankDifference':
    case 'ClosePeriod':
    case 'RecordOfficialBalance':
    case 'ResolveOfficialDifferences':
    case 'ChangeBookkeeper':
    case 'PostStatement':
      return decideClosing(command, state, facts)
    case 'DraftWithdrawal':
    case 'AuthoriseWithdrawal':
    case 'PlanWithdrawal':
    case 'SubmitWithdrawal':
    case 'PostWithdrawal':
    case 'AskAdvance':
    case 'SettleWithdrawal':
    case 'TakeBackAsk':
    case 'ApproveWithdrawal':
    case 'RecordApplication':
    case 'PayWithdrawal':
    case 'CoverShortfall':
    case 'PublishWithdrawal':
    case 'CancelWithdrawal':
    case 'RecordSmallExpense':
    case 'SignSmallExpense':
    case 'WithdrawSmallExpense':
    case 'PostSmallExpenses':
      return decideWithdrawal(command, state, facts?.withdrawal)
    default:
      return unreachable(command)
  }
}

/** Also that no account that was touched is below zero, whatever part decided it. */
function requireSound(before: FundState, events: Events): void {
  if (events.length === 0) return
  const { ledger } = events.reduce(evolve, before)
  const wrong = unsoundness(ledger) ?? touchedBelowZero(events, ledger)
  if (wrong) throw new Error(`The ledger would not add up: ${wrong}`)
}

function touchedBelowZero(events: Events, ledger: FundState['ledger']): string | undefined {
  for (const { data } of events) {
    for (const key of ['rows', 'units', 'from'] as const) {
      const rows = (data as Partial<Record<typeof key, unknown>>)[key]
      if (!Array.isArray(rows)) continue
      // Receipts in suspense are of no unit.
      const below = rows.find(({ unitId }) => unitId && (getFrom(ledger.accounts, unitId)?.balanceFen ?? 0) < 0)
      if (below) return `unit ${below.unitId} is below zero`
    }
  }
  return [...ledger.sellers.values()].some(({ balanceFen }) => balanceFen < 0) ? 'a seller is below zero' : undefined
}

function open(command: OpenFund, state: FundState, facts: FundFacts): Events {
  if (!facts?.units) throw new TypeError('OpenFund needs the units of the compound')
  const { compoundId, openedOn, bookkeeper, ground, today } = command
  if (facts.units.length === 0) throw reject('fund-needs-units')
  if (state.openedOn === null && openedOn > today)
    throw reject('opened-in-future', { field: 'openedOn', openedOn, today })
  const grounds = state.openedOn === null ? groundsOf(command, facts) : {}
  const missing = facts.units.filter(({ unitId }) => !getFrom(state.ledger.accounts, unitId))
  return chunksOf(missing).map((rows, index) =>
    state.openedOn === null && index === 0
      ? FundOpened({ compoundId, openedOn, bookkeeper, ground, ...grounds, rows })
      : UnitAccountsOpened({ compoundId, rows }),
  )
}

/** Owners keep the book themselves only by a decision of theirs, as when they take it over later (`changeBookkeeper`). */
function groundsOf({ bookkeeper, decisionId, paper, openedOn }: OpenFund, facts: FundFacts) {
  if (bookkeeper !== 'owners') return {}
  if (decisionId) {
    if (!facts?.decisionPassed) throw rejectClosing('bookkeeper-decision-not-passed', { field: 'decisionId' })
    return { decisionId }
  }
  if (!paper) throw reject('fund-own-book-needs-decision', { fields: ['decisionId', 'paper'] })
  if (paper.on > openedOn) throw reject('fund-own-book-paper-later', { field: 'paper.on', on: paper.on, openedOn })
  return { paper }
}

function chunksOf<Row>(rows: readonly Row[]): Row[][] {
  const count = Math.ceil(rows.length / MAX_FUND_ROWS)
  return Array.from({ length: count }, (_, index) => rows.slice(index * MAX_FUND_ROWS, (index + 1) * MAX_FUND_ROWS))
}
