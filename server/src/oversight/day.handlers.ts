/**
 * A day ends: defect-days are counted, the window moves on, freshness is computed, tallies are rolled up. Only compounds
 * for which the day can have changed anything are looked at; `dueAfter` says when time alone changes something next.
 */
import { DayStarted } from '@changxin/shared/clock'
import { addDays, type Day, daysBetween, monthsBetween, ruleOn } from '@changxin/shared/kernel'
import { type FreshnessDefinition, freshnessOf, median } from '@changxin/shared/oversight'
import { type Handler, on, type Rows } from '../views/projection.ts'
import { type DayOfWindow, dueAfter, inputsOn, keptInputsOf, type ModeSpans } from './freshness-inputs.ts'
import { COUNTERS, type CompoundState, WINDOW_SUMS, type WindowSums } from './oversight.schema.ts'
import {
  CHANGED,
  countersOf,
  moveTallies,
  readCompound,
  sameCounters,
  scopesOf,
  updateAtDayEnd,
  updateCompound,
} from './tally.ts'
import { expired, summed } from './window.ts'

const counters = COUNTERS.join(', ')

function definitionOn(rows: Pick<Rows, 'all'>, day: Day): FreshnessDefinition | undefined {
  const all = rows
    .all<{ definition: string }>('SELECT definition FROM oversight_definition ORDER BY version')
    .map((row) => JSON.parse(row.definition) as FreshnessDefinition)
  return ruleOn(all, day)
}

function windowDaysOf(rows: Pick<Rows, 'get'>, version: number): number | undefined {
  const row = rows.get<{ definition: string }>('SELECT definition FROM oversight_definition WHERE version = ?', version)
  return row && (JSON.parse(row.definition) as FreshnessDefinition).windowDays
}

interface Ending extends DayOfWindow {
  readonly definition: FreshnessDefinition | undefined
  /** What fell out of the window, by compound. */
  readonly gone: ReadonlyMap<string, WindowSums>
  /** The window is longer or shorter than it was the day before. */
  readonly isOtherWindow: boolean
}

function compoundsOf(rows: Rows, { day, gone }: Ending, isNewDefinition: boolean): CompoundState[] {
  if (isNewDefinition) return rows.all<CompoundState>('SELECT * FROM oversight_compound')
  const due = rows.all<CompoundState>('SELECT * FROM oversight_compound WHERE due_on <= ?', day)
  const ids = new Set(due.map((compound) => compound.compound_id))
  const others = [...gone.keys()].filter((id) => !ids.has(id)).flatMap((id) => readCompound(rows, id) ?? [])
  return [...due, ...others]
}

function moveWindow(rows: Rows, compound: CompoundState, { day, definition, gone, isOtherWindow }: Ending): void {
  const { open_emergency, open_ordinary, open_deferrable } = compound
  if (open_emergency + open_ordinary + open_deferrable > 0) {
    rows.run(
      `INSERT INTO oversight_window (day, compound_id, emergency_days, ordinary_days, deferrable_days) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (day, compound_id) DO UPDATE SET emergency_days = excluded.emergency_days,
         ordinary_days = excluded.ordinary_days, deferrable_days = excluded.deferrable_days`,
      day,
      compound.compound_id,
      open_emergency,
      open_ordinary,
      open_deferrable,
    )
    compound.emergency_days += open_emergency
    compound.ordinary_days += open_ordinary
    compound.deferrable_days += open_deferrable
  }
  if (isOtherWindow && definition) {
    Object.assign(compound, summed(rows, compound.compound_id, addDays(day, 1 - definition.windowDays), day))
    return
  }
  const off = gone.get(compound.compound_id)
  if (off) for (const name of WINDOW_SUMS) compound[name] -= off[name]
}

function rate(rows: Rows, compound: CompoundState, day: Day, definition: FreshnessDefinition): void {
  const kept = keptInputsOf(compound, day)
  const result = freshnessOf(definition, inputsOn(kept, day, definition.windowDays))
  const inputs = JSON.stringify(kept)
  const isOther = result.value !== compound.freshness || result.unratedReason !== compound.unrated_reason
  const last = isOther ? undefined : keptRating(rows, compound.compound_id)
  if (last?.inputs !== inputs || last.version !== result.version) {
    rows.run(
      'INSERT OR REPLACE INTO oversight_freshness (compound_id, day, version, inputs, value) VALUES (?, ?, ?, ?, ?)',
      compound.compound_id,
      day,
      result.version,
      inputs,
      result.value,
    )
  }
  const wasRated = compound.freshness !== null
  compound.freshness = result.value
  compound.band = result.band
  compound.unrated_reason = result.unratedReason
  if (result.value !== null) drawCurve(rows, compound, day, wasRated)
}

function keptRating(rows: Rows, compoundId: string): { version: number; inputs: string } | undefined {
  return rows.get(
    'SELECT version, inputs FROM oversight_freshness WHERE compound_id = ? ORDER BY day DESC LIMIT 1',
    compoundId,
  )
}

/** The first rated day of each month since acceptance stands for the month, with the mode of that day. */
function drawCurve(rows: Rows, compound: CompoundState, day: Day, wasRated: boolean): void {
  const { compound_id: compoundId, accepted_on: acceptedOn, mode, freshness } = compound
  const age = acceptedOn === null ? 0 : daysBetween(acceptedOn, day)
  if (acceptedOn === null || age === 0) return
  const month = monthsBetween(acceptedOn, day)
  // Rated yesterday in the same month: the month has its value.
  if (wasRated && age > 1 && month === monthsBetween(acceptedOn, addDays(day, -1))) return
  rows.run(
    'INSERT OR IGNORE INTO oversight_curve (compound_id, month, mode, value) VALUES (?, ?, ?, ?)',
    compoundId,
    month,
    mode,
    freshness,
  )
}

/** Answers whether its freshness changed. The row is altered in place: copying one costs more than writing it. */
function endDayOf(rows: Rows, compound: CompoundState, ending: Ending): boolean {
  const { day, definition } = ending
  const { freshness, band, due_on: dueOn } = compound
  const before = countersOf(compound)
  moveWindow(rows, compound, ending)
  if (definition) rate(rows, compound, day, definition)
  compound.due_on = definition ? dueAfter(compound, ending, definition) : ending.next
  updateAtDayEnd(rows, compound)
  // The band is all that the end of a day changes of what tallies count.
  if (compound.band !== band) moveTallies(rows, before, compound)
  const standsStill = dueOn !== CHANGED && compound.band === band && compound.freshness === freshness
  if (!standsStill) rollUpCompound(rows, day, compound, dueOn === CHANGED)
  return compound.freshness !== freshness
}

/** Only a compound that differs from its last roll-up gets a row: most stand still on most days. */
function rollUpCompound(rows: Rows, day: Day, compound: CompoundState, mayBeTheSame: boolean): void {
  const now = countersOf(compound)
  const last = mayBeTheSame ? lastRollUp(rows, compound.compound_id) : undefined
  if (last && sameCounters(last, now) && last['freshness'] === compound.freshness) return
  rows.run(
    `INSERT OR REPLACE INTO oversight_compound_day (compound_id, day, ${counters}, freshness) VALUES (?, ?, ${COUNTERS.map(() => '?').join(', ')}, ?)`,
    compound.compound_id,
    day,
    ...COUNTERS.map((name) => now[name]),
    compound.freshness,
  )
}

function lastRollUp(rows: Rows, compoundId: string): Record<string, number | null> | undefined {
  return rows.get('SELECT * FROM oversight_compound_day WHERE compound_id = ? ORDER BY day DESC LIMIT 1', compoundId)
}

/** Medians of the scopes in which a value changed. */
function moveMedians(rows: Rows, scopes: ReadonlySet<string>): void {
  if (scopes.size === 0) return
  const values = new Map([...scopes].map((scope): [string, number[]] => [scope, []]))
  const rated = rows.all<{ scopes: string; freshness: number }>(
    'SELECT scopes, freshness FROM oversight_compound WHERE freshness IS NOT NULL',
  )
  for (const [text, compounds] of Map.groupBy(rated, (compound) => compound.scopes)) {
    for (const scope of scopesOf({ scopes: text })) {
      const list = values.get(scope)
      if (list) for (const { freshness } of compounds) list.push(freshness)
    }
  }
  for (const [scope, list] of values) {
    const middle = median(list)
    rows.run(
      'UPDATE oversight_tally SET freshness_median = ?, moved = 1 WHERE scope_id = ? AND freshness_median IS NOT ?',
      middle,
      scope,
      middle,
    )
  }
}

function rollUpTallies(rows: Rows, day: Day): void {
  const rolled = rows.run(
    `INSERT OR REPLACE INTO oversight_tally_day (scope_id, day, ${counters}, freshness_median)
     SELECT scope_id, ?, ${counters}, freshness_median FROM oversight_tally WHERE moved = 1`,
    day,
  )
  if (rolled > 0) rows.run('UPDATE oversight_tally SET moved = 0 WHERE moved = 1')
}

export function endDay(rows: Rows, day: Day): void {
  const definition = definitionOn(rows, day)
  const ended = rows.get<{ version: number | null }>('SELECT version FROM oversight_day')?.version ?? null
  const version = definition?.version ?? null
  const ending: Ending = {
    day,
    next: addDays(day, 1),
    windowFrom: addDays(day, 1 - (definition?.windowDays ?? 1)),
    definition,
    gone: definition ? expired(rows, addDays(day, -definition.windowDays)) : new Map(),
    isOtherWindow: ended !== null && windowDaysOf(rows, ended) !== definition?.windowDays,
  }
  const revalued = new Set<string>()
  for (const compound of compoundsOf(rows, ending, version !== ended)) {
    if (endDayOf(rows, compound, ending)) for (const scope of scopesOf(compound)) revalued.add(scope)
  }
  moveMedians(rows, revalued)
  rollUpTallies(rows, day)
  rows.run('UPDATE oversight_day SET version = ?', version)
}

/** Figures of the day begin anew, and modes that were adopted ahead begin. */
function beginDay(rows: Rows, day: Day): void {
  const changing = rows.all<CompoundState>(
    `SELECT * FROM oversight_compound
     WHERE reported_today + completed_today + contributed_today_fen <> 0 OR next_mode_on <= ?`,
    day,
  )
  for (const compound of changing) {
    const modes = JSON.parse(compound.modes) as ModeSpans
    const before = countersOf(compound)
    compound.reported_today = 0
    compound.completed_today = 0
    compound.contributed_today_fen = 0
    compound.mode = modes.findLast(([since]) => since <= day)?.[1] ?? 'unknown'
    compound.next_mode_on = modes.find(([since]) => since > day)?.[0] ?? null
    compound.due_on = CHANGED
    updateCompound(rows, compound)
    moveTallies(rows, before, compound)
  }
}

export const dayHandlers: readonly (readonly [string, Handler])[] = [
  on(DayStarted, (event, rows) => {
    const { day } = event.data
    const known = rows.get<{ day: string; version: number | null }>('SELECT day, version FROM oversight_day')
    if (known) endDay(rows, addDays(day, -1))
    const windowDays = definitionOn(rows, day)?.windowDays ?? 1
    rows.run(
      `INSERT INTO oversight_day (singleton, day, first_window_day) VALUES (1, ?, ?)
       ON CONFLICT (singleton) DO UPDATE SET day = excluded.day, first_window_day = excluded.first_window_day`,
      day,
      addDays(day, -windowDays),
    )
    beginDay(rows, day)
    rows.touch({ table: 'oversight_tally' })
    rows.touch({ table: 'oversight_compound' })
  }),
]
