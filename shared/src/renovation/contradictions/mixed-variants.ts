/**
 * Totals that mix variants: no source alone adds up to the printed grand total, but a year's figure taken from one
 * source and another year's from a second one does.
 */
import type { Finding } from '../api.ts'
import type { PlanField, PlanRow } from '../events.ts'
import { decimalsOf, PLAN_FIELDS, roundedTo } from '../figures.ts'
import { differ, type ExactSide, exactSideOf, FIELD_EN, FIELD_ZH, findingId, labelOf } from './side.ts'
import { comparableSources, type Source, wholeOf } from './wholes.ts'

/** Above this many ways to combine, a match would prove nothing. */
const MAX_COMBINATIONS = 1_000
/** All combinations that match are counted, this many are told. */
const MAX_TOLD = 3

export function mixedVariantFindings(rows: readonly PlanRow[]): Finding[] {
  return comparableSources(rows).flatMap((group) => PLAN_FIELDS.flatMap((field) => mixedFinding(group, field)))
}

function mixedFinding(group: readonly Source[], field: PlanField): Finding[] {
  const row = group.flatMap((source) => source.rows).find((one) => one.kind === 'total')
  const total = row && exactSideOf(row, field)
  const sourcesWithYears = group.filter((source) => source.years.length > 0)
  const wholes = sourcesWithYears.flatMap((source) => wholeOf(source, field) ?? [])
  if (!row || !total || wholes.length === 0 || !differ([total, ...wholes])) return []
  if (wholes.some((whole) => whole.value === total.value)) return []
  const matches = combinations(variantsByYear(sourcesWithYears, field)).filter((sides) => sum(sides) === total.value)
  const [match] = matches
  if (!match) return []
  const rounded = wholes.filter((whole) => roundedTo(whole.value, decimalsOf(total.printed), field) === total.value)
  const text = matches
    .slice(0, MAX_TOLD)
    .map((sides) => sides.map((side) => `${side.printed} (${side.label})`).join(' + '))
  const zhRounded = rounded.map((whole) => `${whole.label} ${whole.printed} 四舍五入后也相同。`).join('')
  const enRounded = rounded.map((whole) => ` ${whole.label} ${whole.printed} rounds to it too.`).join('')
  return [
    {
      id: findingId('mixed-variants', row.rowId, field),
      check: 'mixed-variants',
      field,
      rowId: row.rowId,
      sides: [total, ...match],
      zh: `${labelOf(row)}的${FIELD_ZH[field]} ${total.printed} 与任何一处的逐年之和都不相等，混用不同出处才得出：${text.join('；或 ')}。${zhRounded}`,
      en: `${labelOf(row)}, ${FIELD_EN[field]}: ${total.printed} is printed, which no source alone adds up to, only a mix of them: ${text.join('; or ')}.${enRounded}`,
    },
  ]
}

/** The different figures that are printed for each year; equal ones count once. */
function variantsByYear(sources: readonly Source[], field: PlanField): ExactSide[][] {
  const years = Map.groupBy(
    sources.flatMap((source) => source.years),
    (row) => row.year,
  )
  return [...years.values()].map((rows) => {
    const sides = rows.flatMap((row) => exactSideOf(row, field) ?? [])
    return sides.filter((side, index) => sides.findIndex((one) => one.value === side.value) === index)
  })
}

function combinations(variants: readonly ExactSide[][]): ExactSide[][] {
  const count = variants.reduce((product, sides) => product * sides.length, 1)
  if (count > MAX_COMBINATIONS) return []
  return variants.reduce<ExactSide[][]>(
    (all, sides) => all.flatMap((chosen) => sides.map((side) => [...chosen, side])),
    [[]],
  )
}

function sum(sides: readonly ExactSide[]): number {
  return sides.reduce((total, side) => total + side.value, 0)
}
