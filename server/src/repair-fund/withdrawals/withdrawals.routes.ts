/** Serves withdrawals: each command with the facts that it is decided on, each list cut to what its reader may see. */
import { type Id, Rejected } from '@changxin/shared/kernel'
import { type FundCommand, incomeErrors, withdrawalsApi } from '@changxin/shared/repair-fund'
import type { Subject } from '../../access/may.ts'
import { caughtUp } from '../../commands/caught-up.ts'
import { decisionStands } from '../../decisions/index.ts'
import {
  answerOf,
  type CommandContext,
  type QueryContext,
  type Served,
  serveCommand,
  serveQuery,
} from '../../feature.ts'
import { requireFilesOf } from '../../files/index.ts'
import { subjectOfCompound, subjectOfUnit } from '../../places/index.ts'
import type { Read } from '../../views/views.ts'
import { Funds } from '../repair-fund.aggregates.ts'
import { standingIn } from '../standing.ts'
import { GATE_TABLES } from './gate.facts.ts'
import { newFiles, newsFiles, planFiles } from './plan.files.ts'
import { requireHere } from './plan.places.ts'
import { listOfUnit, PREVIEW_TABLES, previewWithdrawal } from './shares.queries.ts'
import { type FactDeps, withdrawalFacts } from './withdrawals.facts.ts'
import {
  compoundOfWithdrawal,
  listShares,
  listWithdrawals,
  openAuthorisations,
  readWithdrawal,
} from './withdrawals.queries.ts'

function subjectOfWithdrawal(read: Read, id: string): Subject | null {
  const compoundId = compoundOfWithdrawal(read, id)
  return compoundId === undefined ? null : { compoundId }
}
const ofCompound = ({ id }: { id: string }, read: Read) => subjectOfCompound(read, id)
const ofWithdrawal = ({ id }: { id: string }, read: Read) => subjectOfWithdrawal(read, id)
const inCompound = ({ params }: { params: { id: string } }, read: Read) => subjectOfCompound(read, params.id)
const inWithdrawal = ({ params }: { params: { id: string } }, read: Read) => subjectOfWithdrawal(read, params.id)

/** Whoever keeps, audits or looks after the fund sees what is not posted yet. */
export const isDesk = ({ may }: QueryContext, subject: Subject): boolean =>
  may(withdrawalsApi.authorisations.action, subject)

const places = ['places_unit', 'places_building', 'places_entrance', 'places_compound']
const acts = ['repair_fund_withdrawals_act', 'people_person']

const queries: readonly Served[] = [
  serveQuery(withdrawalsApi.withdrawals, {
    reads: GATE_TABLES,
    concerns: ({ id }) => ({ compoundId: id }),
    subject: ofCompound,
    run: (context, { id, ...page }) => listWithdrawals(context.read, id, page, !isDesk(context, { compoundId: id })),
  }),
  serveQuery(withdrawalsApi.withdrawal, {
    reads: [...GATE_TABLES, ...acts, ...places],
    subject: ofWithdrawal,
    run: (context, { id }) => {
      const subject = subjectOfWithdrawal(context.read, id)
      return subject && readWithdrawal(context, id, isDesk(context, subject))
    },
  }),
  serveQuery(withdrawalsApi.shares, {
    reads: [...GATE_TABLES, ...places],
    sameForScope: true,
    subject: ofWithdrawal,
    run: ({ read }, { id, buildingId, ...page }) => listShares(read, id, buildingId, page),
  }),
  serveQuery(withdrawalsApi.preview, {
    reads: [...GATE_TABLES, ...PREVIEW_TABLES],
    sameForScope: true,
    subject: ofWithdrawal,
    run: ({ read }, { id }) => previewWithdrawal(read, id),
  }),
  serveQuery(withdrawalsApi.unitWithdrawals, {
    reads: [...GATE_TABLES, 'repair_fund_withdrawals_act'],
    sameForScope: true,
    subject: ({ id }, read) => subjectOfUnit(read, id),
    run: ({ read }, { id, ...page }) => listOfUnit(read, id, page),
  }),
  serveQuery(withdrawalsApi.authorisations, {
    reads: ['repair_fund_withdrawals_authorisation', 'repair_fund_withdrawals_withdrawal', ...places],
    concerns: ({ id }) => ({ compoundId: id }),
    sameForScope: true,
    subject: ofCompound,
    run: ({ read }, { id }) => openAuthorisations(read, id),
  }),
]

interface About {
  readonly compoundId: Id
  readonly withdrawalId: Id
  readonly today: string
  readonly by: Id
}

/** What was prepared a moment ago is known. */
async function aboutOf(context: CommandContext, withdrawalId: Id): Promise<About> {
  await caughtUp(context)
  const compoundId = context.views.peek((read) => compoundOfWithdrawal(read, withdrawalId))
  if (compoundId === undefined) throw new Rejected('not-found')
  return { compoundId, withdrawalId, today: context.today, by: context.actor }
}

export const withdrawalsServed = (deps: FactDeps): readonly Served[] => {
  const execute = async (context: CommandContext, about: About, command: FundCommand) => {
    const executed = await context.execute(Funds, about.compoundId, {
      command,
      facts: () => withdrawalFacts(deps, about, command.type),
    })
    return answerOf(about.withdrawalId, executed)
  }

  const commands: readonly Served[] = [
    serveCommand(withdrawalsApi.prepare, {
      subject: inCompound,
      async handle(context, { params: { id: compoundId }, body: plan }) {
        await requireFilesOf(context, planFiles(plan))
        await requireHere(context, compoundId, plan)
        const withdrawalId = context.newId()
        const about = { compoundId, withdrawalId, today: context.today, by: context.actor }
        const command = { type: 'PlanWithdrawal' as const, ...about, isNew: true, plan }
        return answerOf(withdrawalId, await context.execute(Funds, compoundId, { command }))
      },
    }),
    serveCommand(withdrawalsApi.plan, {
      subject: inWithdrawal,
      async handle(context, { params: { id }, body: plan }) {
        const about = await aboutOf(context, id)
        await requireFilesOf(context, newFiles(context, id, planFiles(plan)))
        await requireHere(context, about.compoundId, plan)
        return execute(context, about, { type: 'PlanWithdrawal', ...about, isNew: false, plan })
      },
    }),
    serveCommand(withdrawalsApi.submit, {
      subject: inWithdrawal,
      async handle(context, { params: { id } }) {
        const about = await aboutOf(context, id)
        return execute(context, about, { type: 'SubmitWithdrawal', ...about })
      },
    }),
    serveCommand(withdrawalsApi.post, {
      subject: inWithdrawal,
      async handle(context, { params: { id }, body }) {
        await requireFilesOf(context, body.files)
        const about = await aboutOf(context, id)
        return execute(context, about, { type: 'PostWithdrawal', ...about, ...body })
      },
    }),
    serveCommand(withdrawalsApi.advance, {
      subject: inWithdrawal,
      async handle(context, { params: { id }, body }) {
        await requireFilesOf(context, body.files)
        const about = await aboutOf(context, id)
        return execute(context, about, { type: 'AskAdvance', ...about, askId: context.newId(), ...body })
      },
    }),
    serveCommand(withdrawalsApi.settle, {
      subject: inWithdrawal,
      async handle(context, { params: { id }, body }) {
        await requireFilesOf(context, [...body.acceptance, ...body.invoices])
        const about = await aboutOf(context, id)
        return execute(context, about, { type: 'SettleWithdrawal', ...about, askId: context.newId(), ...body })
      },
    }),
    serveCommand(withdrawalsApi.takeBack, {
      subject: inWithdrawal,
      async handle(context, { params: { id }, body }) {
        const about = await aboutOf(context, id)
        return execute(context, about, { type: 'TakeBackAsk', ...about, ...body })
      },
    }),
    serveCommand(withdrawalsApi.approve, {
      subject: inWithdrawal,
      async handle(context, { params: { id }, body }) {
        const about = await aboutOf(context, id)
        const as = standingIn(context, about.compoundId)
        return execute(context, about, { type: 'ApproveWithdrawal', ...about, ...body, as })
      },
    }),
    serveCommand(withdrawalsApi.application, {
      subject: inWithdrawal,
      async handle(context, { params: { id }, body: news }) {
        await requireFilesOf(context, newsFiles(news))
        const about = await aboutOf(context, id)
        return execute(context, about, { type: 'RecordApplication', ...about, news })
      },
    }),
    serveCommand(withdrawalsApi.pay, {
      subject: inWithdrawal,
      async handle(context, { params: { id }, body }) {
        await requireFilesOf(context, body.files)
        const about = await aboutOf(context, id)
        return execute(context, about, { type: 'PayWithdrawal', ...about, paymentId: context.newId(), ...body })
      },
    }),
    serveCommand(withdrawalsApi.cover, {
      subject: inWithdrawal,
      async handle(context, { params: { id }, body }) {
        const about = await aboutOf(context, id)
        const { decisionId } = body
        if (decisionId !== null && !(await decisionStands(deps.store, about.compoundId, decisionId, 'fund-use')))
          throw incomeErrors.reject('decision-not-found', { field: 'decisionId' })
        return execute(context, about, { type: 'CoverShortfall', ...about, distributionId: context.newId(), ...body })
      },
    }),
    serveCommand(withdrawalsApi.publish, {
      subject: inWithdrawal,
      async handle(context, { params: { id }, body }) {
        await requireFilesOf(context, body.files)
        const about = await aboutOf(context, id)
        return execute(context, about, { type: 'PublishWithdrawal', ...about, ...body })
      },
    }),
    serveCommand(withdrawalsApi.cancel, {
      subject: inWithdrawal,
      async handle(context, { params: { id }, body }) {
        const about = await aboutOf(context, id)
        return execute(context, about, { type: 'CancelWithdrawal', ...about, ...body })
      },
    }),
  ]
  return [...queries, ...commands]
}
