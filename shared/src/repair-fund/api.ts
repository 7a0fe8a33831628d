/** Routes of the repair fund: open, contribute; balances and statements. */
import {
  AsOfInput,
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
import { Bookkeeper, ContributionKind, DecisionPaper } from './events.ts'
import { Book } from './ledger/accounts.ts'
import { BookingKind } from './ledger/index.ts'

export const EntryView = z.object({
  id: Id,
  /** Order within the account, from 1. */
  number: z.int(),
  kind: BookingKind,
  paidOn: Day,
  recordedAt: z.string(),
  /** Signed: above zero the account gained. */
  amountFen: z.int(),
  balanceFen: z.int(),
  note: z.string().nullable(),
  /** The entry that this one reverses, or the one that reversed this. */
  reverses: Id.nullable(),
  reversedBy: Id.nullable(),
  /** How much of it was taken back, with its sign; less than the amount where the money was spent already. */
  reversedFen: z.int(),
  bookingId: Id,
  /** Of a share in works: their withdrawal. */
  withdrawalId: Id.nullable(),
  sample: z.boolean(),
})
export type EntryView = z.infer<typeof EntryView>

export const UnitFundView = z.object({
  unitId: Id,
  compoundId: Id,
  compoundName: z.string(),
  label: z.string(),
  /** False: no fund yet; the page says so and never shows ¥0.00. */
  hasFund: z.boolean(),
  balanceFen: z.int().nullable(),
  entries: z.int(),
  /** Null: no account yet. */
  book: Book.nullable(),
  bookkeeper: Bookkeeper.nullable(),
  floorArea: z.int().nullable(),
})
export type UnitFundView = z.infer<typeof UnitFundView>

export const BuildingBalance = z.object({ id: Id, name: z.string(), accounts: z.int(), balanceFen: z.int() })
export const CompoundFundView = z.object({
  compoundId: Id,
  hasFund: z.boolean(),
  openedOn: Day.nullable(),
  bookkeeper: Bookkeeper.nullable(),
  ground: z.string().nullable(),
  balanceFen: z.int().nullable(),
  /** Unit accounts; the seller's part of sold public housing; what is nobody's alone. Their sum is the balance. */
  unitsFen: z.int(),
  sellersFen: z.int(),
  compoundFen: z.int(),
  undistributedFen: z.int(),
  suspenseFen: z.int(),
  contributedFen: z.int(),
  /** Everything that came in and went out; without reversals. in − out − reversed = balance. */
  inFen: z.int(),
  outFen: z.int(),
  reversedFen: z.int(),
  accounts: z.int(),
  /** Units of the compound that have no account yet. */
  unitsWithoutAccount: z.int(),
  /** Units with no contribution so far. */
  accountsWithoutEntry: z.int(),
  /** Building sub-ledgers, keyed for live updates. */
  items: z.array(BuildingBalance),
  revision: z.int(),
})

/** One booking of the fund: what it gained or gave, and in whose hands. */
export const FundBookingView = z.object({
  id: Id,
  /** Order within the fund, from 1. */
  number: z.int(),
  kind: BookingKind,
  paidOn: Day,
  recordedAt: z.string(),
  /** Signed: above zero the fund gained; 0: it only changed hands inside the fund. */
  fen: z.int(),
  /** Of the fund after it. */
  balanceFen: z.int(),
  /** Entries of unit accounts in it. */
  units: z.int(),
  unitsFen: z.int(),
  sellersFen: z.int(),
  compoundFen: z.int(),
  undistributedFen: z.int(),
  suspenseFen: z.int(),
  note: z.string().nullable(),
  withdrawalId: Id.nullable(),
  reverses: Id.nullable(),
  reversedBy: Id.nullable(),
  sample: z.boolean(),
})
export type FundBookingView = z.infer<typeof FundBookingView>

/** Where money came from and went, by kind: the sum is the balance. */
export const FundFlow = z.object({ id: BookingKind, fen: z.int(), entries: z.int() })
export const FundFlows = z.object({ items: z.array(FundFlow), balanceFen: z.int() })
export type FundFlows = z.infer<typeof FundFlows>

export const FundAccountRow = z.object({
  id: Id,
  label: z.string(),
  buildingId: Id,
  balanceFen: z.int(),
  entries: z.int(),
})

export const repairFundApi = {
  unitFund: queryRoute({
    action: 'repair-fund.unit',
    path: '/api/units/:id/fund',
    input: { id: Id, ...AsOfInput },
    output: UnitFundView,
    summary: 'Balance of a unit account',
  }),
  unitEntries: queryRoute({
    action: 'repair-fund.unit-entries',
    path: '/api/units/:id/fund/entries',
    input: { id: Id, ...PageInput.shape, ...AsOfInput },
    output: pageOf(EntryView),
    summary: 'Statement of a unit account, newest first, with running balance',
  }),
  unitFlows: queryRoute({
    action: 'repair-fund.unit-flows',
    path: '/api/units/:id/fund/flows',
    input: { id: Id, ...AsOfInput },
    output: FundFlows,
    summary: 'Where the money of a unit account came from and went, by kind',
  }),
  unitSheet: queryRoute({
    action: 'repair-fund.unit-sheet',
    path: '/api/units/:id/fund/sheet',
    input: { id: Id, ...AsOfInput },
    output: z.object({ name: z.string(), lines: z.array(z.array(z.string())) }),
    summary: 'Statement of a unit account as a workbook (XLSX)',
  }),
  compoundEntries: queryRoute({
    action: 'repair-fund.entries',
    path: '/api/compounds/:id/fund/entries',
    input: { id: Id, ...PageInput.shape, ...AsOfInput, kind: BookingKind.optional() },
    output: pageOf(FundBookingView),
    summary: 'Bookings of a fund, newest first, with running balance',
  }),
  compoundFlows: queryRoute({
    action: 'repair-fund.flows',
    path: '/api/compounds/:id/fund/flows',
    input: { id: Id, ...AsOfInput },
    output: FundFlows,
    summary: 'Where the money of a fund came from and went, by kind',
  }),
  compoundFund: queryRoute({
    action: 'repair-fund.compound',
    path: '/api/compounds/:id/fund',
    input: { id: Id, ...AsOfInput },
    output: CompoundFundView,
    summary: 'Balances by compound and building',
  }),
  accounts: queryRoute({
    action: 'repair-fund.accounts',
    path: '/api/compounds/:id/fund/accounts',
    input: { id: Id, ...PageInput.shape, buildingId: Id.optional() },
    output: pageOf(FundAccountRow),
    summary: 'Unit accounts of a fund',
  }),
  open: commandRoute({
    action: 'repair-fund.open',
    path: '/api/compounds/:id/fund/open',
    params: { id: Id },
    body: z.strictObject({
      openedOn: Day,
      bookkeeper: Bookkeeper,
      ground: Line(300),
      /** Where owners keep the book themselves: a decision that was passed, or where the system has none, its paper. */
      decisionId: Id.nullable().default(null),
      paper: DecisionPaper.nullable().default(null),
    }),
    summary: 'Opens the fund with an account for every registered unit; again = accounts for units that came later',
  }),
  contribute: commandRoute({
    action: 'repair-fund.contribute',
    path: '/api/compounds/:id/fund/contributions',
    params: { id: Id },
    body: z.strictObject({
      kind: ContributionKind,
      paidOn: Day,
      note: Line(200).nullable().default(null),
      file: Sha256.nullable().default(null),
      rows: z
        .array(z.strictObject({ unitId: Id, amountFen: PositiveFen }))
        .min(1)
        .max(5_000),
    }),
    summary: 'Records one contribution or a list, taken whole or not at all',
  }),
}
