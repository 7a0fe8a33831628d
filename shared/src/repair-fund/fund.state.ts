/** A fund as its events tell it: its ledger, and a slice for each part. Immutable. */
import { type Day, dayOf, type EventMetadata, type Id } from '@changxin/shared/kernel'
import { type AccountsLife, allAlive, evolveAccounts } from './accounts/accounts.state.ts'
import { type Closing, evolveClosing, nothingClosed } from './closing/closing.state.ts'
import type { Bookkeeper, RepairFundEvent } from './events.ts'
import { evolveIncome, type Incomes, noIncome } from './income/income.state.ts'
import {
  balanceOf as balanceIn,
  buildingBalancesOf as buildingsIn,
  emptyLedger,
  gainOf,
  heldFen,
  type Ledger,
  post,
} from './ledger/index.ts'
import { evolveReversals, nothingProposed, type Reversals } from './reversals/reversals.state.ts'
import { evolveWithdrawals, noWithdrawals, type WithdrawalsState } from './withdrawals/withdrawals.state.ts'

export interface FundState {
  /** Null: no fund yet. */
  readonly openedOn: Day | null
  readonly bookkeeper: Bookkeeper | null
  /** The key of the command that opened it: shown to nobody, so ids made with it cannot be guessed. */
  readonly secret: string
  readonly ledger: Ledger
  readonly closing: Closing
  readonly accounts: AccountsLife
  readonly incomes: Incomes
  readonly reversals: Reversals
  readonly withdrawals: WithdrawalsState
  readonly contributedFen: number
  readonly reversedFen: number
}

export const initial: FundState = {
  openedOn: null,
  bookkeeper: null,
  secret: '',
  ledger: emptyLedger,
  closing: nothingClosed,
  accounts: allAlive,
  incomes: noIncome,
  reversals: nothingProposed,
  withdrawals: noWithdrawals,
  contributedFen: 0,
  reversedFen: 0,
}

type WithMetadata = RepairFundEvent & {
  readonly metadata?: Pick<EventMetadata, 'occurredAt'> & Partial<Pick<EventMetadata, 'commandId' | 'actor'>>
}

export function evolve(state: FundState, event: WithMetadata): FundState {
  const happenedOn = event.metadata ? dayOf(event.metadata.occurredAt) : (state.openedOn ?? '1970-01-01')
  return {
    ...withHead(state, event),
    ledger: post(state.ledger, event, happenedOn, event.metadata?.actor),
    closing: evolveClosing(state.closing, event),
    accounts: evolveAccounts(state.accounts, event),
    incomes: evolveIncome(state.incomes, event),
    reversals: evolveReversals(state.reversals, event),
    withdrawals: evolveWithdrawals(state.withdrawals, event),
  }
}

function withHead(state: FundState, event: WithMetadata): FundState {
  switch (event.type) {
    case 'FundOpened': {
      const { openedOn, bookkeeper } = event.data
      return { ...state, openedOn, bookkeeper, secret: event.metadata?.commandId ?? '' }
    }
    case 'BookkeeperChanged':
      return { ...state, bookkeeper: event.data.bookkeeper }
    case 'ContributionsRecorded':
      return {
        ...state,
        contributedFen: event.data.rows.reduce((sum, { amountFen }) => sum + amountFen, state.contributedFen),
      }
    case 'EntryReversed':
    case 'BookingReversed':
      return { ...state, reversedFen: state.reversedFen - gainOf(event) }
    default:
      return state
  }
}

/** Undefined: the unit has no account, which is not the same as a balance of zero. */
export const balanceOf = ({ ledger }: FundState, unitId: Id): number | undefined => balanceIn(ledger, unitId)

export function totalsOf({ ledger, contributedFen, reversedFen }: FundState) {
  return { balanceFen: heldFen(ledger), contributedFen, reversedFen, accounts: ledger.accountCount }
}

/** Building sub-ledgers by building id. O(accounts). */
export const buildingBalancesOf = ({ ledger }: FundState) => buildingsIn(ledger)
