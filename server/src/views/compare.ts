/**
 * Compares two files of views table by table and row by row, and names the first place where the second differs from
 * the first. Both are read in one snapshot each; nothing is held in memory but the row that is looked at.
 */
import type { DatabaseSync, SQLOutputValue } from 'node:sqlite'
import { ownerOf, tablePrefixOf } from './table-owner.ts'

export type ViewDifferenceKind =
  | 'missing-table'
  | 'unknown-table'
  | 'other-columns'
  | 'missing-row'
  | 'unknown-row'
  | 'changed-value'

export interface ViewDifference {
  readonly what: ViewDifferenceKind
  readonly table: string
  /** The columns that name the row, with their values; empty for a whole table. */
  readonly key: string
  readonly column: string | null
}

export interface ViewsComparison {
  /** Compared before the first difference, or all of them. */
  readonly tables: number
  readonly rows: number
  readonly firstDifference?: ViewDifference
}

type Row = SQLOutputValue[]

interface Pair {
  readonly expected: DatabaseSync
  readonly found: DatabaseSync
}

interface Table {
  readonly name: string
  readonly columns: readonly string[]
  /** Places of the key's columns; of all columns where a table has no key. */
  readonly key: readonly number[]
}

/** A key is printed for people: long texts are cut. */
const KEY_TEXT_MAX = 80

/** What full-text tables keep inside themselves depends on how they were filled: only what they show is compared. */
function tablesOf(db: DatabaseSync, projection: string, known: readonly string[]): string[] {
  const prefix = tablePrefixOf(projection)
  return db
    .prepare(
      "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'virtual') AND substr(name, 1, ?) = ? ORDER BY name",
    )
    .all(prefix.length, prefix)
    .map(({ name }) => String(name))
    .filter((name) => ownerOf(name, known) === projection)
}

function describe(db: DatabaseSync, name: string): Table {
  const info = db.prepare('SELECT cid, name, pk FROM pragma_table_info(?) ORDER BY cid').all(name)
  const inKey = info.filter(({ pk }) => Number(pk) > 0).sort((a, b) => Number(a.pk) - Number(b.pk))
  return {
    name,
    columns: info.map((column) => String(column.name)),
    key: (inKey.length > 0 ? inKey : info).map(({ cid }) => Number(cid)),
  }
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`
const columnsOf = ({ columns }: Table, places: readonly number[]) => places.map((place) => quoted(columns[place] ?? ''))

function* rowsOf(db: DatabaseSync, table: Table): Generator<Row, undefined> {
  const all = table.columns.map(quoted).join(', ')
  const order = columnsOf(table, table.key).join(', ')
  const statement = db.prepare(`SELECT ${all} FROM ${quoted(table.name)} ORDER BY ${order}`)
  statement.setReturnArrays(true)
  // Whole numbers and others stay apart, and a number beyond 2^53 is a difference, not a failure.
  statement.setReadBigInts(true)
  for (const row of statement.iterate()) yield row as unknown as Row
  return undefined
}

function sameValue(a: SQLOutputValue | undefined, b: SQLOutputValue | undefined): boolean {
  if (a instanceof Uint8Array && b instanceof Uint8Array) return Buffer.compare(a, b) === 0
  return Object.is(a, b)
}

function keyText({ columns, key }: Table, row: Row): string {
  const text = key.map((place) => `${columns[place]} ${String(row[place])}`).join(', ')
  return text.length > KEY_TEXT_MAX ? `${text.slice(0, KEY_TEXT_MAX)}…` : text
}

/** More than one only in a table without a key. */
function countOf(db: DatabaseSync, table: Table, row: Row): number {
  const where = columnsOf(table, table.key).map((column) => `${column} IS ?`)
  const values = table.key.map((place) => row[place] ?? null)
  return Number(
    db.prepare(`SELECT count(*) AS n FROM ${quoted(table.name)} WHERE ${where.join(' AND ')}`).get(...values)?.n,
  )
}

/** Both come in the order of the key, so the first pair that is not the same row shows which of them is too much. */
function rowDifference(
  { expected: rebuilt, found }: Pair,
  table: Table,
  expected: Row | undefined,
  row: Row | undefined,
): ViewDifference | undefined {
  if (!expected && !row) return undefined
  if (expected && row && table.key.every((place) => sameValue(expected[place], row[place]))) {
    const place = table.columns.findIndex((_, index) => !sameValue(expected[index], row[index]))
    if (place < 0) return undefined
    return {
      what: 'changed-value',
      table: table.name,
      key: keyText(table, expected),
      column: table.columns[place] ?? null,
    }
  }
  const isMissing = expected !== undefined && countOf(found, table, expected) < countOf(rebuilt, table, expected)
  const named = isMissing || !row ? expected : row
  return {
    what: isMissing ? 'missing-row' : 'unknown-row',
    table: table.name,
    key: named ? keyText(table, named) : '',
    column: null,
  }
}

function compareTable(pair: Pair, name: string): { rows: number; difference?: ViewDifference } {
  const { expected, found } = pair
  const table = describe(expected, name)
  if (describe(found, name).columns.join() !== table.columns.join()) {
    return { rows: 0, difference: { what: 'other-columns', table: name, key: '', column: null } }
  }
  const wanted = rowsOf(expected, table)
  const present = rowsOf(found, table)
  try {
    for (let rows = 0; ; rows++) {
      const [one, other] = [wanted.next().value, present.next().value]
      const difference = rowDifference(pair, table, one, other)
      if (difference) return { rows, difference }
      if (!one) return { rows }
    }
  } finally {
    // An open iterator would hold the snapshot for ever.
    wanted.return(undefined)
    present.return(undefined)
  }
}

/**
 * `expected` as the log gives it, `found` as it is; both with the same version of these projections. `known`: all that
 * may have tables in either, compared or not.
 */
export function compareViews(
  expected: DatabaseSync,
  found: DatabaseSync,
  projections: readonly string[],
  known: readonly string[] = projections,
): ViewsComparison {
  let [tables, rows] = [0, 0]
  for (const projection of projections) {
    const wanted = tablesOf(expected, projection, known)
    const present = tablesOf(found, projection, known)
    const odd = [...wanted, ...present].sort().find((name) => !wanted.includes(name) || !present.includes(name))
    if (odd) {
      const what = wanted.includes(odd) ? 'missing-table' : 'unknown-table'
      return { tables, rows, firstDifference: { what, table: odd, key: '', column: null } }
    }
    for (const name of wanted) {
      const compared = compareTable({ expected, found }, name)
      rows += compared.rows
      if (compared.difference) return { tables, rows, firstDifference: compared.difference }
      tables++
    }
  }
  return { tables, rows }
}
