/** From the draft to the posted shares. */
import { addDays, formatFen } from '@changxin/shared/kernel'
import { getFrom } from '../bucket-map.ts'
import { requireAccounts, requireOpened } from '../contributions/checks.ts'
import type { RepairFundEvent } from '../events.ts'
import type { FundState } from '../fund.state.ts'
import { type BearingGroup, shareOut } from './apportion.ts'
import { bearingOf, endedUnits, unitsBearing } from './bearing.ts'
import type {
  AuthoriseWithdrawal,
  DraftWithdrawal,
  PlanWithdrawal,
  PostWithdrawal,
  SubmitWithdrawal,
  WithdrawalFacts,
} from './commands.ts'
import { coversGivenBack } from './covers.ts'
import { reject } from './errors.ts'
import {
  WithdrawalAuthorised,
  WithdrawalDrafted,
  WithdrawalPlanned,
  WithdrawalPosted,
  WithdrawalSubmitted,
} from './events.ts'
import { postingDaysOf } from './gates.ts'
import {
  BEFORE_POSTING,
  gateFacts,
  requireFacts,
  requireHappened,
  requirePlanned,
  requireSteps,
  requireWithdrawal,
  sameJson,
} from './known.ts'
import type { Withdrawal } from './withdrawals.state.ts'
import type { WithdrawalPlan } from './words.ts'

type Events = readonly RepairFundEvent[]

export function draft({ type: _, ...of }: DraftWithdrawal, state: FundState): Events {
  requireOpened(state)
  return state.withdrawals.byId.has(of.withdrawalId) ? [] : [WithdrawalDrafted(of)]
}

/** The owners decided on the very request: a plan that waits for a decision has one now. */
export function authorise({ compoundId, withdrawalId, authorisation }: AuthoriseWithdrawal, state: FundState): Events {
  const { plan, cancelled } = requireWithdrawal(state, withdrawalId)
  if (cancelled || plan?.ground.kind !== 'decision' || plan.ground.authorisation !== null) return []
  return [WithdrawalAuthorised({ compoundId, withdrawalId, authorisation })]
}

const SEEN_ON = 'plan.ground.proof.seenOn'

export function plan(command: PlanWithdrawal, state: FundState): Events {
  const { compoundId, withdrawalId, isNew, by, today } = command
  requireOpened(state)
  const { ground } = command.plan
  if (ground.kind === 'emergency' && ground.proof) requireHappened(ground.proof.seenOn, today, SEEN_ON)
  const before = state.withdrawals.byId.get(withdrawalId)
  if (!before && !isNew) throw reject('withdrawal-unknown')
  if (before) {
    if (before.plan && sameJson(before.plan, command.plan)) return []
    if (isNew) throw reject('withdrawal-id-taken', { id: withdrawalId })
    requireStillOpen(before, command.plan)
  }
  return [
    ...(before ? coversGivenBack(state, before, today) : []),
    WithdrawalPlanned({ compoundId, withdrawalId, plan: command.plan, by }),
  ]
}

function requireStillOpen(before: Withdrawal, next: WithdrawalPlan): void {
  if (before.cancelled) throw reject('withdrawal-cancelled')
  if (before.paidOn !== null) throw reject('withdrawal-paid-already')
  if (before.ask) throw reject('withdrawal-asked-already', { amount: formatFen(before.ask.amountFen) })
  if (before.paidFen === 0 || !before.plan) return
  const { scope, split, unsoldUnitIds } = before.plan
  const same = sameJson([scope, split, unsoldUnitIds], [next.scope, next.split, next.unsoldUnitIds])
  if (!same) throw reject('withdrawal-areas-stand')
}

export function submit(command: SubmitWithdrawal, state: FundState, given?: WithdrawalFacts): Events {
  const { compoundId, withdrawalId, by, today } = command
  const of = requirePlanned(state, withdrawalId)
  if (of.submitted) return []
  const facts = requireFacts(given)
  requireSteps(of, gateFacts(state, of, facts, today), BEFORE_POSTING)
  const { authorised } = facts
  return [
    WithdrawalSubmitted({
      ...{ compoundId, withdrawalId, by, on: today, ruleId: facts.rule.ruleId },
      warrantyUntil: facts.part?.warrantyUntil ?? null,
      authorised:
        of.plan.ground.kind === 'emergency' || authorised === null
          ? null
          : {
              ...{ decisionId: authorised.decisionId, itemId: authorised.itemId, budgetFen: authorised.budgetFen },
              ...{ scope: authorised.scope, contractor: authorised.contractor },
            },
    }),
  ]
}

export function post(command: PostWithdrawal, state: FundState, given?: WithdrawalFacts): Events {
  const { compoundId, withdrawalId, by, today, place, files } = command
  const of = requirePlanned(state, withdrawalId)
  if (of.posted) return []
  const facts = requireFacts(given)
  requireSteps(of, gateFacts(state, of, facts, today), BEFORE_POSTING)
  if (!of.submitted) throw reject('withdrawal-not-submitted')
  const { rule } = facts
  return [
    WithdrawalPosted({
      ...{ compoundId, withdrawalId, by, on: today, ruleId: rule.ruleId, place, files: [...files] },
      until: addDays(today, Math.max(postingDaysOf(rule, of.plan), 1) - 1),
      totalFen: of.plan.budgetFen,
      // Once an advance is paid, the areas of then stand.
      groups: shareOut(of.plan.budgetFen, of.paidFen > 0 ? of.groups : bearing(of.plan, state, facts)),
    }),
  ]
}

/** Who bears the plan today. */
function bearing(plan: WithdrawalPlan, state: FundState, { units }: WithdrawalFacts): BearingGroup[] {
  if (!units) throw new TypeError('shares rest on the units of the compound')
  const ended = endedUnits(state.accounts)
  requireAccounts(state, unitsBearing(units, plan.scope, ended))
  const { accounts, sellers } = state.ledger
  return bearingOf(plan, {
    units: units.map((unit) => {
      const account = getFrom(accounts, unit.unitId)
      return { ...unit, book: account?.book ?? 'commercial', depositedFen: account?.depositedFen ?? 0 }
    }),
    sellers: [...sellers].map(([sellerId, { buildingId, depositedFen }]) => ({ sellerId, buildingId, depositedFen })),
    ended,
  })
}
