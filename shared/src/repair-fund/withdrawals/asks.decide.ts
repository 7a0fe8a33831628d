/** What is asked for: an advance or the settlement, approved by a second person, applied for where others keep the book. */
import { type Day, formatFen } from '@changxin/shared/kernel'
import type { RepairFundEvent } from '../events.ts'
import type { FundState } from '../fund.state.ts'
import type { FundRule } from '../rules/fund-rule.ts'
import { advanceCeilingFenOf, approverFor, toleranceFenOf } from '../rules/fund-rule-for.ts'
import { Approver } from '../rules/rule-words.ts'
import type {
  ApproveWithdrawal,
  AskAdvance,
  RecordApplication,
  SettleWithdrawal,
  TakeBackAsk,
  WithdrawalFacts,
} from './commands.ts'
import { coversGivenBack } from './covers.ts'
import { reject } from './errors.ts'
import {
  AdvanceAsked,
  ApplicationApproved,
  ApplicationReturned,
  ApplicationStamped,
  ApplicationSubmitted,
  AskTakenBack,
  WithdrawalApproved,
  WithdrawalSettled,
} from './events.ts'
import {
  BEFORE_WORKS,
  beforeAcceptance,
  gateFacts,
  type Planned,
  requireFacts,
  requireHappened,
  requireNotBefore,
  requirePlanned,
  requireSteps,
} from './known.ts'
import { approvalFenOf, isPartlyBack } from './standing.ts'
import type { Ask } from './withdrawals.state.ts'
import type { ApplicationState } from './words.ts'

type Events = readonly RepairFundEvent[]

/** The budget and what may come on top of it. */
export const settlementCeilingFen = (rule: FundRule, budgetFen: number): number =>
  budgetFen + toleranceFenOf(rule, budgetFen)

export function askAdvance(command: AskAdvance, state: FundState, given?: WithdrawalFacts): Events {
  const { compoundId, withdrawalId, askId, by, today, amountFen, files } = command
  const of = requirePlanned(state, withdrawalId)
  if (isDone(of, askId)) return []
  requireNothingAsked(of)
  if (of.paidFen > 0) throw reject('withdrawal-advanced-already')
  const facts = requireFacts(given)
  requireSteps(of, gateFacts(state, of, facts, today), BEFORE_WORKS)
  const ceilingFen = advanceCeilingFenOf(facts.rule, of.plan.budgetFen)
  if (amountFen > ceilingFen)
    throw reject('withdrawal-advance-too-much', {
      ...{ field: 'amountFen', ceiling: formatFen(ceilingFen) },
    })
  const { ruleId } = facts.rule
  const asked = { compoundId, withdrawalId, askId, by, on: today, amountFen, ruleId, ceilingFen }
  return [...coversGivenBack(state, of, today), AdvanceAsked({ ...asked, files: [...files] })]
}

export function settle(command: SettleWithdrawal, state: FundState, given?: WithdrawalFacts): Events {
  const { compoundId, withdrawalId, askId, by, today, acceptedOn, settledFen, acceptance, invoices } = command
  const of = requirePlanned(state, withdrawalId)
  if (isDone(of, askId)) return []
  if (!isPartlyBack(of)) requireNothingAsked(of)
  const facts = requireFacts(given)
  requireSteps(of, gateFacts(state, of, facts, today), beforeAcceptance(of))
  if (!of.submitted) throw reject('withdrawal-not-submitted')
  requireHappened(acceptedOn, today, 'acceptedOn')
  requireNotBefore(earliestOf(of, facts), acceptedOn, 'acceptedOn', 'withdrawal-accepted-too-early')
  const allowedFen = settlementCeilingFen(facts.rule, of.plan.budgetFen)
  if (settledFen > allowedFen)
    throw reject('withdrawal-over-budget', {
      ...{ field: 'settledFen', settled: formatFen(settledFen), allowed: formatFen(allowedFen) },
    })
  return [
    // Made up for another payment and for its shares: what this one lacks is asked of the pool anew.
    ...coversGivenBack(state, of, today),
    WithdrawalSettled({
      ...{ compoundId, withdrawalId, askId, by, on: today, acceptedOn, settledFen, allowedFen },
      ...{ ruleId: facts.rule.ruleId, acceptance: [...acceptance], invoices: [...invoices] },
    }),
  ]
}

/** Works are accepted after they were decided on or seen to be needed; a later decision on more money does not move that. */
function earliestOf({ plan, beganOn }: Planned, { authorised }: WithdrawalFacts): Day | null {
  if (plan.ground.kind === 'emergency' || authorised === null) return beganOn
  return beganOn !== null && beganOn < authorised.on ? beganOn : authorised.on
}

const isDone = ({ ask, payments }: Planned, askId: string) =>
  ask?.askId === askId || payments.some((payment) => payment.askId === askId)

function requireNothingAsked(of: Planned): void {
  if (of.paidOn !== null) throw reject('withdrawal-paid-already')
  if (of.ask) throw reject('withdrawal-asked-already', { amount: formatFen(of.ask.amountFen) })
}

/** What the compound's own money made up for it goes back in the same breath. */
export function takeBack(command: TakeBackAsk, state: FundState): Events {
  const { compoundId, withdrawalId, today, by, reason } = command
  const of = requirePlanned(state, withdrawalId)
  if (!of.ask) return []
  return [
    ...coversGivenBack(state, of, today),
    AskTakenBack({ compoundId, withdrawalId, askId: of.ask.askId, by, reason }),
  ]
}

/** Undefined: it was paid already, so that a repeat adds nothing. */
export function askOf(of: Planned, askId: string): Ask | undefined {
  if (of.payments.some((payment) => payment.askId === askId)) return undefined
  if (!of.ask) throw reject('withdrawal-nothing-asked')
  if (of.ask.askId !== askId) throw reject('withdrawal-ask-changed')
  return of.ask
}

export function approve(command: ApproveWithdrawal, state: FundState, given?: WithdrawalFacts): Events {
  const { compoundId, withdrawalId, askId, by, today, as: approvedAs } = command
  const of = requirePlanned(state, withdrawalId)
  const ask = askOf(of, askId)
  if (!ask || ask.approvedOn !== null) return []
  const facts = requireFacts(given)
  // What was accepted before it was shared, in an emergency, must be shared by now.
  requireSteps(of, gateFacts(state, of, facts, today), BEFORE_WORKS)
  if (of.preparedBy.includes(by)) throw reject('withdrawal-approver-prepared')
  const amountFen = Math.max(1, Math.abs(ask.amountFen))
  const wholeFen = approvalFenOf(of)
  const required = approverFor(facts.rule, wholeFen)
  if (rankOf(approvedAs) < rankOf(required))
    throw reject('withdrawal-approver-too-low', { amount: formatFen(wholeFen), required })
  return [
    WithdrawalApproved({
      ...{ compoundId, withdrawalId, askId, kind: ask.kind, by, on: today, amountFen },
      ...{ ruleId: facts.rule.ruleId, required, approvedAs },
    }),
  ]
}
/** Whoever stands higher may stand in, so that there is always somebody. */
const rankOf = (approver: Approver) => Approver.options.indexOf(approver)

/** From which state each piece of news may come; null: nothing was stamped yet. */
const AFTER: Record<ApplicationState, readonly (ApplicationState | null)[]> = {
  prepared: [],
  stamped: [null, 'returned'],
  submitted: ['stamped'],
  returned: ['submitted'],
  approved: ['submitted'],
}

export function recordApplication(command: RecordApplication, state: FundState): Events {
  const { compoundId, withdrawalId, today, news } = command
  const { ask } = requirePlanned(state, withdrawalId)
  if (state.bookkeeper === 'owners') throw reject('withdrawal-application-own-book')
  if (!ask) throw reject('withdrawal-nothing-asked')
  const before = ask.application?.state ?? null
  if (before === news.step) return []
  if (ask.approvedOn === null || !AFTER[news.step].includes(before)) throw reject('withdrawal-application-order')
  requireHappened(news.on, today, 'on')
  const of = { compoundId, withdrawalId, askId: ask.askId, on: news.on }
  switch (news.step) {
    case 'stamped':
      return [ApplicationStamped({ ...of, scan: news.scan })]
    case 'submitted':
      return [ApplicationSubmitted({ ...of, number: news.number })]
    case 'returned':
      return [ApplicationReturned({ ...of, reason: news.reason, file: news.file })]
    default:
      return [ApplicationApproved({ ...of, number: news.number, file: news.file })]
  }
}
