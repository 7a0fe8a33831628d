/**
 * The tables of warnings. `percent` is whole and rounded down, so that an account is below a rule's threshold exactly
 * when `percent` is below it: whatever rule holds, a look is one range of the index.
 */

/** Sorts what has no first deposit after everything that can run dry. */
export const NO_PERCENT = 1_000_000_000

export const schema = `
-- Months reconciled with the bank, closed or not.
CREATE TABLE repair_fund_warnings_month (
  compound_id TEXT NOT NULL, month TEXT NOT NULL, PRIMARY KEY (compound_id, month)
) STRICT, WITHOUT ROWID;
-- posted_on: of the last statement. measured_fen: what accounts with a first deposit hold. closed_through: the last day that is reconciled and closed. position, at: when money last moved, or accounts ended.
CREATE TABLE repair_fund_warnings_fund (
  compound_id TEXT PRIMARY KEY, opened_on TEXT NOT NULL, balance_fen INTEGER NOT NULL,
  measured_fen INTEGER NOT NULL, first_fen INTEGER NOT NULL, percent INTEGER NOT NULL, accounts INTEGER NOT NULL, owed_fen INTEGER NOT NULL, closed_through TEXT,
  posted_on TEXT,  position TEXT NOT NULL, at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX repair_fund_warnings_fund_percent ON repair_fund_warnings_fund (percent, compound_id);
-- duty_since: of an open duty to top up.
CREATE TABLE repair_fund_warnings_account (
  unit_id TEXT PRIMARY KEY, compound_id TEXT NOT NULL, building_id TEXT, balance_fen INTEGER NOT NULL,
  first_fen INTEGER NOT NULL, percent INTEGER NOT NULL, duty INTEGER NOT NULL, duty_since TEXT,
  owed_fen INTEGER NOT NULL, closed INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX repair_fund_warnings_account_duty ON repair_fund_warnings_account (compound_id, duty, percent);
CREATE INDEX repair_fund_warnings_account_building ON repair_fund_warnings_account (building_id);
-- Entries that count as first deposits, so that what takes them back is known.
CREATE TABLE repair_fund_warnings_first (entry_id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
-- Changes of what lies in the bank on demand, by the day on which they count.
CREATE TABLE repair_fund_warnings_bank (
  compound_id TEXT NOT NULL, day TEXT NOT NULL, change_fen INTEGER NOT NULL, PRIMARY KEY (compound_id, day)
) STRICT, WITHOUT ROWID;
`
