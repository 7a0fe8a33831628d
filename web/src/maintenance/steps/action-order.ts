/** Which of the possible steps stands where: the next one first, the usual ones beside it, the rare ones behind "more". */
import type { RequestAction, RequestStatus } from '@changxin/shared/maintenance'

type VerbOf<Action> = Action extends `maintenance.${infer Verb}` ? Verb : never
export type Verb = VerbOf<RequestAction>

/** From the step that moves a request on to those that end it. */
export const VERBS: readonly Verb[] = [
  'accept',
  'grab',
  'start',
  'resume',
  'complete',
  'confirm',
  'assign',
  'visit',
  'pause',
  'tell',
  'urge',
  'follow',
  'notes',
  'costs',
  'hand-back',
  'transfer',
  'partly-fixed',
  'reopen',
  'reject',
  'merge',
  'cancel',
  'close',
]
/** The step that moves a request on, by its status. */
const NEXT: Readonly<Record<RequestStatus, readonly Verb[]>> = {
  reported: ['accept', 'grab'],
  accepted: ['assign', 'grab', 'start'],
  assigned: ['start', 'complete'],
  started: ['complete'],
  paused: ['resume'],
  completed: ['confirm'],
  unanswered: ['visit', 'confirm'],
  confirmed: [],
  cancelled: [],
  rejected: [],
  merged: [],
  closed: [],
}
/** What stands in the open beside the next step, by status; elsewhere the order of all decides. */
const USUAL: Readonly<Partial<Record<RequestStatus, readonly Verb[]>>> = {
  reported: ['assign', 'grab', 'reject', 'tell'],
  accepted: ['assign', 'grab', 'start', 'tell'],
  assigned: ['complete', 'assign', 'hand-back', 'pause', 'tell'],
  started: ['pause', 'assign', 'hand-back', 'tell', 'notes'],
  paused: ['complete', 'assign', 'tell', 'notes'],
  completed: ['partly-fixed', 'reopen', 'visit', 'tell'],
}
export const MAX_IN_FRONT = 5

export interface Placed {
  readonly next: Verb | undefined
  readonly front: readonly Verb[]
  readonly more: readonly Verb[]
}

export function placeActions(possible: readonly string[], status: RequestStatus): Placed {
  const known = VERBS.filter((verb) => possible.includes(`maintenance.${verb}`))
  const next = NEXT[status].find((verb) => known.includes(verb))
  const wanted = [...(next ? [next] : []), ...(USUAL[status] ?? []), ...known]
  const sorted = [...new Set(wanted.filter((verb) => known.includes(verb)))]
  // One alone behind "more" may as well be seen.
  const cut = sorted.length <= MAX_IN_FRONT + 1 ? sorted.length : MAX_IN_FRONT
  return { next, front: sorted.slice(0, cut), more: sorted.slice(cut) }
}
