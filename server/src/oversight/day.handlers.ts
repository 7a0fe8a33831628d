/**
 * A day ends: defect-days are counted, the window moves on, freshness is computed, tallies are rolled up. Only compounds
 * for which the day can have changed anything are looked at; `dueAfter` says when time alone changes something next.
 */
import { DayStarted } from '@changxin/shared/clock'
import { addDays, type Day, ruleOn } from '@changxin/shared/kernel'
import type { FreshnessDefinition } from '@changxin/shared/oversight'
import { type Handler, on, type Rows } from '../views/projection.ts'
import { type DayOfWindow, dueAfter } from './freshness-inputs.ts'
import { COMPOUNDS, DAYS, DEFINITIONS } from './oversight.kept.ts'
import { type CompoundState, WINDOW_SUMS, type WindowSums } from './oversight.schema.ts'
import { rate } from './rating.ts'
import { moveMedians, rollUpCompound, rollUpTallies } from './roll-up.ts'
import { bandCounterOf, CHANGED, countersOf, moveTallies, scopesOf } from './tally.ts'
import { expired, summed } from './window.ts'

function definitionOn(rows: Rows, day: Day): FreshnessDefinition | undefined {
  const all = [...rows.kept(DEFINITIONS).all()].sort((one, other) => one.version - other.version)
  return ruleOn(
    all.map(({ definition }) => definition),
    day,
  )
}

interface Ending extends DayOfWindow {
  readonly definition: FreshnessDefinition | undefined
  /** What fell out of the window, by compound. */
  readonly gone: ReadonlyMap<string, WindowSums>
  /** The window is longer or shorter than it was the day before. */
  readonly isOtherWindow: boolean
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

/** Answers whether its freshness changed. */
function endDayOf(rows: Rows, compound: CompoundState, ending: Ending): boolean {
  const { day, definition } = ending
  const { freshness, band, due_on: dueOn } = compound
  moveWindow(rows, compound, ending)
  if (definition) rate(rows, compound, ending, definition)
  compound.due_on = definition ? dueAfter(compound, ending, definition) : ending.next
  rows.kept(COMPOUNDS).put(compound)
  const standsStill = dueOn !== CHANGED && compound.band === band && compound.freshness === freshness
  if (standsStill) return false
  const now = countersOf(compound)
  // The band is all that the end of a day changes of what tallies count.
  if (compound.band !== band) {
    const before = { ...now, [bandCounterOf(compound.band)]: 0, [bandCounterOf(band)]: 1 }
    moveTallies(rows, before, now, scopesOf(compound))
  }
  rollUpCompound(rows, day, compound, now)
  return compound.freshness !== freshness
}

/** Answers the version of the definition by which it ended. */
function endDay(rows: Rows, day: Day): number | null {
  const definition = definitionOn(rows, day)
  const version = definition?.version ?? null
  const ended = rows.kept(DAYS).get(1)?.version ?? null
  const windowDaysBefore = ended === null ? undefined : rows.kept(DEFINITIONS).get(ended)?.definition.windowDays
  const ending: Ending = {
    day,
    next: addDays(day, 1),
    windowFrom: addDays(day, 1 - (definition?.windowDays ?? 1)),
    definition,
    gone: definition ? expired(rows, addDays(day, -definition.windowDays)) : new Map(),
    isOtherWindow: ended !== null && windowDaysBefore !== definition?.windowDays,
  }
  const revalued = new Set<string>()
  for (const compound of rows.kept(COMPOUNDS).all()) {
    if (version === ended && compound.due_on > day && !ending.gone.has(compound.compound_id)) continue
    if (endDayOf(rows, compound, ending)) for (const scope of scopesOf(compound)) revalued.add(scope)
  }
  moveMedians(rows, revalued)
  rollUpTallies(rows, day)
  return version
}

/** Figures of the day begin anew, and modes that were adopted ahead begin. */
function beginDay(rows: Rows, day: Day): void {
  const compounds = rows.kept(COMPOUNDS)
  for (const compound of compounds.all()) {
    const { reported_today, completed_today, contributed_today_fen, next_mode_on: nextModeOn, modes } = compound
    const hadFigures = reported_today + completed_today + contributed_today_fen !== 0
    if (!hadFigures && (nextModeOn === null || nextModeOn > day)) continue
    const before = countersOf(compound)
    compound.reported_today = 0
    compound.completed_today = 0
    compound.contributed_today_fen = 0
    compound.mode = modes.findLast(([since]) => since <= day)?.[1] ?? 'unknown'
    compound.next_mode_on = modes.find(([since]) => since > day)?.[0] ?? null
    compound.due_on = CHANGED
    compounds.put(compound)
    moveTallies(rows, before, countersOf(compound), scopesOf(compound))
  }
}

export const dayHandlers: readonly (readonly [string, Handler])[] = [
  on(DayStarted, (event, rows) => {
    const { day } = event.data
    const days = rows.kept(DAYS)
    const version = days.get(1) ? endDay(rows, addDays(day, -1)) : null
    const windowDays = definitionOn(rows, day)?.windowDays ?? 1
    days.put({ singleton: 1, day, first_window_day: addDays(day, -windowDays), version })
    beginDay(rows, day)
    rows.touch({ table: 'oversight_tally' })
    rows.touch({ table: 'oversight_compound' })
  }),
]
