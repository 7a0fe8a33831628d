/** Reads of renovation: imported plans, their rows with chosen figures, and every contradiction with what was chosen. */
import {
  type Finding,
  type FindingView,
  findContradictions,
  type PlanField,
  type PlanRow,
  type renovationApi,
} from '@changxin/shared/renovation'
import { LRUCache } from 'lru-cache'
import type { z } from 'zod'
import { nameOf } from '../people/index.ts'
import { allOf, type KeysetOrder, keysetPage } from '../views/keyset.ts'
import type { Read } from '../views/views.ts'

interface PlanTableRow {
  readonly import_id: string
  readonly title: string
  readonly file_name: string
  readonly rows: number
  readonly findings: number
  readonly chosen: number
  readonly imported_at: string
}

interface ChoiceRow {
  readonly row_id: string
  readonly field: PlanField
  readonly finding_id: string
  readonly value: number
  readonly printed: string
  readonly reason: string
  readonly chosen_by: string
  readonly chosen_at: string
}

const NEWEST_FIRST: KeysetOrder = { name: 'newest', descending: true, keys: [{ sql: 'position', type: 'text' }] }

export function planExists(read: Read, importId: string): boolean {
  return read.get('SELECT 1 FROM renovation_plan WHERE import_id = ?', importId) !== undefined
}

/** The name of the area that a row of the plan is about, as printed; null for a row that is not known here (yet). */
export function planAreaName(read: Read, importId: string, rowId: string): string | null {
  const sql = 'SELECT area_name FROM renovation_row WHERE import_id = ? AND row_id = ?'
  return read.get<{ area_name: string }>(sql, importId, rowId)?.area_name ?? null
}

type Imports = z.input<(typeof renovationApi.imports)['output']>

export function listImports(read: Read, { limit, cursor }: { limit: number; cursor?: string | undefined }): Imports {
  const from = 'renovation_plan'
  const page = keysetPage<PlanTableRow>(read, { select: '*', from, where: allOf(), order: NEWEST_FIRST, limit, cursor })
  const items = page.rows.map((row) => ({
    id: row.import_id,
    title: row.title,
    fileName: row.file_name,
    rows: row.rows,
    findings: row.findings,
    chosen: row.chosen,
    importedAt: row.imported_at,
  }))
  return { items, ...(page.next === undefined ? {} : { next: page.next }) }
}

function rowsOf(read: Read, importId: string): PlanRow[] {
  return read
    .all<{ row: string }>('SELECT row FROM renovation_row WHERE import_id = ? ORDER BY line, row_id', importId)
    .map(({ row }) => JSON.parse(row) as PlanRow)
}

/** The figures that hold; earlier choices for the same figure are in the log alone. */
function choicesOf(read: Read, importId: string): ChoiceRow[] {
  return read.all<ChoiceRow>('SELECT * FROM renovation_choice WHERE import_id = ? ORDER BY position', importId)
}

type Rows = z.input<(typeof renovationApi.planRows)['output']>

export function planRows(read: Read, importId: string): Rows {
  const chosen = Map.groupBy(choicesOf(read, importId), (choice) => choice.row_id)
  const figuresOf = (rowId: string) =>
    Object.fromEntries((chosen.get(rowId) ?? []).map(({ field, value }) => [field, value]))
  return { items: rowsOf(read, importId).map((row) => ({ id: row.rowId, ...row, chosen: figuresOf(row.rowId) })) }
}

/** The choice that was made for the finding, or that holds for its figure because another finding led to it. */
function choiceFor(finding: Finding, choices: readonly ChoiceRow[]): ChoiceRow | undefined {
  return (
    choices.findLast((choice) => choice.finding_id === finding.id) ??
    choices.findLast((choice) => choice.row_id === finding.rowId && choice.field === finding.field)
  )
}

function viewOf(read: Read, finding: Finding, choice: ChoiceRow | undefined): z.input<typeof FindingView> {
  if (!choice) return { ...finding, choice: null }
  const { value, printed, reason, chosen_by, chosen_at } = choice
  return { ...finding, choice: { value, printed, reason, chosenByName: nameOf(read, chosen_by), chosenAt: chosen_at } }
}

type Findings = z.input<(typeof renovationApi.findings)['output']>

/** Plans whose contradictions are kept; what is dropped is only found again. */
const REMEMBERED_PLANS = 20

/** Finds each plan's contradictions once: its rows never change, only the choices beside them do. */
export function createFindings(): (read: Read, importId: string) => Findings {
  const known = new LRUCache<string, readonly Finding[]>({ max: REMEMBERED_PLANS })

  function findingsOf(read: Read, importId: string): readonly Finding[] {
    const kept = known.get(importId)
    if (kept) return kept
    const rows = rowsOf(read, importId)
    const found = findContradictions(rows)
    const plan = read.get<{ rows: number }>('SELECT rows FROM renovation_plan WHERE import_id = ?', importId)
    // A batch of the projector may end in the middle of an import.
    if (plan?.rows === rows.length) known.set(importId, found)
    return found
  }

  return (read, importId) => {
    const choices = choicesOf(read, importId)
    return { items: findingsOf(read, importId).map((finding) => viewOf(read, finding, choiceFor(finding, choices))) }
  }
}
