/** Reads a decision back from its rows, as the decider folds it. */
import type { Ballot, DecisionCore, DecisionTally, Head, KnownDecision } from '@changxin/shared/decisions'
import { CURRENT } from '../views/intervals.ts'
import type { Read } from '../views/views.ts'
import type { TallyRow } from './decision.tally.ts'

export function coreOf(read: Read, decisionId: string): DecisionCore | null {
  const sql = `SELECT state FROM decisions_core_decision WHERE decision_id = ? AND to_position = '${CURRENT}'`
  const row = read.get<{ state: string }>(sql, decisionId)
  return row ? (JSON.parse(row.state) as DecisionCore) : null
}

/** In the order of the roll. */
export function headsIn(read: Read, decisionId: string): ReadonlyMap<string, Head> {
  const sql = 'SELECT voter_id, state FROM decisions_core_head WHERE decision_id = ? ORDER BY ordinal'
  const rows = read.all<{ voter_id: string; state: string }>(sql, decisionId)
  return new Map(rows.map((row) => [row.voter_id, JSON.parse(row.state) as Head]))
}

/** In the order in which they came. */
export function ballotsIn(read: Read, decisionId: string): ReadonlyMap<string, Ballot> {
  const sql = 'SELECT ballot_id, state FROM decisions_core_ballot WHERE decision_id = ? ORDER BY ordinal'
  const rows = read.all<{ ballot_id: string; state: string }>(sql, decisionId)
  return new Map(rows.map((row) => [row.ballot_id, JSON.parse(row.state) as Ballot]))
}

export function decisionIn(read: Read, decisionId: string): KnownDecision | null {
  const core = coreOf(read, decisionId)
  return core && { core, heads: headsIn(read, decisionId), ballots: ballotsIn(read, decisionId) }
}

const TALLY = `SELECT * FROM decisions_core_tally WHERE decision_id = ? AND to_position = '${CURRENT}'`
export function tallyIn(read: Read, decisionId: string): { tally: DecisionTally; revision: number } {
  const row = read.get<TallyRow>(TALLY, decisionId)
  if (!row) throw new TypeError(`decision ${decisionId} has no figures`)
  return { tally: tallyViewOf(row), revision: row.revision }
}

export const tallyViewOf = (row: TallyRow): DecisionTally => ({
  heads: row.heads,
  units: row.units,
  floorArea: row.floor_area,
  unitsWithoutFloorArea: row.units_without_floor_area,
  delivered: row.delivered,
  undeliverable: row.undeliverable,
  returned: row.returned,
  screenBallots: row.screen_ballots,
  paperBallots: row.paper_ballots,
  paperDone: row.paper_done,
})
