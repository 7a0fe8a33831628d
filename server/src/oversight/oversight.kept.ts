/** The tables of oversight that a batch reads and alters again and again, as handlers have their rows in memory. */
import type { Day } from '@changxin/shared/kernel'
import type { RequestState, Urgency } from '@changxin/shared/maintenance'
import type { FreshnessDefinition } from '@changxin/shared/oversight'
import type { KeptTable } from '../views/kept.ts'
import { COUNTERS, type CompoundState, type Counters, WINDOW_SUMS } from './oversight.schema.ts'

export interface RequestRow {
  readonly request_id: string
  readonly compound_id: string
  readonly urgency: Urgency
  readonly state: RequestState
  readonly closed_day: Day | null
  /** When its running clocks were called missed: a late note may prove that they were met. */
  readonly response_missed_day: Day | null
  readonly resolution_missed_day: Day | null
}

export interface TallyState extends Counters {
  readonly scope_id: string
  freshness_median: number | null
  /** 1 = changed since its last roll-up. */
  moved: number
}

export interface DefinitionRow {
  readonly version: number
  readonly valid_from: Day
  readonly definition: FreshnessDefinition
}

export interface DayState {
  readonly singleton: 1
  /** The day that runs. */
  day: Day
  first_window_day: Day
  /** Of the definition by which the last day ended. */
  version: number | null
}

export const COMPOUNDS: KeptTable<CompoundState> = {
  name: 'oversight_compound',
  key: 'compound_id',
  columns: [
    'compound_id',
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
    'rated_version',
    'rated_inputs',
    'rolled',
    'next_point_on',
  ],
  json: ['scopes', 'modes', 'rolled'],
}

export const REQUESTS: KeptTable<RequestRow> = {
  name: 'oversight_request',
  key: 'request_id',
  columns: [
    'request_id',
    'compound_id',
    'urgency',
    'state',
    'closed_day',
    'response_missed_day',
    'resolution_missed_day',
  ],
  json: ['state'],
}

export const TALLIES: KeptTable<TallyState> = {
  name: 'oversight_tally',
  key: 'scope_id',
  columns: ['scope_id', ...COUNTERS, 'freshness_median', 'moved'],
  json: [],
}

export const DEFINITIONS: KeptTable<DefinitionRow> = {
  name: 'oversight_definition',
  key: 'version',
  columns: ['version', 'valid_from', 'definition'],
  json: ['definition'],
}

/** One row, of key 1. */
export const DAYS: KeptTable<DayState> = {
  name: 'oversight_day',
  key: 'singleton',
  columns: ['singleton', 'day', 'first_window_day', 'version'],
  json: [],
}
