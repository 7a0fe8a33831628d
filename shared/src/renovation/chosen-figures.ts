/** The plan's figures with a person's choices in place of what is printed; what nobody chose stays as printed. */
import type { PlanField, PlanRow } from './events.ts'
import { PLAN_FIELDS } from './figures.ts'

/** For one figure of one row; a later choice replaces an earlier one. */
export interface FigureChoice {
  readonly rowId: string
  readonly field: PlanField
  readonly value: number
}

export interface ChosenRow {
  readonly row: PlanRow
  /** Counts as they are, floor area in 0.01 m²; null when it is not printed, or not as an exact number. */
  readonly figures: Readonly<Record<PlanField, number | null>>
  /** The fields whose figure a person chose. */
  readonly chosen: readonly PlanField[]
}

/** The named areas with the figures to build on. */
export function figuresOf(rows: readonly PlanRow[], choices: readonly FigureChoice[]): ChosenRow[] {
  const values = new Map(choices.map((choice) => [keyOf(choice.rowId, choice.field), choice.value]))
  return rows
    .filter((row) => row.kind === 'area')
    .map((row) => {
      const figureOf = (field: PlanField) => values.get(keyOf(row.rowId, field)) ?? row.figures[field]?.value ?? null
      return {
        row,
        figures: {
          compounds: figureOf('compounds'),
          buildings: figureOf('buildings'),
          floorArea: figureOf('floorArea'),
          households: figureOf('households'),
        },
        chosen: PLAN_FIELDS.filter((field) => values.has(keyOf(row.rowId, field))),
      }
    })
}

export interface PlanArea extends Readonly<Record<PlanField, number | null>> {
  readonly rowId: string
  readonly year: number
  readonly name: string
}

/** The areas that are planned for a year (表5.1.4); tables that split the whole by street or age name no year. */
export function planAreas(rows: readonly PlanRow[], choices: readonly FigureChoice[]): PlanArea[] {
  return figuresOf(rows, choices).flatMap(({ row, figures }) =>
    row.year === null ? [] : [{ rowId: row.rowId, year: row.year, name: row.areaName, ...figures }],
  )
}

function keyOf(rowId: string, field: PlanField): string {
  return `${rowId} ${field}`
}
