/** A request whose cost is the fund's matter has its draft, once; and a plan for it its decision, once the owners have decided. */
import type { Id, Instant } from '@changxin/shared/kernel'
import { deriveId } from '../../commands/derive.ts'
import type { FeatureDeps } from '../../feature.ts'
import { MAX_PENDING, type Pending, type Process, processMeta } from '../../process/index.ts'
import { Funds } from '../repair-fund.aggregates.ts'

interface Proposal {
  readonly proposal_id: Id
  readonly request_id: Id
  readonly compound_id: Id
  readonly part_id: Id | null
  readonly amount_fen: number | null
  readonly event_id: string
  readonly at: Instant
}
interface Decided {
  readonly withdrawal_id: Id
  readonly compound_id: Id
  readonly decision_id: Id
  readonly item_id: Id
  readonly planned: string
  readonly event_id: string
  readonly at: Instant
}

export function withdrawalDrafts({ store }: Pick<FeatureDeps, 'store'>): Process {
  function draftOf(proposal: Proposal): Pending {
    const { proposal_id: proposalId, compound_id: compoundId } = proposal
    const key = `withdrawal-of-${proposalId}`
    return {
      key,
      async run() {
        const command = {
          ...{ type: 'DraftWithdrawal' as const, compoundId, withdrawalId: deriveId('withdrawal', proposalId) },
          ...{ requestId: proposal.request_id, proposalId, partId: proposal.part_id, estimateFen: proposal.amount_fen },
        }
        const meta = processMeta(key, proposal.at, proposal.event_id)
        return (await store.execute(Funds, compoundId, { meta, command })).position
      },
    }
  }
  return {
    name: 'withdrawal-drafts',
    reads: ['repair_fund_withdrawals_proposal', 'repair_fund_withdrawals_fund'],
    // Where there is no fund, there is nothing to draw on: the draft comes once there is one.
    pending: (read) =>
      read
        .all<Proposal>(
          `SELECT p.* FROM repair_fund_withdrawals_proposal p JOIN repair_fund_withdrawals_fund USING (compound_id)
           WHERE done = 0 ORDER BY position LIMIT ?`,
          MAX_PENDING,
        )
        .map(draftOf),
  }
}

export function withdrawalGrounds({ store }: Pick<FeatureDeps, 'store'>): Process {
  function groundOf(row: Decided): Pending {
    const { withdrawal_id: withdrawalId, compound_id: compoundId, decision_id: decisionId, item_id: itemId } = row
    // A plan that was written anew without its decision gets it again.
    const key = `ground-of-${withdrawalId}-${decisionId}-${itemId}-${row.planned}`
    return {
      key,
      async run() {
        const authorisation = { decisionId, itemId }
        const command = { type: 'AuthoriseWithdrawal' as const, compoundId, withdrawalId, authorisation }
        const meta = processMeta(key, row.at, row.event_id)
        return (await store.execute(Funds, compoundId, { meta, command })).position
      },
    }
  }
  return {
    name: 'withdrawal-grounds',
    reads: ['repair_fund_withdrawals_authorisation', 'repair_fund_withdrawals_withdrawal'],
    // Of several decisions on one request the first that nothing rests on yet.
    pending: (read) =>
      read
        .all<Decided>(
          `SELECT w.withdrawal_id, w.compound_id, a.decision_id, a.item_id, a.event_id, a.at, min(a.position) AS position,
             (SELECT max(t.position) FROM repair_fund_withdrawals_act t
              WHERE t.withdrawal_id = w.withdrawal_id AND t.type = 'WithdrawalPlanned') AS planned
           FROM repair_fund_withdrawals_authorisation a
           JOIN repair_fund_withdrawals_withdrawal w ON w.request_id = a.request_id AND w.compound_id = a.compound_id
           WHERE a.void = 0 AND w.status = 'draft' AND w.authorisation IS NULL
             AND json_extract(w.head, '$.plan.ground.kind') = 'decision'
             AND NOT EXISTS (SELECT 1 FROM repair_fund_withdrawals_withdrawal o
                             WHERE o.authorisation = a.decision_id || ' ' || a.item_id)
           GROUP BY w.withdrawal_id ORDER BY position LIMIT ?`,
          MAX_PENDING,
        )
        .map(groundOf),
  }
}
