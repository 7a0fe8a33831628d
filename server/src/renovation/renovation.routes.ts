/** Serves renovation: importing a plan, with a dry run, its rows and contradictions, and choosing a figure. */
import { hash } from 'node:crypto'
import { findContradictions, readPlanCsv, renovationApi } from '@changxin/shared/renovation'
import { answerOf, type Served, serveCommand, serveQuery } from '../feature.ts'
import type { Read } from '../views/views.ts'
import { MAX_PLAN_BODY_BYTES, planForm } from './plan-form.ts'
import { Plans } from './renovation.aggregates.ts'
import { createFindings, listImports, planExists, planRows } from './renovation.queries.ts'

/** A plan belongs to no compound: who holds the role anywhere may. */
const ofPlan = (read: Read, importId: string) => (planExists(read, importId) ? {} : null)

const importPlan = serveCommand(renovationApi.importPlan, {
  subject: () => ({}),
  multipart: planForm,
  bodyLimitBytes: MAX_PLAN_BODY_BYTES,
  async handle(context, { body: { title, fileName, csv, dryRun } }) {
    const { mapping, rows, shares, problems } = readPlanCsv(csv)
    const found = () => ({ dryRun, mapping, rows, problems, findings: findContradictions(rows, shares) })
    if (dryRun) return { id: '', revision: -1, position: null, ...found() }
    const importId = context.newId()
    const executed = await context.execute(Plans, importId, {
      command: { type: 'ImportPlan', importId, title, fileName, sha256: hash('sha256', csv), mapping, rows, problems },
    })
    // The next step is to choose figures of this plan, which is refused while the views do not know it.
    if (executed.position !== null) await context.views.waitFor(executed.position)
    return { ...answerOf(importId, executed), ...found() }
  },
})

const chooseFigure = serveCommand(renovationApi.chooseFigure, {
  subject: ({ params }, read) => ofPlan(read, params.id),
  async handle(context, { params, body }) {
    const command = { type: 'ChooseFigure' as const, choiceId: context.newId(), ...body }
    return answerOf(params.id, await context.execute(Plans, params.id, { command }))
  },
})

const imports = serveQuery(renovationApi.imports, {
  reads: ['renovation_plan', 'renovation_choice'],
  sameForScope: true,
  subject: () => ({}),
  run: ({ read }, input) => listImports(read, input),
})

const rows = serveQuery(renovationApi.planRows, {
  reads: ['renovation_row', 'renovation_choice'],
  sameForScope: true,
  subject: ({ id }, read) => ofPlan(read, id),
  run: ({ read }, { id }) => planRows(read, id),
})

function serveFindings(): Served {
  const findingsOf = createFindings()
  return serveQuery(renovationApi.findings, {
    reads: ['renovation_row', 'renovation_choice', 'people_person'],
    sameForScope: true,
    subject: ({ id }, read) => ofPlan(read, id),
    run: ({ read }, { id }) => findingsOf(read, id),
  })
}

export const renovationRoutes = (): readonly Served[] => [importPlan, imports, rows, serveFindings(), chooseFigure]
