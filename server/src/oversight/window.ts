/** The freshness window: sums of the last days per compound, kept by adding today and taking off what falls out. */
import { type Day, dayOf, type Recorded } from '@changxin/shared/kernel'
import type { Rows } from '../views/projection.ts'
import { DAYS } from './oversight.kept.ts'
import { type CompoundState, WINDOW_SUMS, type WindowSums } from './oversight.schema.ts'

const columns = WINDOW_SUMS.join(', ')
const ADD = `INSERT INTO oversight_window (day, compound_id, ${columns}) VALUES (?, ?, ${WINDOW_SUMS.map(() => '?').join(', ')})
  ON CONFLICT (day, compound_id) DO UPDATE SET ${WINDOW_SUMS.map((name) => `${name} = ${name} + excluded.${name}`).join(', ')}`

/** The day that runs when an event is recorded; before the first DayStarted the day of the recording itself. */
export function currentDay(rows: Pick<Rows, 'kept'>, event: Pick<Recorded, 'metadata'>): Day {
  return rows.kept(DAYS).get(1)?.day ?? dayOf(event.metadata.recordedAt)
}

/**
 * Adds to the day's row and to the running sums. A day that already fell out of the window still has its row for the
 * record, but must not be added to sums that it was taken off.
 */
export function inWindow(rows: Rows, compound: CompoundState, day: string, add: Partial<WindowSums>): void {
  rows.run(ADD, day, compound.compound_id, ...WINDOW_SUMS.map((name) => add[name] ?? 0))
  if (isOutside(rows, day)) return
  for (const name of WINDOW_SUMS) compound[name] += add[name] ?? 0
}

function isOutside(rows: Pick<Rows, 'kept'>, day: string): boolean {
  const first = rows.kept(DAYS).get(1)?.first_window_day
  return first !== undefined && day < first
}

/** The sums anew from the rows of the days, for a definition whose window is longer or shorter than the one before. */
export function summed(rows: Pick<Rows, 'get'>, compoundId: string, first: Day, last: Day): WindowSums {
  const sums = WINDOW_SUMS.map((name) => `coalesce(sum(${name}), 0) AS ${name}`).join(', ')
  const row = rows.get<WindowSums>(
    `SELECT ${sums} FROM oversight_window WHERE compound_id = ? AND day BETWEEN ? AND ?`,
    compoundId,
    first,
    last,
  )
  if (!row) throw new TypeError('an aggregate always answers a row')
  return row
}

/** Takes the rows of a day that left the window off the running sums. */
export function expired(rows: Pick<Rows, 'all'>, day: string): ReadonlyMap<string, WindowSums> {
  const gone = rows.all<WindowSums & { compound_id: string }>('SELECT * FROM oversight_window WHERE day = ?', day)
  return new Map(gone.map((row) => [row.compound_id, row]))
}
