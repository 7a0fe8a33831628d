/** Answers of the repair fund, now or as of a day: balances of a unit, its statement, a compound with its buildings. */
import type { Id } from '@changxin/shared/kernel'
import type {
  Book,
  BookingKind,
  CompoundFundView,
  EntryView,
  FundAccountRow,
  FundOpened,
  UnitFundView,
} from '@changxin/shared/repair-fund'
import type { z } from 'zod'
import { type AsOf, CURRENT } from '../views/intervals.ts'
import { allOf, type KeysetOrder, keysetPage } from '../views/keyset.ts'
import type { Read } from '../views/views.ts'
import { joinedName, withoutSingles } from './few-accounts.ts'

/** Revision of a fund that nothing was ever recorded for. */
const NO_REVISION = -1

export interface Page {
  readonly limit: number
  readonly cursor?: string | undefined
}

interface FundRow extends Pick<z.output<typeof FundOpened.schema>, 'bookkeeper' | 'ground'> {
  readonly opened_on: string
  readonly accounts: number
  readonly accounts_without_entry: number
  readonly balance_fen: number
  readonly units_fen: number
  readonly sellers_fen: number
  readonly compound_fen: number
  readonly undistributed_fen: number
  readonly suspense_fen: number
  readonly contributed_fen: number
  readonly in_fen: number
  readonly out_fen: number
  readonly reversed_fen: number
  readonly revision: number
}

/** Positions before it count; now, every position does. */
export const endOf = (at: AsOf) => at.before ?? CURRENT

/** Undefined: the compound has no fund (yet). */
function fundOf(read: Read, at: AsOf, compoundId: Id): FundRow | undefined {
  return read.get<FundRow>(
    `SELECT f.opened_on, h.bookkeeper, f.ground, h.accounts, h.accounts_without_entry, h.balance_fen, h.units_fen,
       h.sellers_fen, h.compound_fen, h.undistributed_fen, h.suspense_fen, h.contributed_fen, h.in_fen, h.out_fen,
       h.reversed_fen, h.revision
     FROM repair_fund_fund f JOIN repair_fund_fund_history h ON h.compound_id = f.compound_id
     WHERE f.compound_id = ? AND h.position < ? ORDER BY h.position DESC LIMIT 1`,
    compoundId,
    endOf(at),
  )
}

/** Null: no fund yet, which is not the same as zero. */
export function fundBalanceOf(read: Read, at: AsOf, compoundId: Id): number | null {
  return fundOf(read, at, compoundId)?.balance_fen ?? null
}

interface AccountThen {
  readonly balanceFen: number
  readonly entries: number
  /** Of today: it changes only while there is no entry. */
  readonly book: Book
}

/** Undefined: the unit has no account. */
function accountOf(read: Read, at: AsOf, unitId: Id): AccountThen | undefined {
  const opened = read.get<{ book: Book }>(
    'SELECT book FROM repair_fund_account WHERE unit_id = ? AND opened_position < ?',
    unitId,
    endOf(at),
  )
  if (!opened) return undefined
  const last = read.get<{ number: number; balance_fen: number }>(
    'SELECT number, balance_fen FROM repair_fund_entry WHERE unit_id = ? AND position < ? ORDER BY number DESC LIMIT 1',
    unitId,
    endOf(at),
  )
  return { balanceFen: last?.balance_fen ?? 0, entries: last?.number ?? 0, book: opened.book }
}

/** Null: no such unit. */
export function unitFund(read: Read, at: AsOf, unitId: Id): UnitFundView | null {
  const unit = read.get<{ compound_id: string; name: string; label: string; floor_area: number | null }>(
    `SELECT u.compound_id, c.name, u.label, u.floor_area
     FROM places_unit u JOIN places_compound c ON c.compound_id = u.compound_id WHERE u.unit_id = ?`,
    unitId,
  )
  if (!unit) return null
  const account = accountOf(read, at, unitId)
  return {
    unitId,
    compoundId: unit.compound_id,
    compoundName: unit.name,
    label: unit.label,
    hasFund: account !== undefined,
    balanceFen: account?.balanceFen ?? null,
    entries: account?.entries ?? 0,
    book: account?.book ?? null,
    bookkeeper: fundOf(read, at, unit.compound_id)?.bookkeeper ?? null,
    floorArea: unit.floor_area,
  }
}

const NEWEST_FIRST: KeysetOrder = { name: 'entries', keys: [{ sql: 'e.number', type: 'number' }], descending: true }

interface EntryRow {
  readonly entry_id: string
  readonly number: number
  readonly kind: BookingKind
  readonly paid_on: string
  readonly recorded_at: string
  readonly amount_fen: number
  readonly balance_fen: number
  readonly note: string | null
  readonly booking_id: string
  readonly withdrawal_id: string | null
  readonly reverses: string | null
  readonly reversed_by: string | null
  readonly reversed_fen: number
  readonly sample: number
}

export function unitEntries(read: Read, at: AsOf, unitId: Id, { limit, cursor }: Page) {
  const { rows, next } = keysetPage<EntryRow>(read, {
    // As of a day, a reversal that came later has not happened yet.
    select: `e.entry_id, e.number, e.kind, e.paid_on, e.recorded_at, e.amount_fen, e.balance_fen, e.note, e.booking_id,
      e.withdrawal_id, e.reverses, e.sample,
      (SELECT r.entry_id FROM repair_fund_entry r WHERE r.reverses = e.entry_id AND r.position < ?
        ORDER BY r.position DESC LIMIT 1) AS reversed_by,
      (SELECT coalesce(-sum(r.amount_fen), 0) FROM repair_fund_entry r WHERE r.reverses = e.entry_id AND r.position < ?)
        AS reversed_fen`,
    selectParams: [endOf(at), endOf(at)],
    from: 'repair_fund_entry e',
    where: { sql: 'e.unit_id = ? AND e.position < ?', params: [unitId, endOf(at)] },
    order: NEWEST_FIRST,
    limit,
    cursor,
  })
  return {
    items: rows.map(entryView),
    total: accountOf(read, at, unitId)?.entries ?? 0,
    ...(next ? { next } : {}),
  }
}

function entryView(row: EntryRow): EntryView {
  return {
    id: row.entry_id,
    number: row.number,
    kind: row.kind,
    paidOn: row.paid_on,
    recordedAt: row.recorded_at,
    amountFen: row.amount_fen,
    balanceFen: row.balance_fen,
    note: row.note,
    reverses: row.reverses,
    reversedBy: row.reversed_by,
    reversedFen: row.reversed_fen,
    bookingId: row.booking_id,
    withdrawalId: row.withdrawal_id,
    sample: row.sample === 1,
  }
}

/** As everybody there may read it: no building of so few accounts that one of them shows. */
export function compoundFundForAll(read: Read, at: AsOf, compoundId: Id): z.output<typeof CompoundFundView> {
  const fund = compoundFund(read, at, compoundId)
  return { ...fund, items: withoutSingles(fund.items, ({ accounts }) => accounts, fewTogether) }
}

/** Of a compound that exists; without a fund it says so. */
export function compoundFund(read: Read, at: AsOf, compoundId: Id): z.output<typeof CompoundFundView> {
  const fund = fundOf(read, at, compoundId)
  const accounts = fund?.accounts ?? 0
  return {
    compoundId,
    hasFund: fund !== undefined,
    openedOn: fund?.opened_on ?? null,
    bookkeeper: fund?.bookkeeper ?? null,
    ground: fund?.ground ?? null,
    balanceFen: fund?.balance_fen ?? null,
    unitsFen: fund?.units_fen ?? 0,
    sellersFen: fund?.sellers_fen ?? 0,
    compoundFen: fund?.compound_fen ?? 0,
    undistributedFen: fund?.undistributed_fen ?? 0,
    suspenseFen: fund?.suspense_fen ?? 0,
    contributedFen: fund?.contributed_fen ?? 0,
    inFen: fund?.in_fen ?? 0,
    outFen: fund?.out_fen ?? 0,
    reversedFen: fund?.reversed_fen ?? 0,
    accounts,
    unitsWithoutAccount: Math.max(0, unitsOf(read, at, compoundId) - accounts),
    accountsWithoutEntry: fund?.accounts_without_entry ?? 0,
    items: buildingBalances(read, at, compoundId),
    revision: fund?.revision ?? NO_REVISION,
  }
}

type BuildingBalance = z.output<typeof CompoundFundView>['items'][number]

const fewTogether = (few: readonly BuildingBalance[]): BuildingBalance => ({
  id: few[0]?.id ?? '',
  name: joinedName(few),
  accounts: few.reduce((sum, { accounts }) => sum + accounts, 0),
  balanceFen: few.reduce((sum, { balanceFen }) => sum + balanceFen, 0),
})

function unitsOf(read: Read, at: AsOf, compoundId: Id): number {
  const last = read.get<{ units: number }>(
    'SELECT units FROM repair_fund_units_history WHERE compound_id = ? AND position < ? ORDER BY position DESC LIMIT 1',
    compoundId,
    endOf(at),
  )
  return last?.units ?? 0
}

function buildingBalances(read: Read, at: AsOf, compoundId: Id): z.output<typeof CompoundFundView>['items'] {
  return read.all(
    // CROSS: building by building, each one's last row by key; the planner would walk the whole history.
    `SELECT b.building_id AS id, coalesce(p.name, '') AS name, h.accounts, h.balance_fen AS balanceFen
     FROM repair_fund_building b
       CROSS JOIN repair_fund_building_history h ON h.compound_id = b.compound_id AND h.building_id = b.building_id
         AND h.position = (SELECT max(position) FROM repair_fund_building_history
           WHERE compound_id = b.compound_id AND building_id = b.building_id AND position < ?)
       LEFT JOIN places_building p ON p.building_id = b.building_id
     WHERE b.compound_id = ? ORDER BY p.ordinal, b.building_id`,
    endOf(at),
    compoundId,
  )
}

const BY_DOOR: KeysetOrder = {
  name: 'accounts',
  keys: [
    { sql: 'u.sort_key', type: 'text' },
    { sql: 'u.unit_id', type: 'text' },
  ],
}

export function fundAccounts(read: Read, compoundId: Id, buildingId: Id | undefined, { limit, cursor }: Page) {
  const { rows, next } = keysetPage<z.output<typeof FundAccountRow>>(read, {
    select: 'a.unit_id AS id, u.label, u.building_id AS buildingId, a.balance_fen AS balanceFen, a.entries',
    // CROSS keeps the order of the doors' index, so that a page reads no more than its rows.
    from: 'places_unit u CROSS JOIN repair_fund_account a ON a.unit_id = u.unit_id',
    where: allOf(
      { sql: 'u.compound_id = ?', params: [compoundId] },
      buildingId === undefined ? undefined : { sql: 'u.building_id = ?', params: [buildingId] },
    ),
    order: BY_DOOR,
    limit,
    cursor,
  })
  const items = rows.map(({ id, label, buildingId, balanceFen, entries }) => ({
    id,
    label,
    buildingId,
    balanceFen,
    entries,
  }))
  return { items, total: accountsIn(read, compoundId, buildingId), ...(next ? { next } : {}) }
}

function accountsIn(read: Read, compoundId: Id, buildingId: Id | undefined): number {
  const row =
    buildingId === undefined
      ? read.get<{ accounts: number }>('SELECT accounts FROM repair_fund_fund WHERE compound_id = ?', compoundId)
      : read.get<{ accounts: number }>(
          'SELECT accounts FROM repair_fund_building WHERE compound_id = ? AND building_id = ?',
          compoundId,
          buildingId,
        )
  return row?.accounts ?? 0
}
