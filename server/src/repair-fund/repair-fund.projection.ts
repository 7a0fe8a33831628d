/** Balances of units, buildings and compounds, and the statement behind them, from the events of the funds. */
import { dayOf, type Id, type Recorded } from '@changxin/shared/kernel'
import { UnitsRegistered } from '@changxin/shared/places'
import {
  ContributionsRecorded,
  EntryReversed,
  type EntryView,
  FundOpened,
  UnitAccountsOpened,
} from '@changxin/shared/repair-fund'
import { isSample, on, projection, type Rows } from '../views/projection.ts'
import { schema } from './repair-fund.schema.ts'

/** A longer list touches the whole compound once: reading a few accounts in vain costs less than naming them all. */
const NAMED_UNITS_MAX = 50

type Recording = Pick<Recorded, 'position' | 'revision' | 'type' | 'metadata'>

interface Account {
  readonly building_id: string | null
  readonly balance_fen: number
  readonly entries: number
}

/** What an event adds to the figures of a fund. */
interface Figures {
  readonly accounts?: number
  readonly accountsWithoutEntry?: number
  readonly contributedFen?: number
  readonly reversedFen?: number
}

interface BuildingChange {
  accounts: number
  fen: number
}

/** An entry to come; `amountFen` signed. */
interface Posting extends Pick<EntryView, 'id' | 'kind' | 'paidOn' | 'amountFen' | 'note' | 'reverses'> {
  readonly unitId: Id
  readonly contributionId: Id | null
}

export const repairFundProjection = projection('repair-fund', 1, schema, [
  on(UnitsRegistered, ({ data: { compoundId, rows: units }, position }, rows) => {
    const last = rows.get<{ units: number }>(
      'SELECT units FROM repair_fund_units_history WHERE compound_id = ? ORDER BY position DESC LIMIT 1',
      compoundId,
    )
    rows.run(
      'INSERT INTO repair_fund_units_history (compound_id, position, units) VALUES (?, ?, ?)',
      compoundId,
      position,
      (last?.units ?? 0) + units.length,
    )
    rows.touch({ table: 'repair_fund_units_history', compoundId })
  }),
  on(FundOpened, (event, rows) => {
    const { compoundId, openedOn, bookkeeper, ground } = event.data
    rows.run(
      `INSERT INTO repair_fund_fund (compound_id, opened_on, bookkeeper, ground, accounts, accounts_without_entry,
         balance_fen, contributed_fen, reversed_fen, revision, opened_position, sample)
       VALUES (?, ?, ?, ?, 0, 0, 0, 0, 0, 0, ?, ?)`,
      compoundId,
      openedOn,
      bookkeeper,
      ground,
      event.position,
      isSample(event),
    )
    openAccounts(rows, event, event.data)
  }),
  on(UnitAccountsOpened, (event, rows) => openAccounts(rows, event, event.data)),
  on(ContributionsRecorded, (event, rows) => {
    const { compoundId, contributionId, kind, paidOn, note } = event.data
    const postings = event.data.rows.map(({ entryId, unitId, amountFen }) => ({
      id: entryId,
      unitId,
      kind,
      paidOn,
      amountFen,
      note,
      contributionId,
      reverses: null,
    }))
    const contributedFen = postings.reduce((sum, { amountFen }) => sum + amountFen, 0)
    post(rows, event, { compoundId, postings, figures: { contributedFen } })
  }),
  on(EntryReversed, (event, rows) => {
    const { compoundId, reversalId, entryId, unitId, amountFen, reason } = event.data
    rows.run('UPDATE repair_fund_entry SET reversed_by = ? WHERE entry_id = ?', reversalId, entryId)
    const reversal: Posting = {
      id: reversalId,
      unitId,
      kind: 'reversal',
      // No money moves: the book is put right on the day this is said.
      paidOn: dayOf(event.metadata.occurredAt),
      amountFen: -amountFen,
      note: reason,
      contributionId: null,
      reverses: entryId,
    }
    post(rows, event, { compoundId, postings: [reversal], figures: { reversedFen: amountFen } })
  }),
])

function openAccounts(
  rows: Rows,
  event: Recording,
  { compoundId, rows: units }: { compoundId: Id; rows: readonly { unitId: Id; buildingId: Id }[] },
): void {
  const buildings = new Map<string, BuildingChange>()
  let accounts = 0
  for (const { unitId, buildingId } of units) {
    const opened = rows.run(
      `INSERT OR IGNORE INTO repair_fund_account (unit_id, compound_id, building_id, balance_fen, entries, opened_position)
       VALUES (?, ?, ?, 0, 0, ?)`,
      unitId,
      compoundId,
      buildingId,
      event.position,
    )
    accounts += opened
    if (opened > 0) addTo(buildings, buildingId, { accounts: 1, fen: 0 })
  }
  changeBuildings(rows, event, compoundId, buildings)
  changeFund(rows, event, compoundId, { accounts, accountsWithoutEntry: accounts })
  rows.touch({ table: 'repair_fund_account', compoundId })
}

/** Puts entries on their accounts, in their order. */
function post(
  rows: Rows,
  event: Recording,
  { compoundId, postings, figures }: { compoundId: Id; postings: readonly Posting[]; figures: Figures },
): void {
  const accounts = new Map<string, Account>()
  const buildings = new Map<string, BuildingChange>()
  let firstEntries = 0
  for (const posting of postings) {
    const { unitId, amountFen } = posting
    const before = accounts.get(unitId) ?? accountOf(rows, unitId)
    const account = { ...before, balance_fen: before.balance_fen + amountFen, entries: before.entries + 1 }
    if (before.entries === 0) firstEntries += 1
    accounts.set(unitId, account)
    if (account.building_id !== null) addTo(buildings, account.building_id, { accounts: 0, fen: amountFen })
    insertEntry(rows, event, { compoundId, posting, account })
  }
  for (const [unitId, account] of accounts) writeAccount(rows, event, { unitId, compoundId, account })
  changeBuildings(rows, event, compoundId, buildings)
  changeFund(rows, event, compoundId, { ...figures, accountsWithoutEntry: -firstEntries })
  touchAccounts(rows, compoundId, [...accounts.keys()])
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
    `INSERT INTO repair_fund_account (unit_id, compound_id, building_id, balance_fen, entries, opened_position)
     VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (unit_id) DO UPDATE SET balance_fen = excluded.balance_fen, entries = excluded.entries`,
    unitId,
    compoundId,
    account.building_id,
    account.balance_fen,
    account.entries,
    event.position,
  )
}

function insertEntry(
  rows: Rows,
  event: Recording,
  { compoundId, posting, account }: { compoundId: Id; posting: Posting; account: Account },
): void {
  rows.run(
    `INSERT INTO repair_fund_entry (entry_id, unit_id, compound_id, number, kind, paid_on, recorded_at, position,
       amount_fen, balance_fen, note, contribution_id, reverses, reversed_by, sample)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, ?)`,
    posting.id,
    posting.unitId,
    compoundId,
    account.entries,
    posting.kind,
    posting.paidOn,
    event.metadata.recordedAt,
    event.position,
    posting.amountFen,
    account.balance_fen,
    posting.note,
    posting.contributionId,
    posting.reverses,
    isSample(event as Recorded),
  )
}

function addTo(buildings: Map<string, BuildingChange>, buildingId: Id, { accounts, fen }: BuildingChange): void {
  const change = buildings.get(buildingId) ?? { accounts: 0, fen: 0 }
  buildings.set(buildingId, { accounts: change.accounts + accounts, fen: change.fen + fen })
}

function changeBuildings(
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

function changeFund(rows: Rows, event: Recording, compoundId: Id, change: Figures): void {
  const { accounts = 0, accountsWithoutEntry = 0, contributedFen = 0, reversedFen = 0 } = change
  rows.run(
    `UPDATE repair_fund_fund SET accounts = accounts + ?, accounts_without_entry = accounts_without_entry + ?,
       balance_fen = balance_fen + ?, contributed_fen = contributed_fen + ?, reversed_fen = reversed_fen + ?, revision = ?
     WHERE compound_id = ?`,
    accounts,
    accountsWithoutEntry,
    contributedFen - reversedFen,
    contributedFen,
    reversedFen,
    event.revision,
    compoundId,
  )
  rows.run(
    `INSERT INTO repair_fund_fund_history (compound_id, position, accounts, accounts_without_entry, balance_fen,
       contributed_fen, reversed_fen, revision)
     SELECT compound_id, ?, accounts, accounts_without_entry, balance_fen, contributed_fen, reversed_fen, revision
     FROM repair_fund_fund WHERE compound_id = ?`,
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
