/** Pages by keyset: a cursor is the sort key of the last row, so that a page costs the same however far one has read. */
import { z } from 'zod'
import type { SqlValue } from './projection.ts'
import type { Read } from './views.ts'

/** Text in a sort key is cut to so many characters: a cursor must fit its 300, and ties are broken by id anyway. */
const SORT_TEXT_MAX = 24
/** Shorter runs of digits are padded to this, so that 2 comes before 10. */
const SORT_DIGITS = 6

/** What text is sorted by: `12号楼` comes after `2号楼`, full-width digits count as digits. For a column of its own. */
export function sortText(text: string): string {
  const natural = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\d+/g, (digits) => digits.padStart(SORT_DIGITS, '0'))
  return [...natural].slice(0, SORT_TEXT_MAX).join('')
}

/** A LIKE pattern that finds the text anywhere, taken literally; needs `ESCAPE '\'`. */
export function likeContaining(text: string): string {
  return `%${text.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`
}

/** A key that only grows (or only falls); numbers that should fall are negated. The last one makes it unique. */
export interface KeysetOrder {
  /** Kept in the cursor: a cursor of another order is refused. */
  readonly name: string
  readonly keys: readonly { readonly sql: string; readonly type: 'text' | 'number' }[]
  readonly descending?: boolean
}

export interface Condition {
  readonly sql: string
  readonly params: readonly SqlValue[]
}

/** Conditions that all hold. */
export function allOf(...conditions: readonly (Condition | undefined)[]): Condition {
  const there = conditions.filter((condition) => condition !== undefined)
  return {
    sql: there.length === 0 ? '1 = 1' : there.map(({ sql }) => `(${sql})`).join(' AND '),
    params: there.flatMap(({ params }) => params),
  }
}

export function encodeCursor(order: KeysetOrder, values: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify([order.name, ...values])).toString('base64url')
}

/** Throws a ZodError on the field `cursor` for anything that is not a cursor of this order. */
export function decodeCursor(order: KeysetOrder, cursor: string): readonly (string | number)[] {
  const values = readJson(Buffer.from(cursor, 'base64url').toString('utf8'))
  const [name, ...keys] = Array.isArray(values) ? (values as unknown[]) : []
  const fits = order.keys.every(({ type }, index) => typeof keys[index] === (type === 'text' ? 'string' : 'number'))
  if (name !== order.name || keys.length !== order.keys.length || !fits) {
    throw new z.ZodError([{ code: 'custom', path: ['cursor'], message: 'not a cursor of this list', input: cursor }])
  }
  return keys as (string | number)[]
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/**
 * One page of `SELECT <select> FROM <from> WHERE <where>`, and the cursor of the next one where there is one.
 * All SQL is written by the program; values come as parameters.
 */
export function keysetPage<Row>(
  read: Read,
  query: {
    select: string
    /** For the `?` in `select`. */
    selectParams?: readonly SqlValue[]
    from: string
    where: Condition
    order: KeysetOrder
    limit: number
    cursor: string | undefined
  },
): { rows: Row[]; next?: string } {
  const { order, limit, cursor } = query
  const keys = order.keys.map(({ sql }) => sql)
  const after: Condition | undefined =
    cursor === undefined
      ? undefined
      : {
          sql: `(${keys.join(', ')}) ${order.descending ? '<' : '>'} (${keys.map(() => '?').join(', ')})`,
          params: decodeCursor(order, cursor),
        }
  const where = allOf(query.where, after)
  const rows = read.all<Row & Record<string, string | number>>(
    `SELECT ${query.select}, ${keys.map((sql, index) => `${sql} AS keyset_${index}`).join(', ')} FROM ${query.from} ` +
      `WHERE ${where.sql} ORDER BY ${keys.map((sql) => `${sql}${order.descending ? ' DESC' : ''}`).join(', ')} LIMIT ?`,
    ...(query.selectParams ?? []),
    ...where.params,
    // One more than asked tells whether there is a next page.
    limit + 1,
  )
  const last = rows[limit - 1]
  if (rows.length <= limit || last === undefined) return { rows }
  return {
    rows: rows.slice(0, limit),
    next: encodeCursor(
      order,
      keys.map((_, index) => last[`keyset_${index}`] as string | number),
    ),
  }
}
