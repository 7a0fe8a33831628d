/** The same fact in two tables or in the text: a year's totals, and a place named twice in the same year. */
import type { Finding } from '../api.ts'
import type { PlanField, PlanRow } from '../events.ts'
import { PLAN_FIELDS } from '../figures.ts'
import { placePairs } from './place-pairs.ts'
import {
  differ,
  type ExactSide,
  exactSideOf,
  FIELD_EN,
  FIELD_ZH,
  findingId,
  listOf,
  roundingNote,
  sumSideOf,
} from './side.ts'
import { comparableSources, type Source } from './wholes.ts'

export function sameFactFindings(rows: readonly PlanRow[]): Finding[] {
  const ofYears = comparableSources(rows).flatMap((sources) => {
    const years = Map.groupBy(
      sources.flatMap((source) => source.years),
      (row) => row.year,
    )
    return [...years].flatMap(([year, totals]) =>
      PLAN_FIELDS.flatMap((field) => yearFinding(sources, year, totals, field)),
    )
  })
  return [...ofYears, ...placeFindings(rows)]
}

function yearFinding(
  sources: readonly Source[],
  year: number | null,
  totals: readonly PlanRow[],
  field: PlanField,
): Finding[] {
  const printed = totals.flatMap((row) => exactSideOf(row, field) ?? [])
  const [first] = printed
  if (!first || !differ(printed)) return []
  const note = roundingNote(printed, field)
  return [
    {
      id: findingId('same-fact-twice', totals[0]?.rowId ?? '', field),
      check: 'same-fact-twice',
      field,
      rowId: first.rowId,
      sides: [...printed, ...sumsOfYear(sources, year, field)],
      zh: `${year} 年全年的${FIELD_ZH[field]}前后不一${note.zh}：${listOf(printed, '；')}。`,
      en: `Whole year ${year}, ${FIELD_EN[field]}, printed differently${note.en}: ${listOf(printed, '; ')}.`,
    },
  ]
}

/** What the named rows of that year add up to: no printed figure, but it often shows which of them is meant. */
function sumsOfYear(sources: readonly Source[], year: number | null, field: PlanField): ExactSide[] {
  return sources.flatMap((source) => {
    const parts = source.rows.filter((row) => row.kind === 'area' && row.year === year)
    return sumSideOf(parts, field, `${source.table} ${year}`) ?? []
  })
}

function placeFindings(rows: readonly PlanRow[]): Finding[] {
  const { sameName, similarName } = placePairs(rows)
  return [...sameName, ...similarName].flatMap(([row, other]) =>
    PLAN_FIELDS.flatMap((field) => placeFinding(row, other, field)),
  )
}

function placeFinding(row: PlanRow, other: PlanRow, field: PlanField): Finding[] {
  const sides = [row, other].flatMap((one) => exactSideOf(one, field) ?? [])
  if (sides.length < 2 || !differ(sides)) return []
  const note = roundingNote(sides, field)
  const part =
    note.zh === ''
      ? { zh: '其中一处可能只指片区的一部分。', en: ' One may be only a part of the area.' }
      : { zh: '', en: '' }
  return [
    {
      id: findingId('same-fact-twice', row.rowId, other.rowId, field),
      check: 'same-fact-twice',
      field,
      rowId: row.rowId,
      sides,
      zh: `「${row.areaName}」（${row.printedYear}）的${FIELD_ZH[field]}前后不一${note.zh}：${listOf(sides, '；')}。${part.zh}`,
      en: `${row.areaName} (${row.printedYear}), ${FIELD_EN[field]}, printed differently${note.en}: ${listOf(sides, '; ')}.${part.en}`,
    },
  ]
}
