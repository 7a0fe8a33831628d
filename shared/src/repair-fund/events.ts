/** The repair fund of a compound: one stream with all its unit accounts. Money in integer fen; entries never change. */
import { Day, type EventOf, event, Id, Line, PositiveFen, Sha256 } from '@changxin/shared/kernel'
import { z } from 'zod'

/** Whose book is the official one (住宅专项维修资金管理办法 art. 10, 15–16). */
export const Bookkeeper = z.enum(['bank', 'authority', 'owners'])
/** 首次交存, 补建, 续交 (owners); 公共收益, 奖补, 捐赠, 利息 (others). */
export const ContributionKind = z.enum([
  'first-deposit',
  'build-up',
  'top-up',
  'common-income',
  'grant',
  'donation',
  'interest',
])
export type ContributionKind = z.infer<typeof ContributionKind>

export const MAX_FUND_ROWS = 5_000

export const AccountRow = z.object({ unitId: Id, buildingId: Id })
export const ContributionRow = z.object({ entryId: Id, unitId: Id, amountFen: PositiveFen })
export type ContributionRow = z.infer<typeof ContributionRow>

// fund-<compoundId>
export const FundOpened = event(
  'FundOpened',
  z.object({
    compoundId: Id,
    openedOn: Day,
    bookkeeper: Bookkeeper,
    ground: Line(300),
    rows: z.array(AccountRow).min(1).max(MAX_FUND_ROWS),
  }),
)
/** Accounts of units that were registered after the fund was opened. */
export const UnitAccountsOpened = event(
  'UnitAccountsOpened',
  z.object({ compoundId: Id, rows: z.array(AccountRow).min(1).max(MAX_FUND_ROWS) }),
)
/** One contribution or a list that is taken whole or not at all. */
export const ContributionsRecorded = event(
  'ContributionsRecorded',
  z.object({
    compoundId: Id,
    contributionId: Id,
    kind: ContributionKind,
    paidOn: Day,
    note: Line(200).nullable(),
    file: Sha256.nullable(),
    rows: z.array(ContributionRow).min(1).max(MAX_FUND_ROWS),
  }),
)
/** Takes a mistaken entry back with an equal opposite one. */
export const EntryReversed = event(
  'EntryReversed',
  z.object({ compoundId: Id, reversalId: Id, entryId: Id, unitId: Id, amountFen: PositiveFen, reason: Line(200) }),
)

export const repairFundEvents = [FundOpened, UnitAccountsOpened, ContributionsRecorded, EntryReversed] as const
export type RepairFundEvent = EventOf<typeof repairFundEvents>
