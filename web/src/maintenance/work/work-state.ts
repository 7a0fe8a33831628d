/** How a request stands on this phone: what the server said, and what was tapped since then and is still on its way. */
import { possibleActions, type RequestAction, type RequestStatus } from '@changxin/shared/maintenance'
import type { OutboxItem, Taken } from '../../api/outbox.ts'

/** Where a step of the worker leads; others leave the status as it is. */
const LEADS_TO: Readonly<Partial<Record<RequestAction, RequestStatus>>> = {
  'maintenance.grab': 'assigned',
  'maintenance.start': 'started',
  'maintenance.pause': 'paused',
  'maintenance.resume': 'started',
  'maintenance.complete': 'completed',
  'maintenance.hand-back': 'accepted',
}
export const WORK_VERBS = ['grab', 'start', 'complete', 'resume', 'pause', 'hand-back'] as const
export type WorkVerb = (typeof WORK_VERBS)[number]

interface Known {
  readonly id: string
  readonly status: RequestStatus
  readonly revision: number
  readonly assigneeId: string | null
}

export interface WorkState {
  readonly status: RequestStatus
  /** Waiting for signal, oldest first. */
  readonly pending: readonly OutboxItem[]
  /** Refused by the server; what stands behind it waits. */
  readonly refused: OutboxItem | undefined
  /** Taken by this person on this phone, or given back. */
  readonly held: boolean | undefined
  readonly verbs: readonly WorkVerb[]
}

export interface Phone {
  readonly items: readonly OutboxItem[]
  readonly taken: readonly Taken[]
  may(action: string): boolean
}

export function workStateOf(row: Known, { items, taken, may }: Phone): WorkState {
  const own = items.filter(({ group }) => group === row.id)
  const refused = own.find(({ problem }) => problem !== null)
  const pending = own.filter(({ problem }) => problem === null)
  // Behind a refused step nothing can be promised: the status is the server's.
  const ahead = [
    ...taken.filter(({ group, revision }) => group === row.id && revision > row.revision),
    ...(refused ? [] : pending),
  ].map(({ action }) => action as RequestAction)
  const status = ahead.reduce<RequestStatus>((before, action) => LEADS_TO[action] ?? before, row.status)
  const held = ahead.reduce<boolean | undefined>((before, action) => {
    if (action === 'maintenance.grab') return true
    return action === 'maintenance.hand-back' ? false : before
  }, undefined)
  const free = row.assigneeId === null && held !== true
  const possible = possibleActions({ status })
  const fits = (verb: WorkVerb) => (verb === 'grab' ? free : held !== false && (!free || verb === 'complete'))
  const verbs = WORK_VERBS.filter(
    (verb) => possible.includes(`maintenance.${verb}`) && may(`maintenance.${verb}`) && fits(verb),
  )
  return { status, pending, refused, held, verbs }
}
