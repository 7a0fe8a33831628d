/** Prepared statements kept by their text: preparing each time costs five times a kept statement. */
import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type { SqlValue } from './projection.ts'

/** More texts than this mean that values are spliced into SQL somewhere. */
const MAX_STATEMENTS = 2_000

export interface Statements {
  get<Row>(sql: string, ...params: SqlValue[]): Row | undefined
  all<Row>(sql: string, ...params: SqlValue[]): Row[]
  run(sql: string, ...params: SqlValue[]): number
}

export function statementsOf(db: DatabaseSync): Statements {
  const kept = new Map<string, StatementSync>()
  function prepared(sql: string): StatementSync {
    let statement = kept.get(sql)
    if (!statement) {
      if (kept.size >= MAX_STATEMENTS) kept.clear()
      statement = db.prepare(sql)
      kept.set(sql, statement)
    }
    return statement
  }
  return {
    get: <Row>(sql: string, ...params: SqlValue[]) => prepared(sql).get(...params) as Row | undefined,
    all: <Row>(sql: string, ...params: SqlValue[]) => prepared(sql).all(...params) as Row[],
    run: (sql, ...params) => Number(prepared(sql).run(...params).changes),
  }
}
