/** The printed matrix says for each role what the table says, and nothing else. */
import { expect, test } from 'vitest'
import { accessMatrix } from './matrix.ts'
import { accessTable } from './table.ts'

/** Cells of each action by column, read back from the Markdown. */
function cellsOf(matrix: string): Map<string, Record<string, string>> {
  const lines = matrix.split('\n').filter((line) => line.startsWith('|'))
  const [head = [], , ...rows] = lines.map((line) =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  )
  return new Map(
    rows.map((cells) => [
      (cells[0] ?? '').replaceAll('`', ''),
      Object.fromEntries(head.slice(1).map((column, index) => [column, cells[index + 1] ?? ''])),
    ]),
  )
}

test('a row shows how far each role reaches', () => {
  const cells = cellsOf(
    accessMatrix({
      'places.one': ['signed-in'],
      'places.two': ['person@self', 'resident@any', 'resident@home-compound', 'worker@within'],
    }),
  )
  const filled = (action: string) => Object.entries(cells.get(action) ?? {}).filter(([, cell]) => cell !== '')
  expect(filled('places.one')).toEqual([['signed-in', 'yes']])
  expect(filled('places.two')).toEqual([
    ['person', 'self'],
    ['resident', 'any, home-compound'],
    ['worker', 'within'],
  ])
})

test('no rule of the table is lost', () => {
  const cells = cellsOf(accessMatrix(accessTable))
  expect([...cells.keys()]).toEqual(Object.keys(accessTable))
  for (const [action, rules] of Object.entries(accessTable)) {
    const said = Object.entries(cells.get(action) ?? {}).flatMap(([column, cell]) =>
      cell === '' ? [] : cell === 'yes' ? [column] : cell.split(', ').map((reach) => `${column}@${reach}`),
    )
    expect(said.sort(), action).toEqual([...new Set<string>(rules)].sort())
  }
})
