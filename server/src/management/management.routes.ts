/** Every route of management, served. */
import { managementApi } from '@changxin/shared/management'
import { answerOf, type CommandContext, type Served, serveCommand, serveQuery } from '../feature.ts'
import { requireFilesOf } from '../files/index.ts'
import { subjectOfCompound } from '../places/index.ts'
import { Managements, Operators } from './management.aggregates.ts'
import { listOperators, readManagement } from './management.queries.ts'

/** What was so already was recorded under another id: that one is answered. */
async function standingAdoption(
  context: CommandContext,
  compoundId: string,
  adoptionId: string,
  since: string,
): Promise<string> {
  const { state } = await context.store.load(Managements, compoundId)
  if (state.adoptions.some((adoption) => adoption.adoptionId === adoptionId)) return adoptionId
  return state.adoptions.find((adoption) => adoption.since === since)?.adoptionId ?? adoptionId
}

export const managementRoutes: readonly Served[] = [
  serveQuery(managementApi.management, {
    reads: ['management_mode', 'management_operator', 'clock_day'],
    concerns: ({ id }) => ({ compoundId: id }),
    sameForScope: true,
    subject: ({ id }, read) => subjectOfCompound(read, id),
    run: ({ read, at }, { id }) => readManagement(read, at, id),
  }),
  serveQuery(managementApi.operators, {
    reads: ['management_operator', 'management_current'],
    sameForScope: true,
    subject: () => ({}),
    run: ({ read }, input) => listOperators(read, input),
  }),
  serveCommand(managementApi.adopt, {
    subject: ({ params }, read) => subjectOfCompound(read, params.id),
    async handle(context, { params, body }) {
      const { operatorId } = body
      await requireFilesOf(context, body.ground.file === null ? [] : [body.ground.file])
      const adoptionId = context.newId()
      const executed = await context.execute(Managements, params.id, {
        command: { type: 'AdoptMode', adoptionId, compoundId: params.id, ...body, today: context.today },
        facts: async () => ({
          operator: operatorId === null ? null : (await context.store.load(Operators, operatorId)).state,
        }),
      })
      return answerOf(await standingAdoption(context, params.id, adoptionId, body.since), executed)
    },
  }),
  serveCommand(managementApi.registerOperator, {
    subject: () => ({}),
    async handle(context, { body }) {
      const operatorId = context.newId()
      return answerOf(
        operatorId,
        await context.execute(Operators, operatorId, { command: { type: 'RegisterOperator', operatorId, ...body } }),
      )
    },
  }),
]
