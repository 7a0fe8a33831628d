/** How a withdrawal stands, as its state says. */
import type { WithdrawalHead } from './withdrawals.state.ts'
import type { WithdrawalStatus } from './words.ts'

/** Paid, and a part of it came back since: that can be left so, or the works are settled anew and what lacks is paid. */
export const isPartlyBack = ({ paidOn, settled, paidFen }: WithdrawalHead): boolean =>
  paidOn !== null && settled !== null && paidFen < settled.settledFen

/**
 * What the approver of an ask is found by: the whole matter, so that it cannot be cut into parts below a limit; and what
 * was paid, so that no small settlement sends back a large payment.
 */
export const approvalFenOf = ({ ask, settled, plan, paidFen }: WithdrawalHead): number =>
  ask?.kind === 'settlement' ? Math.max(settled?.settledFen ?? 1, paidFen) : (plan?.budgetFen ?? 1)

export function statusOfWithdrawal(of: WithdrawalHead): WithdrawalStatus {
  if (of.cancelled) return 'cancelled'
  if (of.published) return 'published'
  if (of.paidOn !== null) return 'paid'
  if (of.ask) return of.ask.approvedOn === null ? 'asked' : 'approved'
  if (of.posted) return 'posted'
  return of.submitted ? 'submitted' : 'draft'
}
