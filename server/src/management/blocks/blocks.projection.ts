/** Blocks, their members and managers, dated; and the newest mode of each compound, for what follows. */
import { addDays, type Day, dayOf, type Recorded } from '@changxin/shared/kernel'
import {
  BlockFormed,
  BlockJoined,
  BlockLeft,
  BlockManagerAdopted,
  ModeAdopted,
  registeredMembershipId,
} from '@changxin/shared/management'
import { CompoundRegistered, RegionRegistered } from '@changxin/shared/places'
import { on, projection, type Rows } from '../../views/projection.ts'

const SCHEMA = `
-- formed_on: NULL for a block that is known as a region alone.
CREATE TABLE management_blocks_block (
  block_id TEXT PRIMARY KEY, formed_on TEXT, revision INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
-- building_id: NULL = the whole compound. since: NULL = as it was registered. until: the last day, inclusive.
CREATE TABLE management_blocks_member (
  membership_id TEXT PRIMARY KEY, block_id TEXT NOT NULL, compound_id TEXT NOT NULL, building_id TEXT, since TEXT,
  until TEXT, recorded_on TEXT NOT NULL, event_id TEXT NOT NULL, position TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX management_blocks_member_by_block ON management_blocks_member (block_id);
CREATE INDEX management_blocks_member_by_compound ON management_blocks_member (compound_id);
CREATE TABLE management_blocks_manager (
  adoption_id TEXT PRIMARY KEY, block_id TEXT NOT NULL, mode TEXT NOT NULL, operator_id TEXT, since TEXT NOT NULL,
  until TEXT, ground_kind TEXT NOT NULL, ground_text TEXT NOT NULL, ground_file TEXT, recorded_at TEXT NOT NULL,
  recorded_on TEXT NOT NULL, event_id TEXT NOT NULL, position TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX management_blocks_manager_by_block ON management_blocks_manager (block_id, since);
CREATE INDEX management_blocks_manager_by_operator ON management_blocks_manager (operator_id);
-- The newest adoption of a compound, begun or not.
CREATE TABLE management_blocks_mode (
  compound_id TEXT PRIMARY KEY, operator_id TEXT, since TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`

function member(
  rows: Rows,
  event: Recorded,
  row: { membershipId: string; blockId: string; compoundId: string; buildingId: string | null; since: Day | null },
): void {
  rows.run(
    `INSERT INTO management_blocks_member (membership_id, block_id, compound_id, building_id, since, until, recorded_on,
       event_id, position) VALUES (?, ?, ?, ?, ?, NULL, ?, ?, ?)`,
    row.membershipId,
    row.blockId,
    row.compoundId,
    row.buildingId,
    row.since,
    dayOf(event.metadata.recordedAt),
    event.id,
    event.position,
  )
  rows.touch({ table: 'management_blocks_member', compoundId: row.compoundId })
}

export const blocksProjection = projection('management-blocks', 1, SCHEMA, [
  on(RegionRegistered, ({ data: { regionId, level } }, rows) => {
    if (level !== 'block') return
    rows.run(
      'INSERT OR IGNORE INTO management_blocks_block (block_id, formed_on, revision) VALUES (?, NULL, -1)',
      regionId,
    )
    rows.touch({ table: 'management_blocks_block' })
  }),
  on(BlockFormed, ({ data: { blockId, formedOn }, revision }, rows) => {
    rows.run(
      'INSERT OR REPLACE INTO management_blocks_block (block_id, formed_on, revision) VALUES (?, ?, ?)',
      blockId,
      formedOn,
      revision,
    )
    rows.touch({ table: 'management_blocks_block' })
  }),
  on(CompoundRegistered, (event, rows) => {
    const { compoundId, blockId } = event.data
    if (blockId === null) return
    member(rows, event, {
      membershipId: registeredMembershipId(compoundId),
      blockId,
      compoundId,
      buildingId: null,
      since: null,
    })
  }),
  on(BlockJoined, (event, rows) => member(rows, event, event.data)),
  on(BlockLeft, (event, rows) => {
    const { membershipId, compoundId, until } = event.data
    rows.run('UPDATE management_blocks_member SET until = ? WHERE membership_id = ?', until, membershipId)
    rows.touch({ table: 'management_blocks_member', compoundId })
  }),
  on(BlockManagerAdopted, (event, rows) => {
    const { blockId, adoptionId, mode, operatorId, since, ground } = event.data
    rows.run(
      'UPDATE management_blocks_manager SET until = ? WHERE block_id = ? AND until IS NULL',
      addDays(since, -1),
      blockId,
    )
    rows.run(
      `INSERT INTO management_blocks_manager (adoption_id, block_id, mode, operator_id, since, until, ground_kind, ground_text,
         ground_file, recorded_at, recorded_on, event_id, position) VALUES (?, ?, ?, ?, ?, NULL, ?, ?, ?, ?, ?, ?, ?)`,
      adoptionId,
      blockId,
      mode,
      operatorId,
      since,
      ground.kind,
      ground.text,
      ground.file,
      event.metadata.recordedAt,
      dayOf(event.metadata.recordedAt),
      event.id,
      event.position,
    )
    rows.run('UPDATE management_blocks_block SET revision = ? WHERE block_id = ?', event.revision, blockId)
    rows.touch({ table: 'management_blocks_manager' })
  }),
  on(ModeAdopted, ({ data: { compoundId, operatorId, since } }, rows) => {
    rows.run(
      'INSERT OR REPLACE INTO management_blocks_mode (compound_id, operator_id, since) VALUES (?, ?, ?)',
      compoundId,
      operatorId,
      since,
    )
    rows.touch({ table: 'management_blocks_mode', compoundId })
  }),
])
