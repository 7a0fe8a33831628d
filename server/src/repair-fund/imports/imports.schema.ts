/** Tables of imports: what a file would do and has done, row by row, and what waits in suspense. */
export const schema = `
-- counts: JSON by outcome, { rows, fen }. begun_id, begun_by: the event that began the booking, and who.
CREATE TABLE repair_fund_imports_import (
  import_id TEXT PRIMARY KEY, compound_id TEXT NOT NULL, staging_id TEXT NOT NULL, status TEXT NOT NULL, file TEXT NOT NULL,
  columns TEXT NOT NULL, kind TEXT NOT NULL, negatives TEXT NOT NULL, header_row INTEGER NOT NULL, staged_at TEXT NOT NULL,
  position TEXT NOT NULL, rows INTEGER NOT NULL, rows_read INTEGER NOT NULL, counts TEXT NOT NULL, batches INTEGER NOT NULL,
  batches_done INTEGER NOT NULL, booked_rows INTEGER NOT NULL, booked_fen INTEGER NOT NULL, begun_id TEXT, begun_by TEXT,
  begun_at TEXT, source TEXT NOT NULL, sample INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX repair_fund_imports_import_by_compound ON repair_fund_imports_import (compound_id, position);
CREATE INDEX repair_fund_imports_import_booking ON repair_fund_imports_import (position) WHERE status = 'booking';

CREATE TABLE repair_fund_imports_row (
  import_id TEXT NOT NULL, row INTEGER NOT NULL, outcome TEXT NOT NULL, day TEXT, amount_fen INTEGER, kind TEXT,
  entry_id TEXT, unit_id TEXT, candidates TEXT NOT NULL, problems TEXT NOT NULL, same_as INTEGER,
  PRIMARY KEY (import_id, row)
) STRICT, WITHOUT ROWID;
CREATE INDEX repair_fund_imports_row_by_outcome ON repair_fund_imports_row (import_id, outcome, row);
CREATE INDEX repair_fund_imports_row_by_entry ON repair_fund_imports_row (entry_id) WHERE outcome = 'suspense';

-- import_id and row: where the payer's name stands. closed_unit_id: it was paid for this unit, whose account had closed.
-- collection_id: it was carried over from this collection.
CREATE TABLE repair_fund_imports_suspense (
  suspense_id TEXT PRIMARY KEY, compound_id TEXT NOT NULL, receipt_id TEXT NOT NULL, paid_on TEXT NOT NULL,
  amount_fen INTEGER NOT NULL, left_fen INTEGER NOT NULL, returned_fen INTEGER NOT NULL, book TEXT NOT NULL, import_id TEXT,
  row INTEGER, candidates TEXT NOT NULL, closed_unit_id TEXT, collection_id TEXT, sample INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX repair_fund_imports_suspense_open ON repair_fund_imports_suspense (compound_id, paid_on, suspense_id)
  WHERE left_fen > 0;
CREATE INDEX repair_fund_imports_suspense_done ON repair_fund_imports_suspense (compound_id, paid_on, suspense_id)
  WHERE left_fen = 0;

CREATE TABLE repair_fund_imports_mapping (
  compound_id TEXT NOT NULL, mapping_id TEXT NOT NULL, name TEXT NOT NULL, bank TEXT, columns TEXT NOT NULL, negatives TEXT NOT NULL,
  PRIMARY KEY (compound_id, mapping_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX repair_fund_imports_mapping_by_compound ON repair_fund_imports_mapping (compound_id, name, mapping_id);
`
