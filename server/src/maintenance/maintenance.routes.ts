/** Serves maintenance: lists and one request, who may be assigned, and reporting; the steps are in request.routes.ts. */
import { type Id, Rejected } from '@changxin/shared/kernel'
import {
  labelErrors,
  maintenanceApi,
  maintenanceErrors,
  type ReportFacts,
  type RequestCommand,
  type RequestPlace,
  requestDecider,
  type TargetRule,
} from '@changxin/shared/maintenance'
import type { CompoundState } from '@changxin/shared/places'
import type { z } from 'zod'
import { caughtUp } from '../commands/caught-up.ts'
import { answerOf, type CommandContext, type Served, serveCommand, serveQuery } from '../feature.ts'
import { requireFilesOf } from '../files/index.ts'
import { modeOf } from '../management/index.ts'
import { personExists } from '../people/index.ts'
import { Compounds, regionIdsOf, subjectOfCompound } from '../places/index.ts'
import { assigneesOf } from './assignees.queries.ts'
import { DUTY_TABLE } from './duty/duty.projection.ts'
import { callerIdOf, hashWithoutCaller, registerCaller } from './label.caller.ts'
import { Requests, TARGETS_ID, Targets } from './maintenance.aggregates.ts'
import { listRequests } from './maintenance.queries.ts'
import { subjectOfRequest } from './maintenance.subject.ts'
import { listSteps } from './request.history.ts'
import { requestSteps } from './request.routes.ts'
import { viewRequest } from './request.view.ts'

const { reject } = maintenanceErrors
const REQUEST_TABLES = ['maintenance_request', 'people_person'] as const

const list = serveQuery(maintenanceApi.list, {
  reads: REQUEST_TABLES,
  concerns: ({ compoundId }) => (compoundId === undefined ? {} : { compoundId }),
  subject: () => ({}),
  run: (context, input) => listRequests(context, input),
})

const request = serveQuery(maintenanceApi.request, {
  reads: REQUEST_TABLES,
  subject: ({ id }, read) => subjectOfRequest(read, id),
  run: (context, { id }) => viewRequest(context, id),
})

const steps = serveQuery(maintenanceApi.steps, {
  reads: REQUEST_TABLES,
  subject: ({ id }, read) => subjectOfRequest(read, id),
  run: (context, input) => listSteps(context, input),
})

const assignees = serveQuery(maintenanceApi.assignees, {
  reads: ['people_grant', 'maintenance_request', DUTY_TABLE],
  sameForScope: true,
  concerns: ({ id }) => ({ compoundId: id }),
  subject: ({ id }, read) => subjectOfCompound(read, id),
  run: ({ read }, { id }) => ({ items: assigneesOf(read, id) }),
})

interface Found {
  readonly exists: boolean
  readonly unitId: Id | null
  readonly buildingId: Id | null
}

/** Looks the place up in the compound's own stream: another compound's place is no place here. */
export function findPlace(state: CompoundState, place: RequestPlace): Found {
  switch (place.kind) {
    case 'compound':
      return { exists: state.compoundId === place.id, unitId: null, buildingId: null }
    case 'building':
      return { exists: state.buildings.has(place.id), unitId: null, buildingId: place.id }
    case 'entrance': {
      const building = [...state.buildings.values()].find((one) =>
        one.entrances.some((entrance) => entrance.entranceId === place.id),
      )
      return { exists: building !== undefined, unitId: null, buildingId: building?.buildingId ?? null }
    }
    case 'unit': {
      const unit = state.units.get(place.id)
      return { exists: unit !== undefined, unitId: unit?.unitId ?? null, buildingId: unit?.buildingId ?? null }
    }
    case 'common-part': {
      const part = state.parts.get(place.id)
      return { exists: part !== undefined, unitId: null, buildingId: part?.buildingId ?? null }
    }
  }
}

export async function reportFacts(
  context: CommandContext,
  compoundId: Id,
  place: RequestPlace,
  reporterUnitId?: Id,
): Promise<ReportFacts> {
  const compound = await context.store.load(Compounds, compoundId)
  const targets = await context.store.load(Targets, TARGETS_ID)
  const found = findPlace(compound.state, place)
  const { mode, regionIds } = context.views.read((read) => ({
    mode: modeOf(read, compoundId),
    regionIds: regionIdsOf(read, compoundId),
  })).result
  return {
    compoundId,
    placeExists: found.exists,
    unitId: found.unitId,
    buildingId: found.buildingId,
    reporterUnitExists: reporterUnitId !== undefined && compound.state.units.has(reporterUnitId),
    mode,
    rules: targets.state as readonly TargetRule[],
    regionIds,
  }
}

/** Only who works here enters for somebody else: a neighbour must not put words into another's mouth. */
async function requireMayActFor(context: CommandContext, compoundId: Id, told: For): Promise<void> {
  const { onBehalfOf: personId, caller, reporterUnitId } = told
  if (!caller && reporterUnitId === undefined && (personId === undefined || personId === context.actor)) return
  // Whoever sees the units of the compound by role works here; residents do not.
  if (!context.may('places.units', { compoundId })) throw new Rejected('forbidden')
  if (personId === undefined) return
  if (caller) throw labelErrors.reject('caller-and-person', { field: 'caller' })
  // Registered a moment ago, by whoever now enters it for them.
  await caughtUp(context)
  if (!context.views.peek((read) => personExists(read, personId)))
    throw reject('reporter-unknown', { field: 'onBehalfOf' })
}
type For = Pick<z.output<typeof maintenanceApi.report.body>, 'onBehalfOf' | 'caller' | 'reporterUnitId'>

const report = serveCommand(maintenanceApi.report, {
  subject: ({ params }, read) => subjectOfCompound(read, params.id),
  async handle(context, { params, body }) {
    await requireFilesOf(context, body.files)
    await requireMayActFor(context, params.id, body)
    const requestId = context.newId()
    const at = body.occurredAt ?? context.receivedAt
    const { caller, reporterUnitId } = body
    const behalf = caller ? callerIdOf(context) : body.onBehalfOf
    // Somebody of whom only the home is known is not whoever typed it in.
    const reporterId = behalf ?? (reporterUnitId === undefined ? context.actor : null)
    const command: RequestCommand = {
      type: 'ReportRequest',
      requestId,
      at,
      receivedAt: context.receivedAt,
      by: reporterId ?? context.actor,
      place: body.place,
      category: body.category,
      urgency: body.urgency,
      text: body.text,
      files: body.files,
      reporterId,
      ...(reporterUnitId === undefined ? {} : { reporterUnitId }),
    }
    const facts = () => reportFacts(context, params.id, body.place, reporterUnitId)
    const meta = context.meta({
      occurredAt: at,
      channel: body.channel,
      ...(behalf ? { onBehalfOf: behalf } : {}),
    })
    if (caller) {
      // What is refused must leave no number behind.
      requestDecider.decide(command, requestDecider.initial, await facts())
      await registerCaller(context, caller)
    }
    const executed = await context.execute(Requests, requestId, {
      command,
      facts,
      meta: caller
        ? { ...meta, inputHash: hashWithoutCaller(`${maintenanceApi.report.action} ${params.id}`, body) }
        : meta,
    })
    return answerOf(requestId, executed)
  },
})

export const maintenanceServed: readonly Served[] = [list, request, steps, assignees, report, ...requestSteps]
