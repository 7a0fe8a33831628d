/** Which block each whole compound is part of on the newest day of the log: the one it was registered with, until it joins or leaves. */
import { DayStarted } from '@changxin/shared/clock'
import { addDays, type Day, dayOf, type Recorded } from '@changxin/shared/kernel'
import { BlockJoined, BlockLeft } from '@changxin/shared/management'
import { on, type Rows } from '../views/projection.ts'

// since: NULL = as it was registered. until: the last day, inclusive.
export const blockSchema = `
CREATE TABLE places_block_member (
  membership_id TEXT PRIMARY KEY, compound_id TEXT NOT NULL, block_id TEXT NOT NULL, since TEXT, until TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX places_block_member_by_compound ON places_block_member (compound_id);
CREATE INDEX places_block_member_by_since ON places_block_member (since);
CREATE INDEX places_block_member_by_until ON places_block_member (until);
CREATE TABLE places_day (singleton INTEGER PRIMARY KEY CHECK (singleton = 1), day TEXT NOT NULL) STRICT;
`

function today(rows: Rows, event: Recorded): Day {
  return rows.get<{ day: string }>('SELECT day FROM places_day')?.day ?? dayOf(event.metadata.recordedAt)
}

function settle(rows: Rows, compoundId: string, day: Day): void {
  const before = rows.get<{ block_id: string | null }>(
    'SELECT block_id FROM places_compound WHERE compound_id = ?',
    compoundId,
  )?.block_id
  const now = rows.get<{ block_id: string }>(
    `SELECT block_id FROM places_block_member WHERE compound_id = ?1
       AND (since IS NULL OR since <= ?2) AND (until IS NULL OR until >= ?2)`,
    compoundId,
    day,
  )?.block_id
  if ((before ?? undefined) === now) return
  rows.run('UPDATE places_compound SET block_id = ? WHERE compound_id = ?', now ?? null, compoundId)
  if (before) rows.run('UPDATE places_region SET compounds = compounds - 1 WHERE region_id = ?', before)
  if (now) rows.run('UPDATE places_region SET compounds = compounds + 1 WHERE region_id = ?', now)
  rows.touch({ table: 'places_compound', compoundId })
  rows.touch({ table: 'places_region' })
}

export const blockHandlers = [
  on(BlockJoined, (event, rows) => {
    const { membershipId, compoundId, blockId, buildingId, since } = event.data
    if (buildingId !== null) return
    rows.run(
      'INSERT INTO places_block_member (membership_id, compound_id, block_id, since, until) VALUES (?, ?, ?, ?, NULL)',
      membershipId,
      compoundId,
      blockId,
      since,
    )
    rows.touch({ table: 'places_block_member', compoundId })
    settle(rows, compoundId, today(rows, event))
  }),
  on(BlockLeft, (event, rows) => {
    const { membershipId, compoundId, blockId, buildingId, until } = event.data
    if (buildingId !== null) return
    // The block of the registration has no row until it is left.
    rows.run(
      `INSERT INTO places_block_member (membership_id, compound_id, block_id, since, until) VALUES (?, ?, ?, NULL, ?)
       ON CONFLICT (membership_id) DO UPDATE SET until = excluded.until`,
      membershipId,
      compoundId,
      blockId,
      until,
    )
    rows.touch({ table: 'places_block_member', compoundId })
    settle(rows, compoundId, today(rows, event))
  }),
  on(DayStarted, ({ data: { day } }, rows) => {
    rows.run('INSERT OR REPLACE INTO places_day (singleton, day) VALUES (1, ?)', day)
    rows.touch({ table: 'places_day' })
    const moved = rows.all<{ compound_id: string }>(
      `SELECT compound_id FROM places_block_member WHERE since = ?1
       UNION SELECT compound_id FROM places_block_member WHERE until = ?2`,
      day,
      addDays(day, -1),
    )
    for (const { compound_id: compoundId } of moved) settle(rows, compoundId, day)
  }),
]
