/** The words and sides that every check shares: a printed figure with its source, or what its parts sum to. */

import type { z } from 'zod'
import type { FindingCheck, FindingSide } from '../api.ts'
import type { PlanField, PlanFigure, PlanRow } from '../events.ts'
import { differOnlyByRounding, figureText, type PrintedValue } from '../figures.ts'

export type Side = z.infer<typeof FindingSide>
/** A side whose figure is an exact number. */
export type ExactSide = Side & PrintedValue

export const FIELD_ZH: Record<PlanField, string> = {
  compounds: '小区个数',
  buildings: '栋数',
  floorArea: '面积（万平方米）',
  households: '户数',
}
export const FIELD_EN: Record<PlanField, string> = {
  compounds: 'compounds',
  buildings: 'buildings',
  floorArea: 'floor area (10,000 m²)',
  households: 'households',
}

/** Stable: made of the check, row ids (line numbers) and field names only. */
export function findingId(check: FindingCheck, ...parts: readonly string[]): string {
  return [check, ...parts].join('-')
}

export function labelOf(row: PlanRow): string {
  return [row.table, row.printedYear, row.areaName].filter((part) => part !== '').join(' ')
}

export function sideOf(row: PlanRow, figure: PlanFigure): Side {
  return { label: labelOf(row), printed: figure.printed, value: figure.value, cell: figure.cell, rowId: row.rowId }
}

export function exactSideOf(row: PlanRow, field: PlanField): ExactSide | undefined {
  const figure = row.figures[field]
  return figure && figure.value !== null ? { ...sideOf(row, figure), value: figure.value } : undefined
}

/** What the rows add up to (a single row speaks for itself); undefined when one of them lacks an exact figure, because then nobody can say. */
export function sumSideOf(rows: readonly PlanRow[], field: PlanField, label: string): ExactSide | undefined {
  const [first, last] = [rows[0], rows.at(-1)]
  if (!first || !last) return undefined
  if (first === last) return exactSideOf(first, field)
  let value = 0
  for (const row of rows) {
    const figure = row.figures[field]
    if (!figure || figure.value === null) return undefined
    value += figure.value
  }
  const cell = `lines ${first.line}–${last.line} (${rows.length} rows)`
  return { label: `Σ ${label}`, printed: figureText(value, field), value, cell, rowId: null }
}

export function differ(sides: readonly ExactSide[]): boolean {
  return sides.some((side) => side.value !== sides[0]?.value)
}

export function listOf(sides: readonly Side[], separator: string): string {
  return sides.map((side) => `${side.label} ${side.printed}`).join(separator)
}

/** The half sentence that tells a rounding from a contradiction. */
export function roundingNote(sides: readonly ExactSide[], field: PlanField): { zh: string; en: string } {
  return differOnlyByRounding(sides, field)
    ? { zh: '（只是四舍五入之差）', en: ' (a rounding difference only)' }
    : { zh: '', en: '' }
}
