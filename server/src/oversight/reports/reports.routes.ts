/** Serves service reports and awards. */

import { firstDayOf, lastDayOf, reportsApi } from '@changxin/shared/oversight'
import { caughtUp } from '../../commands/caught-up.ts'
import { answerOf, type CommandContext, type Served, serveCommand, serveQuery } from '../../feature.ts'
import { managedOn } from '../../management/index.ts'
import { compoundOfUnit, subjectOfCompound } from '../../places/index.ts'
import { subjectOfRegion } from '../oversight.routes.ts'
import { Awards, reportIdOf, ServiceReports } from './reports.aggregates.ts'
import { facts, listSchemes, listScores, schemeById, subjectOfComment, viewReport } from './reports.queries.ts'

const REPORT_READS = ['clock_day', 'maintenance_state', 'oversight_reports_comment', 'oversight_reports_rating']

const report = serveQuery(reportsApi.report, {
  reads: REPORT_READS,
  concerns: ({ id }) => ({ compoundId: id }),
  subject: ({ id }, read) => subjectOfCompound(read, id),
  run: (context, { id, month }) => viewReport(context, id, month),
})

const operatorAtEnd = async (context: CommandContext, compoundId: string, month: string) => {
  await caughtUp(context)
  return { operatorId: context.views.peek((read) => managedOn(read, compoundId, lastDayOf(month)).operatorId) }
}

const comment = serveCommand(reportsApi.comment, {
  subject: ({ params: { id, month } }, read) => subjectOfComment(read, id, month),
  async handle(context, { params: { id: compoundId, month }, body: { text } }) {
    const reportId = reportIdOf(compoundId, month)
    const executed = await context.execute(ServiceReports, reportId, {
      command: { type: 'CommentReport', compoundId, month, text, today: context.today },
      facts: () => operatorAtEnd(context, compoundId, month),
    })
    return answerOf(reportId, executed)
  },
})

const rate = serveCommand(reportsApi.rate, {
  // Whose home it was in that month: who moved in later did not live through it.
  subject: ({ params: { id, month }, body: { unitId } }, read) =>
    compoundOfUnit(read, unitId) === id ? { compoundId: id, unitId, day: firstDayOf(month) } : null,
  async handle(context, { params: { id: compoundId, month }, body }) {
    const reportId = reportIdOf(compoundId, month)
    const executed = await context.execute(ServiceReports, reportId, {
      command: { type: 'RateReport', compoundId, month, ...body, today: context.today },
      facts: () => operatorAtEnd(context, compoundId, month),
    })
    return answerOf(reportId, executed)
  },
})

const schemes = serveQuery(reportsApi.schemes, {
  reads: ['oversight_reports_scheme', 'oversight_reports_grant'],
  sameForScope: true,
  subject: () => ({}),
  run: ({ read }) => listSchemes(read),
})

const adoptScheme = serveCommand(reportsApi.adoptScheme, {
  subject: ({ body }, read) => subjectOfRegion(read, body.regionId),
  async handle(context, { body }) {
    const schemeId = context.newId()
    const command = { type: 'AdoptAwardScheme' as const, schemeId, ...body, today: context.today }
    return answerOf(schemeId, await context.execute(Awards, schemeId, { command }))
  },
})

const scores = serveQuery(reportsApi.scores, {
  reads: ['clock_day', 'oversight_reports_grant'],
  sameForScope: true,
  subject: ({ id }, read) => (schemeById(read, id) ? {} : null),
  run: (context, input) => listScores(context, input),
})

const grant = serveCommand(reportsApi.grant, {
  subject: ({ params, body }, read) => (schemeById(read, params.id) ? subjectOfCompound(read, body.compoundId) : null),
  async handle(context, { params: { id: schemeId }, body }) {
    const { compoundId, from, until } = body
    const executed = await context.execute(Awards, schemeId, {
      command: { type: 'GrantAward', ...body, today: context.today },
      async facts() {
        await caughtUp(context)
        return context.views.peek((read) => {
          const scheme = schemeById(read, schemeId)
          return scheme && facts(read, scheme, compoundId, from, until, context.today)
        })
      },
    })
    return answerOf(schemeId, executed)
  },
})

export const reportsServed: readonly Served[] = [report, comment, rate, schemes, adoptScheme, scores, grant]
