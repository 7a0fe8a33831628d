/** Which tables split the same whole, and what each of them says that whole is. */
import type { PlanField, PlanRow } from '../events.ts'
import { PLAN_FIELDS } from '../figures.ts'
import { type ExactSide, exactSideOf, sumSideOf } from './side.ts'

/** Tables numbered in one section are taken for the same whole only when they are this close; else they are other matters. */
const SAME_WHOLE_TOLERANCE = 0.05
/** Running text speaks of the same whole as a table when it gives the same years, at least this many. */
const MIN_SHARED_YEARS = 2
/** No plan prints the same whole more often; keeps the work and the findings of a hostile file small. */
const MAX_SOURCES = 30

/** All rows of one table or one passage of text. */
export interface Source {
  readonly table: string
  readonly rows: readonly PlanRow[]
  /** Rows that give a whole year: 小计, a year without a name, in text too. */
  readonly years: readonly PlanRow[]
  /** `2021,2022`: which years those are. */
  readonly yearSet: string
}

export function sourcesOf(rows: readonly PlanRow[]): Source[] {
  return [...Map.groupBy(rows, (row) => row.table)].map(([table, own]) => {
    const years = own.filter(isYearTotal)
    return {
      table,
      rows: own,
      years,
      yearSet: [...new Set(years.map((row) => row.year))].sort((a, b) => Number(a) - Number(b)).join(),
    }
  })
}

function isYearTotal(row: PlanRow): boolean {
  return row.year !== null && (row.kind === 'subtotal' || (row.kind === 'statement' && row.areaName === ''))
}

/** The whole as a source gives it: its 合计, else the sum of its years, else the sum of its named rows. */
export function wholeOf(source: Source, field: PlanField): ExactSide | undefined {
  const total = source.rows.find((row) => row.kind === 'total')
  if (total) return exactSideOf(total, field)
  const parts = source.years.length > 0 ? source.years : source.rows.filter((row) => row.kind === 'area')
  return parts.length > 1 ? sumSideOf(parts, field, source.table) : undefined
}

/** Groups of at least two sources that split one whole: 表5.1.1 to 表5.1.4 and the text that gives the same years. */
export function comparableSources(rows: readonly PlanRow[]): Source[][] {
  const sources = sourcesOf(rows)
  const groups = Map.groupBy(sources, (source) => sectionOf(source.table))
  const passages = groups.get(undefined) ?? []
  groups.delete(undefined)
  const sections = [...groups.values()]
  for (const passage of passages.filter((source) => source.years.length >= MIN_SHARED_YEARS))
    sections.find((tables) => tables.some((table) => table.yearSet === passage.yearSet))?.push(passage)
  return sections.map(sameWhole).filter((group) => group.length > 1)
}

/** `表5.1.4` → `5.1` */
function sectionOf(table: string): string | undefined {
  return /^表\s*(\d+(?:[.\-–]\d+)*)[.\-–]\d+/.exec(table.normalize('NFKC'))?.[1]
}

function sameWhole(group: readonly Source[]): Source[] {
  const anchor = group.find((source) => source.rows.some((row) => row.kind === 'total')) ?? group[0]
  return group.filter((source) => anchor && isClose(anchor, source)).slice(0, MAX_SOURCES)
}

function isClose(anchor: Source, source: Source): boolean {
  return PLAN_FIELDS.every((field) => {
    const [one, other] = [wholeOf(anchor, field), wholeOf(source, field)]
    return !one || !other || Math.abs(one.value - other.value) <= one.value * SAME_WHOLE_TOLERANCE
  })
}
