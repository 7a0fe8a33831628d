/** What falls due as rows that a projection keeps, one for each matter, with a column `due_at`: read as a source of the timer. */
import type { Instant, Position } from '@changxin/shared/kernel'
import type { DueSource } from '../feature.ts'
import type { Views } from '../views/views.ts'

/** Rows of one look; the timer looks again until nothing is due. */
const MAX_DUE = 500

/** `table` is a name in the program, never input. */
export function dueRows<Row extends { readonly due_at: Instant }>(
  views: Pick<Views, 'read'>,
  table: string,
  fire: (row: Row) => Promise<Position | null>,
): DueSource {
  return {
    dueUntil: (instant) =>
      views
        .read((read) =>
          read.all<Row>(`SELECT * FROM ${table} WHERE due_at <= ? ORDER BY due_at LIMIT ?`, instant, MAX_DUE),
        )
        .result.map((row) => ({ dueAt: row.due_at, fire: () => fire(row) })),
    nextDueAt: () =>
      views.read((read) => read.get<{ due_at: Instant }>(`SELECT due_at FROM ${table} ORDER BY due_at LIMIT 1`)).result
        ?.due_at,
  }
}
