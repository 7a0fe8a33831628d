/** The steps of requests in a random history: what is tried in which state, by whom, and what comes of it. */
import { addDays, instantOf } from '@changxin/shared/kernel'
import { maintenanceApi, PauseCause, type RequestStatus } from '@changxin/shared/maintenance'
import type { HistoryRequest, HistoryWorld } from './history-world.ts'
import type { Answer } from './server.ts'

const HOUR_MS = 3_600_000

type Verb = keyof typeof TELL

/** What is tried in which state, and how often. */
const NEXT: Readonly<Record<RequestStatus, Readonly<Partial<Record<Verb, number>>>>> = {
  reported: { accept: 4, assign: 3, grab: 1, cancel: 1, reject: 1, merge: 1, follow: 1, note: 1 },
  accepted: { assign: 3, start: 2, cancel: 1, merge: 1, urge: 1, close: 0.5 },
  assigned: { start: 3, complete: 5, completeLate: 4, assign: 1, pause: 3, handBack: 1, follow: 1, tell: 0.5 },
  started: { complete: 6, completeLate: 4, note: 1, assign: 1, pause: 2, urge: 1, costs: 1 },
  paused: { resume: 2, complete: 1, assign: 1, note: 1, urge: 1 },
  completed: { confirm: 3, reopen: 1, partlyFixed: 1, visit: 1, costs: 1 },
  confirmed: { reopen: 1, note: 2, visit: 1, costs: 1 },
  unanswered: { confirm: 1, reopen: 1 },
  cancelled: { note: 1 },
  rejected: { reopen: 2, note: 1 },
  merged: { note: 1 },
  closed: { reopen: 1, note: 1 },
}

const BECOMES: Readonly<Partial<Record<Verb, RequestStatus>>> = {
  accept: 'accepted',
  reject: 'rejected',
  assign: 'assigned',
  grab: 'assigned',
  handBack: 'accepted',
  start: 'started',
  pause: 'paused',
  resume: 'started',
  complete: 'completed',
  completeLate: 'completed',
  confirm: 'confirmed',
  partlyFixed: 'assigned',
  reopen: 'assigned',
  cancel: 'cancelled',
  close: 'closed',
  merge: 'merged',
}

type Tell = (world: HistoryWorld, of: HistoryRequest) => Promise<Answer> | undefined

const TELL = {
  accept: ({ admin }, { id }) => admin.tell(maintenanceApi.accept, { id }, {}),
  reject: ({ admin }, { id }) => admin.tell(maintenanceApi.reject, { id }, { ground: 'no-fault', reason: '没有问题' }),
  assign({ admin, helper, random, worker }, { id }) {
    const helperIds = random.chance(0.3) ? [helper.personId, worker.personId] : []
    return admin.tell(maintenanceApi.assign, { id }, { assigneeId: worker.personId, helperIds })
  },
  grab: ({ worker }, { id }) => worker.tell(maintenanceApi.grab, { id }, {}),
  handBack: ({ worker }, { id }) => worker.tell(maintenanceApi.handBack, { id }, { reason: '缺工具' }),
  start: ({ worker }, { id }) => worker.tell(maintenanceApi.start, { id }, {}),
  pause({ random, today, worker }, { id }) {
    const resumeBy = addDays(today(), random.whole(0, 6))
    return worker.tell(maintenanceApi.pause, { id }, { cause: random.pick(PauseCause.options), resumeBy })
  },
  resume: ({ worker }, { id }) => worker.tell(maintenanceApi.resume, { id }, {}),
  complete: ({ worker }, { id }) => worker.tell(maintenanceApi.complete, { id }, { note: '修好了' }),
  /** A phone without signal: it was done hours ago. */
  completeLate({ random, time, worker }, { id }) {
    const occurredAt = instantOf(time.nowMs - random.whole(1, 60) * HOUR_MS)
    return worker.tell(maintenanceApi.complete, { id }, { note: '修好了', occurredAt })
  },
  confirm: ({ admin }, { id }) => admin.tell(maintenanceApi.confirm, { id }, { how: 'phone' }),
  partlyFixed: ({ admin }, { id }) => admin.tell(maintenanceApi.partlyFixed, { id }, { remaining: '还有一处' }),
  reopen: ({ admin }, { id }) => admin.tell(maintenanceApi.reopen, { id }, { reason: '又坏了' }),
  visit({ admin, random }, { id }) {
    const result = random.pick(['satisfied', 'dissatisfied', 'unreachable'] as const)
    return admin.tell(maintenanceApi.visit, { id }, { result, means: 'phone', note: '回访' })
  },
  cancel: ({ admin }, { id }) => admin.tell(maintenanceApi.cancel, { id }, { reason: '不用了' }),
  close: ({ admin }, { id }) => admin.tell(maintenanceApi.close, { id }, { reason: '修不了' }),
  merge({ admin, random, requests }, { id, compoundId }) {
    const others = requests.filter((other) => other.compoundId === compoundId && other.id !== id)
    if (others.length === 0) return undefined
    return admin.tell(maintenanceApi.merge, { id }, { intoRequestId: random.pick(others).id })
  },
  follow({ compounds, neighbour }, { id, compoundId, isShared }) {
    // Where there are no homes yet the neighbour has none either.
    const livesThere = compounds.some((compound) => compound.id === compoundId && compound.unitIds.length > 0)
    return isShared && livesThere ? neighbour.tell(maintenanceApi.follow, { id }, {}) : undefined
  },
  urge: ({ admin }, { id }) => admin.tell(maintenanceApi.urge, { id }, {}),
  costs: ({ admin, random }, { id }) => admin.tell(maintenanceApi.costs, { id }, { labourFen: random.whole(1, 9_000) }),
  tell: ({ admin }, { id }) => admin.tell(maintenanceApi.tell, { id }, { means: 'phone' }),
  note: ({ admin }, { id }) => admin.tell(maintenanceApi.note, { id }, { text: '看过' }),
} as const satisfies Readonly<Record<string, Tell>>

export async function step(world: HistoryWorld): Promise<void> {
  const { count, random, requests } = world
  // The old ones are mostly left alone: some miss their targets for good.
  const newest = requests.at(-random.whole(1, Math.max(1, Math.min(requests.length, 12))))
  const request = requests.length > 0 && random.chance(0.2) ? random.pick(requests) : newest
  if (!request) return
  const verb = random.weighted(NEXT[request.status]) as Verb
  const told = TELL[verb](world, request)
  if (!told) return
  const done = await count(verb, told)
  request.status = (done && BECOMES[verb]) ?? request.status
}
