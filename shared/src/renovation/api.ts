/** Routes of the renovation plan: import with a dry run, rows, contradictions, and choosing a figure. */
import { CommandAnswer, commandRoute, Id, Line, PageInput, Prose, pageOf, queryRoute } from '@changxin/shared/kernel'
import { z } from 'zod'
import { PlanField, PlanRow } from './events.ts'

export const FindingCheck = z.enum([
  'subtotal',
  'same-fact-twice',
  'shares',
  'mixed-variants',
  'ratio-outlier',
  'one-place-two-names',
  'not-exact',
  'total',
])
export type FindingCheck = z.infer<typeof FindingCheck>
/** One side of a contradiction: a printed figure with its source, or what its parts sum to. */
export const FindingSide = z.object({
  label: z.string(),
  printed: z.string(),
  value: z.number().nullable(),
  cell: z.string(),
  rowId: Id.nullable(),
})
export const Finding = z.object({
  id: Id,
  check: FindingCheck,
  field: PlanField.nullable(),
  /** The row that a chosen figure would be for. */
  rowId: Id.nullable(),
  sides: z.array(FindingSide).min(1),
  zh: z.string(),
  en: z.string(),
})
export type Finding = z.infer<typeof Finding>
export const FindingView = Finding.extend({
  choice: z
    .object({ value: z.int(), printed: z.string(), reason: z.string(), chosenByName: z.string(), chosenAt: z.string() })
    .nullable(),
})
export const RowProblem = z.object({ line: z.int(), field: z.string(), message: z.string() })

export const PlanImportRow = z.object({
  id: Id,
  title: z.string(),
  fileName: z.string(),
  rows: z.int(),
  findings: z.int(),
  chosen: z.int(),
  importedAt: z.string(),
})

export const renovationApi = {
  importPlan: commandRoute({
    action: 'renovation.import-plan',
    path: '/api/plan-imports',
    params: {},
    /** JSON text here; the same route takes multipart with `file`, `title`, `dryRun`. */
    body: z.strictObject({
      title: Line(100),
      fileName: Line(200).default('plan.csv'),
      csv: z.string().max(700_000),
      dryRun: z.boolean().default(false),
    }),
    answer: CommandAnswer.extend({
      dryRun: z.boolean(),
      mapping: z.record(z.string(), z.string()),
      rows: z.array(PlanRow),
      problems: z.array(RowProblem),
      findings: z.array(Finding),
    }),
    summary: 'Imports an official plan as printed; with dryRun nothing is written and the answer shows what would be',
  }),
  imports: queryRoute({
    action: 'renovation.imports',
    path: '/api/plan-imports',
    input: { ...PageInput.shape },
    output: pageOf(PlanImportRow),
    summary: 'Imported plans',
  }),
  planRows: queryRoute({
    action: 'renovation.plan-rows',
    path: '/api/plan-imports/:id/rows',
    input: { id: Id },
    output: z.object({ items: z.array(PlanRow.extend({ id: Id, chosen: z.partialRecord(PlanField, z.int()) })) }),
    summary: 'Rows as printed, with chosen figures',
  }),
  findings: queryRoute({
    action: 'renovation.findings',
    path: '/api/plan-imports/:id/findings',
    input: { id: Id },
    output: z.object({ items: z.array(FindingView) }),
    summary: 'Every contradiction found, with both figures and their sources',
  }),
  chooseFigure: commandRoute({
    action: 'renovation.choose-figure',
    path: '/api/plan-imports/:id/choose',
    params: { id: Id },
    body: z.strictObject({
      findingId: Id,
      rowId: Id,
      field: PlanField,
      value: z.int().min(0).max(9_000_000_000_000),
      printed: z.string().min(1).max(60),
      reason: Prose(500),
    }),
    summary: 'Chooses a figure for a row, with the reason',
  }),
}
