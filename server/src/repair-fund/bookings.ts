/** Puts the journal of a money event into the rows of the fund: entries, accounts, pools, bookings. */
import { dayOf, type Id, type Recorded } from '@changxin/shared/kernel'
import {
  accountOfContribution,
  type Book,
  ContributionKind,
  type Journal,
  journalOf,
  type Known,
  type MoneyEvent,
  type Movement,
  type Pool,
} from '@changxin/shared/repair-fund'
import { isSample, type Rows } from '../views/projection.ts'

/** A longer list touches the whole compound once: reading a few accounts in vain costs less than naming them all. */
const NAMED_UNITS_MAX = 50

export type Recording = Pick<Recorded, 'position' | 'revision' | 'type' | 'metadata'>

/** What an event adds to the figures of a fund. */
export interface Figures {
  readonly accounts?: number
  readonly accountsWithoutEntry?: number
  readonly unitsFen?: number
  readonly sellersFen?: number
  readonly compoundFen?: number
  readonly undistributedFen?: number
  readonly suspenseFen?: number
  readonly contributedFen?: number
  readonly inFen?: number
  readonly outFen?: number
  readonly reversedFen?: number
}

interface Account {
  readonly building_id: string | null
  readonly balance_fen: number
  readonly entries: number
}
export interface BuildingChange {
  accounts: number
  fen: number
}

/** What a booking says beside its figures. */
interface Words {
  readonly note: string | null
  readonly withdrawalId: Id | null
  /** The entry or booking that it takes back. */
  readonly reverses: Id | null
}

function knownOf(rows: Rows): Known {
  return {
    bookOf: (unitId) =>
      rows.get<{ book: Book }>('SELECT book FROM repair_fund_account WHERE unit_id = ?', unitId)?.book ?? 'commercial',
    accountOf(entryId) {
      const entry = rows.get<{ kind: string }>('SELECT kind FROM repair_fund_entry WHERE entry_id = ?', entryId)
      const kind = ContributionKind.safeParse(entry?.kind)
      return kind.success ? accountOfContribution[kind.data] : undefined
    },
  }
}

function wordsOf(event: MoneyEvent): Words {
  const { data } = event
  return {
    note: 'note' in data ? data.note : 'reason' in data ? data.reason : 'purpose' in data ? data.purpose : null,
    withdrawalId: event.type === 'PaymentMade' ? event.data.withdrawalId : null,
    reverses:
      event.type === 'BookingReversed'
        ? event.data.reversesId
        : event.type === 'EntryReversed'
          ? event.data.entryId
          : null,
  }
}

export function book(rows: Rows, event: Recording & MoneyEvent): void {
  const { compoundId } = event.data
  const journal = journalOf(event, dayOf(event.metadata.occurredAt), knownOf(rows))
  const words = wordsOf(event)
  const accounts = new Map<Id, Account>()
  const buildings = new Map<string, BuildingChange>()
  let firstEntries = 0
  for (const movement of journal.movements) {
    const { holder, fen, entryId } = movement
    if (holder.of === 'seller') addToSeller(rows, holder.sellerId, fen)
    if (holder.of !== 'unit' || entryId === null) continue
    const before = accounts.get(holder.unitId) ?? accountOf(rows, holder.unitId)
    const account = { ...before, balance_fen: before.balance_fen + fen, entries: before.entries + 1 }
    if (before.entries === 0) firstEntries += 1
    accounts.set(holder.unitId, account)
    if (account.building_id !== null) addTo(buildings, account.building_id, { accounts: 0, fen })
    insertEntry(rows, event, { compoundId, journal, words, unitId: holder.unitId, movement, entryId, account })
  }
  for (const [unitId, account] of accounts) writeAccount(rows, event, { unitId, compoundId, account })
  changeBuildings(rows, event, compoundId, buildings)
  const figures = figuresOf(event, journal)
  changeFund(rows, event, compoundId, { ...figures, accountsWithoutEntry: -firstEntries })
  insertBooking(rows, event, { compoundId, journal, words, figures })
  touchAccounts(rows, compoundId, [...accounts.keys()])
}

const inPool = ({ movements }: Journal, pool: Pool) =>
  movements.reduce((sum, { holder, fen }) => sum + (holder.of === 'pool' && holder.pool === pool ? fen : 0), 0)
const inHands = ({ movements }: Journal, of: 'unit' | 'seller') =>
  movements.reduce((sum, { holder, fen }) => sum + (holder.of === of ? fen : 0), 0)

function figuresOf(event: MoneyEvent, journal: Journal) {
  const gain = journal.movements.reduce((sum, { fen }) => sum + fen, 0)
  const isReversal = journal.kind === 'reversal'
  return {
    unitsFen: inHands(journal, 'unit'),
    sellersFen: inHands(journal, 'seller'),
    compoundFen: inPool(journal, 'compound'),
    undistributedFen: inPool(journal, 'undistributed'),
    suspenseFen: inPool(journal, 'suspense'),
    contributedFen: event.type === 'ContributionsRecorded' ? gain : 0,
    inFen: isReversal ? 0 : Math.max(0, gain),
    outFen: isReversal ? 0 : Math.max(0, -gain),
    reversedFen: isReversal ? 0 - gain : 0,
  }
}

function accountOf(rows: Rows, unitId: Id): Account {
  const known = rows.get<Account>(
    'SELECT building_id, balance_fen, entries FROM repair_fund_account WHERE unit_id = ?',
    unitId,
  )
  return known ?? { building_id: null, balance_fen: 0, entries: 0 }
}

function writeAccount(
  rows: Rows,
  event: Recording,
  { unitId, compoundId, account }: { unitId: Id; compoundId: Id; account: Account },
): void {
  rows.run(
    `INSERT INTO repair_fund_account (unit_id, compound_id, building_id, book, balance_fen, entries, opened_position)
     VALUES (?, ?, ?, 'commercial', ?, ?, ?)
     ON CONFLICT (unit_id) DO UPDATE SET balance_fen = excluded.balance_fen, entries = excluded.entries`,
    unitId,
    compoundId,
    account.building_id,
    account.balance_fen,
    account.entries,
    event.position,
  )
}

function addToSeller(rows: Rows, sellerId: Id, fen: number): void {
  rows.run(
    'UPDATE repair_fund_seller SET balance_fen = balance_fen + ?, entries = entries + 1 WHERE seller_id = ?',
    fen,
    sellerId,
  )
}

interface NewEntry {
  readonly compoundId: Id
  readonly journal: Journal
  readonly words: Words
  readonly unitId: Id
  readonly movement: Movement
  readonly entryId: Id
  readonly account: Account
}

function insertEntry(rows: Rows, event: Recording, entry: NewEntry): void {
  const { compoundId, journal, words, unitId, movement, entryId, account } = entry
  rows.run(
    `INSERT INTO repair_fund_entry (entry_id, unit_id, compound_id, number, kind, paid_on, recorded_at, position,
       amount_fen, balance_fen, note, booking_id, withdrawal_id, reverses, sample)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    entryId,
    unitId,
    compoundId,
    account.entries,
    journal.kind,
    movement.on ?? journal.on,
    event.metadata.recordedAt,
    event.position,
    movement.fen,
    account.balance_fen,
    words.note,
    journal.bookingId,
    words.withdrawalId,
    movement.reverses,
    isSample(event as Recorded),
  )
}

type BookingFigures = ReturnType<typeof figuresOf>

function insertBooking(
  rows: Rows,
  event: Recording,
  { compoundId, journal, words, figures }: { compoundId: Id; journal: Journal; words: Words; figures: BookingFigures },
): void {
  const { unitsFen, sellersFen, compoundFen, undistributedFen, suspenseFen } = figures
  rows.run(
    `INSERT INTO repair_fund_booking (booking_id, compound_id, number, kind, paid_on, recorded_at, position, fen, units,
       units_fen, compound_fen, undistributed_fen, suspense_fen, sellers_fen, balance_fen, note, withdrawal_id, reverses,
       sample)
     SELECT ?, f.compound_id,
       coalesce((SELECT max(number) FROM repair_fund_booking WHERE compound_id = f.compound_id), 0) + 1,
       ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, f.balance_fen, ?, ?, ?, ?
     FROM repair_fund_fund f WHERE f.compound_id = ?`,
    journal.bookingId,
    journal.kind,
    journal.on,
    event.metadata.recordedAt,
    event.position,
    unitsFen + sellersFen + compoundFen + undistributedFen + suspenseFen,
    journal.movements.filter(({ holder, entryId }) => holder.of === 'unit' && entryId !== null).length,
    unitsFen,
    compoundFen,
    undistributedFen,
    suspenseFen,
    sellersFen,
    words.note,
    words.withdrawalId,
    words.reverses,
    isSample(event as Recorded),
    compoundId,
  )
  rows.touch({ table: 'repair_fund_booking', compoundId })
}

export function addTo(buildings: Map<string, BuildingChange>, buildingId: Id, { accounts, fen }: BuildingChange): void {
  const change = buildings.get(buildingId) ?? { accounts: 0, fen: 0 }
  buildings.set(buildingId, { accounts: change.accounts + accounts, fen: change.fen + fen })
}

export function changeBuildings(
  rows: Rows,
  event: Recording,
  compoundId: Id,
  changes: ReadonlyMap<string, BuildingChange>,
): void {
  for (const [buildingId, { accounts, fen }] of changes) {
    rows.run(
      `INSERT INTO repair_fund_building (compound_id, building_id, accounts, balance_fen) VALUES (?, ?, ?, ?)
       ON CONFLICT (compound_id, building_id) DO UPDATE SET
         accounts = accounts + excluded.accounts, balance_fen = balance_fen + excluded.balance_fen`,
      compoundId,
      buildingId,
      accounts,
      fen,
    )
    rows.run(
      `INSERT INTO repair_fund_building_history (compound_id, building_id, position, accounts, balance_fen)
       SELECT compound_id, building_id, ?, accounts, balance_fen FROM repair_fund_building
       WHERE compound_id = ? AND building_id = ?`,
      event.position,
      compoundId,
      buildingId,
    )
  }
  rows.touch({ table: 'repair_fund_building', compoundId })
}

const FIGURES = `bookkeeper, accounts, accounts_without_entry, balance_fen, units_fen, sellers_fen, compound_fen, undistributed_fen,
  suspense_fen, contributed_fen, in_fen, out_fen, reversed_fen, revision`

export function changeFund(rows: Rows, event: Recording, compoundId: Id, change: Figures): void {
  const { accounts = 0, accountsWithoutEntry = 0, unitsFen = 0, sellersFen = 0, compoundFen = 0 } = change
  const { undistributedFen = 0, suspenseFen = 0, contributedFen = 0, inFen = 0, outFen = 0, reversedFen = 0 } = change
  rows.run(
    `UPDATE repair_fund_fund SET accounts = accounts + ?, accounts_without_entry = accounts_without_entry + ?,
       balance_fen = balance_fen + ?, units_fen = units_fen + ?, sellers_fen = sellers_fen + ?,
       compound_fen = compound_fen + ?, undistributed_fen = undistributed_fen + ?, suspense_fen = suspense_fen + ?,
       contributed_fen = contributed_fen + ?, in_fen = in_fen + ?, out_fen = out_fen + ?,
       reversed_fen = reversed_fen + ?, revision = ?
     WHERE compound_id = ?`,
    accounts,
    accountsWithoutEntry,
    unitsFen + sellersFen + compoundFen + undistributedFen + suspenseFen,
    unitsFen,
    sellersFen,
    compoundFen,
    undistributedFen,
    suspenseFen,
    contributedFen,
    inFen,
    outFen,
    reversedFen,
    event.revision,
    compoundId,
  )
  rows.run(
    `INSERT INTO repair_fund_fund_history (compound_id, position, ${FIGURES})
     SELECT compound_id, ?, ${FIGURES} FROM repair_fund_fund WHERE compound_id = ?`,
    event.position,
    compoundId,
  )
  rows.touch({ table: 'repair_fund_fund', compoundId })
}

function touchAccounts(rows: Rows, compoundId: Id, unitIds: readonly Id[]): void {
  for (const table of ['repair_fund_account', 'repair_fund_entry']) {
    if (unitIds.length > NAMED_UNITS_MAX) rows.touch({ table, compoundId })
    else for (const unitId of unitIds) rows.touch({ table, compoundId, unitId })
  }
}
