/** Serves statements: which there are, one of them, its unit accounts, its workbook, and posting it. */
import { statementsApi } from '@changxin/shared/repair-fund'
import { answerOf, type QueryContext, type Served, serveCommand, serveQuery } from '../../feature.ts'
import { requireFilesOf } from '../../files/index.ts'
import { XLSX_TYPE } from '../../maintenance/index.ts'
import { subjectOfCompound } from '../../places/index.ts'
import { Funds } from '../repair-fund.aggregates.ts'
import { listPeriods, listStatementUnits, readPublished, readStatement, sha256 } from './statements.queries.ts'
import { sheetsOf, writeWorkbook } from './workbook.ts'

const READS = [
  'repair_fund_statements_fund',
  'repair_fund_statements_sum',
  'repair_fund_statements_account',
  'repair_fund_statements_posted',
  'repair_fund_closing_period',
  'places_compound',
  'clock_day',
]
/** Units of one workbook; a compound with more has them by building. */
const MAX_UNITS = 5_000

const periods = serveQuery(statementsApi.statements, {
  reads: READS,
  concerns: ({ id }) => ({ compoundId: id }),
  sameForScope: true,
  subject: ({ id }, read) => subjectOfCompound(read, id),
  run: (context, { id }) => listPeriods(context, id),
})
const statement = serveQuery(statementsApi.statement, {
  reads: READS,
  concerns: ({ id }) => ({ compoundId: id }),
  subject: ({ id }, read) => subjectOfCompound(read, id),
  run: (context, { id, period }) => readStatement(context, id, period),
})
const published = serveQuery(statementsApi.published, {
  reads: ['repair_fund_statements_posted', 'places_compound', 'places_building'],
  concerns: ({ id }) => ({ compoundId: id }),
  sameForScope: true,
  subject: ({ id }, read) => subjectOfCompound(read, id),
  run: (context, { id, period }) => readPublished(context, id, period),
})
const units = serveQuery(statementsApi.statementUnits, {
  reads: ['repair_fund_statements_unit', 'repair_fund_statements_account', 'places_unit'],
  concerns: ({ id }) => ({ compoundId: id }),
  sameForScope: true,
  subject: ({ id }, read) => subjectOfCompound(read, id),
  run: ({ read, at }, input) => listStatementUnits(read, at, input),
})

function workbookOf(context: QueryContext, id: string, period: string) {
  const view = readStatement(context, id, period)
  if (!view) return null
  const mayUnits = context.may('repair-fund.statement-units', subjectOfCompound(context.read, id) ?? {})
  const { items } = mayUnits
    ? listStatementUnits(context.read, context.at, { id, period, limit: MAX_UNITS })
    : { items: null }
  return { name: `${view.compoundName} ${period}`, sheets: sheetsOf(view, items, context.language) }
}
const workbook = serveQuery(statementsApi.workbook, {
  reads: READS,
  concerns: ({ id }) => ({ compoundId: id }),
  subject: ({ id }, read) => subjectOfCompound(read, id),
  run: (context, { id, period }) => workbookOf(context, id, period),
  file: async ({ name, sheets }) => ({
    name: `${name}.xlsx`,
    type: XLSX_TYPE,
    bytes: await writeWorkbook(sheets),
  }),
})

const post = serveCommand(statementsApi.post, {
  subject: ({ params }, read) => subjectOfCompound(read, params.id),
  async handle(context, { params: { id: compoundId, period }, body }) {
    await requireFilesOf(context, body.files)
    const statementId = context.newId()
    const { today, actor: by } = context
    const executed = await context.execute(Funds, compoundId, {
      command: { type: 'PostStatement', compoundId, statementId, period, ...body, by, today },
      facts: () => ({ sha256 }),
    })
    return answerOf(statementId, executed)
  },
})

export const statementsServed: readonly Served[] = [periods, statement, published, units, workbook, post]
