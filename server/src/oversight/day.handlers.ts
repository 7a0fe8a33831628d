/** A day ends: defect-days are counted, the window moves on, freshness is computed, tallies are rolled up. */
import { DayStarted } from '@changxin/shared/clock'
import { addDays, type Day, daysBetween, monthsBetween, ruleOn } from '@changxin/shared/kernel'
import { freshnessOf, type FreshnessDefinition, type FreshnessInputs, median } from '@changxin/shared/oversight'
import { type Handler, on, type Rows } from '../views/projection.ts'
import { type CompoundState, COUNTERS, WINDOW_SUMS } from './oversight.schema.ts'
import { countersOf, moveTallies, scopesOf, writeCompound } from './tally.ts'
import { expired } from './window.ts'

const counters = COUNTERS.join(', ')

function definitionOn(rows: Pick<Rows, 'all'>, day: Day): FreshnessDefinition | undefined {
  const all = rows
    .all<{ definition: string }>('SELECT definition FROM oversight_definition ORDER BY version')
    .map((row) => JSON.parse(row.definition) as FreshnessDefinition)
  return ruleOn(all, day)
}

/** Days of the window with a manager and with any recorded mode, from the modes as known on the day. */
export function modeDays(modes: readonly (readonly [Day, string])[], first: Day, last: Day): { managed: number; known: number } {
  let managed = 0
  let known = 0
  for (const [index, [since, mode]] of modes.entries()) {
    const next = modes[index + 1]?.[0]
    const from = since > first ? since : first
    const until = next !== undefined && next <= last ? addDays(next, -1) : last
    const days = Math.max(0, daysBetween(from, until) + 1)
    if (mode === 'unknown') continue
    known += days
    if (mode !== 'none') managed += days
  }
  return { managed, known }
}

/** The counters behind a freshness value; kept so that an old value can be opened to what it was made of. */
export function inputsOf(compound: CompoundState, day: Day, windowDays: number): FreshnessInputs {
  const { managed, known } = modeDays(JSON.parse(compound.modes) as [Day, string][], addDays(day, 1 - windowDays), day)
  return {
    day,
    acceptedOn: compound.accepted_on,
    lastLookOn: compound.last_look_on,
    units: compound.units,
    counters: {
      requests: compound.open_requests + compound.closed,
      emergencyDays: compound.emergency_days,
      ordinaryDays: compound.ordinary_days,
      deferrableDays: compound.deferrable_days,
      completed: compound.completed,
      repeats: compound.repeats,
      targetsMet: compound.targets_met,
      targetsMissed: compound.targets_missed,
      looks: compound.looks,
      ticksGood: compound.ticks_good,
      ticksFaulty: compound.ticks_faulty,
      managedDays: managed,
      knownModeDays: known,
    },
    fund:
      compound.fund_balance_fen === null
        ? null
        : {
            balanceFen: compound.fund_balance_fen,
            accounts: compound.fund_accounts,
            floorArea: compound.units_without_floor_area > 0 ? null : compound.floor_area,
          },
  }
}

function moveWindow(rows: Rows, compound: CompoundState, day: Day, gone: ReturnType<typeof expired>): void {
  const { open_emergency, open_ordinary, open_deferrable } = compound
  if (open_emergency + open_ordinary + open_deferrable > 0) {
    rows.run(
      `INSERT INTO oversight_window (day, compound_id, emergency_days, ordinary_days, deferrable_days) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (day, compound_id) DO UPDATE SET emergency_days = excluded.emergency_days,
         ordinary_days = excluded.ordinary_days, deferrable_days = excluded.deferrable_days`,
      day, compound.compound_id, open_emergency, open_ordinary, open_deferrable,
    )
    compound.emergency_days += open_emergency
    compound.ordinary_days += open_ordinary
    compound.deferrable_days += open_deferrable
  }
  const off = gone.get(compound.compound_id)
  if (off) for (const name of WINDOW_SUMS) compound[name] -= off[name]
}

function rate(rows: Rows, compound: CompoundState, day: Day, definition: FreshnessDefinition): void {
  const inputs = inputsOf(compound, day, definition.windowDays)
  const result = freshnessOf(definition, inputs)
  if (result.value !== compound.freshness || result.unratedReason !== compound.unrated_reason) {
    rows.run(
      'INSERT OR REPLACE INTO oversight_freshness (compound_id, day, version, inputs, value) VALUES (?, ?, ?, ?, ?)',
      compound.compound_id, day, result.version, JSON.stringify(inputs), result.value,
    )
  }
  compound.freshness = result.value
  compound.band = result.band
  compound.unrated_reason = result.unratedReason
  if (compound.accepted_on === null || result.value === null) return
  const month = monthsBetween(compound.accepted_on, day)
  if (month === 0 && daysBetween(compound.accepted_on, day) === 0) return
  // The first rated day of each month since acceptance stands for the month, with the mode of that day.
  rows.run(
    'INSERT OR IGNORE INTO oversight_curve (compound_id, month, mode, value) VALUES (?, ?, ?, ?)',
    compound.compound_id, month, compound.mode, result.value,
  )
}

function rollUpCompounds(rows: Rows, day: Day): void {
  // Only compounds whose counters differ from their last roll-up get a row: most stand still on most days.
  for (const compound of rows.all<CompoundState>('SELECT * FROM oversight_compound')) {
    const now = countersOf(compound)
    const last = rows.get<Record<string, number | null>>(
      'SELECT * FROM oversight_compound_day WHERE compound_id = ? ORDER BY day DESC LIMIT 1',
      compound.compound_id,
    )
    if (last && COUNTERS.every((name) => last[name] === now[name]) && last['freshness'] === compound.freshness) continue
    rows.run(
      `INSERT OR REPLACE INTO oversight_compound_day (compound_id, day, ${counters}, freshness) VALUES (?, ?, ${COUNTERS.map(() => '?').join(', ')}, ?)`,
      compound.compound_id, day, ...COUNTERS.map((name) => now[name]), compound.freshness,
    )
  }
}

function rollUpTallies(rows: Rows, day: Day, compounds: readonly CompoundState[]): void {
  const values = new Map<string, number[]>()
  for (const compound of compounds) {
    for (const scope of scopesOf(compound)) {
      const list = values.get(scope) ?? []
      if (compound.freshness !== null) list.push(compound.freshness)
      values.set(scope, list)
    }
  }
  for (const [scope, list] of values) rows.run('UPDATE oversight_tally SET freshness_median = ? WHERE scope_id = ?', median(list), scope)
  rows.run(
    `INSERT OR REPLACE INTO oversight_tally_day (scope_id, day, ${counters}, freshness_median)
     SELECT scope_id, ?, ${counters}, freshness_median FROM oversight_tally`,
    day,
  )
}

function beginDay(rows: Rows, day: Day): void {
  for (const compound of rows.all<CompoundState>('SELECT * FROM oversight_compound')) {
    const due = (JSON.parse(compound.modes) as [Day, string][]).filter(([since]) => since <= day).at(-1)?.[1] ?? 'unknown'
    const { reported_today, completed_today, contributed_today_fen } = compound
    if (reported_today + completed_today + contributed_today_fen === 0 && compound.mode === due) continue
    const before = countersOf(compound)
    const next = { ...compound, reported_today: 0, completed_today: 0, contributed_today_fen: 0, mode: due }
    writeCompound(rows, next)
    moveTallies(rows, before, next)
  }
}

export function endDay(rows: Rows, day: Day): void {
  const definition = definitionOn(rows, day)
  const gone = definition ? expired(rows, addDays(day, -definition.windowDays)) : new Map()
  const compounds = rows.all<CompoundState>('SELECT * FROM oversight_compound')
  for (const compound of compounds) {
    const before = countersOf(compound)
    const json = JSON.stringify(compound)
    moveWindow(rows, compound, day, gone)
    if (definition) rate(rows, compound, day, definition)
    if (JSON.stringify(compound) === json) continue
    writeCompound(rows, compound)
    moveTallies(rows, before, compound)
  }
  rollUpTallies(rows, day, compounds)
  rollUpCompounds(rows, day)
}

export const dayHandlers: readonly (readonly [string, Handler])[] = [
  on(DayStarted, (event, rows) => {
    const { day } = event.data
    const known = rows.get<{ day: string }>('SELECT day FROM oversight_day')
    if (known) endDay(rows, addDays(day, -1))
    const windowDays = definitionOn(rows, day)?.windowDays ?? 1
    rows.run('INSERT OR REPLACE INTO oversight_day (singleton, day, first_window_day) VALUES (1, ?, ?)', day, addDays(day, -windowDays))
    beginDay(rows, day)
    rows.touch({ table: 'oversight_tally' })
    rows.touch({ table: 'oversight_compound' })
  }),
]
