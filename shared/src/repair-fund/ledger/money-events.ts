/**
 * Every event that moves money of a fund, beside `ContributionsRecorded` and `EntryReversed`. All in `fund-<compoundId>`;
 * `journalOf` gives the double entry of each. `on` and `paidOn` are the days on which they count; amounts in fen.
 */
import { Day, event, Fen, Id, Line, NonNegativeFen, PositiveFen, Sha256 } from '@changxin/shared/kernel'
import { z } from 'zod'
import { ContributionKind, MAX_FUND_ROWS } from '../fund-words.ts'
import { AssetAccount, Book, ExpenseAccount, IncomeAccount, Pool } from './accounts.ts'

export const MAX_FILES = 10
/** Sellers of public housing in one compound. */
export const MAX_SELLERS = 100
export const MAX_COST_LINES = 50

const Files = z.array(Sha256).max(MAX_FILES)
/** What a unit account gets or gives; the entry is a line of its statement. */
export const UnitShare = z.object({ entryId: Id, unitId: Id, amountFen: PositiveFen })
export type UnitShare = z.infer<typeof UnitShare>
export const SellerShare = z.object({ entryId: Id, sellerId: Id, amountFen: PositiveFen })
export type SellerShare = z.infer<typeof SellerShare>
const UnitShares = z.array(UnitShare).max(MAX_FUND_ROWS)
const SellerShares = z.array(SellerShare).max(MAX_SELLERS)

/** 公共收益, 奖补, 捐赠, 存款利息, 国债利息, 共用设施残值, 退回款, 其他 */
export const IncomeKind = z.enum([
  'common-income',
  'grant',
  'donation',
  'interest',
  'bond-interest',
  'scrap',
  'refund',
  'other',
])
export type IncomeKind = z.infer<typeof IncomeKind>
/** A cost of earning common income, which the operator must prove (民法典 art. 282; 区分所有权解释 art. 14). */
export const IncomeCost = z.object({ purpose: Line(100), amountFen: PositiveFen, file: Sha256 })

/** Money into a pool. `amountFen` is what came in: of common income its share of what the evidenced costs leave. */
export const IncomeReceived = event(
  'IncomeReceived',
  z.object({
    compoundId: Id,
    incomeId: Id,
    kind: IncomeKind,
    book: Book,
    into: Pool.exclude(['suspense']),
    grossFen: PositiveFen,
    costs: z.array(IncomeCost).max(MAX_COST_LINES),
    /** Of common income: what part goes to the fund, by the decision below or by a rule. Null for anything else. */
    share: z.object({ percent: z.int().min(1).max(100), ruleId: Id.nullable() }).nullable(),
    amountFen: PositiveFen,
    paidOn: Day,
    note: Line(200).nullable(),
    files: Files,
    /** The owners' decision on the use of common income; null: by the rule that `share` names. */
    decisionId: Id.nullable(),
    /** Of a grant: the award that it pays (`AwardGranted`). */
    awardId: Id.nullable(),
  }),
)
/** 售房单位交存 (165号令 art. 9): owned by the selling unit, kept by building. */
export const SellerDeposited = event(
  'SellerDeposited',
  z.object({
    compoundId: Id,
    depositId: Id,
    sellerId: Id,
    amountFen: PositiveFen,
    paidOn: Day,
    note: Line(200).nullable(),
    files: Files,
  }),
)

/** A receipt nobody has been found for yet. Never who paid: that stands in the file, by its row. */
export const SuspenseRow = z.object({
  entryId: Id,
  amountFen: PositiveFen,
  paidOn: Day,
  /** In the file, from 1. */
  row: z.int().min(1).nullable(),
  /** It was paid for this unit, whose account had closed meanwhile. */
  closedUnitId: Id.optional(),
})
export const SuspenseReceived = event(
  'SuspenseReceived',
  z.object({
    compoundId: Id,
    receiptId: Id,
    book: Book,
    /** The newest day of its rows. */
    on: Day,
    file: Sha256.nullable(),
    /** The list of deposits that its rows stood in; of a collection that was carried over, which one. */
    outOf: z.object({ contributionId: Id, collectionId: Id.nullable() }).optional(),
    rows: z.array(SuspenseRow).min(1).max(MAX_FUND_ROWS),
  }),
)
export const SuspenseAssigned = event(
  'SuspenseAssigned',
  z.object({
    compoundId: Id,
    assignmentId: Id,
    kind: ContributionKind,
    on: Day,
    rows: z
      .array(UnitShare.extend({ suspenseId: Id }))
      .min(1)
      .max(MAX_FUND_ROWS),
  }),
)
/** Back to whoever paid it. */
export const SuspenseReturned = event(
  'SuspenseReturned',
  z.object({
    compoundId: Id,
    returnId: Id,
    suspenseId: Id,
    book: Book,
    amountFen: PositiveFen,
    paidOn: Day,
    reason: Line(200),
    file: Sha256.nullable(),
  }),
)

/** 按建筑面积, 按日均余额, 按约定, 补足欠缴 */
export const DistributionKey = z.enum(['floor-area', 'daily-balance', 'agreement', 'claims'])
export type DistributionKey = z.infer<typeof DistributionKey>
/** From a pool to accounts; what cannot be split stays in the pool. */
export const PoolDistributed = event(
  'PoolDistributed',
  z.object({
    compoundId: Id,
    distributionId: Id,
    from: Pool.exclude(['suspense']),
    book: Book,
    key: DistributionKey,
    on: Day,
    /** Of a split by daily balance: both days inclusive. */
    period: z.object({ from: Day, to: Day }).nullable(),
    decisionId: Id.nullable(),
    note: Line(200).nullable(),
    /** The written agreement (约定, 民法典 art. 283) that an agreed key rests on. */
    files: Files.default([]),
    units: UnitShares,
    sellers: SellerShares,
  }),
)

/** 预付, 结算, 小额支出 */
export const PaymentKind = z.enum(['advance', 'settlement', 'small-expense'])
export type PaymentKind = z.infer<typeof PaymentKind>
/** Money out for works: the shares of units and sellers and what the compound's pool bears are the amount. */
export const PaymentMade = event(
  'PaymentMade',
  z.object({
    compoundId: Id,
    paymentId: Id,
    kind: PaymentKind,
    /** Null for a small expense. */
    withdrawalId: Id.nullable(),
    amountFen: PositiveFen,
    asset: AssetAccount.exclude(['bonds']),
    paidOn: Day,
    purpose: Line(200),
    /** A firm, never a private person. */
    payee: Line(60).nullable(),
    files: Files,
    units: UnitShares,
    sellers: SellerShares,
    compoundFen: NonNegativeFen,
  }),
)
/** 购买国债, 兑付, 备用金: what the owners have stays the same. */
export const AssetsMoved = event(
  'AssetsMoved',
  z.object({
    compoundId: Id,
    moveId: Id,
    book: Book,
    from: AssetAccount,
    to: AssetAccount,
    amountFen: PositiveFen,
    on: Day,
    /** Bonds need the owners' consent (165号令 art. 26 is common knowledge, without text at hand). */
    decisionId: Id.nullable(),
    /** Of bonds that were bought: the last day of their term. */
    maturesOn: Day.nullable().default(null),
    /** Of bonds that were paid back or sold: the move that bought them. */
    ofMoveId: Id.nullable().default(null),
    note: Line(200).nullable(),
  }),
)

/** Units divided or joined: the balance goes with them, no fen more or less. */
export const AccountsRearranged = event(
  'AccountsRearranged',
  z.object({
    compoundId: Id,
    changeId: Id,
    kind: z.enum(['split', 'merge']),
    on: Day,
    reason: Line(200),
    from: UnitShares.min(1),
    to: UnitShares.min(1),
  }),
)
/** 房屋灭失 (165号令 art. 29): the balance is owed to the owner, the seller's part to the seller. */
export const BuildingLost = event(
  'BuildingLost',
  z.object({
    compoundId: Id,
    lossId: Id,
    buildingId: Id,
    on: Day,
    reason: Line(200),
    files: Files,
    units: UnitShares,
    sellers: SellerShares,
  }),
)
/** What was owed for a lost building is paid to the owner of one entry of it. */
export const LossPaid = event(
  'LossPaid',
  z.object({
    compoundId: Id,
    paymentId: Id,
    lossId: Id,
    lossEntryId: Id,
    book: Book,
    amountFen: PositiveFen,
    paidOn: Day,
    file: Sha256.nullable(),
  }),
)

const Signed = Fen.refine((fen) => fen !== 0, 'must not be zero')
/**
 * An entry or a booking taken back, as far as the money is still there. Above zero: the holder gets it back; below: it
 * gives it back. `asset` is where cash moved; null where none did.
 */
export const BookingReversed = event(
  'BookingReversed',
  z.object({
    compoundId: Id,
    reversalId: Id,
    /** The proposal that a second person approved; null when money that was owed to an earlier reversal has come. */
    proposalId: Id.nullable(),
    /** The entry or booking. */
    reversesId: Id,
    on: Day,
    reason: Line(200),
    asset: AssetAccount.nullable(),
    /** The account in which the original stood. */
    account: z.enum([...IncomeAccount.options, ...ExpenseAccount.options, 'fund']),
    units: z.array(UnitShare.extend({ amountFen: Signed, reverses: Id })).max(MAX_FUND_ROWS),
    sellers: z.array(SellerShare.extend({ amountFen: Signed, reverses: Id })).max(MAX_SELLERS),
    /** `reverses`: of money that goes back into suspense, the receipt. */
    pools: z.array(z.object({ pool: Pool, book: Book, amountFen: Signed, reverses: Id.nullable() })).max(6),
    /** What was spent already: a claim on the unit, outside the ledger, until cash or a named source covers it. */
    owed: z.array(z.object({ unitId: Id, entryId: Id, amountFen: PositiveFen })).max(MAX_FUND_ROWS),
  }),
)

export const moneyEvents = [
  IncomeReceived,
  SellerDeposited,
  SuspenseReceived,
  SuspenseAssigned,
  SuspenseReturned,
  PoolDistributed,
  PaymentMade,
  AssetsMoved,
  AccountsRearranged,
  BuildingLost,
  LossPaid,
  BookingReversed,
] as const
