/** Tables of oversight: one row a compound, tallies per region and of all, daily roll-ups of both, freshness and its curve. */
import type { Day } from '@changxin/shared/kernel'

/** What a compound adds to the tally of every region it lies in. The names are columns of both tables. */
export const COUNTERS = [
  'compounds',
  'buildings',
  'units',
  'floor_area',
  'mode_property_company',
  'mode_service_centre',
  'mode_self_governance',
  'mode_none',
  'mode_unknown',
  'open_requests',
  'overdue_requests',
  'awaiting_requests',
  'reported_today',
  'completed_today',
  'funds',
  'fund_balance_fen',
  'contributed_today_fen',
  'band_fresh',
  'band_steady',
  'band_ageing',
  'band_broken',
  'band_unrated',
] as const
export type Counter = (typeof COUNTERS)[number]
export type Counters = Record<Counter, number>

/** What happened to a compound on one day, for the freshness window. Only days on which anything did have a row. */
export const WINDOW_SUMS = [
  'emergency_days',
  'ordinary_days',
  'deferrable_days',
  'closed',
  'completed',
  'repeats',
  'targets_met',
  'targets_missed',
  'looks',
  'ticks_good',
  'ticks_faulty',
] as const
export type WindowSum = (typeof WINDOW_SUMS)[number]
export type WindowSums = Record<WindowSum, number>

const integers = (names: readonly string[]) => names.map((name) => `${name} INTEGER NOT NULL DEFAULT 0`).join(', ')

/** [since, mode], oldest first. */
export type ModeSpans = readonly (readonly [Day, string])[]

export interface CompoundState extends WindowSums {
  readonly compound_id: string
  name: string
  region_id: string
  /** The region and those above it, and the block. */
  scopes: readonly string[]
  accepted_on: string | null
  buildings: number
  units: number
  floor_area: number
  units_without_floor_area: number
  mode: string
  /** What is known of the modes of every day. */
  modes: ModeSpans
  open_requests: number
  overdue_requests: number
  awaiting_requests: number
  open_emergency: number
  open_ordinary: number
  open_deferrable: number
  reported_today: number
  completed_today: number
  /** Null = no fund yet. */
  fund_balance_fen: number | null
  fund_accounts: number
  /** Of the units that have an account. */
  account_floor_area: number
  accounts_without_floor_area: number
  contributed_today_fen: number
  last_look_on: string | null
  freshness: number | null
  band: string | null
  unrated_reason: string | null
  /** The day at whose end it must be looked at again even if nothing happens; empty after an event changed it. */
  due_on: string
  /** The first day of a mode that was adopted ahead. */
  next_mode_on: string | null
  sample: number
  /** What its newest row in oversight_freshness says, so that a day that changes nothing needs no other. */
  rated_version: number | null
  rated_inputs: string | null
  /** Its newest row in oversight_compound_day. */
  rolled: (Counters & { readonly freshness: number | null }) | null
  /** The day from which oversight_curve takes another value of it. */
  next_point_on: Day | null
}

export const schema = `
CREATE TABLE oversight_region (
  region_id TEXT PRIMARY KEY, level TEXT NOT NULL, name TEXT NOT NULL, parent_id TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX oversight_region_parent ON oversight_region (parent_id);
CREATE TABLE oversight_compound (
  compound_id TEXT PRIMARY KEY, name TEXT NOT NULL, region_id TEXT NOT NULL, scopes TEXT NOT NULL,
  accepted_on TEXT, buildings INTEGER NOT NULL DEFAULT 0, units INTEGER NOT NULL DEFAULT 0,
  floor_area INTEGER NOT NULL DEFAULT 0, units_without_floor_area INTEGER NOT NULL DEFAULT 0,
  mode TEXT NOT NULL DEFAULT 'unknown', modes TEXT NOT NULL DEFAULT '[]',
  open_requests INTEGER NOT NULL DEFAULT 0, overdue_requests INTEGER NOT NULL DEFAULT 0,
  awaiting_requests INTEGER NOT NULL DEFAULT 0, open_emergency INTEGER NOT NULL DEFAULT 0,
  open_ordinary INTEGER NOT NULL DEFAULT 0, open_deferrable INTEGER NOT NULL DEFAULT 0,
  reported_today INTEGER NOT NULL DEFAULT 0, completed_today INTEGER NOT NULL DEFAULT 0,
  fund_balance_fen INTEGER, fund_accounts INTEGER NOT NULL DEFAULT 0, account_floor_area INTEGER NOT NULL DEFAULT 0,
  accounts_without_floor_area INTEGER NOT NULL DEFAULT 0, contributed_today_fen INTEGER NOT NULL DEFAULT 0,
  last_look_on TEXT, freshness REAL, band TEXT, unrated_reason TEXT, due_on TEXT NOT NULL DEFAULT '',
  next_mode_on TEXT, sample INTEGER NOT NULL DEFAULT 0, ${integers(WINDOW_SUMS)},
  rated_version INTEGER, rated_inputs TEXT, rolled TEXT, next_point_on TEXT
) STRICT, WITHOUT ROWID;
CREATE TABLE oversight_unit (
  unit_id TEXT PRIMARY KEY, floor_area INTEGER, has_account INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE TABLE oversight_request (
  request_id TEXT PRIMARY KEY, compound_id TEXT NOT NULL, urgency TEXT NOT NULL, state TEXT NOT NULL, closed_day TEXT,
  -- The days on which the running clocks were called missed: a late note may prove that they were met.
  response_missed_day TEXT, resolution_missed_day TEXT
) STRICT;
CREATE TABLE oversight_window (
  day TEXT NOT NULL, compound_id TEXT NOT NULL, ${integers(WINDOW_SUMS)}, PRIMARY KEY (day, compound_id)
) STRICT, WITHOUT ROWID;
-- moved: changed since its last roll-up.
CREATE TABLE oversight_tally (
  scope_id TEXT PRIMARY KEY, ${integers(COUNTERS)}, freshness_median REAL, moved INTEGER NOT NULL DEFAULT 1
) STRICT, WITHOUT ROWID;
-- Roll-ups at the end of a day, of what differs from the one before: what held on a day is the last row up to it.
CREATE TABLE oversight_tally_day (
  scope_id TEXT NOT NULL, day TEXT NOT NULL, ${integers(COUNTERS)}, freshness_median REAL, PRIMARY KEY (scope_id, day)
) STRICT, WITHOUT ROWID;
CREATE TABLE oversight_compound_day (
  compound_id TEXT NOT NULL, day TEXT NOT NULL, ${integers(COUNTERS)}, freshness REAL, PRIMARY KEY (compound_id, day)
) STRICT, WITHOUT ROWID;
-- A row for each day on which a value or what it is made of changed, but for the days of the modes, which follow from them.
CREATE TABLE oversight_freshness (
  compound_id TEXT NOT NULL, day TEXT NOT NULL, version INTEGER NOT NULL, inputs TEXT NOT NULL, value REAL,
  PRIMARY KEY (compound_id, day)
) STRICT, WITHOUT ROWID;
CREATE TABLE oversight_curve (
  compound_id TEXT NOT NULL, month INTEGER NOT NULL, mode TEXT NOT NULL, value REAL NOT NULL, PRIMARY KEY (compound_id, month)
) STRICT, WITHOUT ROWID;
CREATE INDEX oversight_curve_point ON oversight_curve (mode, month, compound_id);
CREATE TABLE oversight_definition (version INTEGER PRIMARY KEY, valid_from TEXT NOT NULL, definition TEXT NOT NULL) STRICT;
CREATE TABLE oversight_day (singleton INTEGER PRIMARY KEY CHECK (singleton = 1), day TEXT NOT NULL, first_window_day TEXT NOT NULL, version INTEGER) STRICT;
`
