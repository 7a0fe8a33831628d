/** Reads of labels: those of a compound, what one says to whoever scans it, and the page that follows a request. */
import { dayOf } from '@changxin/shared/kernel'
import {
  type FollowUpView,
  isOpen,
  isOverdue,
  type LabelPlace,
  type LabelRow,
  type LabelView,
  labelErrors,
  MAX_LABEL_OPEN,
} from '@changxin/shared/maintenance'
import { compoundName, placeLabel } from '../places/index.ts'
import { CURRENT } from '../views/intervals.ts'
import type { Read } from '../views/views.ts'
import { keywordsInForce } from './keywords.routes.ts'
import { followUpHashOf } from './label.secrets.ts'
import { FROM, SELECT, type StoredRow } from './maintenance.row.ts'
import { numberOf } from './request.steps.ts'
import { stateOf } from './state-text.ts'

const { reject } = labelErrors

export interface KnownLabel {
  readonly labelId: string
  readonly compoundId: string
  readonly place: LabelPlace
  readonly withdrawn: boolean
}

interface Stored {
  readonly label_id: string
  readonly compound_id: string
  readonly place_kind: LabelPlace['kind']
  readonly place_id: string
  readonly code: string
  readonly issued_at: string
  readonly withdrawn: number
  readonly reports: number
}

export function labelOfCode(read: Read, code: string): KnownLabel | undefined {
  const row = read.get<Stored>('SELECT * FROM maintenance_label_label WHERE code = ?', code)
  return (
    row && {
      labelId: row.label_id,
      compoundId: row.compound_id,
      place: { kind: row.place_kind, id: row.place_id },
      withdrawn: row.withdrawn === 1,
    }
  )
}

/** Throws `label-unknown` or `label-withdrawn`. */
export function labelInUse(read: Read, code: string): KnownLabel {
  const label = labelOfCode(read, code)
  if (!label) throw reject('label-unknown')
  if (label.withdrawn) throw reject('label-withdrawn')
  return label
}

/** Those in use, in the order in which people walk: 2栋 before 10栋. */
export function labelsOf(read: Read, compoundId: string): LabelRow[] {
  return read
    .all<Stored>('SELECT * FROM maintenance_label_label WHERE compound_id = ? AND withdrawn = 0', compoundId)
    .map((row) => ({
      id: row.label_id,
      code: row.code,
      place: { kind: row.place_kind, id: row.place_id },
      placeLabel: placeLabel(read, row.place_kind, row.place_id),
      issuedOn: dayOf(row.issued_at),
      reports: row.reports,
    }))
    .sort((one, other) => one.placeLabel.localeCompare(other.placeLabel, 'zh', { numeric: true }))
}

export function labelView(read: Read, code: string): LabelView {
  const { compoundId, place } = labelInUse(read, code)
  const open = read.all<StoredRow>(
    `SELECT ${SELECT} FROM ${FROM} WHERE s.compound_id = ? AND s.to_position = '${CURRENT}' AND s.open = 1
     AND r.place_kind = ? AND r.place_id = ? ORDER BY r.position DESC LIMIT ${MAX_LABEL_OPEN}`,
    compoundId,
    place.kind,
    place.id,
  )
  return {
    compoundName: compoundName(read, compoundId),
    place,
    placeLabel: placeLabel(read, place.kind, place.id),
    open: open.map(({ category, reported_at: at, status }) => ({ category, reportedOn: dayOf(at), status })),
    keywords: keywordsInForce(read).rows,
  }
}

/** What moves a request on; notes, calls and costs are between those who work on it. */
const TOLD = [
  'RequestReported',
  'RequestAccepted',
  'RequestRejected',
  'RequestAssigned',
  'WorkStarted',
  'WorkPaused',
  'WorkResumed',
  'WorkCompleted',
  'CompletionConfirmed',
  'RequestReopened',
  'PartlyFixed',
  'ConfirmationLapsed',
  'RequestClosed',
  'RequestMerged',
  'RequestCancelled',
]
/** Said to whoever reported, as the reason why it ends. */
const WITH_REASON = new Set(['RequestRejected', 'RequestClosed'])

/** Throws `follow-up-unknown`. */
export function followUpView(read: Read, secret: string): FollowUpView {
  const row = read.get<StoredRow>(
    `SELECT ${SELECT} FROM maintenance_label_use u JOIN maintenance_request r ON r.request_id = u.request_id
     JOIN maintenance_state s ON s.request_id = r.request_id AND s.to_position = '${CURRENT}' WHERE u.follow_up_hash = ?`,
    followUpHashOf(secret),
  )
  if (!row) throw reject('follow-up-unknown')
  const state = stateOf(row)
  return {
    number: row.number,
    compoundName: compoundName(read, row.compound_id),
    placeLabel: placeLabel(read, row.place_kind, row.place_id),
    category: row.category,
    urgency: row.urgency,
    status: row.status,
    reportedAt: row.reported_at,
    responseDueAt: state.response.dueAt,
    resolutionDueAt: state.resolution.dueAt,
    overdue: isOpen(state) && isOverdue(state),
    resumeBy: state.pause?.resumeBy ?? null,
    mergedInto: state.intoRequestId === null ? null : mergedInto(read, state.intoRequestId),
    steps: stepsOf(read, row.request_id),
  }
}

function mergedInto(read: Read, requestId: string): FollowUpView['mergedInto'] {
  const row = read.get<Pick<StoredRow, 'status'>>(
    `SELECT status FROM maintenance_state WHERE request_id = ? AND to_position = '${CURRENT}'`,
    requestId,
  )
  return row ? { number: numberOf(read, requestId), status: row.status } : null
}

function stepsOf(read: Read, requestId: string): FollowUpView['steps'] {
  return read
    .all<{ type: string; occurred_at: string; data: string }>(
      `SELECT type, occurred_at, data FROM maintenance_step
       WHERE request_id = ? AND type IN (${TOLD.map(() => '?').join(', ')}) ORDER BY position`,
      requestId,
      ...TOLD,
    )
    .map(({ type, occurred_at: at, data }) => ({
      type,
      at,
      text: WITH_REASON.has(type) ? (JSON.parse(data) as { reason: string }).reason : null,
    }))
}
