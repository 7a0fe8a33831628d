/** Serves decisions that were taken outside: recorded by one, checked by another. */
import { externalApi } from '@changxin/shared/decisions'
import { answerOf, type Served, serveCommand, serveQuery } from '../../feature.ts'
import { requireFilesOf } from '../../files/index.ts'
import { subjectOfCompound } from '../../places/index.ts'
import { ExternalDecisions } from './external.aggregates.ts'
import { factsFor } from './external.facts.ts'
import { listExternal, subjectOfExternal, viewExternal } from './external.queries.ts'

const TABLE = 'decisions_external_decision'

const list = serveQuery(externalApi.list, {
  reads: [TABLE, 'places_compound'],
  sameForScope: true,
  subject: () => ({}),
  run: (context, input) => listExternal(context, input),
})

const external = serveQuery(externalApi.external, {
  reads: [TABLE, 'decisions_effects_effect', 'places_compound'],
  subject: ({ id }, read) => subjectOfExternal(read, id),
  run: (context, { id }) => viewExternal(context, id),
})

const record = serveCommand(externalApi.record, {
  subject: ({ params }, read) => subjectOfCompound(read, params.id),
  async handle(context, { params: { id: compoundId }, body }) {
    await requireFilesOf(context, body.files)
    const decisionId = context.newId()
    const command = { type: 'RecordExternal' as const, ...body, decisionId, compoundId, today: context.today }
    const facts = () => factsFor(context, command)
    return answerOf(decisionId, await context.execute(ExternalDecisions, decisionId, { command, facts }))
  },
})

const check = serveCommand(externalApi.check, {
  subject: ({ params }, read) => subjectOfExternal(read, params.id),
  async handle(context, { params: { id: decisionId }, body }) {
    const command = { type: 'CheckExternal' as const, decisionId, ...body, by: context.actor }
    return answerOf(decisionId, await context.execute(ExternalDecisions, decisionId, { command }))
  },
})

export const externalServed: readonly Served[] = [list, external, record, check]
