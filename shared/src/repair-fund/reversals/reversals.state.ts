/** The slice of a fund that says what was proposed to be taken back, and what of a payment has come back to the pool. */
import type { Day, Id } from '@changxin/shared/kernel'
import type { RepairFundEvent } from '../events.ts'

export interface Proposal {
  readonly reversesId: Id
  readonly amountFen: number | null
  readonly cameBackOn: Day | null
  readonly reason: string
  readonly by: Id
  readonly state: 'open' | 'approved' | 'refused' | 'withdrawn'
}

export interface Reversals {
  readonly proposals: ReadonlyMap<Id, Proposal>
  /** By payment: what the compound's pool got back of its part. */
  readonly backToPoolFen: ReadonlyMap<Id, number>
}

export const nothingProposed: Reversals = { proposals: new Map(), backToPoolFen: new Map() }

export function evolveReversals(state: Reversals, event: RepairFundEvent): Reversals {
  switch (event.type) {
    case 'ReversalProposed': {
      const { proposalId, reversesId, amountFen, cameBackOn, reason, by } = event.data
      return withProposal(state, proposalId, { reversesId, amountFen, cameBackOn, reason, by, state: 'open' })
    }
    case 'ReversalApproved':
      return ended(state, event.data.proposalId, 'approved')
    case 'ReversalRefused':
      return ended(state, event.data.proposalId, 'refused')
    case 'ReversalWithdrawn':
      return ended(state, event.data.proposalId, 'withdrawn')
    case 'BookingReversed': {
      const { reversesId, pools } = event.data
      const backFen = pools.reduce((sum, { pool, amountFen }) => sum + (pool === 'compound' ? amountFen : 0), 0)
      if (backFen === 0) return state
      const before = state.backToPoolFen.get(reversesId) ?? 0
      return { ...state, backToPoolFen: new Map(state.backToPoolFen).set(reversesId, before + backFen) }
    }
    default:
      return state
  }
}

function withProposal(state: Reversals, proposalId: Id, proposal: Proposal): Reversals {
  return { ...state, proposals: new Map(state.proposals).set(proposalId, proposal) }
}

function ended(state: Reversals, proposalId: Id, how: Proposal['state']): Reversals {
  const proposal = state.proposals.get(proposalId)
  return proposal ? withProposal(state, proposalId, { ...proposal, state: how }) : state
}
