/** Serves income, its distribution, and where the money lies. */
import { unitsOf } from '@changxin/shared/places'
import {
  type DistributePool,
  type DistributionPreview,
  type FundCommand,
  type FundFacts,
  fundDecider,
  incomeApi,
  incomeErrors,
} from '@changxin/shared/repair-fund'
import { newestDay } from '../../clock/index.ts'
import { caughtUp } from '../../commands/caught-up.ts'
import { decisionStands } from '../../decisions/index.ts'
import { answerOf, type CommandContext, type Served, serveCommand, serveQuery } from '../../feature.ts'
import { requireFilesOf } from '../../files/index.ts'
import { Compounds, subjectOfCompound, unitLabel } from '../../places/index.ts'
import type { Read } from '../../views/views.ts'
import { Funds } from '../repair-fund.aggregates.ts'
import { fundRuleOf } from '../rules/rules.facts.ts'
import { FUND_RULE_TABLES, fundRuleIn } from '../rules/rules.queries.ts'
import { listBonds, listPettyCash } from './asset.queries.ts'
import { BOND, PETTY_CASH } from './asset.rows.ts'
import { awardOf, listDistributions, listIncome, readMoney } from './income.queries.ts'

/** Before the first day of the log: the rule for everywhere holds. */
const BEFORE_ANY_DAY = '2008-02-01'
const inCompound = ({ params }: { params: { id: string } }, read: Read) => subjectOfCompound(read, params.id)
const ofCompound = ({ id }: { id: string }, read: Read) => subjectOfCompound(read, id)

/** Floor areas of the compound's own stream: what is shared by them does not rest on a view. */
export async function floorAreasOf({ store }: Pick<CommandContext, 'store'>, compoundId: string) {
  const { state } = await store.load(Compounds, compoundId)
  return new Map(unitsOf(state).flatMap(({ unitId, floorArea }) => (floorArea === null ? [] : [[unitId, floorArea]])))
}

async function requireDecision(
  { store }: CommandContext,
  compoundId: string,
  decisionId: string | null,
): Promise<void> {
  if (decisionId !== null && !(await decisionStands(store, compoundId, decisionId)))
    throw incomeErrors.reject('decision-not-found', { field: 'decisionId' })
}

const recordIncome = serveCommand(incomeApi.recordIncome, {
  subject: inCompound,
  async handle(context, { params: { id: compoundId }, body }) {
    const { store, today } = context
    await requireFilesOf(context, [...body.files, ...body.costs.map(({ file }) => file)])
    await requireDecision(context, compoundId, body.decisionId)
    const incomeId = context.newId()
    const executed = await context.execute(Funds, compoundId, {
      command: { type: 'RecordIncome', compoundId, incomeId, today, ...body },
      facts: async (): Promise<FundFacts> => {
        const fundRule = await fundRuleOf(store, compoundId, body.paidOn)
        await caughtUp(context)
        const { awardId } = body
        const award = awardId === null ? null : context.views.peek((read) => awardOf(read, compoundId, awardId))
        return { award, ...(fundRule === null ? {} : { fundRule }) }
      },
    })
    return answerOf(incomeId, executed)
  },
})

/** What the command would book on the fund as it stands, without booking it. */
async function previewed(context: CommandContext, compoundId: string, command: FundCommand, wholeFen: number) {
  const { state, revision } = await context.store.load(Funds, compoundId)
  const events = fundDecider.decide(command, state, { floorAreas: await floorAreasOf(context, compoundId) })
  const units = events.flatMap((event) => (event.type === 'PoolDistributed' ? event.data.units : []))
  const sellers = events.flatMap((event) => (event.type === 'PoolDistributed' ? event.data.sellers : []))
  const claims = events.flatMap((event) => (event.type === 'BookingReversed' ? event.data.units : []))
  const sharedFen = [...units, ...sellers].reduce((sum, { amountFen }) => sum + amountFen, 0)
  const preview = context.views.peek(
    (read): DistributionPreview => ({
      units: units.map(({ unitId, amountFen }) => ({ unitId, label: unitLabel(read, unitId), amountFen })),
      sellers: sellers.map(({ sellerId, amountFen }) => ({
        ...{ sellerId, amountFen },
        name: state.ledger.sellers.get(sellerId)?.name ?? '',
      })),
      sharedFen,
      leftFen: wholeFen - sharedFen,
      claimsFen: claims.reduce((sum, { amountFen }) => sum - amountFen, 0),
    }),
  )
  return { id: compoundId, revision, position: null, preview }
}

const interest = serveCommand(incomeApi.interest, {
  subject: inCompound,
  async handle(context, { params: { id: compoundId }, body: { dryRun, ...body } }) {
    await requireFilesOf(context, body.files)
    const [incomeId, distributionId] = [context.newId(), context.newId(1)]
    const command = {
      type: 'CreditInterest',
      compoundId,
      incomeId,
      distributionId,
      today: context.today,
      ...body,
    } as const
    if (dryRun) return previewed(context, compoundId, command, body.amountFen)
    return { ...answerOf(incomeId, await context.execute(Funds, compoundId, { command })), preview: null }
  },
})

const wholeOf = (split: DistributePool['split']) =>
  split.key === 'claims' ? split.rows.reduce((sum, { amountFen }) => sum + amountFen, 0) : split.amountFen

const distribute = serveCommand(incomeApi.distribute, {
  subject: inCompound,
  async handle(context, { params: { id: compoundId }, body: { dryRun, ...body } }) {
    await requireFilesOf(context, body.files)
    await requireDecision(context, compoundId, body.decisionId)
    const distributionId = context.newId()
    const command = { type: 'DistributePool', compoundId, distributionId, today: context.today, ...body } as const
    if (dryRun) return previewed(context, compoundId, command, wholeOf(body.split))
    const executed = await context.execute(Funds, compoundId, {
      command,
      facts: async () => ({ floorAreas: await floorAreasOf(context, compoundId) }),
    })
    return { ...answerOf(distributionId, executed), preview: null }
  },
})

const moveAssets = serveCommand(incomeApi.moveAssets, {
  subject: inCompound,
  async handle(context, { params: { id: compoundId }, body }) {
    await requireDecision(context, compoundId, body.decisionId)
    const moveId = context.newId()
    const command = { type: 'MoveAssets', compoundId, moveId, today: context.today, ...body } as const
    return answerOf(moveId, await context.execute(Funds, compoundId, { command }))
  },
})

const openSeller = serveCommand(incomeApi.openSeller, {
  subject: inCompound,
  async handle(context, { params: { id: compoundId }, body }) {
    const sellerId = context.newId()
    const command = { type: 'OpenSellerAccount', compoundId, sellerId, ...body } as const
    return answerOf(sellerId, await context.execute(Funds, compoundId, { command }))
  },
})

const sellerDeposit = serveCommand(incomeApi.sellerDeposit, {
  subject: inCompound,
  async handle(context, { params: { id: compoundId, sellerId }, body }) {
    await requireFilesOf(context, body.files)
    const depositId = context.newId()
    const { today } = context
    const command = { type: 'RecordSellerDeposit', compoundId, depositId, sellerId, today, ...body } as const
    return answerOf(depositId, await context.execute(Funds, compoundId, { command }))
  },
})

const classify = serveCommand(incomeApi.classify, {
  subject: inCompound,
  async handle(context, { params: { id: compoundId }, body }) {
    const command = { type: 'ClassifyUnits', compoundId, ...body } as const
    return answerOf(compoundId, await context.execute(Funds, compoundId, { command }))
  },
})

const income = serveQuery(incomeApi.income, {
  reads: ['repair_fund_income_income'],
  concerns: ({ id }) => ({ compoundId: id }),
  sameForScope: true,
  subject: ofCompound,
  run: ({ read, at }, input) => listIncome(read, at, input),
})

const distributions = serveQuery(incomeApi.distributions, {
  reads: ['repair_fund_income_distribution'],
  concerns: ({ id }) => ({ compoundId: id }),
  sameForScope: true,
  subject: ofCompound,
  run: ({ read, at }, input) => listDistributions(read, at, input),
})

const bonds = serveQuery(incomeApi.bonds, {
  reads: [BOND],
  concerns: ({ id }) => ({ compoundId: id }),
  sameForScope: true,
  subject: ofCompound,
  run: ({ read, at }, input) => listBonds(read, at, input),
})

const pettyCash = serveQuery(incomeApi.pettyCash, {
  reads: [PETTY_CASH],
  concerns: ({ id }) => ({ compoundId: id }),
  sameForScope: true,
  subject: ofCompound,
  run: ({ read, at }, input) => listPettyCash(read, at, input),
})

const money = serveQuery(incomeApi.money, {
  reads: [
    ...['repair_fund_income_money', 'repair_fund_income_award', 'repair_fund_income_income', 'repair_fund_seller'],
    ...['repair_fund_account', 'places_building', 'clock_day'],
    ...FUND_RULE_TABLES,
  ],
  sameForScope: true,
  subject: ofCompound,
  run({ read }, { id }) {
    return readMoney(read, id, fundRuleIn(read, id, newestDay(read) ?? BEFORE_ANY_DAY))
  },
})

export const fundIncomeServed: readonly Served[] = [
  ...[recordIncome, interest, distribute, moveAssets, openSeller, sellerDeposit, classify],
  ...[income, distributions, bonds, pettyCash, money],
]
