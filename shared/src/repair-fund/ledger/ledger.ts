/** What a fund holds and whose it is, as its events tell it. Immutable: a state must survive an append that fails. */
import type { Day, Id } from '@changxin/shared/kernel'
import { type BucketMap, emptyMap, getFrom, valuesOf, withValues } from '../bucket-map.ts'
import { isMoneyEvent, type MoneyEvent, type RepairFundEvent } from '../events.ts'
import type { Book, LedgerAccount, Pool } from './accounts.ts'
import {
  type BookingKind,
  type Holder,
  type Journal,
  journalOf,
  type Known,
  linesOf,
  type Movement,
} from './journal.ts'

export interface Account {
  /** Null only for an account that no event opened. */
  readonly buildingId: Id | null
  readonly book: Book
  readonly balanceFen: number
  /** Deposits (交存) less what of them was taken back: by this sellers and owners of public housing share (165号令 art. 20). */
  readonly depositedFen: number
  readonly entries: number
}

export interface SellerAccount {
  readonly buildingId: Id
  readonly name: string
  readonly balanceFen: number
  readonly depositedFen: number
  readonly entries: number
}

export interface Entry {
  readonly holder: Holder
  readonly bookingId: Id
  readonly kind: BookingKind
  readonly account: LedgerAccount
  /** Signed: what the holder gained. */
  readonly fen: number
  readonly on: Day
  /** The entry that this one takes back. */
  readonly reverses: Id | null
  /** How much of it was taken back or, in suspense, worked off. Same sign as `fen`. */
  readonly reversedFen: number
  /** Claimed, because it was spent before it was taken back. */
  readonly owedFen: number
  /** The receipt in suspense that it was assigned from. */
  readonly from: Id | null
}

export interface Booking {
  readonly kind: BookingKind
  /** Who recorded it, by its metadata; null where that is not known. */
  readonly by: Id | null
  readonly on: Day
  readonly counter: Journal['counter']
  readonly moved: Journal['moved']
  readonly entryIds: readonly Id[]
  /** What pools gained by it, beside its entries. */
  readonly pools: readonly {
    readonly pool: Pool
    readonly book: Book
    readonly account: LedgerAccount
    readonly fen: number
  }[]
  readonly reversedBy: Id | null
}

export interface Held {
  readonly unitsFen: number
  readonly sellersFen: number
  readonly compoundFen: number
  readonly undistributedFen: number
  readonly suspenseFen: number
}
export type Totals = Readonly<Partial<Record<LedgerAccount, number>>>

export interface Ledger {
  readonly accounts: BucketMap<Account>
  readonly accountCount: number
  readonly sellers: ReadonlyMap<Id, SellerAccount>
  readonly entries: BucketMap<Entry>
  readonly bookings: BucketMap<Booking>
  /** Entries of units with a claim from a reversal, by unit, oldest first. */
  readonly owed: ReadonlyMap<Id, readonly Id[]>
  readonly held: Readonly<Record<Book, Held>>
  /** Signed by account: debits above zero. */
  readonly totals: Readonly<Record<Book, Totals>>
}

const NOTHING: Held = { unitsFen: 0, sellersFen: 0, compoundFen: 0, undistributedFen: 0, suspenseFen: 0 }
export const emptyLedger: Ledger = {
  accounts: emptyMap(),
  accountCount: 0,
  sellers: new Map(),
  entries: emptyMap(),
  bookings: emptyMap(),
  owed: new Map(),
  held: { commercial: NOTHING, 'public-housing': NOTHING },
  totals: { commercial: {}, 'public-housing': {} },
}

const NEW_ACCOUNT: Account = { buildingId: null, book: 'commercial', balanceFen: 0, depositedFen: 0, entries: 0 }

export function knownOf(ledger: Ledger): Known {
  return {
    bookOf: (unitId) => getFrom(ledger.accounts, unitId)?.book ?? 'commercial',
    accountOf: (entryId) => getFrom(ledger.entries, entryId)?.account,
  }
}

/** The ledger after an event, whether or not it moves money. */
export function post(ledger: Ledger, event: RepairFundEvent, happenedOn: Day, by: Id | null = null): Ledger {
  switch (event.type) {
    case 'FundOpened':
    case 'UnitAccountsOpened':
      return withAccounts(ledger, event.data.rows)
    case 'UnitsClassified':
      return classified(ledger, event.data.book, event.data.unitIds)
    case 'SellerAccountOpened': {
      const { sellerId, buildingId, name } = event.data
      const seller = { buildingId, name, balanceFen: 0, depositedFen: 0, entries: 0 }
      return { ...ledger, sellers: new Map(ledger.sellers).set(sellerId, seller) }
    }
    default:
      return isMoneyEvent(event) ? withMoney(ledger, event, happenedOn, by) : ledger
  }
}

function withMoney(ledger: Ledger, event: MoneyEvent, happenedOn: Day, by: Id | null): Ledger {
  const next = booked(ledger, journalOf(event, happenedOn, knownOf(ledger)), by)
  return event.type === 'BookingReversed' ? withClaims(next, event.data) : next
}

function withAccounts(ledger: Ledger, rows: readonly { readonly unitId: Id; readonly buildingId: Id }[]): Ledger {
  const opened = new Map<Id, Account>()
  for (const { unitId, buildingId } of rows) {
    if (!getFrom(ledger.accounts, unitId)) opened.set(unitId, { ...NEW_ACCOUNT, buildingId })
  }
  return { ...ledger, accounts: withValues(ledger.accounts, opened), accountCount: ledger.accountCount + opened.size }
}

/** Only accounts without money change their book, so that no total changes. */
function classified(ledger: Ledger, book: Book, unitIds: readonly Id[]): Ledger {
  const changed = unitIds.map((unitId): [Id, Account] => [
    unitId,
    { ...(getFrom(ledger.accounts, unitId) ?? NEW_ACCOUNT), book },
  ])
  return { ...ledger, accounts: withValues(ledger.accounts, changed) }
}

const heldIn: Record<Pool, keyof Held> = {
  compound: 'compoundFen',
  undistributed: 'undistributedFen',
  suspense: 'suspenseFen',
}

function booked(ledger: Ledger, journal: Journal, by: Id | null): Ledger {
  const known = knownOf(ledger)
  const accounts = new Map<Id, Account>()
  const sellers = new Map(ledger.sellers)
  const entries = new Map<Id, Entry>()
  const held: Record<Book, Record<keyof Held, number>> = {
    commercial: { ...ledger.held.commercial },
    'public-housing': { ...ledger.held['public-housing'] },
  }
  for (const movement of journal.movements) {
    const { holder, fen, entryId, reverses } = movement
    if (holder.of === 'unit') {
      const before = accounts.get(holder.unitId) ?? getFrom(ledger.accounts, holder.unitId) ?? NEW_ACCOUNT
      accounts.set(holder.unitId, moved(before, movement))
      held[before.book].unitsFen += fen
    } else if (holder.of === 'seller') {
      const before = sellers.get(holder.sellerId)
      if (!before) throw new RangeError(`seller ${holder.sellerId} has no account`)
      sellers.set(holder.sellerId, moved(before, movement))
      held['public-housing'].sellersFen += fen
    } else held[holder.book][heldIn[holder.pool]] += fen
    if (entryId !== null) entries.set(entryId, entryOf(journal, movement))
    const original = reverses === null ? undefined : (entries.get(reverses) ?? getFrom(ledger.entries, reverses))
    if (reverses !== null && original) entries.set(reverses, takenBack(original, fen))
  }
  const bookings = new Map<Id, Booking>([[journal.bookingId, bookingOf(journal, by)]])
  return {
    ...ledger,
    accounts: withValues(ledger.accounts, accounts),
    sellers,
    entries: withValues(ledger.entries, entries),
    bookings: withValues(ledger.bookings, bookings),
    held,
    totals: withLines(ledger.totals, journal, known),
  }
}

function moved<Of extends { balanceFen: number; depositedFen: number; entries: number }>(
  before: Of,
  { account, fen, entryId }: Movement,
): Of {
  return {
    ...before,
    balanceFen: before.balanceFen + fen,
    depositedFen: before.depositedFen + (account === 'deposits' ? fen : 0),
    entries: before.entries + (entryId === null ? 0 : 1),
  }
}

function entryOf({ bookingId, kind, on }: Journal, movement: Movement): Entry {
  const { holder, account, fen, reverses, from = null } = movement
  return { holder, bookingId, kind, account, fen, on: movement.on ?? on, reverses, reversedFen: 0, owedFen: 0, from }
}

function takenBack(original: Entry, fen: number): Entry {
  return { ...original, reversedFen: original.reversedFen - fen }
}

type ReversedData = Extract<MoneyEvent, { type: 'BookingReversed' }>['data']

/** A reversal raises claims for what was spent; one without a proposal takes back what such a claim has brought in. */
function withClaims(ledger: Ledger, { reversesId, reversalId, proposalId, units, owed }: ReversedData): Ledger {
  const paid = proposalId === null ? units : []
  const changes = [
    ...owed.map(({ unitId, entryId, amountFen }) => ({ unitId, entryId, fen: amountFen })),
    ...paid.map(({ unitId, reverses, amountFen }) => ({ unitId, entryId: reverses, fen: amountFen })),
  ]
  const entries = new Map<Id, Entry>()
  const claims = new Map(ledger.owed)
  for (const { unitId, entryId, fen } of changes) {
    const entry = entries.get(entryId) ?? getFrom(ledger.entries, entryId)
    if (!entry) continue
    const owedFen = entry.owedFen + fen
    entries.set(entryId, { ...entry, owedFen })
    const others = (claims.get(unitId) ?? []).filter((id) => id !== entryId)
    const open = owedFen > 0 ? [...others, entryId] : others
    if (open.length > 0) claims.set(unitId, open)
    else claims.delete(unitId)
  }
  const booking = getFrom(ledger.bookings, reversesId)
  const bookings = booking
    ? withValues(ledger.bookings, [[reversesId, { ...booking, reversedBy: reversalId }]])
    : ledger.bookings
  return { ...ledger, entries: withValues(ledger.entries, entries), owed: claims, bookings }
}

function bookingOf({ kind, on, counter, moved, movements }: Journal, by: Id | null): Booking {
  const pools = movements.flatMap(({ holder, account, fen, entryId }) =>
    holder.of === 'pool' && entryId === null ? [{ pool: holder.pool, book: holder.book, account, fen }] : [],
  )
  const entryIds = movements.flatMap(({ entryId }) => (entryId === null ? [] : [entryId]))
  return { kind, by, on, counter, moved, entryIds, pools, reversedBy: null }
}

function withLines(totals: Ledger['totals'], journal: Journal, known: Known): Ledger['totals'] {
  const next: Record<Book, Partial<Record<LedgerAccount, number>>> = {
    commercial: { ...totals.commercial },
    'public-housing': { ...totals['public-housing'] },
  }
  for (const { account, book, fen } of linesOf(journal, known)) next[book][account] = (next[book][account] ?? 0) + fen
  return next
}

/** Undefined: the unit has no account, which is not the same as a balance of zero. */
export function balanceOf(ledger: Ledger, unitId: Id): number | undefined {
  return getFrom(ledger.accounts, unitId)?.balanceFen
}

/** What reversals of spent money claim from the unit. */
export function owedBy(ledger: Ledger, unitId: Id): number {
  return (ledger.owed.get(unitId) ?? []).reduce((sum, id) => sum + (getFrom(ledger.entries, id)?.owedFen ?? 0), 0)
}

/** All that belongs to somebody, in both books. */
export function heldFen({ held }: Ledger): number {
  return [held.commercial, held['public-housing']].reduce(
    (sum, { unitsFen, sellersFen, compoundFen, undistributedFen, suspenseFen }) =>
      sum + unitsFen + sellersFen + compoundFen + undistributedFen + suspenseFen,
    0,
  )
}

/** Building sub-ledgers by building id. O(accounts). */
export function buildingBalancesOf(ledger: Ledger): Map<Id, { accounts: number; balanceFen: number }> {
  const buildings = new Map<Id, { accounts: number; balanceFen: number }>()
  for (const [, { buildingId, balanceFen }] of valuesOf(ledger.accounts)) {
    if (buildingId === null) continue
    const building = buildings.get(buildingId) ?? { accounts: 0, balanceFen: 0 }
    buildings.set(buildingId, { accounts: building.accounts + 1, balanceFen: building.balanceFen + balanceFen })
  }
  return buildings
}
