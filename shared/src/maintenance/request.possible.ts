/** What the state of a request allows, for decider and buttons alike. */
import type { RequestStatus } from './api.ts'

/** Steps that people take, named as their routes are. */
export type RequestAction = `maintenance.${
  | 'accept'
  | 'reject'
  | 'assign'
  | 'grab'
  | 'transfer'
  | 'hand-back'
  | 'start'
  | 'pause'
  | 'resume'
  | 'complete'
  | 'confirm'
  | 'partly-fixed'
  | 'reopen'
  | 'close'
  | 'merge'
  | 'cancel'
  | 'follow'
  | 'urge'
  | 'tell'
  | 'costs'
  | 'visit'
  | 'notes'}`

const actions = <Verb extends string>(...verbs: readonly Verb[]) => verbs.map((verb) => `maintenance.${verb}` as const)

/** While somebody still has to do something. */
const waiting = actions('follow', 'urge', 'tell', 'notes')

/**
 * Assigning a started request hands it over: otherwise a worker who falls ill would block it for good. Whoever was
 * refused, or closed out by force, may have it opened again; what was withdrawn or merged stays ended.
 */
const POSSIBLE: Readonly<Record<RequestStatus | 'none', readonly RequestAction[]>> = {
  none: [],
  reported: [...actions('accept', 'assign', 'grab', 'reject', 'merge', 'cancel'), ...waiting],
  accepted: [...actions('assign', 'grab', 'start', 'reject', 'merge', 'cancel', 'close'), ...waiting],
  assigned: [
    ...actions('assign', 'transfer', 'hand-back', 'start', 'pause', 'complete', 'reject', 'merge', 'cancel', 'close'),
    ...waiting,
  ],
  started: [...actions('assign', 'transfer', 'hand-back', 'pause', 'complete', 'costs', 'close'), ...waiting],
  paused: [...actions('resume', 'assign', 'transfer', 'hand-back', 'complete', 'costs', 'close'), ...waiting],
  completed: actions('confirm', 'partly-fixed', 'reopen', 'visit', 'costs', 'tell', 'notes'),
  confirmed: actions('reopen', 'visit', 'costs', 'notes'),
  unanswered: actions('confirm', 'partly-fixed', 'reopen', 'visit', 'costs', 'tell', 'notes'),
  cancelled: actions('notes'),
  rejected: actions('reopen', 'notes'),
  merged: actions('notes'),
  closed: actions('reopen', 'visit', 'costs', 'notes'),
}

/** What the state of a request allows; whether this person may is the access table's to say. A row of a list will do. */
export function possibleActions(state: { readonly status: RequestStatus | 'none' }): readonly RequestAction[] {
  return POSSIBLE[state.status]
}
