/** Which labels there are, and which requests came in by them. */
import { LabelIssued, LabelUsed, LabelWithdrawn } from '@changxin/shared/maintenance'
import { on, projection } from '../views/projection.ts'

const SCHEMA = `
CREATE TABLE maintenance_label_label (
  label_id TEXT PRIMARY KEY, compound_id TEXT NOT NULL, place_kind TEXT NOT NULL, place_id TEXT NOT NULL, code TEXT NOT NULL,
  issued_at TEXT NOT NULL, withdrawn INTEGER NOT NULL, reports INTEGER NOT NULL
) STRICT;
CREATE INDEX maintenance_label_label_compound ON maintenance_label_label (compound_id);
CREATE INDEX maintenance_label_label_code ON maintenance_label_label (code);
CREATE TABLE maintenance_label_use (
  follow_up_hash TEXT PRIMARY KEY, request_id TEXT NOT NULL, label_id TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`

export const labelsProjection = projection('maintenance-label', 1, SCHEMA, [
  on(LabelIssued, ({ data: { labelId, compoundId, place, code }, metadata }, rows) => {
    rows.run(
      'INSERT OR REPLACE INTO maintenance_label_label VALUES (?, ?, ?, ?, ?, ?, 0, 0)',
      labelId,
      compoundId,
      place.kind,
      place.id,
      code,
      metadata.occurredAt,
    )
    rows.touch({ table: 'maintenance_label_label', compoundId })
  }),
  on(LabelWithdrawn, ({ data: { labelId, compoundId } }, rows) => {
    rows.run('UPDATE maintenance_label_label SET withdrawn = 1 WHERE label_id = ?', labelId)
    rows.touch({ table: 'maintenance_label_label', compoundId })
  }),
  on(LabelUsed, ({ data: { labelId, compoundId, requestId, followUpHash } }, rows) => {
    rows.run('INSERT OR IGNORE INTO maintenance_label_use VALUES (?, ?, ?)', followUpHash, requestId, labelId)
    rows.run('UPDATE maintenance_label_label SET reports = reports + 1 WHERE label_id = ?', labelId)
    rows.touch({ table: 'maintenance_label_use', compoundId })
    rows.touch({ table: 'maintenance_label_label', compoundId })
  }),
])
