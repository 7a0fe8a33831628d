/** Serves the steps of a request. Who may take them says the access table, when they are possible the decider. */
import type { Id } from '@changxin/shared/kernel'
import { type AssignFacts, maintenanceApi, maintenanceErrors, waitersOf } from '@changxin/shared/maintenance'
import { caughtUp } from '../commands/caught-up.ts'
import { type CommandContext, type Served, serveCommand } from '../feature.ts'
import { personExists } from '../people/index.ts'
import type { Read } from '../views/views.ts'
import { mayBeAssigned } from './assignees.queries.ts'
import { Requests } from './maintenance.aggregates.ts'
import { originOf, subjectOfRequest } from './maintenance.subject.ts'
import { mergeRequest } from './request.merge.ts'
import { type StepExtras, step } from './request.step.ts'

const { reject } = maintenanceErrors
const ofRequest = { subject: ({ params }: { params: { id: Id } }, read: Read) => subjectOfRequest(read, params.id) }

/** Each of them must be one who may work in the compound. */
function assignFacts({ views }: CommandContext, requestId: Id, personIds: readonly Id[]): AssignFacts {
  const assigneeMayWork = views.read((read) => {
    const compoundId = originOf(read, requestId)?.compound_id
    return compoundId !== undefined && personIds.every((personId) => mayBeAssigned(read, compoundId, personId))
  }).result
  return { assigneeMayWork }
}

/**
 * By phone or at the door it is the reporter who says so and staff who record it: the actor stays who recorded it. Here
 * in the app nobody says it but the reporter and the home, or the desk's own word would count as the resident's.
 */
function saidBy(context: CommandContext, requestId: Id, how: 'in-app' | 'phone' | 'at-door'): StepExtras {
  const { actor, principal, views } = context
  const origin = views.peek((read) => originOf(read, requestId))
  const reporterId = origin?.reporter_id ?? null
  const isOwn = reporterId === actor || principal?.homes.some(({ unitId }) => unitId === origin?.unit_id) === true
  if (how === 'in-app' && !isOwn) throw reject('confirmed-by-others', { field: 'how' })
  if (how === 'in-app' || reporterId === null || reporterId === actor) return {}
  return { meta: { onBehalfOf: reporterId, ...(how === 'phone' ? { channel: 'phone' } : {}) } }
}

/** Whoever waits urges for themselves; the desk, which does not wait, for the reporter who called. */
async function urgedBy(context: CommandContext, requestId: Id): Promise<StepExtras> {
  const { state } = await context.store.load(Requests, requestId)
  if (state.status === 'none' || state.reporterId === null) return {}
  const subject = context.views.peek((read) => subjectOfRequest(read, requestId)) ?? {}
  if (waitersOf(state).includes(context.actor) || !context.may('maintenance.accept', subject)) return {}
  return { by: state.reporterId, meta: { onBehalfOf: state.reporterId, channel: 'phone' } }
}

const assigning: readonly Served[] = [
  serveCommand(maintenanceApi.assign, {
    ...ofRequest,
    handle(context, input) {
      const { assigneeId, helperIds, how } = input.body
      const facts = () => assignFacts(context, input.params.id, [assigneeId, ...helperIds])
      return step(context, input, { type: 'AssignRequest', assigneeId, helperIds, how }, { facts })
    },
  }),
  serveCommand(maintenanceApi.grab, {
    ...ofRequest,
    handle(context, input) {
      const facts = () => assignFacts(context, input.params.id, [context.actor])
      return step(context, input, { type: 'GrabRequest' }, { facts })
    },
  }),
  serveCommand(maintenanceApi.transfer, {
    ...ofRequest,
    handle(context, input) {
      const { assigneeId, reason } = input.body
      const facts = () => assignFacts(context, input.params.id, [assigneeId])
      return step(context, input, { type: 'TransferRequest', assigneeId, reason }, { facts })
    },
  }),
  serveCommand(maintenanceApi.handBack, {
    ...ofRequest,
    handle: (context, input) => step(context, input, { type: 'HandBackRequest', reason: input.body.reason }),
  }),
]

const working: readonly Served[] = [
  serveCommand(maintenanceApi.start, {
    ...ofRequest,
    handle: (context, input) => step(context, input, { type: 'StartWork' }),
  }),
  serveCommand(maintenanceApi.pause, {
    ...ofRequest,
    handle(context, input) {
      const { cause, note, resumeBy } = input.body
      return step(context, input, { type: 'PauseWork', cause, note, resumeBy })
    },
  }),
  serveCommand(maintenanceApi.resume, {
    ...ofRequest,
    handle: (context, input) => step(context, input, { type: 'ResumeWork' }),
  }),
  serveCommand(maintenanceApi.complete, {
    ...ofRequest,
    handle(context, input) {
      const { note, files } = input.body
      return step(context, input, { type: 'CompleteWork', note, files })
    },
  }),
  serveCommand(maintenanceApi.costs, {
    ...ofRequest,
    handle(context, input) {
      const { materials, labourFen, note } = input.body
      return step(context, input, { type: 'RecordCost', entryId: context.newId(), materials, labourFen, note })
    },
  }),
]

const atDesk: readonly Served[] = [
  serveCommand(maintenanceApi.accept, {
    ...ofRequest,
    handle: (context, input) => step(context, input, { type: 'AcceptRequest' }),
  }),
  serveCommand(maintenanceApi.reject, {
    ...ofRequest,
    handle(context, input) {
      const { ground, reason } = input.body
      return step(context, input, { type: 'RejectRequest', ground, reason })
    },
  }),
  serveCommand(maintenanceApi.close, {
    ...ofRequest,
    handle: (context, input) => step(context, input, { type: 'CloseRequest', reason: input.body.reason }),
  }),
  serveCommand(maintenanceApi.merge, { ...ofRequest, handle: mergeRequest }),
  serveCommand(maintenanceApi.tell, {
    ...ofRequest,
    async handle(context, input) {
      const { personId, means, note } = input.body
      await caughtUp(context)
      if (personId !== null && !context.views.peek((read) => personExists(read, personId)))
        throw reject('reporter-unknown', { field: 'personId' })
      return step(context, input, { type: 'TellPerson', tellingId: context.newId(), personId, means, note })
    },
  }),
  serveCommand(maintenanceApi.visit, {
    ...ofRequest,
    handle(context, input) {
      const { result, means, note } = input.body
      return step(context, input, { type: 'RecordVisit', visitId: context.newId(), result, means, note })
    },
  }),
]

const waiting: readonly Served[] = [
  serveCommand(maintenanceApi.confirm, {
    ...ofRequest,
    handle(context, input) {
      const { how, rating } = input.body
      return step(context, input, { type: 'ConfirmCompletion', how, rating }, saidBy(context, input.params.id, how))
    },
  }),
  serveCommand(maintenanceApi.partlyFixed, {
    ...ofRequest,
    handle: (context, input) => step(context, input, { type: 'ReportPartlyFixed', remaining: input.body.remaining }),
  }),
  serveCommand(maintenanceApi.reopen, {
    ...ofRequest,
    handle: (context, input) => step(context, input, { type: 'ReopenRequest', reason: input.body.reason }),
  }),
  serveCommand(maintenanceApi.cancel, {
    ...ofRequest,
    handle: (context, input) => step(context, input, { type: 'CancelRequest', reason: input.body.reason }),
  }),
  serveCommand(maintenanceApi.follow, {
    ...ofRequest,
    handle: (context, input) => step(context, input, { type: 'FollowRequest', personId: context.actor }),
  }),
  serveCommand(maintenanceApi.urge, {
    ...ofRequest,
    // It counts from when it arrives: a phone that urges for the days before would urge ten times at once.
    handle: async (context, { params }) =>
      step(context, { params, body: {} }, { type: 'UrgeRequest' }, await urgedBy(context, params.id)),
  }),
  serveCommand(maintenanceApi.note, {
    ...ofRequest,
    handle(context, input) {
      const { text, files } = input.body
      return step(context, input, { type: 'AddNote', noteId: context.newId(), text, files })
    },
  }),
]

export const requestSteps: readonly Served[] = [...atDesk, ...assigning, ...working, ...waiting]
