/** Subtotal = sum of its rows, per table and year. Other sources of the same year stand beside it as evidence. */
import type { Finding } from '../api.ts'
import type { PlanField, PlanRow } from '../events.ts'
import { figureText, PLAN_FIELDS } from '../figures.ts'
import {
  differ,
  type ExactSide,
  exactSideOf,
  FIELD_EN,
  FIELD_ZH,
  findingId,
  labelOf,
  listOf,
  roundingNote,
  sumSideOf,
} from './side.ts'
import { comparableSources, type Source } from './wholes.ts'

/** Sides beyond the sum and the subtotal. */
const MAX_EVIDENCE = 10

export function subtotalFindings(rows: readonly PlanRow[]): Finding[] {
  const parts = Map.groupBy(
    rows.filter((row) => row.kind === 'area'),
    groupOf,
  )
  const subtotals = Map.groupBy(
    rows.filter((row) => row.kind === 'subtotal'),
    groupOf,
  )
  const comparable = comparableSources(rows)
  return [...subtotals].flatMap(([group, printed]) =>
    PLAN_FIELDS.flatMap((field) => groupFindings(printed, parts.get(group) ?? [], field, comparable)),
  )
}

function groupOf(row: PlanRow): string {
  return JSON.stringify([row.table, row.year ?? row.printedYear])
}

/** What the other tables and the text print for the same year. */
function elsewhere(subtotal: PlanRow, field: PlanField, groups: readonly Source[][]): ExactSide[] {
  const group = groups.find((sources) => sources.some((source) => source.table === subtotal.table)) ?? []
  return group
    .filter((source) => source.table !== subtotal.table)
    .flatMap((source) => source.years.filter((row) => row.year !== null && row.year === subtotal.year))
    .flatMap((row) => exactSideOf(row, field) ?? [])
    .slice(0, MAX_EVIDENCE)
}

function groupFindings(
  subtotals: readonly PlanRow[],
  parts: readonly PlanRow[],
  field: PlanField,
  comparable: readonly Source[][],
): Finding[] {
  const [first] = subtotals
  const sum = first && sumSideOf(parts, field, `${first.table} ${first.printedYear}`.trim())
  if (!sum) return []
  const others = elsewhere(first, field, comparable)
  return subtotals.flatMap((row) => {
    const printed = exactSideOf(row, field)
    return printed && differ([printed, sum]) ? [subtotalFinding(row, printed, sum, parts, field, others)] : []
  })
}

function subtotalFinding(
  row: PlanRow,
  printed: ExactSide,
  sum: ExactSide,
  parts: readonly PlanRow[],
  field: PlanField,
  others: readonly ExactSide[],
): Finding {
  const gap = figureText(Math.abs(sum.value - printed.value), field)
  const note = roundingNote([printed, sum], field)
  const [only] = parts.length === 1 ? parts : []
  const single = only
    ? { zh: `该组只有「${only.areaName}」一行。`, en: ` The only row is ${only.areaName}.` }
    : { zh: '', en: '' }
  const beside =
    others.length > 0
      ? { zh: `其他出处：${listOf(others, '；')}。`, en: ` Elsewhere: ${listOf(others, '; ')}.` }
      : { zh: '', en: '' }
  return {
    id: findingId('subtotal', row.rowId, field),
    check: 'subtotal',
    field,
    rowId: (only ?? row).rowId,
    sides: [sum, printed, ...others],
    zh: `${labelOf(row)}的${FIELD_ZH[field]}印为 ${printed.printed}，各行之和是 ${sum.printed}，相差 ${gap}${note.zh}。${single.zh}${beside.zh}`,
    en: `${labelOf(row)}, ${FIELD_EN[field]}: ${printed.printed} is printed, its rows add up to ${sum.printed}, ${gap} apart${note.en}.${single.en}${beside.en}`,
  }
}
