/**
 * The tables of collections. `money` is one row for each movement of shared money that counts, of the cash book and of
 * collections alike, with its position, so that in, out and left can be read for any past day. An `entry` is a payment,
 * a spending, a giving back or a carrying over, also before its second signature.
 */
export const schema = `
-- doors: with a share; sums and counts follow every event. amounts in fen, shared_area in 0.01 m².
CREATE TABLE repair_fund_collections_collection (
  collection_id TEXT PRIMARY KEY, compound_id TEXT NOT NULL, kind TEXT NOT NULL, purpose TEXT NOT NULL, scope TEXT NOT NULL,
  split TEXT NOT NULL, ground TEXT NOT NULL, cost TEXT, due_on TEXT NOT NULL, status TEXT NOT NULL, drafted_on TEXT NOT NULL,
  entries INTEGER NOT NULL, doors INTEGER NOT NULL, paid_doors INTEGER NOT NULL, unknown_areas INTEGER NOT NULL,
  shared_area INTEGER, due_fen INTEGER NOT NULL, paid_fen INTEGER NOT NULL, spent_fen INTEGER NOT NULL,
  back_fen INTEGER NOT NULL, carried_fen INTEGER NOT NULL, waiting INTEGER NOT NULL, ended_reason TEXT,
  position TEXT NOT NULL, revision INTEGER NOT NULL, sample INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX repair_fund_collections_collection_by_compound ON repair_fund_collections_collection (compound_id, position);

-- due_fen NULL: the floor area is not known. back_fen: given back or carried over.
CREATE TABLE repair_fund_collections_door (
  collection_id TEXT NOT NULL, unit_id TEXT NOT NULL, compound_id TEXT NOT NULL, due_fen INTEGER, floor_area INTEGER,
  paid_fen INTEGER NOT NULL, back_fen INTEGER NOT NULL, paid_on TEXT, PRIMARY KEY (collection_id, unit_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX repair_fund_collections_door_by_unit ON repair_fund_collections_door (unit_id);

-- number: in the order of recording, from 1. amount_fen: above zero in, below zero out.
CREATE TABLE repair_fund_collections_entry (
  entry_id TEXT PRIMARY KEY, collection_id TEXT NOT NULL, compound_id TEXT NOT NULL, number INTEGER NOT NULL,
  kind TEXT NOT NULL, unit_id TEXT, amount_fen INTEGER NOT NULL, day TEXT NOT NULL, purpose TEXT, status TEXT NOT NULL,
  invoices TEXT NOT NULL, photos TEXT NOT NULL, recorded_by TEXT NOT NULL, signed_by TEXT, reason TEXT,
  sample INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX repair_fund_collections_entry_by_number ON repair_fund_collections_entry (collection_id, number);

CREATE TABLE repair_fund_collections_reversal (
  reversal_id TEXT PRIMARY KEY, collection_id TEXT NOT NULL, entry_id TEXT NOT NULL, reason TEXT NOT NULL,
  proposed_by TEXT NOT NULL, waits INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX repair_fund_collections_reversal_by_entry ON repair_fund_collections_reversal (entry_id);
CREATE INDEX repair_fund_collections_reversal_by_collection ON repair_fund_collections_reversal (collection_id);

-- direction: opening, in, out, returned, carried. amount_fen: above zero in, below zero out; a reversal is the opposite.
CREATE TABLE repair_fund_collections_money (
  position TEXT NOT NULL, ordinal INTEGER NOT NULL, compound_id TEXT NOT NULL, source TEXT NOT NULL, collection_id TEXT,
  entry_id TEXT NOT NULL, direction TEXT NOT NULL, what TEXT NOT NULL, day TEXT NOT NULL, amount_fen INTEGER NOT NULL,
  is_reversal INTEGER NOT NULL, PRIMARY KEY (position, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX repair_fund_collections_money_by_day ON repair_fund_collections_money (compound_id, day, position, ordinal);

CREATE TABLE repair_fund_collections_fund (compound_id TEXT PRIMARY KEY, position TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE repair_fund_collections_setting (
  compound_id TEXT PRIMARY KEY, shown INTEGER NOT NULL, ground TEXT NOT NULL, chosen_on TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What owners decided to raise, until its draft is there.
CREATE TABLE repair_fund_collections_raising (
  decision_id TEXT NOT NULL, item_id TEXT NOT NULL, compound_id TEXT NOT NULL, effect TEXT NOT NULL, event_id TEXT NOT NULL,
  occurred_at TEXT NOT NULL, position TEXT NOT NULL, PRIMARY KEY (decision_id, item_id)
) STRICT, WITHOUT ROWID;
`
