/** Closed months, what the bank had, why it differed, and the official book; each with its position, for any past day. */
import type { Recorded } from '@changxin/shared/kernel'
import {
  BankDifferenceRecorded,
  BankDifferenceWorkedOff,
  BankReconciled,
  BookkeeperChanged,
  FundOpened,
  OfficialBalanceRecorded,
  OfficialDifferencesResolved,
  PeriodClosed,
} from '@changxin/shared/repair-fund'
import { isSample, on, projection, type Rows } from '../../views/projection.ts'

// official_row: only units whose two balances differ. A later reconciliation of a month and book takes the earlier's place.
const SCHEMA = `
CREATE TABLE repair_fund_closing_period (
  compound_id TEXT NOT NULL, through TEXT NOT NULL, closed_by TEXT NOT NULL, position TEXT NOT NULL,
  PRIMARY KEY (compound_id, through)
) STRICT, WITHOUT ROWID;
CREATE TABLE repair_fund_closing_reconciliation (
  reconciliation_id TEXT PRIMARY KEY, compound_id TEXT NOT NULL, month TEXT NOT NULL, book TEXT NOT NULL, as_of TEXT NOT NULL,
  bank_fen INTEGER NOT NULL, source TEXT NOT NULL, file TEXT, reconciled_by TEXT NOT NULL, position TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX repair_fund_closing_reconciliation_by_month
  ON repair_fund_closing_reconciliation (compound_id, month, book, position);
CREATE TABLE repair_fund_closing_difference (
  difference_id TEXT PRIMARY KEY, compound_id TEXT NOT NULL, book TEXT NOT NULL, since TEXT NOT NULL, reason TEXT NOT NULL,
  amount_fen INTEGER NOT NULL, note TEXT, recorded_by TEXT NOT NULL, position TEXT NOT NULL, worked_off_on TEXT, ground TEXT,
  worked_off_position TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX repair_fund_closing_difference_by_compound ON repair_fund_closing_difference (compound_id, position);
CREATE TABLE repair_fund_closing_official (
  official_id TEXT PRIMARY KEY, compound_id TEXT NOT NULL, book TEXT NOT NULL, as_of TEXT NOT NULL, source TEXT NOT NULL,
  file TEXT, official_fen INTEGER NOT NULL, own_fen INTEGER NOT NULL, units INTEGER NOT NULL, whole_ground TEXT,
  whole_position TEXT, recorded_by TEXT NOT NULL, position TEXT NOT NULL, sample INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX repair_fund_closing_official_by_compound ON repair_fund_closing_official (compound_id, book, position);
CREATE TABLE repair_fund_closing_official_row (
  official_id TEXT NOT NULL, unit_id TEXT NOT NULL, official_fen INTEGER NOT NULL, own_fen INTEGER NOT NULL, ground TEXT,
  resolved_position TEXT, PRIMARY KEY (official_id, unit_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE repair_fund_closing_bookkeeper (
  compound_id TEXT NOT NULL, position TEXT NOT NULL, bookkeeper TEXT NOT NULL, since TEXT NOT NULL, ground TEXT NOT NULL,
  decision_id TEXT, PRIMARY KEY (compound_id, position)
) STRICT, WITHOUT ROWID;
`

type Kept = Pick<Recorded, 'position'> & {
  readonly data: { readonly compoundId: string; readonly bookkeeper: string; readonly ground: string }
}
function keepBookkeeper({ data, position }: Kept, since: string, decisionId: string | null, rows: Rows): void {
  const { compoundId, bookkeeper, ground } = data
  rows.run(
    `INSERT INTO repair_fund_closing_bookkeeper (compound_id, position, bookkeeper, since, ground, decision_id)
     VALUES (?, ?, ?, ?, ?, ?)`,
    ...[compoundId, position, bookkeeper, since, ground, decisionId],
  )
  rows.touch({ table: 'repair_fund_closing_bookkeeper', compoundId })
}

export const repairFundClosingProjection = projection('repair-fund-closing', 1, SCHEMA, [
  on(FundOpened, (event, rows) => keepBookkeeper(event, event.data.openedOn, null, rows)),
  on(BookkeeperChanged, (event, rows) => keepBookkeeper(event, event.data.on, event.data.decisionId, rows)),
  on(PeriodClosed, ({ data: { compoundId, through, by }, position }, rows) => {
    rows.run(
      'INSERT INTO repair_fund_closing_period (compound_id, through, closed_by, position) VALUES (?, ?, ?, ?)',
      ...[compoundId, through, by, position],
    )
    rows.touch({ table: 'repair_fund_closing_period', compoundId })
  }),
  on(BankReconciled, ({ data, position }, rows) => {
    const { compoundId, reconciliationId, month, book, asOf, bankFen, source, file, by } = data
    rows.run(
      `INSERT INTO repair_fund_closing_reconciliation (reconciliation_id, compound_id, month, book, as_of, bank_fen, source,
         file, reconciled_by, position) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ...[reconciliationId, compoundId, month, book, asOf, bankFen, source, file, by, position],
    )
    rows.touch({ table: 'repair_fund_closing_reconciliation', compoundId })
  }),
  on(BankDifferenceRecorded, ({ data, position }, rows) => {
    const { compoundId, differenceId, book, since, reason, amountFen, note, by } = data
    rows.run(
      `INSERT INTO repair_fund_closing_difference (difference_id, compound_id, book, since, reason, amount_fen, note,
         recorded_by, position) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ...[differenceId, compoundId, book, since, reason, amountFen, note, by, position],
    )
    rows.touch({ table: 'repair_fund_closing_difference', compoundId })
  }),
  on(BankDifferenceWorkedOff, ({ data: { compoundId, differenceId, on: day, ground }, position }, rows) => {
    rows.run(
      `UPDATE repair_fund_closing_difference SET worked_off_on = ?, ground = ?, worked_off_position = ?
       WHERE difference_id = ?`,
      ...[day, ground, position, differenceId],
    )
    rows.touch({ table: 'repair_fund_closing_difference', compoundId })
  }),
  on(OfficialBalanceRecorded, (event, rows) => {
    const { compoundId, officialId, book, asOf, source, file, officialFen, ownFen, by } = event.data
    rows.run(
      `INSERT INTO repair_fund_closing_official (official_id, compound_id, book, as_of, source, file, official_fen, own_fen,
         units, recorded_by, position, sample) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ...[officialId, compoundId, book, asOf, source, file, officialFen, ownFen],
      ...[event.data.rows.length, by, event.position, isSample(event)],
    )
    for (const row of event.data.rows)
      if (row.officialFen !== row.ownFen)
        rows.run(
          'INSERT INTO repair_fund_closing_official_row (official_id, unit_id, official_fen, own_fen) VALUES (?, ?, ?, ?)',
          ...[officialId, row.unitId, row.officialFen, row.ownFen],
        )
    rows.touch({ table: 'repair_fund_closing_official', compoundId })
  }),
  on(OfficialDifferencesResolved, ({ data: { compoundId, officialId, whole, unitIds, ground }, position }, rows) => {
    if (whole)
      rows.run(
        'UPDATE repair_fund_closing_official SET whole_ground = ?, whole_position = ? WHERE official_id = ?',
        ...[ground, position, officialId],
      )
    for (const unitId of unitIds)
      rows.run(
        'UPDATE repair_fund_closing_official_row SET ground = ?, resolved_position = ? WHERE official_id = ? AND unit_id = ?',
        ...[ground, position, officialId, unitId],
      )
    rows.touch({ table: 'repair_fund_closing_official', compoundId })
  }),
])
