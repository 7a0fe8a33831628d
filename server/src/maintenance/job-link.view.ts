/** The one request of a job link, as its contractor sees it: the work, and nobody's name. */
import type { Id } from '@changxin/shared/kernel'
import { JobVerb, type JobView, possibleActions } from '@changxin/shared/maintenance'
import { nameOf, phoneOf } from '../people/index.ts'
import { CURRENT } from '../views/intervals.ts'
import type { Read } from '../views/views.ts'
import { findLink } from './job-link.queries.ts'
import { FROM, SELECT, type StoredRow, toRow } from './maintenance.row.ts'
import { stateOf } from './state-text.ts'

/** What tells of the work; telephone calls, costs and who answers for it concern no outsider. */
const SHOWN = [
  'WorkStarted',
  'WorkPaused',
  'WorkResumed',
  'WorkCompleted',
  'WorkHandedBack',
  'RequestReopened',
  'PartlyFixed',
  'RequestNoteAdded',
] as const
const STEPS = `SELECT event_id, type, occurred_at, data FROM maintenance_step
  WHERE request_id = ? AND type IN (${SHOWN.map(() => '?').join(', ')}) ORDER BY position`

interface StepRow {
  readonly event_id: string
  readonly type: string
  readonly occurred_at: string
  readonly data: string
}
interface Said {
  readonly text?: string | null
  readonly note?: string | null
  readonly reason?: string
  readonly remaining?: string
  readonly files?: string[]
}

function stepOf({ event_id: id, type, occurred_at: occurredAt, data }: StepRow): JobView['steps'][number] {
  const { text, note, reason, remaining, files = [] } = JSON.parse(data) as Said
  return { id, type, occurredAt, text: text ?? note ?? reason ?? remaining ?? null, files }
}

export function viewJob(read: Read, linkId: Id): JobView | null {
  const link = findLink(read, linkId)
  const row =
    link &&
    read.get<StoredRow>(
      `SELECT ${SELECT} FROM ${FROM} WHERE r.request_id = ? AND s.to_position = '${CURRENT}'`,
      link.request_id,
    )
  if (!link || !row) return null
  const state = stateOf(row)
  const { number, compoundName, placeLabel, category, urgency, status, text, sample, ...times } = toRow(
    read,
    row,
    state,
  )
  const possible: readonly string[] = possibleActions(state)
  return {
    number,
    compoundName,
    placeLabel,
    category,
    urgency,
    status,
    text,
    files: JSON.parse(row.files) as string[],
    reportedAt: times.reportedAt,
    responseDueAt: times.responseDueAt,
    resolutionDueAt: times.resolutionDueAt,
    nextDueAt: times.nextDueAt,
    steps: read.all<StepRow>(STEPS, link.request_id, ...SHOWN).map(stepOf),
    contractorName: nameOf(read, link.contractor_id),
    expiresOn: link.expires_on,
    callBack: link.shows_call_back === 1 && row.reporter_id !== null ? phoneOf(read, row.reporter_id) : null,
    possible: JobVerb.options.filter((verb) => possible.includes(`maintenance.${verb}`)),
    sample,
  }
}
