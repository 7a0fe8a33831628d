/** Routes of the shapes of the modes: contract, group with labour days, service list of a centre. */
import { AsOfInput, commandRoute, Day, Id, Line, PageInput, pageOf, queryRoute } from '@changxin/shared/kernel'
import { z } from 'zod'
import { Mode } from '../events.ts'
import { ContractTerms } from './contract.events.ts'
import { GroupMember, GroupTerms, LabourRecorded } from './group.events.ts'
import { Service } from './parts.ts'
import { ServicesTerms } from './services.events.ts'

/** Names stand beside the ids: `—` for somebody erased or unknown. */
const Head = {
  versionId: Id,
  recordedAt: z.string(),
  sample: z.boolean(),
}
/** All versions as recorded by then, newest first, for what held when. */
const VersionRow = z.object({ id: Id, since: Day, recordedAt: z.string() })

export const ContractView = ContractTerms.extend({
  ...Head,
  operatorName: z.string(),
  /** On the asked day. */
  state: z.enum(['coming', 'running', 'ends-soon', 'runs-on']),
  /** To the last day of the term; negative after it. */
  daysLeft: z.int(),
  /** The last day on which the manager can still say in time that it will not renew. */
  lastNoticeDay: Day,
})
export type ContractView = z.infer<typeof ContractView>

const ProofState = z.enum(['not-present', 'missing', 'expired', 'proven'])
export const GroupView = GroupTerms.extend({
  ...Head,
  operatorName: z.string(),
  members: z.array(z.object({ ...GroupMember.shape, name: z.string(), serves: z.boolean() })),
  liftState: ProofState,
  fireState: ProofState,
  /** The register of common parts has one, although the group says there is none. */
  liftInRegister: z.boolean(),
  fireInRegister: z.boolean(),
  /** Of the last 365 days; struck entries do not count. */
  labour: z.object({ minutes: z.int(), days: z.int(), people: z.int() }),
})
export type GroupView = z.infer<typeof GroupView>

export const ServicesView = ServicesTerms.extend({
  ...Head,
  operatorId: Id,
  operatorName: z.string(),
  staff: z.array(z.object({ personId: Id, function: z.string(), name: z.string() })),
  /** Of all compounds and single buildings that the centre manages now. */
  buildings: z.int(),
  /** Tenths; null without staff. */
  buildingsPerPersonTenths: z.int().nullable(),
})
export type ServicesView = z.infer<typeof ServicesView>

export const LabourRow = z.object({
  id: Id,
  personId: Id,
  personName: z.string(),
  workedOn: Day,
  minutes: z.int(),
  service: Service,
  struckReason: z.string().nullable(),
  sample: z.boolean(),
})
export type LabourRow = z.infer<typeof LabourRow>

export const termsApi = {
  terms: queryRoute({
    action: 'management.terms',
    path: '/api/compounds/:id/management/terms',
    input: {
      id: Id,
      /** What held on this day; the newest day of the log where absent. */ on: Day.optional(),
      ...AsOfInput,
    },
    output: z.object({
      day: Day.nullable(),
      mode: Mode,
      operatorId: Id.nullable(),
      operatorName: z.string().nullable(),
      contract: ContractView.nullable(),
      group: GroupView.nullable(),
      /** Of the centre that manages the compound on that day. */
      services: ServicesView.nullable(),
      versions: z.array(VersionRow),
      /** Of the stream of the mode's shape. */
      revision: z.int(),
      /** The group's own people may write labour days. */
      mayRecordLabour: z.boolean(),
    }),
    summary: 'The shape of the mode: contract, group or service list, as it held on a day',
  }),
  recordContract: commandRoute({
    action: 'management.record-contract',
    path: '/api/compounds/:id/management/contract',
    params: { id: Id },
    body: z.strictObject(ContractTerms.shape),
    summary: 'Records a service contract or another version of it',
  }),
  recordGroup: commandRoute({
    action: 'management.record-group',
    path: '/api/compounds/:id/management/group',
    params: { id: Id },
    body: z.strictObject(GroupTerms.shape),
    summary: 'Records the self-governance group, or another version of its terms',
  }),
  labour: queryRoute({
    action: 'management.labour',
    path: '/api/compounds/:id/management/labour',
    input: { id: Id, ...PageInput.shape },
    output: pageOf(LabourRow),
    summary: 'Labour days, newest first',
  }),
  recordLabour: commandRoute({
    action: 'management.record-labour',
    path: '/api/compounds/:id/management/labour',
    params: { id: Id },
    body: z.strictObject(
      LabourRecorded.schema.pick({ personId: true, workedOn: true, minutes: true, service: true }).shape,
    ),
    summary: 'Records what somebody did for the compound on one day',
  }),
  strikeLabour: commandRoute({
    action: 'management.strike-labour',
    path: '/api/compounds/:id/management/labour/:labourId/strike',
    params: { id: Id, labourId: Id },
    body: z.strictObject({ reason: Line(100) }),
    summary: 'Strikes an entry of labour that was made by mistake; it stays and does not count',
  }),
  services: queryRoute({
    action: 'management.services',
    path: '/api/operators/:id/services',
    input: { id: Id, on: Day.optional(), ...AsOfInput },
    output: z.object({ services: ServicesView.nullable(), versions: z.array(VersionRow), revision: z.int() }),
    summary: 'The service list of a centre, as it held on a day',
  }),
  recordServices: commandRoute({
    action: 'management.record-services',
    path: '/api/operators/:id/services',
    params: { id: Id },
    body: z.strictObject(ServicesTerms.shape),
    summary: 'Records the service list of a centre, or another version of it',
  }),
}
