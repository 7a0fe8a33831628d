/** Routes of the repair fund: open, contribute, reverse; balances and statements. */
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
import { Bookkeeper, ContributionKind } from './events.ts'

export const EntryKind = z.enum([...ContributionKind.options, 'reversal'])
export const EntryView = z.object({
  id: Id,
  /** Order within the account, from 1. */
  number: z.int(),
  kind: EntryKind,
  paidOn: Day,
  recordedAt: z.string(),
  /** Signed: a reversal is negative. */
  amountFen: z.int(),
  balanceFen: z.int(),
  note: z.string().nullable(),
  /** The entry that this one reverses, or the one that reversed this. */
  reverses: Id.nullable(),
  reversedBy: Id.nullable(),
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
  contributedFen: z.int(),
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
    body: z.strictObject({ openedOn: Day, bookkeeper: Bookkeeper, ground: Line(300) }),
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
  reverse: commandRoute({
    action: 'repair-fund.reverse',
    path: '/api/entries/:id/reverse',
    params: { id: Id },
    body: z.strictObject({ reason: Line(200) }),
    summary: 'Reverses an entry with an equal opposite one',
  }),
}
