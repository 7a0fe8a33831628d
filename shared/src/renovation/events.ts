/** The official renovation plan as printed: every figure keeps its text, its exact value, its unit and its source cell. */
import { type EventOf, event, Id, Line, Prose, Sha256 } from '@changxin/shared/kernel'
import { z } from 'zod'

export const PlanField = z.enum(['compounds', 'buildings', 'floorArea', 'households'])
export type PlanField = z.infer<typeof PlanField>

/** A figure as printed. `value` is an exact integer in `unit`, null when the text is not an exact number (`7600余`). */
export const PlanFigure = z.object({
  printed: z.string().max(60),
  value: z.int().nullable(),
  /** compounds, buildings, households: 1; floor area: 0.01 m² (the table prints 10,000 m²). */
  unit: z.enum(['1', '0.01m2']),
  /** `line 7, area_10k_m2`: where it stands in the file. */
  cell: z.string().max(80),
})
export type PlanFigure = z.infer<typeof PlanFigure>

/** `area` a named area, `subtotal`/`total` sums of the table itself, `statement` a figure in running text. */
export const PlanRowKind = z.enum(['area', 'subtotal', 'total', 'statement'])

export const PlanRow = z.object({
  rowId: Id,
  line: z.int(),
  kind: PlanRowKind,
  /** As printed: `2021年度`, `截至2020年底`, or empty. */
  printedYear: z.string().max(40),
  year: z.int().nullable(),
  areaName: z.string().max(80),
  table: z.string().max(80),
  figures: z.partialRecord(PlanField, PlanFigure),
})
export type PlanRow = z.infer<typeof PlanRow>

// plan-<importId>
export const PlanImported = event(
  'PlanImported',
  z.object({
    importId: Id,
    title: Line(100),
    fileName: Line(200),
    sha256: Sha256,
    /** Column header as printed → field. */
    mapping: z.record(z.string(), z.string()),
    rowCount: z.int(),
    findingCount: z.int(),
  }),
)
export const PlanRowImported = event('PlanRowImported', z.object({ importId: Id, ...PlanRow.shape }))
/** A person's choice between contradicting figures; the importer never corrects by itself. */
export const PlanFigureChosen = event(
  'PlanFigureChosen',
  z.object({
    importId: Id,
    choiceId: Id,
    findingId: Id,
    rowId: Id,
    field: PlanField,
    value: z.int().min(0),
    printed: z.string().max(60),
    reason: Prose(500),
  }),
)

export const planEvents = [PlanImported, PlanRowImported, PlanFigureChosen] as const
export const renovationEvents = [...planEvents] as const
export type PlanEvent = EventOf<typeof planEvents>
