/** What an operator manages on the newest day of the log: whole compounds, single buildings through their block, blocks. */
import type { Day } from '@changxin/shared/kernel'
import { newestDay } from '../../clock/index.ts'
import type { Read } from '../../views/views.ts'

export interface Holdings {
  readonly compounds: number
  /** Of those compounds, and the single ones. */
  readonly buildings: number
  /** Doors of all these buildings. */
  readonly households: number
  readonly blocks: number
  /** Buildings of compounds that somebody else manages, or nobody. */
  readonly singleBuildings: number
  /** Of the compounds. */
  readonly openRequests: number
}

const HELD = '(since IS NULL OR since <= ?1) AND (until IS NULL OR until >= ?1)'
/** Later than every recorded day: in a log without days what was recorded last counts. */
const LAST_DAY = '9999-12-31'

/** Tables behind it, for live queries. */
export const holdingTables = [
  'management_current',
  'places_compound',
  'places_building',
  'oversight_compound',
  'management_blocks_member',
  'management_blocks_manager',
  'clock_day',
] as const

/** On which membership and management of blocks are read. */
export const today = (read: Read): Day => newestDay(read) ?? LAST_DAY

export function holdingsOf(read: Read, operatorId: string): Holdings {
  const day = today(read)
  const whole = read.get<{ compounds: number; buildings: number | null; units: number | null; open: number | null }>(
    `SELECT count(*) AS compounds, sum(c.buildings) AS buildings, sum(c.units) AS units, sum(o.open_requests) AS open
     FROM management_current m JOIN places_compound c ON c.compound_id = m.compound_id
     LEFT JOIN oversight_compound o ON o.compound_id = c.compound_id WHERE m.operator_id = ?`,
    operatorId,
  )
  const single = read.get<{ buildings: number; units: number | null }>(
    `SELECT count(*) AS buildings, sum(b.units) AS units FROM management_blocks_member k
     JOIN places_building b ON b.building_id = k.building_id
     LEFT JOIN management_current m ON m.compound_id = k.compound_id
     WHERE k.building_id IS NOT NULL AND (k.since IS NULL OR k.since <= ?1) AND (k.until IS NULL OR k.until >= ?1)
       AND m.operator_id IS NOT ?2
       AND k.block_id IN (SELECT block_id FROM management_blocks_manager WHERE operator_id = ?2 AND ${HELD})`,
    day,
    operatorId,
  )
  const blocks = read.get<{ blocks: number }>(
    `SELECT count(*) AS blocks FROM management_blocks_manager WHERE operator_id = ?2 AND ${HELD}`,
    day,
    operatorId,
  )
  return {
    compounds: whole?.compounds ?? 0,
    buildings: (whole?.buildings ?? 0) + (single?.buildings ?? 0),
    households: (whole?.units ?? 0) + (single?.units ?? 0),
    blocks: blocks?.blocks ?? 0,
    singleBuildings: single?.buildings ?? 0,
    openRequests: whole?.open ?? 0,
  }
}
