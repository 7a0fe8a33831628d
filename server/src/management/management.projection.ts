/** Who manages each compound: the whole history, and the mode in force on the newest day of the log. */
import { DayStarted } from '@changxin/shared/clock'
import { addDays, type Day, dayOf, type Recorded } from '@changxin/shared/kernel'
import { ModeAdopted, OperatorRegistered } from '@changxin/shared/management'
import { CompoundRegistered } from '@changxin/shared/places'
import { sortText } from '../views/keyset.ts'
import { isSample, on, projection, type Rows } from '../views/projection.ts'

const SCHEMA = `
CREATE TABLE management_operator (
  operator_id TEXT PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, sample INTEGER NOT NULL, sort_name TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX management_operator_by_name ON management_operator (sort_name, operator_id);

-- until: the last day, inclusive; NULL = until further notice. As known now; what was known before is told by from_position.
CREATE TABLE management_mode (
  adoption_id TEXT PRIMARY KEY, compound_id TEXT NOT NULL, mode TEXT NOT NULL, since TEXT NOT NULL, until TEXT,
  operator_id TEXT, ground_kind TEXT NOT NULL, ground_text TEXT NOT NULL, ground_file TEXT, recorded_at TEXT NOT NULL,
  from_position TEXT NOT NULL, revision INTEGER NOT NULL, sample INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX management_mode_by_compound ON management_mode (compound_id, since);

-- since: NULL while nothing was ever adopted.
CREATE TABLE management_current (
  compound_id TEXT PRIMARY KEY, mode TEXT NOT NULL, operator_id TEXT, since TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX management_current_by_operator ON management_current (operator_id);
CREATE INDEX management_current_by_mode ON management_current (mode);

-- Adopted, but not begun: a day that starts looks here and nowhere else.
CREATE TABLE management_upcoming (
  since TEXT NOT NULL, compound_id TEXT NOT NULL, mode TEXT NOT NULL, operator_id TEXT, PRIMARY KEY (since, compound_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE management_day (singleton INTEGER PRIMARY KEY CHECK (singleton = 1), day TEXT NOT NULL) STRICT;
`

interface Upcoming {
  since: Day
  compound_id: string
  mode: string
  operator_id: string | null
}

function begin(rows: Rows, { compound_id, mode, operator_id, since }: Upcoming): void {
  rows.run(
    'INSERT OR REPLACE INTO management_current (compound_id, mode, operator_id, since) VALUES (?, ?, ?, ?)',
    compound_id,
    mode,
    operator_id,
    since,
  )
  rows.touch({ table: 'management_current', compoundId: compound_id })
}

/** The newest day of the log; before the first one the day on which the event was recorded. */
function today(rows: Rows, event: Recorded): Day {
  return rows.get<{ day: string }>('SELECT day FROM management_day')?.day ?? dayOf(event.metadata.recordedAt)
}

export const managementProjection = projection('management', 1, SCHEMA, [
  on(OperatorRegistered, (event, rows) => {
    const { operatorId, kind, name } = event.data
    rows.run(
      'INSERT INTO management_operator (operator_id, kind, name, sample, sort_name) VALUES (?, ?, ?, ?, ?)',
      operatorId,
      kind,
      name,
      isSample(event),
      sortText(name),
    )
    rows.touch({ table: 'management_operator' })
  }),
  on(CompoundRegistered, ({ data: { compoundId } }, rows) => {
    rows.run(`INSERT OR IGNORE INTO management_current (compound_id, mode) VALUES (?, 'unknown')`, compoundId)
    rows.touch({ table: 'management_current', compoundId })
  }),
  on(ModeAdopted, (event, rows) => {
    const { adoptionId, compoundId, mode, since, operatorId, ground } = event.data
    rows.run(
      'UPDATE management_mode SET until = ? WHERE compound_id = ? AND until IS NULL',
      addDays(since, -1),
      compoundId,
    )
    rows.run(
      `INSERT INTO management_mode (adoption_id, compound_id, mode, since, operator_id, ground_kind, ground_text, ground_file,
         recorded_at, from_position, revision, sample) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      adoptionId,
      compoundId,
      mode,
      since,
      operatorId,
      ground.kind,
      ground.text,
      ground.file,
      event.metadata.recordedAt,
      event.position,
      event.revision,
      isSample(event),
    )
    rows.touch({ table: 'management_mode', compoundId })
    const adopted = { compound_id: compoundId, mode, operator_id: operatorId, since }
    if (since <= today(rows, event)) return begin(rows, adopted)
    rows.run(
      'INSERT OR REPLACE INTO management_upcoming (since, compound_id, mode, operator_id) VALUES (?, ?, ?, ?)',
      since,
      compoundId,
      mode,
      operatorId,
    )
  }),
  on(DayStarted, ({ data: { day } }, rows) => {
    rows.run('INSERT OR REPLACE INTO management_day (singleton, day) VALUES (1, ?)', day)
    rows.touch({ table: 'management_day' })
    const begun = rows.all<Upcoming>(
      'SELECT since, compound_id, mode, operator_id FROM management_upcoming WHERE since <= ? ORDER BY since',
      day,
    )
    if (begun.length === 0) return
    for (const adopted of begun) begin(rows, adopted)
    rows.run('DELETE FROM management_upcoming WHERE since <= ?', day)
  }),
])
