/** Imported plans: the file, its rows as printed, and the figures that people chose. Contradictions are found when read. */
import { PlanFigureChosen, PlanImported, PlanRowImported } from '@changxin/shared/renovation'
import { on, projection } from '../views/projection.ts'

// `chosen` counts figures, not choices: a later choice for the same figure of a row replaces the earlier one.
const SCHEMA = `
CREATE TABLE renovation_plan (
  import_id TEXT PRIMARY KEY, title TEXT NOT NULL, file_name TEXT NOT NULL, sha256 TEXT NOT NULL, rows INTEGER NOT NULL,
  findings INTEGER NOT NULL, chosen INTEGER NOT NULL, imported_at TEXT NOT NULL, position TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX renovation_plan_by_position ON renovation_plan (position);
CREATE TABLE renovation_row (
  import_id TEXT NOT NULL, row_id TEXT NOT NULL, line INTEGER NOT NULL, area_name TEXT NOT NULL, row TEXT NOT NULL,
  PRIMARY KEY (import_id, row_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX renovation_row_by_line ON renovation_row (import_id, line);
CREATE TABLE renovation_choice (
  import_id TEXT NOT NULL, row_id TEXT NOT NULL, field TEXT NOT NULL, finding_id TEXT NOT NULL, choice_id TEXT NOT NULL,
  value INTEGER NOT NULL, printed TEXT NOT NULL, reason TEXT NOT NULL, chosen_by TEXT NOT NULL, chosen_at TEXT NOT NULL,
  position TEXT NOT NULL, PRIMARY KEY (import_id, row_id, field)
) STRICT, WITHOUT ROWID;
`

export const renovationProjection = projection('renovation', 1, SCHEMA, [
  on(PlanImported, ({ data, metadata, position }, rows) => {
    rows.run(
      'INSERT OR REPLACE INTO renovation_plan VALUES (?, ?, ?, ?, ?, ?, 0, ?, ?)',
      data.importId,
      data.title,
      data.fileName,
      data.sha256,
      data.rowCount,
      data.findingCount,
      metadata.occurredAt,
      position,
    )
    rows.touch({ table: 'renovation_plan' })
  }),
  on(PlanRowImported, ({ data: { importId, ...row } }, rows) => {
    rows.run(
      'INSERT OR REPLACE INTO renovation_row VALUES (?, ?, ?, ?, ?)',
      importId,
      row.rowId,
      row.line,
      row.areaName,
      JSON.stringify(row),
    )
    rows.touch({ table: 'renovation_row' })
  }),
  on(PlanFigureChosen, ({ data, metadata, position }, rows) => {
    const { importId, rowId, field } = data
    const sql = 'SELECT 1 FROM renovation_choice WHERE import_id = ? AND row_id = ? AND field = ?'
    if (rows.get(sql, importId, rowId, field) === undefined) {
      rows.run('UPDATE renovation_plan SET chosen = chosen + 1 WHERE import_id = ?', importId)
    }
    rows.run(
      'INSERT OR REPLACE INTO renovation_choice VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
      importId,
      rowId,
      field,
      data.findingId,
      data.choiceId,
      data.value,
      data.printed,
      data.reason,
      metadata.actor,
      metadata.occurredAt,
      position,
    )
    rows.touch({ table: 'renovation_choice' })
  }),
])
