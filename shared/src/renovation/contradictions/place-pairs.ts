/**
 * Which rows of different sources speak of the same place in the same year: by name, by a name that contains the other,
 * or by the same floor area and households under another name. Rows of one table are different places by construction.
 * Each row is paired at most once, so that the findings stay as few as the rows.
 */
import type { PlanRow } from '../events.ts'

/** 迎春 in 迎春桥: the shorter name must be at least this long, and at least half of the longer. */
const MIN_NAME_LENGTH = 2
const MIN_NAME_SHARE = 0.5

export type Pair = readonly [row: PlanRow, other: PlanRow]

export interface PlacePairs {
  readonly sameName: readonly Pair[]
  readonly similarName: readonly Pair[]
  readonly sameFigures: readonly Pair[]
  /** Named outside the table of areas in a year that has one, and found in it under no name. */
  readonly unmatched: readonly PlanRow[]
}

/** Rows of tables come first whatever their place in the file, so that a pair is always (table, text). */
export function placePairs(rows: readonly PlanRow[]): PlacePairs {
  const places = rows.filter((row) => row.year !== null && row.areaName !== '')
  const areas = places.filter((row) => row.kind === 'area')
  const statements = places.filter((row) => row.kind === 'statement')
  const yearsWithAreas = new Set(areas.map((row) => row.year))
  const seen = placeIndex()
  const pairs = {
    sameName: [] as Pair[],
    similarName: [] as Pair[],
    sameFigures: [] as Pair[],
    unmatched: [] as PlanRow[],
  }
  for (const row of [...areas, ...statements]) {
    const match = seen.match(row)
    if (match) pairs[match.by].push([match.row, row])
    else if (row.kind === 'statement' && yearsWithAreas.has(row.year)) pairs.unmatched.push(row)
    seen.add(row)
  }
  return pairs
}

/** The places seen so far, found by name, by the beginnings and ends of their names, and by their figures. */
function placeIndex() {
  const byName = new Map<string, PlanRow[]>()
  const byAffix = new Map<string, PlanRow[]>()
  const byFigures = new Map<string, PlanRow[]>()
  const add = (row: PlanRow) => {
    const name = nameOf(row)
    push(byName, keyOf(row, name), row)
    for (const affix of affixesOf(name)) push(byAffix, keyOf(row, affix), row)
    const figures = figuresOf(row)
    if (figures) push(byFigures, keyOf(row, figures), row)
  }
  const match = (row: PlanRow): { by: 'sameName' | 'similarName' | 'sameFigures'; row: PlanRow } | undefined => {
    const name = nameOf(row)
    const elsewhere = (found: readonly PlanRow[] = []) => found.find((one) => one.table !== row.table)
    const same = byName.get(keyOf(row, name))?.[0]
    if (same) return { by: 'sameName', row: same }
    const shorter = affixesOf(name).map((affix) => elsewhere(byName.get(keyOf(row, affix))))
    const similar = elsewhere(byAffix.get(keyOf(row, name))) ?? shorter.find((one) => one !== undefined)
    if (similar) return { by: 'similarName', row: similar }
    const figures = figuresOf(row)
    const twin = figures ? elsewhere(byFigures.get(keyOf(row, figures))) : undefined
    return twin && { by: 'sameFigures', row: twin }
  }
  return { add, match }
}

/** Two rows of different tables are all that a later row may need, and keep the search short. */
function push(index: Map<string, PlanRow[]>, key: string, row: PlanRow): void {
  const rows = index.get(key)
  if (!rows) index.set(key, [row])
  else if (rows.length === 1 && rows[0]?.table !== row.table) rows.push(row)
}

function keyOf(row: PlanRow, what: string): string {
  return `${row.year} ${what}`
}

/** 迎春桥片区 → 迎春桥: what the name says without the kind of place. */
function nameOf(row: PlanRow): string {
  const plain = row.areaName.normalize('NFKC').replace(/\s+/g, '')
  return plain.replace(/(片区|社区|小区|街区)+$/, '') || plain
}

/** Proper beginnings and ends, long enough to mean the same. */
function affixesOf(name: string): string[] {
  const letters = [...name]
  const shortest = Math.max(MIN_NAME_LENGTH, Math.ceil(letters.length * MIN_NAME_SHARE))
  const affixes = new Set<string>()
  for (let length = letters.length - 1; length >= shortest; length -= 1) {
    affixes.add(letters.slice(0, length).join(''))
    affixes.add(letters.slice(-length).join(''))
  }
  return [...affixes]
}

/** Two places with both the same floor area and the same households are hardly two places; counts of buildings repeat. */
function figuresOf(row: PlanRow): string | undefined {
  const [floorArea, households] = [row.figures.floorArea?.value, row.figures.households?.value]
  return floorArea && households ? `= ${floorArea} ${households}` : undefined
}
