/** Routes of money that comes in beside contributions, how it is distributed, and where it lies. */
import {
  AsOfInput,
  CommandAnswer,
  commandRoute,
  Day,
  Id,
  Line,
  PageInput,
  PositiveFen,
  pageOf,
  queryRoute,
  Sha256,
} from '@changxin/shared/kernel'
import { z } from 'zod'
import { MAX_FUND_ROWS } from '../fund-words.ts'
import { AssetAccount, Book } from '../ledger/accounts.ts'
import { DistributionKey, IncomeCost, IncomeKind, MAX_COST_LINES, MAX_FILES } from '../ledger/money-events.ts'

const Files = z.array(Sha256).max(MAX_FILES).default([])
const Note = Line(200).nullable().default(null)
const DecisionId = Id.nullable().default(null)

export const IncomeView = z.object({
  id: Id,
  kind: IncomeKind,
  book: Book,
  into: z.enum(['compound', 'undistributed']),
  grossFen: z.int(),
  costs: z.array(IncomeCost),
  /** What went into the fund. */
  amountFen: z.int(),
  share: z.object({ percent: z.int(), ruleId: Id.nullable() }).nullable(),
  paidOn: Day,
  note: z.string().nullable(),
  files: z.array(Sha256),
  decisionId: Id.nullable(),
  awardId: Id.nullable(),
  recordedAt: z.string(),
  /** Taken back. */
  reversed: z.boolean(),
  sample: z.boolean(),
})
export type IncomeView = z.infer<typeof IncomeView>

export const DistributionView = z.object({
  id: Id,
  from: z.enum(['compound', 'undistributed']),
  book: Book,
  key: DistributionKey,
  on: Day,
  period: z.object({ from: Day, to: Day }).nullable(),
  decisionId: Id.nullable(),
  /** The written agreement. */
  files: z.array(Sha256),
  note: z.string().nullable(),
  fen: z.int(),
  units: z.int(),
  recordedAt: z.string(),
  reversed: z.boolean(),
  sample: z.boolean(),
})
export type DistributionView = z.infer<typeof DistributionView>

/** Who would get what, and what stays in the pool. */
export const DistributionPreview = z.object({
  units: z.array(z.object({ unitId: Id, label: z.string(), amountFen: z.int() })),
  sellers: z.array(z.object({ sellerId: Id, name: z.string(), amountFen: z.int() })),
  sharedFen: z.int(),
  /** Of the amount: what cannot be shared in whole fen. */
  leftFen: z.int(),
  /** What of it units owe and gives no balance. */
  claimsFen: z.int(),
})
export type DistributionPreview = z.infer<typeof DistributionPreview>

const BookMoney = z.object({
  book: Book,
  compoundFen: z.int(),
  undistributedFen: z.int(),
  suspenseFen: z.int(),
  /** Where the money of the book lies. */
  bankFen: z.int(),
  bondsFen: z.int(),
  pettyCashFen: z.int(),
  payableFen: z.int(),
})
export const ExpectedAward = z.object({
  id: Id,
  from: z.string(),
  until: z.string(),
  amountFen: z.int(),
  grantedOn: Day,
})
export type ExpectedAward = z.infer<typeof ExpectedAward>
export const SellerView = z.object({
  id: Id,
  name: z.string(),
  buildingId: Id,
  buildingName: z.string(),
  balanceFen: z.int(),
})
export const FundMoneyView = z.object({
  compoundId: Id,
  /** A book without accounts or money is left out. */
  items: z.array(BookMoney.extend({ id: Book })),
  sellers: z.array(SellerView),
  /** Granted, and not recorded as an income yet. */
  awards: z.array(ExpectedAward),
  /** What of common income goes to the fund at least, without a decision of the owners. */
  incomeToFund: z.object({ percent: z.int(), ruleId: Id, basis: z.string(), source: z.string() }),
})
export type FundMoneyView = z.infer<typeof FundMoneyView>

/** Bonds of one purchase: their life from the day they were bought to the day the last of them was paid back. */
export const BondView = z.object({
  /** Of the move that bought them. */
  id: Id,
  book: Book,
  boughtFen: z.int(),
  boughtOn: Day,
  maturesOn: Day,
  /** Not paid back or sold yet. */
  leftFen: z.int(),
  decisionId: Id.nullable(),
  note: z.string().nullable(),
  back: z.array(z.object({ id: Id, on: Day, fen: z.int(), note: z.string().nullable() })),
  sample: z.boolean(),
})
export type BondView = z.infer<typeof BondView>

/** 提取, 交回, 支出, 退回 */
export const PettyCashKind = z.enum(['filled', 'brought-back', 'spent', 'refunded'])
export const PettyCashView = z.object({
  /** Of the booking. */
  id: Id,
  kind: PettyCashKind,
  book: Book,
  on: Day,
  /** Signed: above zero the cash at hand grew. */
  fen: z.int(),
  /** At hand in the book after it. */
  leftFen: z.int(),
  /** What for, where it was said. */
  note: z.string().nullable(),
  sample: z.boolean(),
})
export type PettyCashView = z.infer<typeof PettyCashView>

const WithPreview = CommandAnswer.extend({ preview: DistributionPreview.nullable() })
const DryRun = z.boolean().default(false)
const Period = z.strictObject({ from: Day, to: Day })

export const SplitInput = z.discriminatedUnion('key', [
  z.strictObject({ key: z.literal('floor-area'), amountFen: PositiveFen }),
  z.strictObject({
    key: z.literal('agreement'),
    amountFen: PositiveFen,
    rows: z
      .array(z.strictObject({ unitId: Id, weight: z.int().min(0).max(1_000_000_000) }))
      .min(1)
      .max(MAX_FUND_ROWS),
  }),
  z.strictObject({ key: z.literal('daily-balance'), amountFen: PositiveFen, period: Period }),
  z.strictObject({
    key: z.literal('claims'),
    rows: z
      .array(z.strictObject({ unitId: Id, amountFen: PositiveFen }))
      .min(1)
      .max(MAX_FUND_ROWS),
  }),
])

export const incomeApi = {
  money: queryRoute({
    action: 'repair-fund.money',
    path: '/api/compounds/:id/fund/money',
    input: { id: Id },
    output: FundMoneyView,
    summary: 'Pools and assets of a fund by book, its sellers, and the awards that are expected',
  }),
  income: queryRoute({
    action: 'repair-fund.income',
    path: '/api/compounds/:id/fund/income',
    input: { id: Id, ...PageInput.shape, ...AsOfInput },
    output: pageOf(IncomeView),
    summary: 'Income of a fund beside contributions, newest first, with costs and their evidence',
  }),
  distributions: queryRoute({
    action: 'repair-fund.distributions',
    path: '/api/compounds/:id/fund/distributions',
    input: { id: Id, ...PageInput.shape, ...AsOfInput },
    output: pageOf(DistributionView),
    summary: 'Distributions from the pools of a fund, newest first',
  }),
  bonds: queryRoute({
    action: 'repair-fund.bonds',
    path: '/api/compounds/:id/fund/bonds',
    input: { id: Id, ...PageInput.shape, ...AsOfInput },
    output: pageOf(BondView),
    summary: 'Treasury bonds of a fund by purchase, newest first: bought, maturing, paid back or sold',
  }),
  pettyCash: queryRoute({
    action: 'repair-fund.petty-cash',
    path: '/api/compounds/:id/fund/petty-cash',
    input: { id: Id, ...PageInput.shape, ...AsOfInput },
    output: pageOf(PettyCashView),
    summary: 'Petty cash of a fund, newest first: drawn, spent, brought back, with what was at hand after each',
  }),
  recordIncome: commandRoute({
    action: 'repair-fund.record-income',
    path: '/api/compounds/:id/fund/income',
    params: { id: Id },
    body: z.strictObject({
      kind: IncomeKind,
      book: Book.default('commercial'),
      into: z.enum(['compound', 'undistributed']).default('compound'),
      grossFen: PositiveFen,
      costs: z.array(z.strictObject(IncomeCost.shape)).max(MAX_COST_LINES).default([]),
      toFundPercent: z.int().min(1).max(100).nullable().default(null),
      paidOn: Day,
      note: Note,
      files: Files,
      decisionId: DecisionId,
      awardId: Id.nullable().default(null),
    }),
    summary: 'Records common income net of its evidenced costs, a grant, a donation, interest, scrap value or a refund',
  }),
  interest: commandRoute({
    action: 'repair-fund.credit-interest',
    path: '/api/compounds/:id/fund/interest',
    params: { id: Id },
    body: z.strictObject({
      kind: z.enum(['interest', 'bond-interest']).default('interest'),
      book: Book.default('commercial'),
      amountFen: PositiveFen,
      period: Period,
      paidOn: Day,
      note: Note,
      files: Files,
      dryRun: DryRun,
    }),
    answer: WithPreview,
    summary:
      'Records interest and shares it by the daily balances of its period; what cannot be shared stays undistributed',
  }),
  distribute: commandRoute({
    action: 'repair-fund.distribute',
    path: '/api/compounds/:id/fund/distributions',
    params: { id: Id },
    body: z.strictObject({
      from: z.enum(['compound', 'undistributed']),
      book: Book.default('commercial'),
      on: Day,
      decisionId: DecisionId,
      note: Note,
      files: Files,
      split: SplitInput,
      dryRun: DryRun,
    }),
    answer: WithPreview,
    summary: 'Distributes a pool to the accounts by floor area, an agreement or daily balances, or covers claims',
  }),
  moveAssets: commandRoute({
    action: 'repair-fund.move-assets',
    path: '/api/compounds/:id/fund/assets',
    params: { id: Id },
    body: z.strictObject({
      book: Book.default('commercial'),
      from: AssetAccount,
      to: AssetAccount,
      amountFen: PositiveFen,
      on: Day,
      decisionId: DecisionId,
      /** Of bonds that are bought. */
      maturesOn: Day.nullable().default(null),
      /** Of bonds that are paid back or sold: the move that bought them. */
      ofMoveId: Id.nullable().default(null),
      note: Note,
    }),
    summary: 'Buys or redeems bonds, fills petty cash or brings it back',
  }),
  openSeller: commandRoute({
    action: 'repair-fund.open-seller',
    path: '/api/compounds/:id/fund/sellers',
    params: { id: Id },
    body: z.strictObject({ buildingId: Id, name: Line(60) }),
    summary: 'Opens the account of who sold public housing, for a building',
  }),
  sellerDeposit: commandRoute({
    action: 'repair-fund.seller-deposit',
    path: '/api/compounds/:id/fund/sellers/:sellerId/deposits',
    params: { id: Id, sellerId: Id },
    body: z.strictObject({ amountFen: PositiveFen, paidOn: Day, note: Note, files: Files }),
    summary: 'Records what who sold public housing paid in',
  }),
  classify: commandRoute({
    action: 'repair-fund.classify',
    path: '/api/compounds/:id/fund/classification',
    params: { id: Id },
    body: z.strictObject({ book: Book, unitIds: z.array(Id).min(1).max(MAX_FUND_ROWS) }),
    summary: 'Puts accounts without entries into the book of commercial or of sold public housing',
  }),
}
