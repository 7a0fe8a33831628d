/** Blocks with what lies in them, one block with its members and managers, and where a compound belongs. */
import type { Day } from '@changxin/shared/kernel'
import type { BlockMemberView, BlockRow, blocksApi, Ground, Mode } from '@changxin/shared/management'
import type { z } from 'zod'
import type { Scope } from '../../access/scope.ts'
import type { Read } from '../../views/views.ts'
import { operatorName } from '../management.reads.ts'
import { OWED } from './blocks.process.ts'
import { today } from './holdings.ts'

/** Tables behind blocks, for live queries. */
export const blockTables = [
  'management_blocks_block',
  'management_blocks_member',
  'management_blocks_manager',
  'management_blocks_mode',
  'management_current',
  'management_operator',
  'places_region',
  'places_compound',
  'places_building',
  'clock_day',
] as const

interface BlockRecord {
  readonly block_id: string
  readonly formed_on: Day | null
  readonly revision: number
  readonly name: string | null
  readonly parent_name: string | null
  readonly mode: Mode | null
  readonly operator_name: string | null
  readonly since: Day | null
  readonly compounds: number
  readonly buildings: number | null
  readonly households: number | null
  readonly single_buildings: number
  readonly single_households: number | null
  readonly differing: number
}

const HELD = (alias: string) =>
  `(${alias}.since IS NULL OR ${alias}.since <= ?1) AND (${alias}.until IS NULL OR ${alias}.until >= ?1)`

// ?1: the day. A member that is to follow the block's manager does not differ from it.
const SELECT = `
SELECT k.block_id, k.formed_on, k.revision, r.name, p.name AS parent_name, a.mode, o.name AS operator_name, a.since,
  count(CASE WHEN m.building_id IS NULL THEN m.membership_id END) AS compounds,
  sum(CASE WHEN m.building_id IS NULL THEN c.buildings END) AS buildings,
  sum(CASE WHEN m.building_id IS NULL THEN c.units END) AS households,
  count(m.building_id) AS single_buildings,
  sum(b.units) AS single_households,
  count(CASE WHEN m.building_id IS NULL AND a.operator_id IS NOT NULL AND cur.operator_id IS NOT a.operator_id
    AND m.compound_id NOT IN (SELECT compound_id FROM (${OWED})) THEN 1 END) AS differing
FROM management_blocks_block k
LEFT JOIN places_region r ON r.region_id = k.block_id
LEFT JOIN places_region p ON p.region_id = r.parent_id
LEFT JOIN management_blocks_manager a ON a.block_id = k.block_id AND ${HELD('a')}
LEFT JOIN management_operator o ON o.operator_id = a.operator_id
LEFT JOIN management_blocks_member m ON m.block_id = k.block_id AND ${HELD('m')}
LEFT JOIN places_compound c ON c.compound_id = m.compound_id
LEFT JOIN places_building b ON b.building_id = m.building_id
LEFT JOIN management_current cur ON cur.compound_id = m.compound_id`

function blockRow(row: BlockRecord): BlockRow {
  return {
    id: row.block_id,
    name: row.name ?? '—',
    parentName: row.parent_name,
    formedOn: row.formed_on,
    compounds: row.compounds,
    buildings: (row.buildings ?? 0) + row.single_buildings,
    households: (row.households ?? 0) + (row.single_households ?? 0),
    singleBuildings: row.single_buildings,
    mode: row.mode,
    operatorName: row.operator_name,
    since: row.since,
    differing: row.differing,
  }
}

/** Those with a member one may see, and those without any. */
export function listBlocks(read: Read, scope: Scope): { items: BlockRow[] } {
  const { sql, params } = scope.where('seen.compound_id')
  const rows = read.all<BlockRecord>(
    `${SELECT} WHERE EXISTS (SELECT 1 FROM management_blocks_member seen WHERE seen.block_id = k.block_id AND ${sql})
       OR NOT EXISTS (SELECT 1 FROM management_blocks_member any_one WHERE any_one.block_id = k.block_id)
     GROUP BY k.block_id ORDER BY r.sort_name, k.block_id`,
    today(read),
    ...params,
  )
  return { items: rows.map(blockRow) }
}

type BlockView = z.output<typeof blocksApi.block.output>

export function readBlock(read: Read, scope: Scope, blockId: string): BlockView | null {
  const day = today(read)
  const row = read.get<BlockRecord>(`${SELECT} WHERE k.block_id = ?2 GROUP BY k.block_id`, day, blockId)
  if (!row) return null
  const all = read.get<{ n: number }>('SELECT count(*) AS n FROM management_blocks_member WHERE block_id = ?', blockId)
  const members = membersOf(read, scope, blockId, day)
  return {
    ...blockRow(row),
    managers: managersOf(read, blockId),
    members,
    membersHidden: (all?.n ?? 0) - members.length,
    revision: row.revision,
  }
}

/** Newest first. */
function managersOf(read: Read, blockId: string): BlockView['managers'] {
  return read
    .all<{
      adoption_id: string
      mode: Mode
      operator_id: string | null
      since: Day
      until: Day | null
      ground_kind: Ground['kind']
      ground_text: string
      ground_file: string | null
      recorded_at: string
    }>('SELECT * FROM management_blocks_manager WHERE block_id = ? ORDER BY since DESC', blockId)
    .map((row) => ({
      id: row.adoption_id,
      mode: row.mode,
      operatorId: row.operator_id,
      operatorName: row.operator_id === null ? null : operatorName(read, row.operator_id),
      since: row.since,
      until: row.until,
      ground: { kind: row.ground_kind, text: row.ground_text, file: row.ground_file },
      recordedAt: row.recorded_at,
    }))
}

interface MemberRecord {
  readonly membership_id: string
  readonly compound_id: string
  readonly name: string | null
  readonly building_id: string | null
  readonly building_name: string | null
  readonly since: Day | null
  readonly until: Day | null
  readonly buildings: number | null
  readonly units: number | null
  readonly building_units: number | null
  readonly mode: Mode | null
  readonly operator_id: string | null
  readonly operator_name: string | null
  readonly block_operator_id: string | null
  readonly follows: number
}

function membersOf(read: Read, scope: Scope, blockId: string, day: Day): BlockMemberView[] {
  const { sql, params } = scope.where('m.compound_id')
  return read
    .all<MemberRecord>(
      `SELECT m.membership_id, m.compound_id, c.name, m.building_id, b.name AS building_name, m.since, m.until, c.buildings,
         c.units, b.units AS building_units, cur.mode, cur.operator_id, o.name AS operator_name,
         a.operator_id AS block_operator_id,
         (m.membership_id IN (SELECT membership_id FROM (${OWED}))) AS follows
       FROM management_blocks_member m
       LEFT JOIN places_compound c ON c.compound_id = m.compound_id
       LEFT JOIN places_building b ON b.building_id = m.building_id
       LEFT JOIN management_current cur ON cur.compound_id = m.compound_id
       LEFT JOIN management_operator o ON o.operator_id = cur.operator_id
       LEFT JOIN management_blocks_manager a ON a.block_id = m.block_id AND ${HELD('a')}
       WHERE m.block_id = ?2 AND ${sql} ORDER BY m.until IS NOT NULL AND m.until < ?1, c.sort_name, b.ordinal`,
      day,
      blockId,
      ...params,
    )
    .map((row) => memberView(row, day))
}

function memberView(row: MemberRecord, day: Day): BlockMemberView {
  return {
    id: row.membership_id,
    compoundId: row.compound_id,
    compoundName: row.name ?? '—',
    buildingId: row.building_id,
    buildingName: row.building_name,
    since: row.since,
    until: row.until,
    buildings: row.building_id === null ? (row.buildings ?? 0) : 1,
    households: (row.building_id === null ? row.units : row.building_units) ?? 0,
    mode: row.mode ?? 'unknown',
    operatorName: row.operator_name,
    state: stateOf(row, day),
  }
}

function stateOf(row: MemberRecord, day: Day): BlockMemberView['state'] {
  if (row.until !== null && row.until < day) return 'left'
  if (row.since !== null && row.since > day) return 'coming'
  if (row.block_operator_id === null) return row.follows === 1 ? 'follows' : 'unmanaged'
  if (row.building_id !== null) return 'single'
  if (row.operator_id === row.block_operator_id) return 'same'
  return row.follows === 1 ? 'follows' : 'differs'
}

/** Present ones first. Of a single building the manager of its block is its own. */
export function blocksOfCompound(read: Read, compoundId: string): z.output<typeof blocksApi.compoundBlocks.output> {
  const day = today(read)
  const rows = read.all<{
    membership_id: string
    block_id: string
    block_name: string | null
    building_id: string | null
    building_name: string | null
    since: Day | null
    until: Day | null
    operator_name: string | null
    managed_since: Day | null
  }>(
    `SELECT m.membership_id, m.block_id, r.name AS block_name, m.building_id, b.name AS building_name, m.since, m.until,
       o.name AS operator_name, max(a.since, coalesce(m.since, a.since)) AS managed_since
     FROM management_blocks_member m LEFT JOIN places_region r ON r.region_id = m.block_id
     LEFT JOIN places_building b ON b.building_id = m.building_id
     LEFT JOIN management_blocks_manager a ON a.block_id = m.block_id AND ${HELD('a')} AND m.building_id IS NOT NULL
       AND a.operator_id IS NOT NULL AND ${HELD('m')}
     LEFT JOIN management_operator o ON o.operator_id = a.operator_id
     WHERE m.compound_id = ?2 ORDER BY m.until IS NOT NULL, b.ordinal, m.since`,
    day,
    compoundId,
  )
  return {
    items: rows.map((row) => ({
      id: row.membership_id,
      blockId: row.block_id,
      blockName: row.block_name ?? '—',
      buildingId: row.building_id,
      buildingName: row.building_name,
      since: row.since,
      until: row.until,
      operatorName: row.operator_name,
      managedSince: row.managed_since,
    })),
  }
}
