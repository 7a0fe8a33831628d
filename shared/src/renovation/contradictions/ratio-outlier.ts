/** Ratios far from the median of all areas: four buildings for 1,661 households cannot be. */
import type { Finding } from '../api.ts'
import type { PlanField, PlanRow } from '../events.ts'
import { type ExactSide, exactSideOf, FIELD_EN, FIELD_ZH, findingId, labelOf } from './side.ts'

/** A ratio this many times above or below the median is an outlier: the size of homes varies less than that of buildings. */
const MAX_FACTOR_FLOOR_AREA_PER_HOUSEHOLD = 2
const MAX_FACTOR_HOUSEHOLDS_PER_BUILDING = 3
/** Fewer areas have no median worth the name. */
const MIN_AREAS = 5
/** Floor area is kept in 0.01 m². */
const UNITS_PER_M2 = 100

interface Ratio {
  readonly above: PlanField
  readonly below: PlanField
  readonly per: number
  readonly maxFactor: number
  readonly zh: string
  readonly en: string
}

const FLOOR_AREA_PER_HOUSEHOLD: Ratio = {
  above: 'floorArea',
  below: 'households',
  per: UNITS_PER_M2,
  maxFactor: MAX_FACTOR_FLOOR_AREA_PER_HOUSEHOLD,
  zh: '每户平方米',
  en: 'm² per household',
}
const HOUSEHOLDS_PER_BUILDING: Ratio = {
  above: 'households',
  below: 'buildings',
  per: 1,
  maxFactor: MAX_FACTOR_HOUSEHOLDS_PER_BUILDING,
  zh: '每栋户数',
  en: 'households per building',
}

interface Outlier {
  readonly ratio: Ratio
  readonly sides: readonly ExactSide[]
  readonly value: number
  readonly median: number
}

export function ratioFindings(rows: readonly PlanRow[]): Finding[] {
  const areas = rows.filter((row) => row.kind === 'area' && row.year !== null)
  const perHousehold = outliers(areas, FLOOR_AREA_PER_HOUSEHOLD)
  const perBuilding = outliers(areas, HOUSEHOLDS_PER_BUILDING)
  return areas.flatMap((row) => {
    const [wide, crowded] = [perHousehold.get(row), perBuilding.get(row)]
    // Both out: the figure that both ratios share is suspect. One out: the figure that only this ratio uses.
    if (wide && crowded) return [ratioFinding(row, 'households', [wide, crowded])]
    if (wide) return [ratioFinding(row, 'floorArea', [wide])]
    return crowded ? [ratioFinding(row, 'buildings', [crowded])] : []
  })
}

function outliers(areas: readonly PlanRow[], ratio: Ratio): Map<PlanRow, Outlier> {
  const known = areas.flatMap((row) => {
    const [above, below] = [exactSideOf(row, ratio.above), exactSideOf(row, ratio.below)]
    return above && below && below.value > 0
      ? [{ row, sides: [above, below], value: above.value / below.value / ratio.per }]
      : []
  })
  const median = medianOf(known.map((one) => one.value))
  if (known.length < MIN_AREAS || median === 0) return new Map()
  const far = known.filter(({ value }) => value > median * ratio.maxFactor || value < median / ratio.maxFactor)
  return new Map(far.map(({ row, sides, value }) => [row, { ratio, sides, value, median }]))
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length / 2
  return ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2
}

function ratioFinding(row: PlanRow, field: PlanField, found: readonly Outlier[]): Finding {
  const sides = [...new Map(found.flatMap((one) => one.sides).map((side) => [side.cell, side])).values()]
  const own = sides.filter((side) => side.cell === row.figures[field]?.cell)
  const zh = found.map(
    ({ ratio, value, median }) => `${ratio.zh} ${value.toFixed(1)}，各片区中位数 ${median.toFixed(1)}`,
  )
  const en = found.map(
    ({ ratio, value, median }) => `${value.toFixed(1)} ${ratio.en} (median of the areas ${median.toFixed(1)})`,
  )
  return {
    id: findingId('ratio-outlier', row.rowId, field),
    check: 'ratio-outlier',
    field,
    rowId: row.rowId,
    sides: [...own, ...sides.filter((side) => !own.includes(side))],
    zh: `${labelOf(row)}：${zh.join('；')}，${FIELD_ZH[field]} ${row.figures[field]?.printed ?? ''} 可疑。`,
    en: `${labelOf(row)}: ${en.join('; ')}; ${FIELD_EN[field]} ${row.figures[field]?.printed ?? ''} is suspect.`,
  }
}
