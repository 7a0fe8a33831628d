/** Which position each day begins at: the bridge between a calendar day and a place in the log. */
import { DayStarted } from '@changxin/shared/clock'
import { on, projection } from '../views/projection.ts'

export const clockProjection = projection(
  'clock',
  1,
  'CREATE TABLE clock_day (day TEXT PRIMARY KEY, position TEXT NOT NULL) STRICT, WITHOUT ROWID;',
  [
    on(DayStarted, (event, rows) => {
      rows.run('INSERT OR IGNORE INTO clock_day (day, position) VALUES (?, ?)', event.data.day, event.position)
      rows.touch({ table: 'clock_day' })
    }),
  ],
)
