/** The repair fund of a compound: one stream with all its unit accounts. Money in integer fen; entries never change. */
import { Day, type EventOf, event, Id, Line, PositiveFen, Sha256 } from '@changxin/shared/kernel'
import { z } from 'zod'
import { accountEvents } from './accounts/events.ts'
import { closingEvents } from './closing/events.ts'
import { ContributionKind, MAX_FUND_ROWS } from './fund-words.ts'
import { Book } from './ledger/accounts.ts'
import { moneyEvents } from './ledger/money-events.ts'
import { reversalEvents } from './reversals/events.ts'
import { withdrawalEvents } from './withdrawals/events.ts'

export { ContributionKind, MAX_FUND_ROWS }

/** Whose book is the official one (住宅专项维修资金管理办法 art. 10, 15–16). */
export const Bookkeeper = z.enum(['bank', 'authority', 'owners'])
export type Bookkeeper = z.infer<typeof Bookkeeper>
export const AccountRow = z.object({ unitId: Id, buildingId: Id })
export const ContributionRow = z.object({ entryId: Id, unitId: Id, amountFen: PositiveFen })
export type ContributionRow = z.infer<typeof ContributionRow>

/** A decision of the owners that stands on paper alone: the scan, and the day on which they decided. */
export const DecisionPaper = z.strictObject({ file: Sha256, on: Day })
export type DecisionPaper = z.infer<typeof DecisionPaper>

// fund-<compoundId>
export const FundOpened = event(
  'FundOpened',
  z.object({
    compoundId: Id,
    openedOn: Day,
    bookkeeper: Bookkeeper,
    ground: Line(300),
    /** Where owners keep the book: their decision, in the system or on paper. */
    decisionId: Id.optional(),
    paper: DecisionPaper.optional(),
    rows: z.array(AccountRow).min(1).max(MAX_FUND_ROWS),
  }),
)
/** Accounts of units that were registered after the fund was opened. */
export const UnitAccountsOpened = event(
  'UnitAccountsOpened',
  z.object({ compoundId: Id, rows: z.array(AccountRow).min(1).max(MAX_FUND_ROWS) }),
)
/** Which book the accounts belong to; only accounts without entries change it. */
export const UnitsClassified = event(
  'UnitsClassified',
  z.object({ compoundId: Id, book: Book, unitIds: z.array(Id).min(1).max(MAX_FUND_ROWS) }),
)
/** 售房单位 of a building of sold public housing (165号令 art. 9, 10). */
export const SellerAccountOpened = event(
  'SellerAccountOpened',
  z.object({ compoundId: Id, sellerId: Id, buildingId: Id, /** An organisation. */ name: Line(60) }),
)
/** Until the owners decide otherwise the bank's or the authority's book is the official one. */
export const BookkeeperChanged = event(
  'BookkeeperChanged',
  z.object({ compoundId: Id, bookkeeper: Bookkeeper, on: Day, ground: Line(300), decisionId: Id.nullable() }),
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
/** Takes a mistaken entry back with an equal opposite one, on the word of one person: as it was done before `BookingReversed`. */
export const EntryReversed = event(
  'EntryReversed',
  z.object({ compoundId: Id, reversalId: Id, entryId: Id, unitId: Id, amountFen: PositiveFen, reason: Line(200) }),
)

/** Each has a journal (`journalOf`). */
export const allMoneyEvents = [ContributionsRecorded, EntryReversed, ...moneyEvents] as const
export type MoneyEvent = EventOf<typeof allMoneyEvents>
const MONEY_TYPES: ReadonlySet<string> = new Set(allMoneyEvents.map(({ type }) => type))
export const isMoneyEvent = (event: { readonly type: string }): event is MoneyEvent => MONEY_TYPES.has(event.type)

/** All that may stand in `fund-<compoundId>`. */
export const repairFundEvents = [
  FundOpened,
  UnitAccountsOpened,
  UnitsClassified,
  SellerAccountOpened,
  BookkeeperChanged,
  ...allMoneyEvents,
  ...closingEvents,
  ...accountEvents,
  ...reversalEvents,
  ...withdrawalEvents,
] as const
export type RepairFundEvent = EventOf<typeof repairFundEvents>
