/** Totals: 合计 = sum of its table, the same whole in every table that splits it, and `截至2020年底` = sum of the years before. */
import type { Finding } from '../api.ts'
import type { PlanField, PlanRow } from '../events.ts'
import { PLAN_FIELDS } from '../figures.ts'
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
import { comparableSources, type Source, sourcesOf, wholeOf } from './wholes.ts'

export function totalFindings(rows: readonly PlanRow[]): Finding[] {
  const sources = sourcesOf(rows)
  const groups = comparableSources(rows)
  return PLAN_FIELDS.flatMap((field) => [
    ...sources.flatMap((source) => ownTotal(source, field)),
    ...groups.flatMap((group) => acrossTables(group, field)),
    ...sources.flatMap((source) => upToYear(source, field)),
  ])
}

function ownTotal(source: Source, field: PlanField): Finding[] {
  const total = source.rows.find((row) => row.kind === 'total')
  const parts = source.years.length > 0 ? source.years : source.rows.filter((row) => row.kind === 'area')
  return total ? againstSum(total, sumSideOf(parts, field, source.table), field, 'rows') : []
}

/** `截至2020年底` in the same passage as the years that it sums up. */
function upToYear(source: Source, field: PlanField): Finding[] {
  const byYear = Map.groupBy(source.rows, (row) => /^截[至止]((?:19|20)\d\d)年/.exec(row.printedYear)?.[1])
  byYear.delete(undefined)
  return [...byYear].flatMap(([year, rows]) => {
    const parts = source.rows.filter((one) => one.year !== null && one.year <= Number(year))
    const sum = sumSideOf(parts, field, source.table)
    return rows.flatMap((row) => againstSum(row, sum, field, 'upto'))
  })
}

function againstSum(row: PlanRow, sum: ExactSide | undefined, field: PlanField, what: string): Finding[] {
  const printed = exactSideOf(row, field)
  if (!printed || !sum || !differ([printed, sum])) return []
  const note = roundingNote([printed, sum], field)
  return [
    {
      id: findingId('total', what, row.rowId, field),
      check: 'total',
      field,
      rowId: row.rowId,
      sides: [printed, sum],
      zh: `${labelOf(row)}的${FIELD_ZH[field]}印为 ${printed.printed}，相加得 ${sum.printed}${note.zh}。`,
      en: `${labelOf(row)}, ${FIELD_EN[field]}: ${printed.printed} is printed, its parts add up to ${sum.printed}${note.en}.`,
    },
  ]
}

function acrossTables(group: readonly Source[], field: PlanField): Finding[] {
  const sides: ExactSide[] = group.flatMap((source) => wholeOf(source, field) ?? [])
  if (sides.length < 2 || !differ(sides)) return []
  const note = roundingNote(sides, field)
  const first = group[0]?.rows[0]?.rowId ?? ''
  return [
    {
      id: findingId('total', 'tables', first, field),
      check: 'total',
      field,
      rowId: sides.find((side) => side.rowId !== null)?.rowId ?? null,
      sides,
      zh: `${FIELD_ZH[field]}的总数在各表中不一${note.zh}：${listOf(sides, '；')}。`,
      en: `Total, ${FIELD_EN[field]}, differs between tables${note.en}: ${listOf(sides, '; ')}.`,
    },
  ]
}
