/** The independent looks at each compound, as they were recorded. */
import { conditionPercent, LookRecorded } from '@changxin/shared/facilities'
import { isSample, on, projection } from '../views/projection.ts'

// ticks: JSON. condition_percent: NULL when everything looked for is absent.
const schema = `
CREATE TABLE facilities_look (
  look_id TEXT PRIMARY KEY, compound_id TEXT NOT NULL, kind TEXT NOT NULL, looked_on TEXT NOT NULL, means TEXT NOT NULL,
  ticks TEXT NOT NULL, condition_percent REAL, note TEXT, sample INTEGER NOT NULL, position TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX facilities_look_by_compound ON facilities_look (compound_id, looked_on, position);
`

export const facilitiesProjection = projection('facilities', 1, schema, [
  on(LookRecorded, (event, rows) => {
    const { lookId, compoundId, kind, lookedOn, means, ticks, note } = event.data
    rows.run(
      `INSERT INTO facilities_look (look_id, compound_id, kind, looked_on, means, ticks, condition_percent, note, sample,
         position) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      lookId,
      compoundId,
      kind,
      lookedOn,
      means,
      JSON.stringify(ticks),
      conditionPercent(ticks),
      note,
      isSample(event),
      event.position,
    )
    rows.touch({ table: 'facilities_look', compoundId })
  }),
])
