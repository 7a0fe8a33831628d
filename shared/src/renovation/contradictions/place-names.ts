/** One place under two names: a name inside another, the same figures under another name, a name the table does not know. */
import type { Finding } from '../api.ts'
import type { PlanRow } from '../events.ts'
import { type Pair, placePairs } from './place-pairs.ts'
import { findingId, labelOf, type Side } from './side.ts'

/** A year may hold hundreds of areas; the sides name at most these. */
const MAX_CANDIDATES = 10

export function placeNameFindings(rows: readonly PlanRow[]): Finding[] {
  const { similarName, sameFigures, unmatched } = placePairs(rows)
  const areas = Map.groupBy(
    rows.filter((row) => row.kind === 'area'),
    (row) => row.year,
  )
  return [
    ...similarName.map((pair) => similarFinding(pair)),
    ...sameFigures.map((pair) => twinFinding(pair)),
    ...unmatched.map((row) => unmatchedFinding(row, areas.get(row.year) ?? [])),
  ]
}

function nameSide(row: PlanRow): Side {
  return { label: labelOf(row), printed: row.areaName, value: null, cell: `line ${row.line}`, rowId: row.rowId }
}

function named([row, other]: Pair, zh: string, en: string): Finding {
  return {
    id: findingId('one-place-two-names', row.rowId, other.rowId),
    check: 'one-place-two-names',
    field: null,
    rowId: row.rowId,
    sides: [nameSide(row), nameSide(other)],
    zh,
    en,
  }
}

function similarFinding(pair: Pair): Finding {
  const [row, other] = pair
  return named(
    pair,
    `${other.printedYear}「${other.areaName}」（${other.table}）与「${row.areaName}」（${row.table}）可能是同一个地方。`,
    `${other.areaName} (${other.table}) and ${row.areaName} (${row.table}) of ${other.printedYear} may be one place.`,
  )
}

function twinFinding(pair: Pair): Finding {
  const [row, other] = pair
  const [floorArea, households] = [row.figures.floorArea?.printed ?? '', row.figures.households?.printed ?? '']
  return named(
    pair,
    `${other.printedYear}「${other.areaName}」（${other.table}）与「${row.areaName}」（${row.table}）名称不同，面积 ${floorArea} 万平方米、户数 ${households} 却相同，可能是同一个地方。`,
    `${other.areaName} (${other.table}) and ${row.areaName} (${row.table}) of ${other.printedYear} have the same floor area ${floorArea} (10,000 m²) and households ${households} and may be one place.`,
  )
}

function unmatchedFinding(row: PlanRow, areas: readonly PlanRow[]): Finding {
  const shown = areas.slice(0, MAX_CANDIDATES)
  const names = shown.map((one) => one.areaName)
  const [moreZh, moreEn] = areas.length > shown.length ? ['等', ' and others'] : ['', '']
  return {
    id: findingId('one-place-two-names', row.rowId),
    check: 'one-place-two-names',
    field: null,
    rowId: row.rowId,
    sides: [nameSide(row), ...shown.map(nameSide)],
    zh: `${row.printedYear}「${row.areaName}」（${row.table}）不在当年的片区表中（表中有：${names.join('、')}${moreZh}），可能是其中之一的一部分或另一名称。`,
    en: `${row.areaName} (${row.table}) is not among the areas of ${row.printedYear} (${names.join(', ')}${moreEn}); it may be a part or another name of one of them.`,
  }
}
