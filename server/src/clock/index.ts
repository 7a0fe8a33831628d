/** What others use of the clock: the newest day in the log. */
import type { Read } from '../views/views.ts'

/** The newest started day; undefined in an empty log. "Today" for views: never from a clock. */
export function newestDay(read: Read): string | undefined {
  return read.get<{ day: string }>('SELECT day FROM clock_day ORDER BY day DESC LIMIT 1')?.day
}
