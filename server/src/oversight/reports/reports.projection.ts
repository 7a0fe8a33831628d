/** What people added to service reports, and the award schemes with what was granted. Figures are never kept here. */
import { AwardGranted, AwardSchemeAdopted, ReportCommented, ReportRated } from '@changxin/shared/oversight'
import { on, projection } from '../../views/projection.ts'

const SCHEMA = `
CREATE TABLE oversight_reports_comment (
  compound_id TEXT NOT NULL, month TEXT NOT NULL, text TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (compound_id, month)
) STRICT, WITHOUT ROWID;
CREATE TABLE oversight_reports_rating (
  compound_id TEXT NOT NULL, month TEXT NOT NULL, unit_id TEXT NOT NULL, score INTEGER NOT NULL, text TEXT,
  PRIMARY KEY (compound_id, month, unit_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE oversight_reports_scheme (
  scheme_id TEXT PRIMARY KEY, region_id TEXT NOT NULL, position TEXT NOT NULL, data TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE oversight_reports_grant (
  scheme_id TEXT NOT NULL, compound_id TEXT NOT NULL, from_month TEXT NOT NULL, until_month TEXT NOT NULL,
  amount_fen INTEGER NOT NULL, data TEXT NOT NULL, PRIMARY KEY (scheme_id, compound_id, from_month)
) STRICT, WITHOUT ROWID;
`

export const reportsProjection = projection('oversight-reports', 1, SCHEMA, [
  on(ReportCommented, ({ data: { compoundId, month, text }, metadata }, rows) => {
    rows.run(
      'INSERT OR REPLACE INTO oversight_reports_comment VALUES (?, ?, ?, ?)',
      compoundId,
      month,
      text,
      metadata.occurredAt,
    )
    rows.touch({ table: 'oversight_reports_comment', compoundId })
  }),
  on(ReportRated, ({ data: { compoundId, month, unitId, score, text } }, rows) => {
    rows.run(
      'INSERT OR REPLACE INTO oversight_reports_rating VALUES (?, ?, ?, ?, ?)',
      compoundId,
      month,
      unitId,
      score,
      text,
    )
    rows.touch({ table: 'oversight_reports_rating', compoundId })
  }),
  on(AwardSchemeAdopted, ({ data, position }, rows) => {
    rows.run(
      'INSERT INTO oversight_reports_scheme VALUES (?, ?, ?, ?)',
      data.schemeId,
      data.regionId,
      position,
      JSON.stringify(data),
    )
    rows.touch({ table: 'oversight_reports_scheme' })
  }),
  on(AwardGranted, ({ data }, rows) => {
    const { schemeId, compoundId, from, until, amountFen } = data
    rows.run(
      'INSERT INTO oversight_reports_grant VALUES (?, ?, ?, ?, ?, ?)',
      schemeId,
      compoundId,
      from,
      until,
      amountFen,
      JSON.stringify(data),
    )
    rows.touch({ table: 'oversight_reports_grant', compoundId })
  }),
])
