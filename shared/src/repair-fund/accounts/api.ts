/** Routes of the life of an account: sale, split and merger, loss of the building, closing. */
import { commandRoute, Day, Id, Line, PageInput, pageOf, queryRoute, Sha256 } from '@changxin/shared/kernel'
import { z } from 'zod'
import { Book } from '../ledger/accounts.ts'
import { MAX_FILES } from '../ledger/money-events.ts'
import { Loss, Rearrangement } from './account-change.ts'
import { ClosedBecause } from './events.ts'

/** One thing that happened to accounts of a fund. */
export const AccountChangeView = z.object({
  /** Of the event's own id. */
  id: z.string(),
  kind: z.enum(['handover', 'rearranged', 'lost', 'closed', 'reopened']),
  on: Day,
  reason: z.string().nullable(),
  because: ClosedBecause.nullable(),
  units: z.array(z.object({ unitId: Id, label: z.string(), amountFen: z.int().nullable() })),
  to: z.array(z.object({ unitId: Id, label: z.string(), amountFen: z.int() })),
  buyerToldOn: Day.nullable(),
  file: Sha256.nullable(),
  recordedAt: z.string(),
  sample: z.boolean(),
})
export type AccountChangeView = z.infer<typeof AccountChangeView>

/** What is owed for a lost building, to one owner or seller. */
export const LossDueView = z.object({
  id: Id,
  /** Of a unit; the seller's name otherwise. */
  label: z.string(),
  unitId: Id.nullable(),
  amountFen: z.int(),
  lostOn: Day,
  paidOn: Day.nullable(),
  file: Sha256.nullable(),
})
export type LossDueView = z.infer<typeof LossDueView>

/** For the printed sheet that the seller hands to the buyer. */
export const HandoverSheet = z.object({
  id: Id,
  compoundName: z.string(),
  label: z.string(),
  on: Day,
  buyerToldOn: Day,
  balanceFen: z.int(),
  owedFen: z.int(),
  file: Sha256.nullable(),
})
export type HandoverSheet = z.infer<typeof HandoverSheet>

/** A change that waits for a second person. */
export const ProposedChangeView = z.object({
  /** Of the proposal, and of what it books. */
  id: Id,
  kind: z.enum(['split', 'merge', 'loss']),
  on: Day,
  reason: z.string(),
  from: z.array(z.object({ unitId: Id, label: z.string() })),
  to: z.array(z.object({ unitId: Id, label: z.string() })),
  /** Of a loss. */
  buildingName: z.string().nullable(),
  files: z.array(Sha256),
  proposedAt: z.string(),
  proposedById: Id,
  proposedByName: z.string().nullable(),
  sample: z.boolean(),
})
export type ProposedChangeView = z.infer<typeof ProposedChangeView>

/** The accounts of one book in a building. */
export const BookAccounts = z.object({
  book: Book,
  /** Open ones. */
  accounts: z.int(),
  /** Of them, without any entry: those may still change to the other book. */
  free: z.int(),
  closed: z.int(),
  balanceFen: z.int(),
})
/** Which books the accounts of a building stand in, and who sold public housing in it. */
export const BuildingBooks = z.object({
  id: Id,
  name: z.string(),
  /** A book without accounts is left out. */
  books: z.array(BookAccounts),
  sellers: z.array(z.object({ id: Id, name: z.string(), balanceFen: z.int(), entries: z.int() })),
})
export type BuildingBooks = z.infer<typeof BuildingBooks>

export const AccountDoor = z.object({
  id: Id,
  label: z.string(),
  book: Book,
  balanceFen: z.int(),
  entries: z.int(),
  closedOn: Day.nullable(),
})
export type AccountDoor = z.infer<typeof AccountDoor>

const Papers = z.array(Sha256).min(1).max(MAX_FILES)

export const fundAccountsApi = {
  accountChanges: queryRoute({
    action: 'repair-fund.account-changes',
    path: '/api/compounds/:id/fund/account-changes',
    input: { id: Id, ...PageInput.shape },
    output: pageOf(AccountChangeView),
    summary: 'Sales, splits, mergers, losses and closings of accounts, newest first',
  }),
  accountBooks: queryRoute({
    action: 'repair-fund.account-books',
    path: '/api/compounds/:id/fund/books',
    input: { id: Id },
    output: z.object({ items: z.array(BuildingBooks) }),
    summary: 'Accounts of a fund by building and book, with the accounts of who sold public housing there',
  }),
  accountDoors: queryRoute({
    action: 'repair-fund.account-doors',
    path: '/api/compounds/:id/fund/books/:buildingId',
    input: { id: Id, buildingId: Id },
    output: z.object({ items: z.array(AccountDoor) }),
    summary: 'The accounts of a building, each with its book, by door',
  }),
  lossesDue: queryRoute({
    action: 'repair-fund.losses',
    path: '/api/compounds/:id/fund/losses',
    input: { id: Id },
    output: z.object({ items: z.array(LossDueView), dueFen: z.int() }),
    summary: 'What is owed for lost buildings and what of it was paid',
  }),
  handoverSheets: queryRoute({
    action: 'repair-fund.handovers',
    path: '/api/units/:id/fund/handovers',
    input: { id: Id },
    output: z.object({ items: z.array(HandoverSheet) }),
    summary: 'Sales of a unit at which the buyer was told the balance, newest first',
  }),
  recordHandover: commandRoute({
    action: 'repair-fund.record-handover',
    path: '/api/units/:id/fund/handovers',
    params: { id: Id },
    body: z.strictObject({ on: Day, buyerToldOn: Day, file: Sha256.nullable().default(null) }),
    summary: 'Records that a unit was sold and its buyer told the balance, which stays with the unit',
  }),
  rearrange: commandRoute({
    action: 'repair-fund.rearrange',
    path: '/api/compounds/:id/fund/rearrangements',
    params: { id: Id },
    body: z.strictObject({ ...Rearrangement.shape, files: Papers }),
    summary:
      'Proposes to divide the account of a unit by floor area, or to join several. Answers the id of the proposal',
  }),
  recordLoss: commandRoute({
    action: 'repair-fund.record-loss',
    path: '/api/compounds/:id/fund/losses',
    params: { id: Id },
    body: z.strictObject({ ...Loss.omit({ kind: true }).shape, files: Papers }),
    summary:
      'Proposes to record that a building is gone: its balances are then owed to the owners, the sellers’ part to them',
  }),
  accountChangeProposals: queryRoute({
    action: 'repair-fund.account-change-proposals',
    path: '/api/compounds/:id/fund/account-change-proposals',
    input: { id: Id },
    output: z.object({ items: z.array(ProposedChangeView) }),
    summary: 'Splits, mergers and losses that wait for a second person, oldest first',
  }),
  approveAccountChange: commandRoute({
    action: 'repair-fund.approve-account-change',
    path: '/api/account-changes/:id/approve',
    params: { id: Id },
    body: z.strictObject({}),
    summary:
      'Approves a proposed split, merger or loss and books it on the fund as it stands; never by who proposed it',
  }),
  refuseAccountChange: commandRoute({
    action: 'repair-fund.refuse-account-change',
    path: '/api/account-changes/:id/refuse',
    params: { id: Id },
    body: z.strictObject({ reason: Line(200) }),
    summary: 'Refuses a proposed split, merger or loss, with the reason; also by who proposed it',
  }),
  payLoss: commandRoute({
    action: 'repair-fund.pay-loss',
    path: '/api/compounds/:id/fund/losses/:entryId/payment',
    params: { id: Id, entryId: Id },
    body: z.strictObject({ paidOn: Day, file: Sha256.nullable().default(null) }),
    summary: 'Pays what is owed for one unit or seller of a lost building; never by who approved the loss',
  }),
  closeAccount: commandRoute({
    action: 'repair-fund.close-account',
    path: '/api/units/:id/fund/close',
    params: { id: Id },
    body: z.strictObject({ reason: Line(200) }),
    summary: 'Closes an empty account',
  }),
}
