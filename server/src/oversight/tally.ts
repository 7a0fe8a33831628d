/** Keeps what a compound adds to the tallies of its regions: every change of its row moves them by the difference. */
import type { Rows, SqlValue } from '../views/projection.ts'
import { COUNTERS, type CompoundState, type Counter, type Counters, WINDOW_SUMS } from './oversight.schema.ts'

/** The tally of everything. */
export const ALL = 'all'
/** `due_on` of a compound that an event has changed since its last day ended: before every day. */
export const CHANGED = ''

const MODE_COUNTERS: Readonly<Record<string, Counter>> = {
  'property-company': 'mode_property_company',
  'service-centre': 'mode_service_centre',
  'self-governance': 'mode_self_governance',
  none: 'mode_none',
  unknown: 'mode_unknown',
}
const BAND_COUNTERS: Readonly<Record<string, Counter>> = {
  fresh: 'band_fresh',
  steady: 'band_steady',
  ageing: 'band_ageing',
  broken: 'band_broken',
}

const NO_COUNTERS = Object.fromEntries(COUNTERS.map((name) => [name, 0])) as Counters

export function countersOf(compound: CompoundState): Counters {
  const counters: Counters = { ...NO_COUNTERS }
  counters.compounds = 1
  counters.buildings = compound.buildings
  counters.units = compound.units
  counters.floor_area = compound.floor_area
  counters.open_requests = compound.open_requests
  counters.overdue_requests = compound.overdue_requests
  counters.awaiting_requests = compound.awaiting_requests
  counters.reported_today = compound.reported_today
  counters.completed_today = compound.completed_today
  counters.contributed_today_fen = compound.contributed_today_fen
  counters[MODE_COUNTERS[compound.mode] ?? 'mode_unknown'] = 1
  counters.funds = compound.fund_balance_fen === null ? 0 : 1
  counters.fund_balance_fen = compound.fund_balance_fen ?? 0
  counters[BAND_COUNTERS[compound.band ?? ''] ?? 'band_unrated'] = 1
  return counters
}

export function sameCounters(one: Readonly<Record<string, number | null>>, other: Counters): boolean {
  for (const name of COUNTERS) if (one[name] !== other[name]) return false
  return true
}

export function scopesOf(compound: Pick<CompoundState, 'scopes'>): string[] {
  return [ALL, ...(JSON.parse(compound.scopes) as string[])]
}

export function readCompound(rows: Pick<Rows, 'get'>, compoundId: string): CompoundState | undefined {
  return rows.get<CompoundState>('SELECT * FROM oversight_compound WHERE compound_id = ?', compoundId)
}

/** Of the row, in the order of `valuesOf`. */
const COMPOUND_COLUMNS = [
  'name',
  'region_id',
  'scopes',
  'accepted_on',
  'buildings',
  'units',
  'floor_area',
  'units_without_floor_area',
  'mode',
  'modes',
  'open_requests',
  'overdue_requests',
  'awaiting_requests',
  'open_emergency',
  'open_ordinary',
  'open_deferrable',
  'reported_today',
  'completed_today',
  'fund_balance_fen',
  'fund_accounts',
  'account_floor_area',
  'accounts_without_floor_area',
  'contributed_today_fen',
  'last_look_on',
  'freshness',
  'band',
  'unrated_reason',
  'due_on',
  'next_mode_on',
  'sample',
  ...WINDOW_SUMS,
] as const satisfies readonly (keyof CompoundState)[]
const valuesOf = (compound: CompoundState): SqlValue[] => COMPOUND_COLUMNS.map((name) => compound[name])

const INSERT_COMPOUND = `INSERT OR REPLACE INTO oversight_compound (${COMPOUND_COLUMNS.join(', ')}, compound_id)
  VALUES (${COMPOUND_COLUMNS.map(() => '?').join(', ')}, ?)`
const UPDATE_COMPOUND = `UPDATE oversight_compound SET ${COMPOUND_COLUMNS.map((name) => `${name} = ?`).join(', ')} WHERE compound_id = ?`

export function insertCompound(rows: Rows, compound: CompoundState): void {
  rows.run(INSERT_COMPOUND, ...valuesOf(compound), compound.compound_id)
}

export function updateCompound(rows: Rows, compound: CompoundState): void {
  rows.run(UPDATE_COMPOUND, ...valuesOf(compound), compound.compound_id)
}

/** What the end of a day may change. */
const DAY_END_COLUMNS = ['freshness', 'band', 'unrated_reason', 'due_on', ...WINDOW_SUMS] as const
const UPDATE_AT_DAY_END = `UPDATE oversight_compound SET ${DAY_END_COLUMNS.map((name) => `${name} = ?`).join(', ')} WHERE compound_id = ?`

export function updateAtDayEnd(rows: Rows, compound: CompoundState): void {
  rows.run(UPDATE_AT_DAY_END, ...DAY_END_COLUMNS.map((name) => compound[name]), compound.compound_id)
}

/** Adds the difference between two states of a compound to its scopes; `before` undefined = it is new. */
export function moveTallies(rows: Rows, before: Counters | undefined, after: CompoundState): void {
  const now = countersOf(after)
  const moved = COUNTERS.filter((name) => now[name] !== (before?.[name] ?? 0))
  if (moved.length === 0) return
  const differences = moved.map((name) => now[name] - (before?.[name] ?? 0))
  const scopes = scopesOf(after)
  const set = moved.map((name) => `${name} = ${name} + ?`).join(', ')
  const add = `UPDATE oversight_tally SET ${set}, moved = 1 WHERE scope_id IN (${scopes.map(() => '?').join(', ')})`
  if (before === undefined)
    for (const scope of scopes) rows.run('INSERT OR IGNORE INTO oversight_tally (scope_id) VALUES (?)', scope)
  rows.run(add, ...differences, ...scopes)
  rows.touch({ table: 'oversight_tally' })
}

/** Reads a compound, lets `change` alter it, writes it and moves the tallies. Unknown compounds are passed over. */
export function changeCompound(rows: Rows, compoundId: string, change: (compound: CompoundState) => void): void {
  const compound = readCompound(rows, compoundId)
  if (!compound) return
  const before = countersOf(compound)
  compound.due_on = CHANGED
  change(compound)
  updateCompound(rows, compound)
  moveTallies(rows, before, compound)
  rows.touch({ table: 'oversight_compound', compoundId })
}
