/**
 * Rows with position intervals: a change closes the current row and opens a new one, so that any past day can be read
 * back. Tables have `from_position`, `to_position`; the current row has `to_position = CURRENT`.
 */
import type { Rows, SqlValue } from './projection.ts'

/** Sorts after every position (they begin with a letter). */
export const CURRENT = '~~'

export type IntervalRow = Readonly<Record<string, SqlValue>>

/**
 * Puts `row` in force from `position` on. `key` names the thing. Two changes at one position (one event) leave one row.
 * The table needs PRIMARY KEY (key columns…, from_position).
 */
export function putInterval(rows: Rows, table: string, key: IntervalRow, row: IntervalRow, position: string): void {
  closeInterval(rows, table, key, position)
  const all = { ...key, ...row, from_position: position, to_position: CURRENT }
  const names = Object.keys(all)
  rows.run(
    `INSERT OR REPLACE INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
    ...Object.values(all),
  )
}

export function closeInterval(rows: Rows, table: string, key: IntervalRow, position: string): void {
  const where = Object.keys(key).map((name) => `${name} = ?`)
  rows.run(
    `UPDATE ${table} SET to_position = ? WHERE ${where.join(' AND ')} AND to_position = '${CURRENT}'`,
    position,
    ...Object.values(key),
  )
}

/** The current row, or undefined. */
export function currentOf<Row>(rows: Pick<Rows, 'get'>, table: string, key: IntervalRow): Row | undefined {
  const where = Object.keys(key).map((name) => `${name} = ?`)
  return rows.get<Row>(
    `SELECT * FROM ${table} WHERE ${where.join(' AND ')} AND to_position = '${CURRENT}'`,
    ...Object.values(key),
  )
}

/** A moment to read at: now, or just before a position. */
export interface AsOf {
  /** The day asked for, or undefined for now. */
  readonly day: string | undefined
  /** Exclusive; undefined = now. */
  readonly before: string | undefined
  /** A condition on the interval columns of a table alias; safe to splice in, its parameters are literal positions. */
  where(alias: string): string
}

export const NOW: AsOf = { day: undefined, before: undefined, where: (alias) => `${alias}.to_position = '${CURRENT}'` }

export function asOfPosition(day: string, before: string | undefined): AsOf {
  if (before === undefined) return { ...NOW, day }
  if (!/^[a-z][0-9a-f]+$/.test(before)) throw new TypeError('not a position')
  return {
    day,
    before,
    where: (alias) => `${alias}.from_position < '${before}' AND ${alias}.to_position >= '${before}'`,
  }
}
