/** What somebody may do with a withdrawal now: keys of `withdrawalsApi`, so that pages show no button that is refused. */
import type { Id } from '@changxin/shared/kernel'
import {
  isPartlyBack,
  type Withdrawal,
  type WithdrawalGate,
  type WithdrawalStep,
  type withdrawalsApi,
} from '@changxin/shared/repair-fund'

export type WithdrawalVerb = Exclude<keyof typeof withdrawalsApi & string, 'withdrawals'>

interface Now {
  readonly gates: readonly WithdrawalGate[]
  readonly ownBook: boolean
  readonly short: boolean
  readonly personId: Id | null
}

const PLANNED: readonly WithdrawalStep[] = ['common-part', 'warranty', 'exclusion', 'ground', 'budget']

export function possibleNow(of: Withdrawal, { gates, ownBook, short, personId }: Now): WithdrawalVerb[] {
  if (of.cancelled) return []
  const passes = (steps: readonly WithdrawalStep[]) =>
    gates.every(({ step, state }) => !steps.includes(step) || state === 'passed')
  const { ask, plan, submitted, posted } = of
  const isOpen = of.paidOn === null
  const isPlanned = plan !== null && passes(PLANNED)
  const mayWork = isPlanned && passes(['apportionment'])
  const isApproved = ask !== null && ask.approvedOn !== null
  const comesBack = ask !== null && ask.amountFen <= 0
  const isApplied = ownBook || comesBack || ask?.application?.state === 'approved'
  const verbs: Partial<Record<WithdrawalVerb, boolean>> = {
    plan: isOpen && ask === null,
    submit: isPlanned && submitted === null,
    post: isPlanned && submitted !== null && posted === null,
    advance: mayWork && isOpen && ask === null && of.paidFen === 0,
    settle:
      (isOpen || isPartlyBack(of)) &&
      ask === null &&
      submitted !== null &&
      (mayWork || (isPlanned && plan.ground.kind === 'emergency')),
    takeBack: ask !== null,
    approve: ask !== null && !isApproved && mayWork && (personId === null || !of.preparedBy.includes(personId)),
    application: isApproved && !ownBook && !comesBack && ask.application?.state !== 'approved',
    pay: isApproved && mayWork && isApplied && !short,
    cover: isApproved && short,
    publish: !isOpen && of.published === null,
    cancel: isOpen && of.paidFen === 0,
    preview: plan !== null && posted === null,
  }
  return (Object.keys(verbs) as WithdrawalVerb[]).filter((verb) => verbs[verb])
}
