/** Every way in which one file of views can differ from another is named; equal ones are equal. */
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { compareViews } from './compare.ts'

const SCHEMA = `
CREATE TABLE places_unit (compound TEXT NOT NULL, unit TEXT NOT NULL, area INTEGER, PRIMARY KEY (unit, compound)) STRICT, WITHOUT ROWID;
CREATE TABLE places_free (word TEXT, weight REAL) STRICT;
CREATE TABLE other_table (id TEXT PRIMARY KEY) STRICT;
INSERT INTO places_unit VALUES ('c1', '𠮷-1', 10), ('c1', '\uffee-1', NULL), ('c2', 'u1', 30);
INSERT INTO places_free VALUES ('b', 1.5), ('a', 2), ('a', 2), (NULL, NULL);
INSERT INTO other_table VALUES ('one');
`

function pair(change = ''): [DatabaseSync, DatabaseSync] {
  const [expected, found] = [new DatabaseSync(':memory:'), new DatabaseSync(':memory:')]
  expected.exec(SCHEMA)
  found.exec(SCHEMA)
  found.exec(change)
  return [expected, found]
}
const differenceAfter = (change: string) => compareViews(...pair(change), ['places']).firstDifference

test('equal views are equal, and other projections are not looked at', () => {
  expect(compareViews(...pair("INSERT INTO other_table VALUES ('two')"), ['places'])).toEqual({ tables: 2, rows: 7 })
})

test('a changed value is named by table, key and column', () => {
  const difference = { what: 'changed-value', table: 'places_unit', key: 'unit u1, compound c2', column: 'area' }
  expect(differenceAfter("UPDATE places_unit SET area = 31 WHERE unit = 'u1'")).toEqual(difference)
  expect(differenceAfter("UPDATE places_unit SET area = NULL WHERE unit = 'u1'")).toEqual(difference)
  expect(differenceAfter("UPDATE places_unit SET area = 9007199254740993 WHERE unit = 'u1'")).toEqual(difference)
})

test.each([
  [
    "DELETE FROM places_unit WHERE unit = '𠮷-1'",
    { what: 'missing-row', table: 'places_unit', key: 'unit 𠮷-1, compound c1', column: null },
  ],
  [
    "DELETE FROM places_unit WHERE unit = '\uffee-1'",
    { what: 'missing-row', table: 'places_unit', key: 'unit \uffee-1, compound c1', column: null },
  ],
  [
    "INSERT INTO places_unit VALUES ('c0', 'a', 1)",
    { what: 'unknown-row', table: 'places_unit', key: 'unit a, compound c0', column: null },
  ],
  [
    "INSERT INTO places_unit VALUES ('c9', '𠮷𠮷', 1)",
    { what: 'unknown-row', table: 'places_unit', key: 'unit 𠮷𠮷, compound c9', column: null },
  ],
  ['DELETE FROM places_unit', { what: 'missing-row', table: 'places_unit', key: 'unit u1, compound c2', column: null }],
  ['DELETE FROM places_free WHERE rowid = 2', { what: 'missing-row', table: 'places_free' }],
  ["INSERT INTO places_free VALUES ('a', 2)", { what: 'unknown-row', table: 'places_free' }],
  ['DROP TABLE places_free', { what: 'missing-table', table: 'places_free', key: '', column: null }],
  ['CREATE TABLE places_more (id TEXT)', { what: 'unknown-table', table: 'places_more', key: '', column: null }],
  [
    'ALTER TABLE places_free ADD COLUMN more TEXT',
    { what: 'other-columns', table: 'places_free', key: '', column: null },
  ],
])('%s', (change, difference) => {
  expect(differenceAfter(change)).toMatchObject(difference)
})

test('a projection with a dash has tables with an underscore, and no other projection’s', () => {
  const [expected, found] = pair('CREATE TABLE repair_fund_entry (id TEXT); CREATE TABLE repair_fundamental (id TEXT)')
  expect(compareViews(expected, found, ['repair-fund']).firstDifference).toMatchObject({ table: 'repair_fund_entry' })
})
