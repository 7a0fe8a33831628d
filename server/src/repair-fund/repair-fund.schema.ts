/**
 * The tables of the repair fund. `…_history` holds a row for each change, as it was after the event at `position`: what
 * held at a moment is the last row before it, found by the primary key. Entries carry their account's running balance,
 * so that an account needs no history of its own.
 */

/** Figures that a fund and its history share. */
const figures = `accounts INTEGER NOT NULL, accounts_without_entry INTEGER NOT NULL, balance_fen INTEGER NOT NULL,
  contributed_fen INTEGER NOT NULL, reversed_fen INTEGER NOT NULL, revision INTEGER NOT NULL`

export const schema = `
CREATE TABLE repair_fund_fund (
  compound_id TEXT PRIMARY KEY, opened_on TEXT NOT NULL, bookkeeper TEXT NOT NULL, ground TEXT NOT NULL, ${figures},
  opened_position TEXT NOT NULL, sample INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE repair_fund_fund_history (
  compound_id TEXT NOT NULL, position TEXT NOT NULL, ${figures}, PRIMARY KEY (compound_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE repair_fund_building (
  compound_id TEXT NOT NULL, building_id TEXT NOT NULL, accounts INTEGER NOT NULL, balance_fen INTEGER NOT NULL,
  PRIMARY KEY (compound_id, building_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE repair_fund_building_history (
  compound_id TEXT NOT NULL, building_id TEXT NOT NULL, position TEXT NOT NULL, accounts INTEGER NOT NULL,
  balance_fen INTEGER NOT NULL, PRIMARY KEY (compound_id, building_id, position)
) STRICT, WITHOUT ROWID;

-- Units registered up to a position, with or without an account.
CREATE TABLE repair_fund_units_history (
  compound_id TEXT NOT NULL, position TEXT NOT NULL, units INTEGER NOT NULL, PRIMARY KEY (compound_id, position)
) STRICT, WITHOUT ROWID;

-- building_id is NULL only for an account that no event opened.
CREATE TABLE repair_fund_account (
  unit_id TEXT PRIMARY KEY, compound_id TEXT NOT NULL, building_id TEXT, balance_fen INTEGER NOT NULL,
  entries INTEGER NOT NULL, opened_position TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- number: order within the account, from 1. balance_fen: of the account after this entry.
CREATE TABLE repair_fund_entry (
  entry_id TEXT PRIMARY KEY, unit_id TEXT NOT NULL, compound_id TEXT NOT NULL, number INTEGER NOT NULL, kind TEXT NOT NULL,
  paid_on TEXT NOT NULL, recorded_at TEXT NOT NULL, position TEXT NOT NULL, amount_fen INTEGER NOT NULL,
  balance_fen INTEGER NOT NULL, note TEXT, contribution_id TEXT, reverses TEXT, reversed_by TEXT, sample INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX repair_fund_entry_of_unit ON repair_fund_entry (unit_id, number);
`
