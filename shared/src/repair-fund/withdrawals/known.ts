/** What every command on a withdrawal asks first: is it there, and are the steps before it passed? */
import type { Day, Id } from '@changxin/shared/kernel'
import { requireOpened } from '../contributions/checks.ts'
import type { FundState } from '../fund.state.ts'
import type { WithdrawalFacts } from './commands.ts'
import { reject, type WithdrawalCode } from './errors.ts'
import { type GateFacts, gatesOf } from './gates.ts'
import { lackingFor } from './reserved.ts'
import { authorisationKey, type Withdrawal } from './withdrawals.state.ts'
import type { WithdrawalPlan, WithdrawalStep } from './words.ts'

export type Planned = Withdrawal & { readonly plan: WithdrawalPlan }

export function requireWithdrawal(state: FundState, withdrawalId: Id): Withdrawal {
  requireOpened(state)
  const found = state.withdrawals.byId.get(withdrawalId)
  if (!found) throw reject('withdrawal-unknown')
  return found
}

export function requirePlanned(state: FundState, withdrawalId: Id): Planned {
  const found = requireWithdrawal(state, withdrawalId)
  if (found.cancelled) throw reject('withdrawal-cancelled')
  if (!found.plan) throw reject('withdrawal-no-plan')
  return { ...found, plan: found.plan }
}

export function gateFacts(state: FundState, of: Withdrawal, facts: WithdrawalFacts, today: Day): GateFacts {
  const { accounts, fen } = lackingFor(state.withdrawals, state.ledger, of)
  const { rule, part, liability, authorised, mode } = facts
  return {
    ...{ today, rule, part, liability, authorised, mode },
    usedBy: usedBy(state, of),
    ownBook: state.bookkeeper === 'owners',
    short: { units: accounts, fen },
  }
}

/** One decision serves one withdrawal: another that was submitted on it and not called off. */
function usedBy({ withdrawals }: FundState, { withdrawalId, plan }: Withdrawal): Id | null {
  if (plan?.ground.kind !== 'decision' || plan.ground.authorisation === null) return null
  const key = authorisationKey(plan.ground.authorisation)
  const other = [...withdrawals.byId.values()].find(
    (each) => each.withdrawalId !== withdrawalId && !each.cancelled && each.served.includes(key),
  )
  return other?.withdrawalId ?? null
}

/** Throws what stops the first of these steps that is not passed; the steps are asked in their legal order. */
export function requireSteps(of: Withdrawal, facts: GateFacts, steps: readonly WithdrawalStep[]): void {
  const stop = gatesOf(of, facts).find(({ step, state }) => steps.includes(step) && state !== 'passed')
  if (stop?.code) throw reject(stop.code as WithdrawalCode, stop.params)
}

export const BEFORE_POSTING: readonly WithdrawalStep[] = ['common-part', 'warranty', 'exclusion', 'ground', 'budget']
export const BEFORE_WORKS: readonly WithdrawalStep[] = [...BEFORE_POSTING, 'apportionment']

/** An emergency is repaired first and shared afterwards. */
export const beforeAcceptance = ({ plan }: Planned): readonly WithdrawalStep[] =>
  plan.ground.kind === 'emergency' ? BEFORE_POSTING : BEFORE_WORKS

export function requireFacts(facts: WithdrawalFacts | undefined): WithdrawalFacts {
  if (!facts) throw new TypeError('a withdrawal is decided on the rule, the part, the request and the decision')
  return facts
}

export function requireHappened(day: Day, today: Day, field: string): void {
  if (day > today) throw reject('withdrawal-day-future', { field, day, today })
}

/** `earliest` null: nothing is known that must have come before. */
export function requireNotBefore(
  earliest: Day | null,
  day: Day,
  field: string,
  code: 'withdrawal-paid-before-approval' | 'withdrawal-accepted-too-early',
): void {
  if (earliest !== null && day < earliest) throw reject(code, { field, day, earliest })
}

export const sameJson = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)
