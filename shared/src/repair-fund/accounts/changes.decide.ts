/** A split, a merger or a loss is proposed with its papers; another person approves it, and only that books it. */
import type { Id } from '@changxin/shared/kernel'
import { requireOpened } from '../contributions/checks.ts'
import type { RepairFundEvent } from '../events.ts'
import type { FundState } from '../fund.state.ts'
import type { AccountChange } from './account-change.ts'
import { type AccountFacts, type DataOf, rearrange, recordBuildingLoss, type Today } from './accounts.decide.ts'
import type { ProposedChange } from './accounts.state.ts'
import { reject } from './errors.ts'
import { AccountChangeApproved, AccountChangeProposed, AccountChangeRefused } from './events.ts'

export interface ProposeAccountChange extends DataOf<typeof AccountChangeProposed>, Today {
  readonly type: 'ProposeAccountChange'
}
export interface ApproveAccountChange extends DataOf<typeof AccountChangeApproved>, Today {
  readonly type: 'ApproveAccountChange'
}
export interface RefuseAccountChange extends DataOf<typeof AccountChangeRefused>, Today {
  readonly type: 'RefuseAccountChange'
}
export type AccountChangeCommand = ProposeAccountChange | ApproveAccountChange | RefuseAccountChange

type Events = readonly RepairFundEvent[]
type Booked = Pick<ProposeAccountChange, 'compoundId' | 'proposalId' | 'today' | 'change' | 'files'>

export function proposeAccountChange(command: ProposeAccountChange, state: FundState, facts: AccountFacts): Events {
  const { type: _, today: __, ...proposed } = command
  requireOpened(state)
  const { changes } = state.accounts
  if (changes.has(command.proposalId)) return []
  const isWaiting = [...changes.values()].some(
    (other) => other.state === 'open' && touchSame(other.change, command.change),
  )
  if (isWaiting) throw reject('account-change-waiting')
  // Whoever proposes learns at once what stands in the way, not the one who is to approve it.
  return booked(command, state, facts).length > 0 ? [AccountChangeProposed(proposed)] : []
}

/** Booked from the fund as it stands now, which is not as it stood when this was proposed. */
export function approveAccountChange(command: ApproveAccountChange, state: FundState, facts: AccountFacts): Events {
  const { compoundId, proposalId, by, today } = command
  const proposal = changeOf(state, proposalId)
  if (proposal.state === 'approved') return []
  requireOpen(proposal)
  if (by === proposal.by) throw reject('account-change-own')
  const { change, files } = proposal
  return [
    AccountChangeApproved({ compoundId, proposalId, by }),
    ...booked({ compoundId, proposalId, today, change, files: [...files] }, state, facts),
  ]
}

/** Also by whoever proposed it: nothing is booked by a refusal. */
export function refuseAccountChange(command: RefuseAccountChange, state: FundState): Events {
  const { compoundId, proposalId, by, reason } = command
  const proposal = changeOf(state, proposalId)
  if (proposal.state === 'refused') return []
  requireOpen(proposal)
  return [AccountChangeRefused({ compoundId, proposalId, by, reason })]
}

/** The booking has the id of its proposal. */
function booked(
  { compoundId, proposalId, today, change, files }: Booked,
  state: FundState,
  facts: AccountFacts,
): Events {
  if (change.kind !== 'loss')
    return rearrange({ type: 'RearrangeAccounts', compoundId, today, changeId: proposalId, ...change }, state, facts)
  const { kind: _, ...loss } = change
  const command = { type: 'RecordBuildingLoss', compoundId, today, lossId: proposalId, ...loss } as const
  return recordBuildingLoss({ ...command, files }, state)
}

function touchSame(one: AccountChange, other: AccountChange): boolean {
  if (one.kind === 'loss' || other.kind === 'loss')
    return one.kind === 'loss' && other.kind === 'loss' && one.buildingId === other.buildingId
  const units = new Set([...one.fromUnitIds, ...one.toUnitIds])
  return [...other.fromUnitIds, ...other.toUnitIds].some((unitId) => units.has(unitId))
}

function changeOf({ accounts }: FundState, proposalId: Id): ProposedChange {
  const proposal = accounts.changes.get(proposalId)
  if (!proposal) throw reject('account-change-unknown')
  return proposal
}

function requireOpen({ state }: ProposedChange): void {
  if (state !== 'open') throw reject('account-change-ended')
}
