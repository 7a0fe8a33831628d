/** One imported plan, stream `plan-<importId>`: imported once and whole, then only choices between contradicting figures. */
import { type Decider, unreachable } from '@changxin/shared/kernel'
import type { z } from 'zod'
import type { Finding, RowProblem } from './api.ts'
import { findContradictions } from './contradictions.ts'
import { reject } from './errors.ts'
import { type PlanEvent, PlanFigureChosen, PlanImported, type PlanRow, PlanRowImported } from './events.ts'
import { exactFigure } from './figures.ts'
import { MAX_PLAN_ROWS } from './plan-csv.ts'

/** The rows are appended in one go, and the log takes 1 MiB; metadata and framing of an event are allowed this much. */
const MAX_IMPORT_BYTES = 1024 * 1024
const ENVELOPE_BYTES = 600

export interface ImportPlan {
  readonly type: 'ImportPlan'
  readonly importId: string
  readonly title: string
  readonly fileName: string
  readonly sha256: string
  readonly mapping: Readonly<Record<string, string>>
  readonly rows: readonly PlanRow[]
  readonly problems: readonly z.infer<typeof RowProblem>[]
}
export interface ChooseFigure {
  readonly type: 'ChooseFigure'
  readonly choiceId: string
  readonly findingId: string
  readonly rowId: string
  readonly field: PlanFigureChosenData['field']
  readonly value: number
  readonly printed: string
  readonly reason: string
}
export type PlanCommand = ImportPlan | ChooseFigure
type PlanFigureChosenData = z.infer<typeof PlanFigureChosen.schema>

export interface PlanState {
  /** Null before the import. */
  readonly plan: { readonly importId: string; readonly sha256: string } | null
  readonly rows: readonly PlanRow[]
  /** In the order they were made: the last one for a figure holds. */
  readonly choices: readonly PlanFigureChosenData[]
}

export const planDecider: Decider<PlanCommand, PlanEvent, PlanState> = {
  initial: { plan: null, rows: [], choices: [] },

  evolve(state, event) {
    switch (event.type) {
      case 'PlanImported':
        return { ...state, plan: { importId: event.data.importId, sha256: event.data.sha256 } }
      case 'PlanRowImported':
        return { ...state, rows: [...state.rows, event.data] }
      case 'PlanFigureChosen':
        return { ...state, choices: [...state.choices, event.data] }
      default:
        return unreachable(event)
    }
  },

  decide(command, state) {
    switch (command.type) {
      case 'ImportPlan':
        return importPlan(command, state)
      case 'ChooseFigure':
        return chooseFigure(command, state)
      default:
        return unreachable(command)
    }
  },
}

function importPlan(command: ImportPlan, state: PlanState): readonly PlanEvent[] {
  const { importId, title, fileName, sha256, mapping, rows } = command
  if (state.plan) {
    if (state.plan.sha256 === sha256) return []
    throw reject('plan-already-imported')
  }
  const [problem] = command.problems
  if (problem)
    throw reject('plan-has-problems', {
      problems: command.problems.length,
      line: problem.line,
      message: problem.message,
    })
  if (rows.length === 0) throw reject('plan-has-no-rows')
  const imported = PlanImported({
    importId,
    title,
    fileName,
    sha256,
    mapping: { ...mapping },
    rowCount: rows.length,
    findingCount: findContradictions(rows).length,
  })
  const events = [imported, ...rows.map((row) => PlanRowImported({ importId, ...row }))]
  const bytes = events.reduce((sum, event) => sum + ENVELOPE_BYTES + utf8Bytes(JSON.stringify(event.data)), 0)
  if (rows.length > MAX_PLAN_ROWS || bytes > MAX_IMPORT_BYTES) throw reject('plan-too-large', { rows: rows.length })
  return events
}

function chooseFigure(command: ChooseFigure, state: PlanState): readonly PlanEvent[] {
  const { type: _, ...choice } = command
  const { plan } = state
  if (!plan) throw reject('plan-not-found')
  const finding = findContradictions(state.rows).find((one) => one.id === choice.findingId)
  if (!finding) throw reject('finding-not-found')
  if (!isPartOf(finding, choice)) throw reject('figure-not-of-finding')
  if (!saysValue(finding, choice))
    throw reject('figure-not-as-printed', { printed: choice.printed, value: choice.value })
  if (choice.reason.trim() === '') throw reject('choice-without-reason')
  const present = state.choices.findLast((one) => one.rowId === choice.rowId && one.field === choice.field)
  if (present?.value === choice.value && present.reason === choice.reason) return []
  return [PlanFigureChosen({ importId: plan.importId, ...choice })]
}

function isPartOf(finding: Finding, { rowId, field }: Pick<ChooseFigure, 'rowId' | 'field'>): boolean {
  return finding.field === field && (finding.rowId === rowId || finding.sides.some((side) => side.rowId === rowId))
}

/** Any exact figure may be chosen, with its reason; for an inexact one (`7600余`) the value is what the person takes it for. */
function saysValue(
  finding: Finding,
  { field, value, printed }: Pick<ChooseFigure, 'field' | 'value' | 'printed'>,
): boolean {
  if (finding.sides.some((side) => side.printed === printed && side.value === null))
    return Number.isSafeInteger(value) && value >= 0
  return exactFigure(printed, field) === value
}

function utf8Bytes(text: string): number {
  let bytes = 0
  for (const letter of text) {
    const code = letter.codePointAt(0) ?? 0
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
  }
  return bytes
}
