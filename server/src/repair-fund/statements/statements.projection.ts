/**
 * Debits and credits of funds by day and by whose money moved, what each unit account got and gave, and the statements
 * that were posted. Each row has its position, so that a period can be read as it stood on any past day.
 */
import { dayOf, type Recorded } from '@changxin/shared/kernel'
import {
  allMoneyEvents,
  type EntryReversed,
  FundOpened,
  type Journal,
  journalOf,
  type Known,
  type LedgerAccount,
  type MoneyEvent,
  type Posting,
  postingsOf,
  StatementPosted,
  UnitAccountsOpened,
  UnitsClassified,
} from '@changxin/shared/repair-fund'
import { type Handler, isSample, on, projection, type Rows } from '../../views/projection.ts'

// held: whose money; '' in assets and payables. fen: a debit above zero.
const SCHEMA = `
CREATE TABLE repair_fund_statements_fund (
  compound_id TEXT PRIMARY KEY, opened_on TEXT NOT NULL, position TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE repair_fund_statements_account (
  unit_id TEXT PRIMARY KEY, compound_id TEXT NOT NULL, building_id TEXT NOT NULL, book TEXT NOT NULL, position TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX repair_fund_statements_account_by_compound ON repair_fund_statements_account (compound_id, book);
-- Of entries that are no deposits: in which account a reversal of one shows.
CREATE TABLE repair_fund_statements_entry (entry_id TEXT PRIMARY KEY, account TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE repair_fund_statements_sum (
  compound_id TEXT NOT NULL, day TEXT NOT NULL, position TEXT NOT NULL, book TEXT NOT NULL, account TEXT NOT NULL,
  held TEXT NOT NULL, fen INTEGER NOT NULL, PRIMARY KEY (compound_id, day, position, book, account, held)
) STRICT, WITHOUT ROWID;
CREATE TABLE repair_fund_statements_unit (
  compound_id TEXT NOT NULL, unit_id TEXT NOT NULL, day TEXT NOT NULL, position TEXT NOT NULL, in_fen INTEGER NOT NULL,
  out_fen INTEGER NOT NULL, PRIMARY KEY (compound_id, unit_id, day, position)
) STRICT, WITHOUT ROWID;
-- What was spent on repairs; a reversal is below zero. In a period they sum to 维修支出.
CREATE TABLE repair_fund_statements_use (
  compound_id TEXT NOT NULL, booking_id TEXT NOT NULL, kind TEXT NOT NULL, day TEXT NOT NULL, purpose TEXT NOT NULL,
  doors INTEGER NOT NULL, fen INTEGER NOT NULL, position TEXT NOT NULL, PRIMARY KEY (compound_id, booking_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX repair_fund_statements_use_by_day ON repair_fund_statements_use (compound_id, day);
CREATE TABLE repair_fund_statements_posted (
  statement_id TEXT PRIMARY KEY, compound_id TEXT NOT NULL, period TEXT NOT NULL, posted_on TEXT NOT NULL,
  place TEXT NOT NULL, notice_days INTEGER NOT NULL, files TEXT NOT NULL, posted_by TEXT NOT NULL, sums TEXT NOT NULL,
  buildings TEXT NOT NULL, hash TEXT NOT NULL, position TEXT NOT NULL, sample INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX repair_fund_statements_posted_by_period ON repair_fund_statements_posted (compound_id, period, position);
`

type Money = MoneyEvent & Pick<Recorded, 'position' | 'metadata'>

/** Most compounds have no public housing: then no account is looked up. */
function knownIn(rows: Rows, compoundId: string): Known {
  const others = new Set(
    rows
      .all<{ unit_id: string }>(
        "SELECT unit_id FROM repair_fund_statements_account WHERE compound_id = ? AND book = 'public-housing'",
        compoundId,
      )
      .map(({ unit_id }) => unit_id),
  )
  return {
    bookOf: (unitId) => (others.has(unitId) ? 'public-housing' : 'commercial'),
    accountOf: (entryId) =>
      rows.get<{ account: LedgerAccount }>(
        'SELECT account FROM repair_fund_statements_entry WHERE entry_id = ?',
        entryId,
      )?.account,
  }
}

function moneyMoved(event: Money, rows: Rows): void {
  const { compoundId } = event.data
  const known = knownIn(rows, compoundId)
  const journal = journalOf(event, dayOf(event.metadata.occurredAt), known)
  keepAccounts(journal, rows)
  addSums(rows, compoundId, event.position, postingsOf(journal, known))
  addUnits(rows, compoundId, event.position, journal)
  addUse(rows, event, journal)
  rows.touch({ table: 'repair_fund_statements_sum', compoundId })
  rows.touch({ table: 'repair_fund_statements_unit', compoundId })
}

function purposeOf(event: Money): string {
  if (event.type === 'PaymentMade') return event.data.purpose
  return event.type === 'BookingReversed' ? event.data.reason : ''
}

function addUse(rows: Rows, event: Money, { bookingId, kind, on: day, movements }: Journal): void {
  const spent = movements.filter(({ account }) => account === 'repairs')
  if (spent.length === 0) return
  const fen = spent.reduce((sum, movement) => sum - movement.fen, 0)
  const doors = spent.filter(({ holder }) => holder.of === 'unit').length
  rows.run(
    `INSERT INTO repair_fund_statements_use (compound_id, booking_id, kind, day, purpose, doors, fen, position)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    ...[event.data.compoundId, bookingId, kind, day, purposeOf(event), doors, fen, event.position],
  )
}

function keepAccounts({ movements }: Journal, rows: Rows): void {
  for (const { entryId, account } of movements)
    if (entryId !== null && account !== 'deposits')
      rows.run('INSERT OR IGNORE INTO repair_fund_statements_entry (entry_id, account) VALUES (?, ?)', entryId, account)
}

function addSums(rows: Rows, compoundId: string, position: string, postings: readonly Posting[]): void {
  const sums = new Map<string, Posting>()
  for (const posting of postings) {
    const key = [posting.day, posting.book, posting.account, posting.held].join(' ')
    sums.set(key, { ...posting, fen: posting.fen + (sums.get(key)?.fen ?? 0) })
  }
  for (const { day, book, account, held, fen } of sums.values())
    rows.run(
      'INSERT INTO repair_fund_statements_sum (compound_id, day, position, book, account, held, fen) VALUES (?, ?, ?, ?, ?, ?, ?)',
      ...[compoundId, day, position, book, account, held ?? '', fen],
    )
}

function addUnits(rows: Rows, compoundId: string, position: string, { movements, on: journalOn }: Journal): void {
  for (const { holder, fen, on: day = journalOn } of movements) {
    if (holder.of !== 'unit') continue
    rows.run(
      `INSERT INTO repair_fund_statements_unit (compound_id, unit_id, day, position, in_fen, out_fen)
       VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET in_fen = in_fen + excluded.in_fen, out_fen = out_fen + excluded.out_fen`,
      ...[compoundId, holder.unitId, day, position, Math.max(0, fen), Math.max(0, -fen)],
    )
  }
}

interface Opening extends Pick<Recorded, 'position'> {
  readonly data: {
    readonly compoundId: string
    readonly rows: readonly { readonly unitId: string; readonly buildingId: string }[]
  }
}
function openAccounts({ data: { compoundId, rows: units }, position }: Opening, rows: Rows): void {
  for (const { unitId, buildingId } of units)
    rows.run(
      `INSERT OR IGNORE INTO repair_fund_statements_account (unit_id, compound_id, building_id, book, position)
       VALUES (?, ?, ?, 'commercial', ?)`,
      ...[unitId, compoundId, buildingId, position],
    )
  rows.touch({ table: 'repair_fund_statements_account', compoundId })
}

const ofMoney = allMoneyEvents.map((definition) =>
  on(definition as typeof EntryReversed, (event, rows) => moneyMoved(event as Money, rows)),
) satisfies (readonly [string, Handler])[]

export const repairFundStatementsProjection = projection('repair-fund-statements', 1, SCHEMA, [
  on(FundOpened, (event, rows) => {
    const { compoundId, openedOn } = event.data
    rows.run(
      'INSERT INTO repair_fund_statements_fund (compound_id, opened_on, position) VALUES (?, ?, ?)',
      ...[compoundId, openedOn, event.position],
    )
    rows.touch({ table: 'repair_fund_statements_fund', compoundId })
    openAccounts(event, rows)
  }),
  on(UnitAccountsOpened, openAccounts),
  on(UnitsClassified, ({ data: { compoundId, book, unitIds } }, rows) => {
    for (const unitId of unitIds)
      rows.run('UPDATE repair_fund_statements_account SET book = ? WHERE unit_id = ?', book, unitId)
    rows.touch({ table: 'repair_fund_statements_account', compoundId })
  }),
  ...ofMoney,
  on(StatementPosted, (event, rows) => {
    const { compoundId, statementId, period, postedOn, place, noticeDays, files, by, sums, buildings, hash } =
      event.data
    rows.run(
      `INSERT INTO repair_fund_statements_posted (statement_id, compound_id, period, posted_on, place, notice_days, files,
         posted_by, sums, buildings, hash, position, sample) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ...[statementId, compoundId, period, postedOn, place, noticeDays, JSON.stringify(files), by],
      ...[JSON.stringify(sums), JSON.stringify(buildings), hash, event.position, isSample(event)],
    )
    rows.touch({ table: 'repair_fund_statements_posted', compoundId })
  }),
])
