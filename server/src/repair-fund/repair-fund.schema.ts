/**
 * The tables of the repair fund. `…_history` holds a row for each change, as it was after the event at `position`: what
 * held at a moment is the last row before it, found by the primary key. Entries carry their account's running balance,
 * so that an account needs no history of its own.
 */

/** Figures that a fund and its history share. in_fen, out_fen: without reversals, which are in reversed_fen. */
const figures = `bookkeeper TEXT NOT NULL, accounts INTEGER NOT NULL, accounts_without_entry INTEGER NOT NULL, balance_fen INTEGER NOT NULL,
  units_fen INTEGER NOT NULL, sellers_fen INTEGER NOT NULL, compound_fen INTEGER NOT NULL,
  undistributed_fen INTEGER NOT NULL, suspense_fen INTEGER NOT NULL, contributed_fen INTEGER NOT NULL,
  in_fen INTEGER NOT NULL, out_fen INTEGER NOT NULL, reversed_fen INTEGER NOT NULL, revision INTEGER NOT NULL`

export const schema = `
CREATE TABLE repair_fund_fund (
  compound_id TEXT PRIMARY KEY, opened_on TEXT NOT NULL, ground TEXT NOT NULL, ${figures},
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
  unit_id TEXT PRIMARY KEY, compound_id TEXT NOT NULL, building_id TEXT, book TEXT NOT NULL, balance_fen INTEGER NOT NULL,
  entries INTEGER NOT NULL, opened_position TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE repair_fund_seller (
  seller_id TEXT PRIMARY KEY, compound_id TEXT NOT NULL, building_id TEXT NOT NULL, name TEXT NOT NULL,
  balance_fen INTEGER NOT NULL, entries INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX repair_fund_seller_of_compound ON repair_fund_seller (compound_id);

-- number: order within the account, from 1. balance_fen: of the account after this entry.
CREATE TABLE repair_fund_entry (
  entry_id TEXT PRIMARY KEY, unit_id TEXT NOT NULL, compound_id TEXT NOT NULL, number INTEGER NOT NULL, kind TEXT NOT NULL,
  paid_on TEXT NOT NULL, recorded_at TEXT NOT NULL, position TEXT NOT NULL, amount_fen INTEGER NOT NULL,
  balance_fen INTEGER NOT NULL, note TEXT, booking_id TEXT NOT NULL, withdrawal_id TEXT, reverses TEXT,
  sample INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX repair_fund_entry_of_unit ON repair_fund_entry (unit_id, number);
CREATE INDEX repair_fund_entry_of_booking ON repair_fund_entry (booking_id);
CREATE INDEX repair_fund_entry_reversing ON repair_fund_entry (reverses) WHERE reverses IS NOT NULL;

-- One for each event that moves money. fen: what the fund gained; units: entries of unit accounts in it. number: order
-- within the fund, from 1. balance_fen: of the fund after it.
CREATE TABLE repair_fund_booking (
  booking_id TEXT PRIMARY KEY, compound_id TEXT NOT NULL, number INTEGER NOT NULL, kind TEXT NOT NULL, paid_on TEXT NOT NULL,
  recorded_at TEXT NOT NULL, position TEXT NOT NULL, fen INTEGER NOT NULL, units INTEGER NOT NULL, units_fen INTEGER NOT NULL,
  compound_fen INTEGER NOT NULL, undistributed_fen INTEGER NOT NULL, suspense_fen INTEGER NOT NULL,
  sellers_fen INTEGER NOT NULL, balance_fen INTEGER NOT NULL, note TEXT, withdrawal_id TEXT, reverses TEXT,
  sample INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX repair_fund_booking_of_compound ON repair_fund_booking (compound_id, number);
CREATE INDEX repair_fund_booking_reversing ON repair_fund_booking (reverses) WHERE reverses IS NOT NULL;
`
