/** Serves the shapes of the modes. */

import { Rejected } from '@changxin/shared/kernel'
import { termsApi } from '@changxin/shared/management'
import type { Subject } from '../../access/may.ts'
import { caughtUp } from '../../commands/caught-up.ts'
import { answerOf, type CommandContext, type Served, serveCommand, serveQuery } from '../../feature.ts'
import { requireFilesOf } from '../../files/index.ts'
import { personExists } from '../../people/index.ts'
import { subjectOfCompound } from '../../places/index.ts'
import type { Read } from '../../views/views.ts'
import { holdingTables } from '../blocks/holdings.ts'
import { Operators } from '../management.aggregates.ts'
import { operatorName } from '../management.reads.ts'
import { Contracts, Groups, ServiceLists } from './terms.aggregates.ts'
import { listLabour, readServices, readTerms } from './terms.queries.ts'
import { membersNow } from './terms.reads.ts'

const versionTables = ['management_terms_version', 'management_terms_revision', 'management_operator', 'people_person']
const termsTables = [...versionTables, ...holdingTables, 'management_mode', 'management_terms_labour', 'places_part']

/** The group's own people, beside those who answer for the compound. */
function subjectOfGroup(read: Read, compoundId: string): Subject | null {
  const subject = subjectOfCompound(read, compoundId)
  return subject && { ...subject, personIds: membersNow(read, compoundId) }
}
/** Whoever may see operators may see any; what is recorded of one needs a right anywhere. */
const subjectOfOperator = (read: Read, operatorId: string): Subject | null =>
  operatorName(read, operatorId) === null ? null : {}

const operatorOf = async ({ store }: CommandContext, operatorId: string) =>
  (await store.load(Operators, operatorId)).state

/** Who was registered a moment ago is waited for. */
async function knownOf(context: CommandContext, personIds: readonly string[]): Promise<ReadonlySet<string>> {
  await caughtUp(context)
  return new Set(context.views.peek((read) => personIds.filter((id) => personExists(read, id))))
}

/** Those that stand in an earlier version were checked then, whoever brought them. */
async function requireNewFiles(
  context: CommandContext,
  files: readonly string[],
  before: readonly string[],
): Promise<void> {
  await requireFilesOf(
    context,
    files.filter((file) => !before.includes(file)),
  )
}

const queries: readonly Served[] = [
  serveQuery(termsApi.terms, {
    reads: termsTables,
    // Of a centre's other compounds only what is asked here.
    concerns: ({ id }) => ({ compoundId: id }),
    subject: ({ id }, read) => subjectOfCompound(read, id),
    run: ({ read, at, may }, { id, on }) => {
      const subject = subjectOfGroup(read, id)
      return {
        ...readTerms(read, at, id, on),
        mayRecordLabour: subject !== null && may(termsApi.recordLabour.action, subject),
      }
    },
  }),
  serveQuery(termsApi.labour, {
    reads: ['management_terms_labour', 'people_person'],
    concerns: ({ id }) => ({ compoundId: id }),
    sameForScope: true,
    subject: ({ id }, read) => subjectOfGroup(read, id),
    run: ({ read }, input) => listLabour(read, input),
  }),
  serveQuery(termsApi.services, {
    reads: [...versionTables, ...holdingTables],
    sameForScope: true,
    subject: ({ id }, read) => subjectOfOperator(read, id),
    run: ({ read, at }, { id, on }) => readServices(read, at, id, on),
  }),
]

const commands: readonly Served[] = [
  serveCommand(termsApi.recordContract, {
    subject: ({ params }, read) => subjectOfCompound(read, params.id),
    async handle(context, { params: { id: compoundId }, body }) {
      const { state } = await context.store.load(Contracts, compoundId)
      await requireNewFiles(
        context,
        body.scans,
        state.versions.flatMap(({ scans }) => scans),
      )
      const versionId = context.newId()
      const executed = await context.execute(Contracts, compoundId, {
        command: { type: 'RecordContract', compoundId, versionId, ...body },
        facts: async () => ({ operator: await operatorOf(context, body.operatorId) }),
      })
      return answerOf(versionId, executed)
    },
  }),
  serveCommand(termsApi.recordGroup, {
    subject: ({ params }, read) => subjectOfCompound(read, params.id),
    async handle(context, { params: { id: compoundId }, body }) {
      const scansOf = ({ lift, fire }: Pick<typeof body, 'lift' | 'fire'>) =>
        [lift, fire].flatMap((proof) => (proof.kind === 'firm' ? proof.scans : []))
      const { state } = await context.store.load(Groups, compoundId)
      await requireNewFiles(context, scansOf(body), state.versions.flatMap(scansOf))
      const versionId = context.newId()
      const executed = await context.execute(Groups, compoundId, {
        command: { type: 'RecordGroup', compoundId, versionId, ...body },
        facts: async () => ({
          operator: await operatorOf(context, body.operatorId),
          knownPersonIds: await knownOf(
            context,
            body.members.map(({ personId }) => personId),
          ),
        }),
      })
      return answerOf(versionId, executed)
    },
  }),
  serveCommand(termsApi.recordLabour, {
    subject: ({ params }, read) => subjectOfGroup(read, params.id),
    async handle(context, { params: { id: compoundId }, body }) {
      const labourId = context.newId()
      const executed = await context.execute(Groups, compoundId, {
        command: { type: 'RecordLabour', compoundId, labourId, ...body, today: context.today },
        facts: async () => ({ knownPersonIds: await knownOf(context, [body.personId]) }),
      })
      return answerOf(labourId, executed)
    },
  }),
  serveCommand(termsApi.strikeLabour, {
    subject: ({ params }, read) => subjectOfGroup(read, params.id),
    async handle(context, { params: { id: compoundId, labourId }, body }) {
      const executed = await context.execute(Groups, compoundId, {
        command: { type: 'StrikeLabour', compoundId, labourId, ...body },
      })
      return answerOf(labourId, executed)
    },
  }),
  serveCommand(termsApi.recordServices, {
    subject: ({ params }, read) => subjectOfOperator(read, params.id),
    async handle(context, { params: { id: operatorId }, body }) {
      const versionId = context.newId()
      const executed = await context.execute(ServiceLists, operatorId, {
        command: { type: 'RecordServices', operatorId, versionId, ...body },
        facts: async () => {
          const operator = await operatorOf(context, operatorId)
          if (!operator) throw new Rejected('not-found')
          const knownPersonIds = await knownOf(
            context,
            body.staff.map(({ personId }) => personId),
          )
          return { operator, knownPersonIds }
        },
      })
      return answerOf(versionId, executed)
    },
  }),
]

export const termsServed: readonly Served[] = [...queries, ...commands]
