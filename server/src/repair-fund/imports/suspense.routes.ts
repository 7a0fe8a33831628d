/** Serves 待查款: what waits, who it is assigned to, what goes back. */
import { Rejected } from '@changxin/shared/kernel'
import { fundImportsApi } from '@changxin/shared/repair-fund'
import { answerOf, type CommandContext, type Served, serveCommand, serveQuery } from '../../feature.ts'
import { requireFilesOf } from '../../files/index.ts'
import { subjectOfCompound } from '../../places/index.ts'
import type { Read } from '../../views/views.ts'
import { Funds } from '../repair-fund.aggregates.ts'
import { compoundOfSuspense, listSuspense } from './imports.queries.ts'

const SUSPENSE = 'repair_fund_imports_suspense'

function onSuspense({ params }: { params: { id: string } }, read: Read) {
  const compoundId = compoundOfSuspense(read, params.id)
  return compoundId === undefined ? null : { compoundId }
}

function compoundOf({ views }: CommandContext, suspenseId: string): string {
  const compoundId = views.peek((read) => compoundOfSuspense(read, suspenseId))
  if (compoundId === undefined) throw new Rejected('not-found')
  return compoundId
}

export const suspenseServed: readonly Served[] = [
  serveQuery(fundImportsApi.suspense, {
    reads: [SUSPENSE, 'places_unit', 'repair_fund_collections_collection'],
    concerns: ({ id }) => ({ compoundId: id }),
    sameForScope: true,
    subject: ({ id }, read) => subjectOfCompound(read, id),
    run: ({ read }, { id, state, ...page }) => listSuspense(read, id, state, page),
  }),
  serveCommand(fundImportsApi.assign, {
    subject: onSuspense,
    async handle(context, { params: { id: suspenseId }, body: { kind, on, shares } }) {
      const compoundId = compoundOf(context, suspenseId)
      const assignmentId = context.newId()
      // Index 0 is the assignment itself.
      const rows = shares.map((share, index) => ({ entryId: context.newId(index + 1), suspenseId, ...share }))
      const { today } = context
      const executed = await context.execute(Funds, compoundId, {
        command: { type: 'AssignSuspense', compoundId, today, assignmentId, kind, on: on ?? today, rows },
      })
      return answerOf(assignmentId, executed)
    },
  }),
  serveCommand(fundImportsApi.giveBack, {
    subject: onSuspense,
    async handle(context, { params: { id: suspenseId }, body }) {
      await requireFilesOf(context, body.file === null ? [] : [body.file])
      const compoundId = compoundOf(context, suspenseId)
      const returnId = context.newId()
      const executed = await context.execute(Funds, compoundId, {
        command: { type: 'ReturnSuspense', compoundId, today: context.today, returnId, suspenseId, ...body },
      })
      return answerOf(returnId, executed)
    },
  }),
]
