/** A compound's freshness at the end of a day: the value, what it was made of, and its point of the curve. */
import { type Day, monthsBetween } from '@changxin/shared/kernel'
import { type FreshnessDefinition, freshnessOf } from '@changxin/shared/oversight'
import type { Rows } from '../views/projection.ts'
import { type DayOfWindow, inputsOn, keptInputsOf, nextMonthOf } from './freshness-inputs.ts'
import type { CompoundState } from './oversight.schema.ts'

export function rate(
  rows: Rows,
  compound: CompoundState,
  { day, windowFrom }: DayOfWindow,
  definition: FreshnessDefinition,
): void {
  const kept = keptInputsOf(compound, day)
  const result = freshnessOf(definition, inputsOn(kept, windowFrom, day))
  const inputs = JSON.stringify(kept)
  const isOther =
    result.value !== compound.freshness ||
    result.unratedReason !== compound.unrated_reason ||
    inputs !== compound.rated_inputs ||
    result.version !== compound.rated_version
  if (isOther) {
    rows.run(
      'INSERT OR REPLACE INTO oversight_freshness (compound_id, day, version, inputs, value) VALUES (?, ?, ?, ?, ?)',
      compound.compound_id,
      day,
      result.version,
      inputs,
      result.value,
    )
  }
  compound.rated_inputs = inputs
  compound.rated_version = result.version
  compound.freshness = result.value
  compound.band = result.band
  compound.unrated_reason = result.unratedReason
  if (result.value !== null) drawCurve(rows, compound, day)
}

/** The first rated day of each month since acceptance stands for the month, with the mode of that day. */
function drawCurve(rows: Rows, compound: CompoundState, day: Day): void {
  const { compound_id: compoundId, accepted_on: acceptedOn, next_point_on: nextPointOn, mode, freshness } = compound
  if (acceptedOn === null || acceptedOn === day || (nextPointOn !== null && day < nextPointOn)) return
  compound.next_point_on = nextMonthOf(acceptedOn, day)
  rows.run(
    'INSERT OR IGNORE INTO oversight_curve (compound_id, month, mode, value) VALUES (?, ?, ?, ?)',
    compoundId,
    monthsBetween(acceptedOn, day),
    mode,
    freshness,
  )
}
