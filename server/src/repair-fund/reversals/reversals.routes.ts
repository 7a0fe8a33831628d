/** Serves reversals: one proposes, another one looks at what will happen and approves. */
import { Rejected } from '@changxin/shared/kernel'
import {
  approverFor,
  type FundRule,
  planOf,
  type ReversalPlan,
  type ReversalPreview,
  repairFundApi,
  reversalErrors,
  reversalsApi,
} from '@changxin/shared/repair-fund'
import { caughtUp } from '../../commands/caught-up.ts'
import { answerOf, type CommandContext, type Served, serveCommand, serveQuery } from '../../feature.ts'
import { subjectOfCompound, unitLabel } from '../../places/index.ts'
import type { Read } from '../../views/views.ts'
import { Funds } from '../repair-fund.aggregates.ts'
import { fundRuleOf } from '../rules/rules.facts.ts'
import { standingIn } from '../standing.ts'
import { bookedOf, compoundOfProposal, listClaims, listReversals } from './reversals.queries.ts'

function subjectOfProposal({ params }: { params: { id: string } }, read: Read) {
  const compoundId = compoundOfProposal(read, params.id)
  return compoundId === undefined ? null : { compoundId }
}

/** What was acknowledged a moment ago is known. */
async function compoundOf(context: CommandContext, find: (read: Read) => string | undefined): Promise<string> {
  await caughtUp(context)
  const compoundId = context.views.peek(find)
  if (compoundId === undefined) throw new Rejected('not-found')
  return compoundId
}
const compoundHere = (context: CommandContext, proposalId: string) =>
  compoundOf(context, (read) => compoundOfProposal(read, proposalId))

const propose = serveCommand(reversalsApi.reverse, {
  subject: ({ params }, read) => {
    const booked = bookedOf(read, params.id)
    return booked ? { compoundId: booked.compoundId, ...(booked.unitId ? { unitId: booked.unitId } : {}) } : null
  },
  async handle(context, { params: { id: reversesId }, body }) {
    const { today, actor: by } = context
    const compoundId = await compoundOf(context, (read) => bookedOf(read, reversesId)?.compoundId)
    const proposalId = context.newId()
    const executed = await context.execute(Funds, compoundId, {
      command: { type: 'ProposeReversal', compoundId, today, proposalId, reversesId, ...body, by },
    })
    return answerOf(proposalId, executed)
  },
})

async function ruleIn({ store, today }: CommandContext, compoundId: string): Promise<FundRule> {
  const rule = await fundRuleOf(store, compoundId, today)
  if (rule === null) throw new Rejected('not-found')
  return rule
}

const approve = serveCommand(reversalsApi.approveReversal, {
  subject: subjectOfProposal,
  async handle(context, { params: { id: proposalId }, body: { dryRun } }) {
    const compoundId = await compoundHere(context, proposalId)
    if (dryRun) return previewed(context, compoundId, proposalId)
    const { today, actor: by } = context
    const approver = standingIn(context, compoundId)
    const reversalId = context.newId()
    const executed = await context.execute(Funds, compoundId, {
      command: { type: 'ApproveReversal', compoundId, today, proposalId, reversalId, by, approver },
      facts: async () => ({ fundRule: await ruleIn(context, compoundId) }),
    })
    return { ...answerOf(reversalId, executed), preview: null }
  },
})

/** Whoever approves sees beforehand what the approval books, on the fund as it stands now. */
async function previewed(context: CommandContext, compoundId: string, proposalId: string) {
  const { state, revision } = await context.store.load(Funds, compoundId)
  const proposal = state.reversals.proposals.get(proposalId)
  if (!proposal) throw reversalErrors.reject('reversal-unknown', { proposalId })
  if (proposal.state !== 'open') throw reversalErrors.reject('reversal-ended')
  const plan = planOf(state, proposal)
  const rule = await ruleIn(context, compoundId)
  const nameOfSeller = (id: string) => state.ledger.sellers.get(id)?.name ?? ''
  const preview = context.views.peek((read) => previewOf(read, plan, rule, nameOfSeller))
  return { id: proposalId, revision, position: null, preview }
}

function previewOf(
  read: Read,
  { fen, asset, units, sellers, pools, owed }: ReversalPlan,
  rule: FundRule,
  nameOfSeller: (sellerId: string) => string,
): ReversalPreview {
  const sum = [...units, ...sellers, ...pools].reduce((total, { amountFen }) => total + amountFen, 0)
  return {
    fen,
    required: approverFor(rule, fen),
    units: units.map(({ unitId, amountFen }) => ({ unitId, label: unitLabel(read, unitId), amountFen })),
    sellers: sellers.map(({ sellerId, amountFen }) => ({ sellerId, name: nameOfSeller(sellerId), amountFen })),
    pools: pools.map(({ pool, amountFen }) => ({ pool, amountFen })),
    owed: owed.map(({ unitId, amountFen }) => ({ unitId, label: unitLabel(read, unitId), amountFen })),
    bankFen: asset === null ? 0 : sum,
  }
}

const refuse = serveCommand(reversalsApi.refuseReversal, {
  subject: subjectOfProposal,
  async handle(context, { params: { id: proposalId }, body: { reason } }) {
    const compoundId = await compoundHere(context, proposalId)
    const { today, actor: by } = context
    const executed = await context.execute(Funds, compoundId, {
      command: { type: 'RefuseReversal', compoundId, today, proposalId, by, reason },
    })
    return answerOf(proposalId, executed)
  },
})

const withdraw = serveCommand(reversalsApi.withdrawReversal, {
  subject: subjectOfProposal,
  async handle(context, { params: { id: proposalId } }) {
    const compoundId = await compoundHere(context, proposalId)
    const { today, actor: by } = context
    const executed = await context.execute(Funds, compoundId, {
      command: { type: 'WithdrawReversal', compoundId, today, proposalId, by },
    })
    return answerOf(proposalId, executed)
  },
})

const reversals = serveQuery(reversalsApi.reversals, {
  reads: ['repair_fund_reversals_proposal', 'repair_fund_booking', 'people_person'],
  concerns: ({ id }) => ({ compoundId: id }),
  subject: ({ id }, read) => subjectOfCompound(read, id),
  run: ({ read, at, may }, input) =>
    listReversals(read, at, input, may(repairFundApi.accounts.action, { compoundId: input.id })),
})

const claims = serveQuery(reversalsApi.claims, {
  reads: ['repair_fund_reversals_claim', 'places_unit'],
  concerns: ({ id }) => ({ compoundId: id }),
  sameForScope: true,
  subject: ({ id }, read) => subjectOfCompound(read, id),
  run: ({ read }, { id }) => listClaims(read, id),
})

export const fundReversalsServed: readonly Served[] = [propose, approve, refuse, withdraw, reversals, claims]
