/**
 * Cash books and their entries, with the positions at which each was recorded, signed or withdrawn, so that every past
 * day can be read.
 */
import { CashBookOpened, CashEntryRecorded, CashEntrySigned, CashEntryWithdrawn } from '@changxin/shared/management'
import { isSample, on, projection, type Rows } from '../../views/projection.ts'

const SCHEMA = `
CREATE TABLE management_cash_book_book (
  compound_id TEXT PRIMARY KEY, opened_on TEXT NOT NULL, position TEXT NOT NULL, entries INTEGER NOT NULL,
  revision INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
-- amount_fen: above zero into the box. number: in the order of recording, from 1.
CREATE TABLE management_cash_book_entry (
  entry_id TEXT PRIMARY KEY, compound_id TEXT NOT NULL, number INTEGER NOT NULL, kind TEXT NOT NULL,
  amount_fen INTEGER NOT NULL, paid_on TEXT NOT NULL, month TEXT, doors INTEGER NOT NULL, note TEXT, receipts TEXT NOT NULL,
  reverses TEXT, recorded_by TEXT NOT NULL, position TEXT NOT NULL, signed_by TEXT, signed_position TEXT,
  withdrawn_reason TEXT, withdrawn_position TEXT, sample INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX management_cash_book_entry_by_number ON management_cash_book_entry (compound_id, number);
CREATE INDEX management_cash_book_entry_by_day ON management_cash_book_entry (compound_id, paid_on);
CREATE INDEX management_cash_book_entry_by_reversed ON management_cash_book_entry (reverses) WHERE reverses IS NOT NULL;
CREATE TABLE management_cash_book_door (
  entry_id TEXT NOT NULL, unit_id TEXT NOT NULL, compound_id TEXT NOT NULL, month TEXT NOT NULL, amount_fen INTEGER NOT NULL,
  PRIMARY KEY (entry_id, unit_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX management_cash_book_door_by_month ON management_cash_book_door (compound_id, month);
`

function reach(rows: Rows, compoundId: string, revision: number): void {
  rows.run('UPDATE management_cash_book_book SET revision = ? WHERE compound_id = ?', revision, compoundId)
  rows.touch({ table: 'management_cash_book_book', compoundId })
  rows.touch({ table: 'management_cash_book_entry', compoundId })
}

export const cashBookProjection = projection('management-cash-book', 1, SCHEMA, [
  on(CashBookOpened, ({ data: { compoundId, openedOn }, position, revision }, rows) => {
    rows.run(
      'INSERT INTO management_cash_book_book (compound_id, opened_on, position, entries, revision) VALUES (?, ?, ?, 0, ?)',
      compoundId,
      openedOn,
      position,
      revision,
    )
    rows.touch({ table: 'management_cash_book_book', compoundId })
  }),
  on(CashEntryRecorded, (event, rows) => {
    const { compoundId, entryId, fees, ...entry } = event.data
    rows.run('UPDATE management_cash_book_book SET entries = entries + 1 WHERE compound_id = ?', compoundId)
    rows.run(
      `INSERT INTO management_cash_book_entry (entry_id, compound_id, number, kind, amount_fen, paid_on, month, doors, note,
         receipts, reverses, recorded_by, position, sample)
       VALUES (?, ?, (SELECT entries FROM management_cash_book_book WHERE compound_id = ?), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      entryId,
      compoundId,
      compoundId,
      entry.kind,
      entry.amountFen,
      entry.paidOn,
      fees?.month ?? null,
      fees?.rows.length ?? 0,
      entry.note,
      JSON.stringify(entry.receipts),
      entry.reverses,
      entry.recordedBy,
      event.position,
      isSample(event),
    )
    for (const { unitId, amountFen } of fees?.rows ?? [])
      rows.run(
        'INSERT INTO management_cash_book_door (entry_id, unit_id, compound_id, month, amount_fen) VALUES (?, ?, ?, ?, ?)',
        entryId,
        unitId,
        compoundId,
        fees?.month ?? '',
        amountFen,
      )
    reach(rows, compoundId, event.revision)
  }),
  on(CashEntrySigned, ({ data: { compoundId, entryId, signedBy }, position, revision }, rows) => {
    rows.run(
      'UPDATE management_cash_book_entry SET signed_by = ?, signed_position = ? WHERE entry_id = ?',
      signedBy,
      position,
      entryId,
    )
    reach(rows, compoundId, revision)
  }),
  on(CashEntryWithdrawn, ({ data: { compoundId, entryId, reason }, position, revision }, rows) => {
    rows.run(
      'UPDATE management_cash_book_entry SET withdrawn_reason = ?, withdrawn_position = ? WHERE entry_id = ?',
      reason,
      position,
      entryId,
    )
    reach(rows, compoundId, revision)
  }),
])
