/** One proposes, another one approves (by amount also the community or the subdistrict), and only that books it. */
import { type Day, formatFen, type Id } from '@changxin/shared/kernel'
import type { z } from 'zod'
import { getFrom } from '../bucket-map.ts'
import { requireDayCounts, requireFreshIds, requireNotBefore, requireOpened } from '../contributions/checks.ts'
import { takenFromClaims } from '../contributions/claims.ts'
import type { RepairFundEvent } from '../events.ts'
import type { FundState } from '../fund.state.ts'
import { BookingReversed } from '../ledger/index.ts'
import type { FundRule } from '../rules/fund-rule.ts'
import { approverFor } from '../rules/fund-rule-for.ts'
import { Approver } from '../rules/rule-words.ts'
import { reject } from './errors.ts'
import { ReversalApproved, ReversalProposed, ReversalRefused, ReversalWithdrawn } from './events.ts'
import { planOf, type ReversalPlan } from './plan.ts'
import type { Proposal } from './reversals.state.ts'

type DataOf<Definition extends { schema: z.ZodType }> = Readonly<z.output<Definition['schema']>>
interface OfFund {
  readonly compoundId: Id
  /** The day of the command in Asia/Shanghai. */
  readonly today: Day
}
export interface ProposeReversal extends OfFund, Omit<DataOf<typeof ReversalProposed>, 'compoundId'> {
  readonly type: 'ProposeReversal'
}
export interface ApproveReversal
  extends OfFund,
    Pick<DataOf<typeof ReversalApproved>, 'proposalId' | 'by' | 'approver'> {
  readonly type: 'ApproveReversal'
  readonly reversalId: Id
}
export interface RefuseReversal extends OfFund, Pick<DataOf<typeof ReversalRefused>, 'proposalId' | 'by' | 'reason'> {
  readonly type: 'RefuseReversal'
}
export interface WithdrawReversal extends OfFund, Pick<DataOf<typeof ReversalWithdrawn>, 'proposalId' | 'by'> {
  readonly type: 'WithdrawReversal'
}
export type ReversalCommand = ProposeReversal | ApproveReversal | RefuseReversal | WithdrawReversal

type Events = readonly RepairFundEvent[]

export function proposeReversal(command: ProposeReversal, state: FundState): Events {
  const { compoundId, proposalId, reversesId, amountFen, cameBackOn, reason, by, today } = command
  requireOpened(state)
  const { proposals } = state.reversals
  if (proposals.has(proposalId)) return []
  // Whoever proposes learns at once what stands in the way, not the one who is to approve it.
  planOf(state, command)
  if (cameBackOn !== null) {
    requireDayCounts(state, cameBackOn, today, 'cameBackOn')
    requireNotBefore(cameBackOn, bookedOn(state, reversesId), 'cameBackOn')
  }
  if ([...proposals.values()].some((other) => other.state === 'open' && other.reversesId === reversesId))
    throw reject('reversal-waiting')
  return [ReversalProposed({ compoundId, proposalId, reversesId, amountFen, cameBackOn, reason, by })]
}

const bookedOn = ({ ledger }: FundState, id: Id): Day | undefined =>
  (getFrom(ledger.entries, id) ?? getFrom(ledger.bookings, id))?.on

/** Ascending: whoever stands higher may also approve what is below. */
const RANKS = Approver.options
const NEEDS = { community: 'reversal-needs-community', subdistrict: 'reversal-needs-subdistrict' } as const

export function approveReversal(command: ApproveReversal, state: FundState, rule: FundRule | undefined): Events {
  if (!rule) throw new TypeError('ApproveReversal needs the fund rule')
  const { compoundId, proposalId, reversalId, by, approver, today } = command
  const proposal = proposalOf(state, proposalId)
  if (proposal.state === 'approved') return []
  requireOpen(proposal)
  if (by === proposal.by) throw reject('reversal-own')
  if (recordersOf(state, proposal).includes(by)) throw reject('reversal-own-booking')
  const plan = planOf(state, proposal)
  const required = approverFor(rule, plan.fen)
  if (required !== 'second-person' && RANKS.indexOf(approver) < RANKS.indexOf(required))
    throw reject(NEEDS[required], { amount: formatFen(plan.fen) })
  const on = proposal.cameBackOn ?? today
  requireDayCounts(state, on, today, 'cameBackOn')
  requireFreshIds(state, [reversalId])
  const reversed = bookedPlan(plan, { compoundId, proposalId, reversalId, on, proposal })
  return [
    ReversalApproved({ compoundId, proposalId, by, approver, required, ruleId: rule.ruleId }),
    reversed,
    // What a unit gets back covers first what it owes.
    ...takenFromClaims(
      state.ledger,
      compoundId,
      on,
      reversed.data.units.filter(({ amountFen }) => amountFen > 0),
    ),
  ]
}

interface Booked {
  readonly compoundId: Id
  readonly proposalId: Id
  readonly reversalId: Id
  readonly on: Day
  readonly proposal: Proposal
}

function bookedPlan(plan: ReversalPlan, { proposal: { reversesId, reason }, reversalId, ...booked }: Booked) {
  const { asset, account, pools, owed, units, sellers } = plan
  const entryOf = (index: number) => (index === 0 ? reversalId : `${reversalId}-${index}`)
  return BookingReversed({
    ...booked,
    reversalId,
    reversesId,
    reason,
    asset,
    account,
    units: units.map((unit, index) => ({ entryId: entryOf(index), ...unit })),
    sellers: sellers.map((seller, index) => ({ entryId: entryOf(units.length + index), ...seller })),
    pools,
    owed,
  })
}

export function refuseReversal({ compoundId, proposalId, by, reason }: RefuseReversal, state: FundState): Events {
  const proposal = proposalOf(state, proposalId)
  if (proposal.state === 'refused') return []
  requireOpen(proposal)
  if (by === proposal.by) throw reject('reversal-own')
  return [ReversalRefused({ compoundId, proposalId, by, reason })]
}

export function withdrawReversal({ compoundId, proposalId, by }: WithdrawReversal, state: FundState): Events {
  const proposal = proposalOf(state, proposalId)
  if (proposal.state === 'withdrawn') return []
  requireOpen(proposal)
  if (by !== proposal.by) throw reject('reversal-not-yours')
  return [ReversalWithdrawn({ compoundId, proposalId, by })]
}

function proposalOf({ reversals }: FundState, proposalId: Id): Proposal {
  const proposal = reversals.proposals.get(proposalId)
  if (!proposal) throw reject('reversal-unknown', { proposalId })
  return proposal
}

function requireOpen({ state }: Proposal): void {
  if (state !== 'open') throw reject('reversal-ended')
}

/**
 * Who recorded what is to be taken back: approving it would be judging one's own work. What a process booked is of whoever
 * caused it, by its metadata; a small expense also of whoever wrote it down for another to sign.
 */
function recordersOf({ ledger, withdrawals }: FundState, { reversesId }: Proposal): readonly (Id | null)[] {
  const bookingId = getFrom(ledger.entries, reversesId)?.bookingId ?? reversesId
  const expense = withdrawals.expenses.byId.get(bookingId)
  return [getFrom(ledger.bookings, bookingId)?.by ?? null, expense?.by ?? null]
}

/** Whether anything of an entry or booking stands in the fund at all. */
export const isBooked = ({ ledger }: FundState, id: Id): boolean =>
  getFrom(ledger.entries, id) !== undefined || getFrom(ledger.bookings, id) !== undefined
