/**
 * Freshness 常新指数 v1: 0–100 from counters of a window, every part open down to its figures.
 * Rounding: each part is an exact ratio rounded half up to one decimal; the value is the weighted mean of these
 * rounded parts, rounded the same way, so that anybody can recompute it by hand from what is shown.
 */
import { type Day, daysBetween } from '@changxin/shared/kernel'
import type { z } from 'zod'
import type { Band, FreshnessPartView, FreshnessView } from './api.ts'
import type { FreshnessPart } from './events.ts'
import type { FreshnessDefinition } from './freshness-definition.decider.ts'

/** Plain sums over the days and cases of the window; adding two windows' counters gives those of both. */
export interface FreshnessCounters {
  /** Requests that were open on some day of the window. */
  readonly requests: number
  /** Open defect-days by urgency: each open request counts each of its days in the window. */
  readonly emergencyDays: number
  readonly ordinaryDays: number
  readonly deferrableDays: number
  /** Requests completed in the window, and how many of these were reopened or came back. */
  readonly completed: number
  readonly repeats: number
  readonly targetsMet: number
  readonly targetsMissed: number
  readonly looks: number
  readonly ticksGood: number
  readonly ticksFaulty: number
  /** Days of the window with a manager, and with any recorded mode: `none` is a known day without a manager. */
  readonly managedDays: number
  readonly knownModeDays: number
}

export const noCounters: FreshnessCounters = {
  requests: 0,
  emergencyDays: 0,
  ordinaryDays: 0,
  deferrableDays: 0,
  completed: 0,
  repeats: 0,
  targetsMet: 0,
  targetsMissed: 0,
  looks: 0,
  ticksGood: 0,
  ticksFaulty: 0,
  managedDays: 0,
  knownModeDays: 0,
}

export function addCounters(one: FreshnessCounters, other: Partial<FreshnessCounters>): FreshnessCounters {
  const names = Object.keys(noCounters) as (keyof FreshnessCounters)[]
  return Object.fromEntries(names.map((name) => [name, one[name] + (other[name] ?? 0)])) as unknown as FreshnessCounters
}

export interface FreshnessInputs {
  readonly day: Day
  readonly acceptedOn: Day | null
  /** The newest look that is not after the day, in or before the window. */
  readonly lastLookOn: Day | null
  readonly units: number
  readonly counters: FreshnessCounters
  /** Null = no fund yet, which is missing and not zero. */
  readonly fund: {
    readonly balanceFen: number
    readonly accounts: number
    /** Of all units with an account, in 0.01 m²; null when one of them has none, since the need would come out too small. */
    readonly floorArea: number | null
  } | null
}

export type FreshnessPartResult = z.infer<typeof FreshnessPartView>
export type UnratedReason = NonNullable<z.infer<typeof FreshnessView>['unratedReason']>

export interface FreshnessResult {
  readonly version: number
  /** 0–100 with one decimal; null = 未评. */
  readonly value: number | null
  readonly band: Band | null
  readonly unratedReason: UnratedReason | null
  /** Every part of the definition, also when unrated; `value: null` = missing, its weight is spread over the rest. */
  readonly parts: readonly FreshnessPartResult[]
}

/** Tenths of a point: 0–1000; null = missing. */
interface Measured {
  readonly tenths: number | null
  readonly n: number
  readonly facts: Record<string, number>
}
const FULL_TENTHS = 1_000

export function freshnessOf(definition: FreshnessDefinition, inputs: FreshnessInputs): FreshnessResult {
  const measured = (Object.keys(measures) as FreshnessPart[]).map((part) => ({
    part,
    weight: definition.weights[part],
    ...measures[part](inputs, definition),
  }))
  const parts = measured.map(({ part, weight, tenths, n, facts }) => ({
    part,
    weight,
    value: tenths === null ? null : tenths / 10,
    n,
    facts,
  }))
  const unratedReason = unratedReasonOf(definition, inputs)
  const value = unratedReason === null ? weightedMean(measured) : null
  return {
    version: definition.version,
    value,
    band: value === null ? null : bandOf(value, definition.bands),
    // Only a definition whose weight lies on missing parts alone gets here without a value: then nothing was seen.
    unratedReason: unratedReason ?? (value === null ? 'no-look' : null),
    parts,
  }
}

export function bandOf(value: number, bands: FreshnessDefinition['bands']): Band {
  if (value >= bands.fresh) return 'fresh'
  if (value >= bands.steady) return 'steady'
  return value >= bands.ageing ? 'ageing' : 'broken'
}

/** Of values with one decimal, rounded half up to one decimal; null when there are none. */
export function median(values: readonly number[]): number | null {
  if (values.length === 0) return null
  const tenths = values.map((value) => Math.round(value * 10)).sort((one, other) => one - other)
  const upper = tenths[Math.floor(tenths.length / 2)] as number
  const lower = tenths[Math.floor((tenths.length - 1) / 2)] as number
  return Math.round((lower + upper) / 2) / 10
}

/** Silence is not health: without an independent look lately a compound is 未评. */
function unratedReasonOf({ lookWithinDays }: FreshnessDefinition, inputs: FreshnessInputs): UnratedReason | null {
  const { day, acceptedOn, lastLookOn, units } = inputs
  if (acceptedOn === null || acceptedOn > day) return 'not-accepted'
  if (units <= 0) return 'no-units'
  if (lastLookOn === null || lastLookOn > day || daysBetween(lastLookOn, day) > lookWithinDays) return 'no-look'
  return null
}

function weightedMean(parts: readonly { readonly weight: number; readonly tenths: number | null }[]): number | null {
  let sum = 0
  let weights = 0
  for (const { weight, tenths } of parts) {
    if (tenths === null) continue
    sum += weight * tenths
    weights += weight
  }
  return weights === 0 ? null : Math.round(sum / weights) / 10
}

const missing = (facts: Record<string, number> = {}, n = 0): Measured => ({ tenths: null, n, facts })

type Measure = (inputs: FreshnessInputs, definition: FreshnessDefinition) => Measured

const measures: Readonly<Record<FreshnessPart, Measure>> = {
  defects({ units, counters }, { defectWeights, defectDaysPerHundredUnitsAtZero }) {
    const { requests, emergencyDays, ordinaryDays, deferrableDays } = counters
    const weightedDays =
      emergencyDays * defectWeights.emergency +
      ordinaryDays * defectWeights.ordinary +
      deferrableDays * defectWeights.deferrable
    const facts = { units, emergencyDays, ordinaryDays, deferrableDays, weightedDays }
    if (units <= 0) return missing(facts, requests)
    return {
      tenths: FULL_TENTHS - share(weightedDays * 100, units * defectDaysPerHundredUnitsAtZero),
      n: requests,
      facts,
    }
  },
  recurrence({ counters: { completed, repeats } }) {
    const facts = { completed, repeats }
    return completed === 0 ? missing(facts) : { tenths: FULL_TENTHS - share(repeats, completed), n: completed, facts }
  },
  // Scheduled care is not recorded yet.
  upkeep: () => missing(),
  condition({ counters: { looks, ticksGood, ticksFaulty } }) {
    const n = ticksGood + ticksFaulty
    const facts = { looks, ticksGood, ticksFaulty }
    return n === 0 ? missing(facts) : { tenths: share(ticksGood, n), n, facts }
  },
  response({ counters: { targetsMet, targetsMissed } }) {
    const n = targetsMet + targetsMissed
    const facts = { targetsMet, targetsMissed }
    return n === 0 ? missing(facts) : { tenths: share(targetsMet, n), n, facts }
  },
  money({ fund }, { reserveFenPerSquareMetre }) {
    if (fund === null) return missing()
    const { balanceFen, accounts, floorArea } = fund
    if (floorArea === null || floorArea <= 0) return missing({ balanceFen, accounts }, accounts)
    const facts = { balanceFen, accounts, floorArea, reserveFenPerSquareMetre }
    return {
      tenths: share(100n * BigInt(balanceFen), BigInt(floorArea) * BigInt(reserveFenPerSquareMetre)),
      n: accounts,
      facts,
    }
  },
  management({ counters: { managedDays, knownModeDays } }) {
    const facts = { managedDays, knownModeDays }
    return knownModeDays === 0 ? missing(facts) : { tenths: share(managedDays, knownModeDays), n: knownModeDays, facts }
  },
}

/** `part / whole` in tenths of a percent, rounded half up, kept within 0–100 %. Exact: fen by the hundred may leave 2^53. */
function share(part: number | bigint, whole: number | bigint): number {
  if (part <= 0) return 0
  if (part >= whole) return FULL_TENTHS
  return Number((BigInt(part) * BigInt(2 * FULL_TENTHS) + BigInt(whole)) / (2n * BigInt(whole)))
}
