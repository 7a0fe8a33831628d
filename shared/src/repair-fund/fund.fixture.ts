/** A small fund for stories: two units in one building, one in another, and money as a story needs it. */
import { given } from '../../../test/kit/decider-spec.ts'
import { ContributionsRecorded, FundOpened, type RepairFundEvent } from './events.ts'
import { type FundCommand, type FundFacts, fundDecider } from './fund.decider.ts'
import { evolve, type FundState } from './fund.state.ts'
import { IncomeReceived, PaymentMade } from './ledger/index.ts'
import { defaultFundRule } from './rules/default-fund-rule.ts'

export const compoundId = 'c1'
export const today = '2026-03-01'
const accounts = [
  { unitId: 'u1', buildingId: 'b1' },
  { unitId: 'u2', buildingId: 'b1' },
  { unitId: 'u3', buildingId: 'b2' },
]
export const opened = FundOpened({
  compoundId,
  openedOn: '2025-01-01',
  bookkeeper: 'owners',
  ground: '业主大会决定',
  rows: accounts,
})
/** 60, 30 and 10 m². */
export const floorAreas = new Map([
  ['u1', 6_000],
  ['u2', 3_000],
  ['u3', 1_000],
])
export const facts: FundFacts = { fundRule: defaultFundRule, floorAreas, units: accounts }

export const paidIn = (entryId: string, unitId: string, amountFen: number, paidOn = '2026-01-10') =>
  ContributionsRecorded({
    compoundId,
    contributionId: `k-${entryId}`,
    kind: 'first-deposit',
    paidOn,
    note: null,
    file: null,
    rows: [{ entryId, unitId, amountFen }],
  })
export const income = (incomeId: string, amountFen: number, into: 'compound' | 'undistributed' = 'compound') =>
  IncomeReceived({
    compoundId,
    incomeId,
    kind: into === 'compound' ? 'donation' : 'interest',
    book: 'commercial',
    into,
    grossFen: amountFen,
    costs: [],
    share: null,
    amountFen,
    paidOn: '2026-01-20',
    note: null,
    files: [],
    decisionId: null,
    awardId: null,
  })
/** Shares in the order u1, u2, u3; nothing of a unit that bears nothing. */
export const payment = (paymentId: string, shares: readonly number[], compoundFen = 0) =>
  PaymentMade({
    compoundId,
    paymentId,
    kind: 'settlement',
    withdrawalId: 'w1',
    amountFen: shares.reduce((sum, fen) => sum + fen, compoundFen),
    asset: 'bank',
    paidOn: '2026-02-01',
    purpose: '屋面防水',
    payee: '永固防水',
    files: [],
    units: shares.flatMap((amountFen, index) =>
      amountFen > 0 ? [{ entryId: `${paymentId}-${index + 1}`, unitId: `u${index + 1}`, amountFen }] : [],
    ),
    sellers: [],
    compoundFen,
  })

export const fund = (...events: readonly RepairFundEvent[]) => given(fundDecider, opened, ...events)
/** The state after commands that are all taken. */
export const after = (state: FundState, ...commands: readonly FundCommand[]): FundState =>
  commands.reduce((now, command) => fundDecider.decide(command, now, facts).reduce(evolve, now), state)
export const balancesOf = ({ ledger }: FundState) =>
  ['u1', 'u2', 'u3'].map((unitId) => ledger.accounts.map((bucket) => bucket.get(unitId)).find(Boolean)?.balanceFen)
