/** Serves small expenses: one records, another signs, and the month is posted. */
import { type Id, Rejected } from '@changxin/shared/kernel'
import { type FundCommand, withdrawalsApi } from '@changxin/shared/repair-fund'
import { caughtUp } from '../../commands/caught-up.ts'
import { answerOf, type CommandContext, type Served, serveCommand, serveQuery } from '../../feature.ts'
import { requireFilesOf } from '../../files/index.ts'
import { subjectOfCompound } from '../../places/index.ts'
import type { Read } from '../../views/views.ts'
import { Funds } from '../repair-fund.aggregates.ts'
import { FUND_RULE_TABLES } from '../rules/rules.queries.ts'
import { compoundOfExpense, listExpenses } from './expenses.queries.ts'
import { type FactDeps, ruleFact } from './withdrawals.facts.ts'
import { isDesk } from './withdrawals.routes.ts'

function subjectOfExpense({ params }: { params: { id: string } }, read: Read) {
  const compoundId = compoundOfExpense(read, params.id)
  return compoundId === undefined ? null : { compoundId }
}
const inCompound = ({ params }: { params: { id: string } }, read: Read) => subjectOfCompound(read, params.id)

async function compoundHere(context: CommandContext, expenseId: Id): Promise<Id> {
  await caughtUp(context)
  const compoundId = context.views.peek((read) => compoundOfExpense(read, expenseId))
  if (compoundId === undefined) throw new Rejected('not-found')
  return compoundId
}

const list = serveQuery(withdrawalsApi.smallExpenses, {
  reads: [
    ...['repair_fund_withdrawals_expense', 'repair_fund_withdrawals_posting', 'people_person', 'clock_day'],
    ...FUND_RULE_TABLES,
  ],
  concerns: ({ id }) => ({ compoundId: id }),
  subject: ({ id }, read) => subjectOfCompound(read, id),
  run: (context, { id, ...page }) => listExpenses(context.read, id, page, isDesk(context, { compoundId: id })),
})

export const expensesServed = (deps: FactDeps): readonly Served[] => {
  const execute = (context: CommandContext, compoundId: Id, command: FundCommand) =>
    context.execute(Funds, compoundId, {
      command,
      facts: async () => ({
        withdrawal: {
          rule: await ruleFact(deps, compoundId, context.today),
          ...{ part: null, liability: null, authorised: null, mode: 'unknown' as const },
        },
      }),
    })

  return [
    list,
    serveCommand(withdrawalsApi.recordSmallExpense, {
      subject: inCompound,
      async handle(context, { params: { id: compoundId }, body }) {
        await requireFilesOf(context, [...body.photos, ...body.invoices])
        const { today, actor: by } = context
        const expenseId = context.newId()
        const command = { type: 'RecordSmallExpense' as const, compoundId, expenseId, today, by, ...body }
        return answerOf(expenseId, await execute(context, compoundId, command))
      },
    }),
    serveCommand(withdrawalsApi.signSmallExpense, {
      subject: subjectOfExpense,
      async handle(context, { params: { id: expenseId } }) {
        const compoundId = await compoundHere(context, expenseId)
        const { today, actor: by } = context
        const command = { type: 'SignSmallExpense' as const, compoundId, expenseId, today, by }
        return answerOf(expenseId, await execute(context, compoundId, command))
      },
    }),
    serveCommand(withdrawalsApi.withdrawSmallExpense, {
      subject: subjectOfExpense,
      async handle(context, { params: { id: expenseId }, body: { reason } }) {
        const compoundId = await compoundHere(context, expenseId)
        const { today, actor: by } = context
        const command = { type: 'WithdrawSmallExpense' as const, compoundId, expenseId, today, by, reason }
        return answerOf(expenseId, await execute(context, compoundId, command))
      },
    }),
    serveCommand(withdrawalsApi.postSmallExpenses, {
      subject: inCompound,
      async handle(context, { params: { id: compoundId }, body }) {
        await requireFilesOf(context, body.files)
        const { today, actor: by } = context
        const command = { type: 'PostSmallExpenses' as const, compoundId, today, by, ...body }
        return answerOf(compoundId, await execute(context, compoundId, command))
      },
    }),
  ]
}
