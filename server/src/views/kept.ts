/**
 * Rows that a batch reads and alters again and again: read once, altered in memory, written once when the batch ends.
 * Other statements of the batch do not see what is not written yet, so a handler reads a kept table in no other way.
 */
import type { SqlValue } from './projection.ts'
import type { Statements } from './sql.ts'

export interface KeptTable<Row> {
  readonly name: string
  /** The one column of its primary key. */
  readonly key: keyof Row & string
  /** All columns. */
  readonly columns: readonly (keyof Row & string)[]
  /** Those whose text is JSON: in memory they are what was parsed. */
  readonly json: readonly (keyof Row & string)[]
}

export interface Kept<Row> {
  get(key: SqlValue): Row | undefined
  /** Every row of the table, in no order. */
  all(): Iterable<Row>
  /** Takes a new row, or one that was got and altered in place. */
  put(row: Row): void
}

export interface KeptRows {
  kept<Row extends object>(table: KeptTable<Row>): Kept<Row>
  /** Writes what was put since the last time. */
  write(): void
}

/** For one batch: rows that another batch altered are not seen here. */
export function keptRows(sql: Statements): KeptRows {
  const open = new Map<unknown, Kept<object> & { write(): void }>()
  return {
    kept<Row extends object>(table: KeptTable<Row>) {
      let kept = open.get(table)
      if (!kept) {
        kept = keep(sql, table) as unknown as Kept<object> & { write(): void }
        open.set(table, kept)
      }
      return kept as unknown as Kept<Row>
    },
    write() {
      for (const kept of open.values()) kept.write()
    },
  }
}

type Cells = Record<string, unknown>

function keep<Row extends object>(sql: Statements, table: KeptTable<Row>): Kept<Row> & { write(): void } {
  const { name, key, columns } = table
  const isJson = new Set<string>(table.json)
  const rows = new Map<SqlValue, Row>()
  const altered = new Set<SqlValue>()
  let isWhole = false

  const keyOf = (row: Row) => row[key] as SqlValue
  // Built anew column by column: what SQLite hands out is a dictionary, several times slower to work on.
  const read = (found: Cells): Row => {
    const row: Cells = {}
    for (const column of columns) {
      const value = found[column]
      row[column] = typeof value === 'string' && isJson.has(column) ? JSON.parse(value) : value
    }
    rows.set(keyOf(row as Row), row as Row)
    return row as Row
  }
  const cellOf = (row: Row, column: keyof Row & string): SqlValue => {
    const value = row[column]
    return (isJson.has(column) && value !== null ? JSON.stringify(value) : value) as SqlValue
  }

  return {
    get(wanted) {
      const known = rows.get(wanted)
      if (known || isWhole) return known
      const found = sql.get<Cells>(`SELECT * FROM ${name} WHERE ${key} = ?`, wanted)
      return found && read(found)
    },
    all() {
      if (!isWhole) {
        for (const found of sql.all<Cells>(`SELECT * FROM ${name}`)) {
          if (!rows.has(found[key] as SqlValue)) read(found)
        }
      }
      isWhole = true
      return rows.values()
    },
    put(row) {
      rows.set(keyOf(row), row)
      altered.add(keyOf(row))
    },
    write() {
      const insert = `INSERT OR REPLACE INTO ${name} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`
      for (const one of altered) {
        const row = rows.get(one)
        if (row) sql.run(insert, ...columns.map((column) => cellOf(row, column)))
      }
      altered.clear()
    },
  }
}
