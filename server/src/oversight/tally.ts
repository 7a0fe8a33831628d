/** Keeps what a compound adds to the tallies of its regions: every change of its row moves them by the difference. */
import type { Rows, SqlValue } from '../views/projection.ts'
import { type CompoundState, COUNTERS, type Counter, type Counters } from './oversight.schema.ts'

/** The tally of everything. */
export const ALL = 'all'

const MODE_COUNTERS: Readonly<Record<string, Counter>> = {
  'property-company': 'mode_property_company',
  'service-centre': 'mode_service_centre',
  'self-governance': 'mode_self_governance',
  none: 'mode_none',
  unknown: 'mode_unknown',
}

const DIRECT = [
  'buildings', 'units', 'floor_area', 'open_requests', 'overdue_requests', 'awaiting_requests', 'reported_today',
  'completed_today', 'contributed_today_fen',
] as const

export function countersOf(compound: CompoundState): Counters {
  const counters = Object.fromEntries(COUNTERS.map((name) => [name, 0])) as Counters
  for (const name of DIRECT) counters[name] = compound[name]
  counters.compounds = 1
  counters[MODE_COUNTERS[compound.mode] ?? 'mode_unknown'] = 1
  counters.funds = compound.fund_balance_fen === null ? 0 : 1
  counters.fund_balance_fen = compound.fund_balance_fen ?? 0
  counters[`band_${compound.band ?? 'unrated'}` as Counter] = 1
  return counters
}

const columns = COUNTERS.join(', ')
const ADD = `INSERT INTO oversight_tally (scope_id, ${columns}) VALUES (?, ${COUNTERS.map(() => '?').join(', ')})
  ON CONFLICT (scope_id) DO UPDATE SET ${COUNTERS.map((name) => `${name} = ${name} + excluded.${name}`).join(', ')}`

export function scopesOf(compound: Pick<CompoundState, 'scopes'>): string[] {
  return [ALL, ...(JSON.parse(compound.scopes) as string[])]
}

export function readCompound(rows: Pick<Rows, 'get'>, compoundId: string): CompoundState | undefined {
  return rows.get<CompoundState>('SELECT * FROM oversight_compound WHERE compound_id = ?', compoundId)
}

export function writeCompound(rows: Rows, compound: CompoundState): void {
  const entries = Object.entries(compound) as [string, SqlValue][]
  rows.run(
    `INSERT OR REPLACE INTO oversight_compound (${entries.map(([name]) => name).join(', ')}) VALUES (${entries.map(() => '?').join(', ')})`,
    ...entries.map(([, value]) => value),
  )
}

/** Adds the difference between two states of a compound to its scopes; `before` undefined = it is new. */
export function moveTallies(rows: Rows, before: Counters | undefined, after: CompoundState): void {
  const now = countersOf(after)
  const difference = COUNTERS.map((name) => now[name] - (before?.[name] ?? 0))
  if (difference.every((value) => value === 0)) return
  for (const scope of scopesOf(after)) rows.run(ADD, scope, ...difference)
  rows.touch({ table: 'oversight_tally' })
}

/** Reads a compound, lets `change` alter the copy, writes it and moves the tallies. Unknown compounds are passed over. */
export function changeCompound(rows: Rows, compoundId: string, change: (compound: CompoundState) => void): void {
  const compound = readCompound(rows, compoundId)
  if (!compound) return
  const before = countersOf(compound)
  const next = { ...compound }
  change(next)
  writeCompound(rows, next)
  moveTallies(rows, before, next)
  rows.touch({ table: 'oversight_compound', compoundId })
}
