/** What happened in a compound between two days, and its freshness at the end of one. */
import { addDays, type Day } from '@changxin/shared/kernel'
import type { Read } from '../views/views.ts'
import { WINDOW_SUMS, type WindowSums } from './oversight.schema.ts'

const SUMS = WINDOW_SUMS.map((name) => `coalesce(sum(w.${name}), 0) AS ${name}`).join(', ')

/** The days are named one by one, so that each is found by its key. */
export function sumsOf(read: Read, compoundId: string, first: Day, last: Day): WindowSums {
  const days: Day[] = []
  for (let day = first; day <= last; day = addDays(day, 1)) days.push(day)
  const sums = read.get<WindowSums>(
    `SELECT ${SUMS} FROM oversight_window w WHERE w.compound_id = ? AND w.day IN (SELECT value FROM json_each(?))`,
    compoundId,
    JSON.stringify(days),
  )
  if (!sums) throw new TypeError('an aggregate always answers a row')
  return sums
}

/** Null where it was unrated. */
export function freshnessAt(read: Read, compoundId: string, day: Day): number | null {
  return (
    read.get<{ value: number | null }>(
      'SELECT value FROM oversight_freshness WHERE compound_id = ? AND day <= ? ORDER BY day DESC LIMIT 1',
      compoundId,
      day,
    )?.value ?? null
  )
}
