/** Sentences that stories about requests are made of. For tests. */
import { addMinutes, type Instant } from '@changxin/shared/kernel'
import type { ReportFacts, ReportRequest, StepCommand, TimedRequestEvent } from '@changxin/shared/maintenance'
import {
  CompletionConfirmed,
  RequestAccepted,
  RequestAssigned,
  RequestCancelled,
  type RequestEvent,
  RequestNoteAdded,
  RequestReopened,
  RequestReported,
  type Target,
  TargetMissed,
  WorkCompleted,
  WorkStarted,
} from '@changxin/shared/maintenance'

export const t0: Instant = '2026-03-01T00:00:00.000Z'
export const minutes = (count: number): Instant => addMinutes(t0, count)
export const DAY = 24 * 60

export const of = { requestId: 'r1', compoundId: 'c1' }
export const photo = 'a'.repeat(64)

/** Ordinary: an answer within a day, done within two. */
export const target: Target = {
  ruleId: 'rule',
  responseDueAt: minutes(DAY),
  responseMetBy: 'accepted',
  resolutionDueAt: minutes(2 * DAY),
}

export const reportedEvent = (change: Partial<Target> = {}) =>
  RequestReported({
    ...of,
    number: '20260301-0001',
    place: { kind: 'unit', id: 'u1' },
    unitId: 'u1',
    buildingId: 'b1',
    category: 'drain',
    urgency: 'ordinary',
    text: '厨房下水堵了',
    files: [],
    reporterId: 'resident',
    target: { ...target, ...change },
  })
export const accepted = RequestAccepted(of)
export const assigned = (assigneeId = 'worker') => RequestAssigned({ ...of, assigneeId })
export const started = WorkStarted(of)
export const completed = WorkCompleted({ ...of, note: '已疏通', files: [] })
export const confirmed = CompletionConfirmed({ ...of, how: 'phone', rating: null })
export const reopened = (resolutionDueAt: Instant) => RequestReopened({ ...of, reason: '又堵了', resolutionDueAt })
export const cancelled = RequestCancelled({ ...of, reason: '自己修好了' })
export const noted = (noteId: string) => RequestNoteAdded({ ...of, noteId, text: '约好明天上门', files: [] })
export const missed = (which: 'response' | 'resolution', dueAt: Instant) =>
  TargetMissed({ ...of, target: which, dueAt })

/** Events as the log holds them: the first at t0, each ten minutes after the one before. */
export function history(...events: readonly RequestEvent[]): TimedRequestEvent[] {
  return events.map((event, index) => happened(index * 10, event))
}
export const happened = (minute: number, event: RequestEvent, actor = 'worker'): TimedRequestEvent => ({
  ...event,
  metadata: { occurredAt: minutes(minute), actor },
})

export const reportFacts: ReportFacts = {
  compoundId: 'c1',
  placeExists: true,
  unitId: 'u1',
  buildingId: 'b1',
  mode: 'unknown',
  rules: [],
}
export const report: ReportRequest = {
  type: 'ReportRequest',
  requestId: 'r1',
  at: t0,
  receivedAt: t0,
  by: 'resident',
  reporterId: 'resident',
  number: '20260301-0001',
  place: { kind: 'unit', id: 'u1' },
  category: 'drain',
  urgency: 'ordinary',
  text: '厨房下水堵了',
  files: [],
}

/** An hour after the report, told at once. */
export const timing = { requestId: 'r1', at: minutes(60), receivedAt: minutes(60), by: 'worker' }
export const accept: StepCommand = { ...timing, type: 'AcceptRequest' }
export const assign = (assigneeId = 'worker'): StepCommand => ({ ...timing, type: 'AssignRequest', assigneeId })
export const start = (by = 'worker'): StepCommand => ({ ...timing, type: 'StartWork', by })
export const complete: StepCommand = { ...timing, type: 'CompleteWork', note: '已疏通', files: [] }
export const confirm: StepCommand = { ...timing, type: 'ConfirmCompletion', how: 'phone', rating: null }
export const reopen: StepCommand = { ...timing, type: 'ReopenRequest', reason: '又堵了' }
export const cancel: StepCommand = { ...timing, type: 'CancelRequest', reason: '自己修好了' }
export const note = (noteId = 'n1'): StepCommand => ({
  ...timing,
  type: 'AddNote',
  noteId,
  text: '约好明天上门',
  files: [],
})
export const may = { assigneeMayWork: true }
