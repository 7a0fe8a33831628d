/** Keeps what a compound adds to the tallies of its regions: every change of its row moves them by the difference. */
import type { Rows } from '../views/projection.ts'
import { COMPOUNDS, TALLIES } from './oversight.kept.ts'
import { COUNTERS, type CompoundState, type Counter, type Counters } from './oversight.schema.ts'

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

export const bandCounterOf = (band: string | null): Counter => BAND_COUNTERS[band ?? ''] ?? 'band_unrated'

export function countersOf(compound: Omit<CompoundState, 'scopes' | 'modes' | 'rolled'>): Counters {
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
  counters[bandCounterOf(compound.band)] = 1
  return counters
}

export function sameCounters(one: Readonly<Record<string, number | null>>, other: Counters): boolean {
  for (const name of COUNTERS) if (one[name] !== other[name]) return false
  return true
}

export const scopesOf = ({ scopes }: Pick<CompoundState, 'scopes'>): readonly string[] => [ALL, ...scopes]

/** Adds the difference between two states of a compound to its scopes; `before` undefined = it is new. */
export function moveTallies(rows: Rows, before: Counters | undefined, now: Counters, scopes: readonly string[]): void {
  const moved = COUNTERS.filter((name) => now[name] !== (before?.[name] ?? 0))
  if (moved.length === 0) return
  const tallies = rows.kept(TALLIES)
  for (const scope of scopes) {
    const tally = tallies.get(scope) ?? { scope_id: scope, ...NO_COUNTERS, freshness_median: null, moved: 1 }
    for (const name of moved) tally[name] += now[name] - (before?.[name] ?? 0)
    tally.moved = 1
    tallies.put(tally)
  }
  rows.touch({ table: 'oversight_tally' })
}

/** Lets `change` alter a compound, and moves the tallies. Unknown compounds are passed over. */
export function changeCompound(rows: Rows, compoundId: string, change: (compound: CompoundState) => void): void {
  const compounds = rows.kept(COMPOUNDS)
  const compound = compounds.get(compoundId)
  if (!compound) return
  const before = countersOf(compound)
  compound.due_on = CHANGED
  change(compound)
  compounds.put(compound)
  moveTallies(rows, before, countersOf(compound), scopesOf(compound))
  rows.touch({ table: 'oversight_compound', compoundId })
}
