/** Answers of oversight: tallies of a scope now or as of a day, drill-down, freshness of one compound, the curve. */
import { addDays, type Day } from '@changxin/shared/kernel'
import { Mode } from '@changxin/shared/management'
import { type FreshnessDefinition, freshnessOf, median, type Tally } from '@changxin/shared/oversight'
import type { z } from 'zod'
import type { Scope } from '../access/scope.ts'
import { newestDay } from '../clock/index.ts'
import type { Read } from '../views/views.ts'
import { inputsOn, type KeptInputs } from './freshness-inputs.ts'
import { COUNTERS, type CompoundState, type Counters } from './oversight.schema.ts'
import { countersOf } from './tally.ts'

/** A point of the curve with fewer compounds is not shown: one lucky compound is not a trend. */
export const CURVE_MINIMUM_N = 3
/** Months of a compound's own curve. */
const HISTORY_MONTHS = 60

type TallyRow = Counters & { freshness_median: number | null }
type MutableTally = z.input<typeof Tally> & Tally

export function tallyOf(row: TallyRow | undefined): MutableTally {
  const n = (name: keyof Counters) => row?.[name] ?? 0
  return {
    compounds: n('compounds'),
    buildings: n('buildings'),
    units: n('units'),
    floorArea: n('floor_area'),
    byMode: {
      'property-company': n('mode_property_company'),
      'service-centre': n('mode_service_centre'),
      'self-governance': n('mode_self_governance'),
      none: n('mode_none'),
      unknown: n('mode_unknown'),
    },
    openRequests: n('open_requests'),
    overdueRequests: n('overdue_requests'),
    reportedToday: n('reported_today'),
    completedToday: n('completed_today'),
    awaitingConfirmation: n('awaiting_requests'),
    funds: n('funds'),
    fundBalanceFen: n('fund_balance_fen'),
    contributedTodayFen: n('contributed_today_fen'),
    bands: {
      fresh: n('band_fresh'),
      steady: n('band_steady'),
      ageing: n('band_ageing'),
      broken: n('band_broken'),
      unrated: n('band_unrated'),
    },
    freshnessMedian: row?.freshness_median ?? null,
  }
}

/** True when the day has ended, so that its roll-up exists. */
function hasEnded(read: Read, day: Day | undefined): day is Day {
  const newest = newestDay(read)
  return day !== undefined && newest !== undefined && day < newest
}

/** The tally of a region, or of everything: kept by the projection, read by key. */
export function keptTally(read: Read, scopeId: string, day: Day | undefined): TallyRow | undefined {
  if (!hasEnded(read, day)) return read.get<TallyRow>('SELECT * FROM oversight_tally WHERE scope_id = ?', scopeId)
  return read.get<TallyRow>(
    'SELECT * FROM oversight_tally_day WHERE scope_id = ? AND day <= ? ORDER BY day DESC LIMIT 1',
    scopeId,
    day,
  )
}

/** For scopes that are not a region (an operator's compounds, one compound): the sum over the compounds one may see. */
export function summedTally(read: Read, scope: Scope, day: Day | undefined): TallyRow | undefined {
  const where = scope.where('c.compound_id')
  if (!hasEnded(read, day)) return summedNow(read, where)
  const latest = `FROM oversight_compound c JOIN oversight_compound_day d ON d.compound_id = c.compound_id
    AND d.day = (SELECT max(day) FROM oversight_compound_day WHERE compound_id = c.compound_id AND day <= ?) WHERE ${where.sql}`
  const row = read.get<TallyRow>(
    `SELECT ${COUNTERS.map((name) => `sum(d.${name}) AS ${name}`).join(', ')} ${latest}`,
    day,
    ...where.params,
  )
  const values = read.all<{ freshness: number }>(
    `SELECT d.freshness ${latest} AND d.freshness IS NOT NULL`,
    day,
    ...where.params,
  )
  return row ? { ...row, freshness_median: median(values.map((value) => value.freshness)) } : undefined
}

function summedNow(read: Read, where: ReturnType<Scope['where']>): TallyRow | undefined {
  const compounds = read.all<CompoundState>(`SELECT c.* FROM oversight_compound c WHERE ${where.sql}`, ...where.params)
  const total = Object.fromEntries(COUNTERS.map((name) => [name, 0])) as Counters
  for (const compound of compounds) {
    const one = countersOf(compound)
    for (const name of COUNTERS) total[name] += one[name]
  }
  return { ...total, freshness_median: median(compounds.flatMap((compound) => compound.freshness ?? [])) }
}

interface RegionRow {
  readonly region_id: string
  readonly level: string
  readonly name: string
  readonly parent_id: string | null
}

export function regionOf(read: Read, regionId: string): RegionRow | undefined {
  return read.get<RegionRow>('SELECT * FROM oversight_region WHERE region_id = ?', regionId)
}

/** The region and those above it. */
export function regionPath(read: Read, regionId: string): string[] {
  const path: string[] = []
  for (
    let region = regionOf(read, regionId);
    region;
    region = region.parent_id ? regionOf(read, region.parent_id) : undefined
  ) {
    path.push(region.region_id)
  }
  return path
}

export function regionsBelow(read: Read, parentId: string | null): RegionRow[] {
  return parentId === null
    ? read.all<RegionRow>("SELECT * FROM oversight_region WHERE parent_id IS NULL AND level <> 'block' ORDER BY name")
    : read.all<RegionRow>('SELECT * FROM oversight_region WHERE parent_id = ? ORDER BY level, name', parentId)
}

export function definitionInForce(read: Read, day: Day): FreshnessDefinition | undefined {
  const row = read.get<{ definition: string }>(
    'SELECT definition FROM oversight_definition WHERE valid_from <= ? ORDER BY valid_from DESC, version DESC LIMIT 1',
    day,
  )
  return row && (JSON.parse(row.definition) as FreshnessDefinition)
}

interface FreshnessRow {
  readonly day: string
  readonly version: number
  readonly inputs: string
  readonly value: number | null
}

/** The value of a day with its parts, recomputed from the inputs that were kept and hold since. */
export function freshnessOn(read: Read, compoundId: string, day: Day) {
  const row = read.get<FreshnessRow>(
    'SELECT * FROM oversight_freshness WHERE compound_id = ? AND day <= ? ORDER BY day DESC LIMIT 1',
    compoundId,
    day,
  )
  const definition =
    row &&
    read.get<{ definition: string }>('SELECT definition FROM oversight_definition WHERE version = ?', row.version)
  if (!row || !definition) return undefined
  const { windowDays, ...rule } = JSON.parse(definition.definition) as FreshnessDefinition
  const inputs = inputsOn(JSON.parse(row.inputs) as KeptInputs, addDays(day, 1 - windowDays), day)
  return { version: row.version, lastLookOn: inputs.lastLookOn, result: freshnessOf({ windowDays, ...rule }, inputs) }
}

export function freshnessHistory(read: Read, compoundId: string, day: Day): { day: string; value: number | null }[] {
  const rows = read.all<{ day: string; value: number | null }>(
    'SELECT day, value FROM oversight_freshness WHERE compound_id = ? AND day <= ? ORDER BY day',
    compoundId,
    day,
  )
  // One point a month: the last change in it, since a value stands until the next one.
  const months = new Map<string, { day: string; value: number | null }>()
  for (const row of rows) months.set(row.day.slice(0, 7), row)
  return [...months.values()].slice(-HISTORY_MONTHS)
}

export function curveOf(read: Read, where: ReturnType<Scope['where']>) {
  const rows = read.all<{ mode: Mode; month: number; value: number }>(
    `SELECT v.mode, v.month, v.value FROM oversight_curve v WHERE ${where.sql} ORDER BY v.mode, v.month`,
    ...where.params,
  )
  const series = new Map<Mode, Map<number, number[]>>()
  for (const { mode, month, value } of rows) {
    const months = series.get(mode) ?? new Map<number, number[]>()
    series.set(mode, months)
    months.set(month, [...(months.get(month) ?? []), value])
  }
  return Mode.options.flatMap((mode) => {
    const months = series.get(mode)
    if (!months) return []
    const points = [...months].flatMap(([month, values]) => {
      const middle = median(values)
      return values.length < CURVE_MINIMUM_N || middle === null ? [] : [{ month, median: middle, n: values.length }]
    })
    return points.length === 0 ? [] : [{ id: mode, mode, points }]
  })
}

export function lastEndedDay(read: Read): Day | undefined {
  const newest = newestDay(read)
  return newest === undefined ? undefined : addDays(newest, -1)
}
