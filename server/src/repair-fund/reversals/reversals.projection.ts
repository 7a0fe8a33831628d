/** Proposed reversals with how they ended, and what units owe because money that was taken back had been spent. */
import {
  BookingReversed,
  ReversalApproved,
  ReversalProposed,
  ReversalRefused,
  ReversalWithdrawn,
} from '@changxin/shared/repair-fund'
import { isSample, on, projection, type Rows } from '../../views/projection.ts'

const SCHEMA = `
CREATE TABLE repair_fund_reversals_proposal (
  proposal_id TEXT PRIMARY KEY, compound_id TEXT NOT NULL, position TEXT NOT NULL, reverses_id TEXT NOT NULL,
  amount_fen INTEGER, came_back_on TEXT, reason TEXT NOT NULL, proposed_by TEXT NOT NULL, proposed_at TEXT NOT NULL,
  state TEXT NOT NULL, ended_by TEXT, ended_at TEXT, ended_position TEXT, approver TEXT, refusal TEXT,
  sample INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX repair_fund_reversals_proposal_by_compound ON repair_fund_reversals_proposal (compound_id, position);
-- A claim stands as long as something of it is owed.
CREATE TABLE repair_fund_reversals_claim (
  entry_id TEXT PRIMARY KEY, compound_id TEXT NOT NULL, unit_id TEXT NOT NULL, owed_fen INTEGER NOT NULL,
  since TEXT NOT NULL, reason TEXT NOT NULL, position TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX repair_fund_reversals_claim_of_compound ON repair_fund_reversals_claim (compound_id, position);
`

interface Ended {
  readonly state: 'approved' | 'refused' | 'withdrawn'
  readonly data: { readonly compoundId: string; readonly proposalId: string; readonly by: string }
  readonly approver?: string
  readonly refusal?: string
}

function end(
  rows: Rows,
  { state, data, approver, refusal }: Ended,
  at: { position: string; occurredAt: string },
): void {
  rows.run(
    `UPDATE repair_fund_reversals_proposal SET state = ?, ended_by = ?, ended_at = ?, ended_position = ?, approver = ?,
       refusal = ? WHERE proposal_id = ?`,
    state,
    data.by,
    at.occurredAt,
    at.position,
    approver ?? null,
    refusal ?? null,
    data.proposalId,
  )
  rows.touch({ table: 'repair_fund_reversals_proposal', compoundId: data.compoundId })
}

export const repairFundReversalsProjection = projection('repair-fund-reversals', 1, SCHEMA, [
  on(ReversalProposed, (event, rows) => {
    const { compoundId, proposalId, reversesId, amountFen, cameBackOn, reason, by } = event.data
    rows.run(
      `INSERT INTO repair_fund_reversals_proposal (proposal_id, compound_id, position, reverses_id, amount_fen,
         came_back_on, reason, proposed_by, proposed_at, state, sample) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'open', ?)`,
      ...[proposalId, compoundId, event.position, reversesId, amountFen, cameBackOn, reason, by],
      event.metadata.occurredAt,
      isSample(event),
    )
    rows.touch({ table: 'repair_fund_reversals_proposal', compoundId })
  }),
  on(ReversalApproved, ({ data, position, metadata: { occurredAt } }, rows) =>
    end(rows, { state: 'approved', data, approver: data.approver }, { position, occurredAt }),
  ),
  on(ReversalRefused, ({ data, position, metadata: { occurredAt } }, rows) =>
    end(rows, { state: 'refused', data, refusal: data.reason }, { position, occurredAt }),
  ),
  on(ReversalWithdrawn, ({ data, position, metadata: { occurredAt } }, rows) =>
    end(rows, { state: 'withdrawn', data }, { position, occurredAt }),
  ),
  on(BookingReversed, ({ data, position }, rows) => {
    const { compoundId, proposalId, owed, units, on: since, reason } = data
    for (const { entryId, unitId, amountFen } of owed)
      rows.run(
        'INSERT INTO repair_fund_reversals_claim VALUES (?, ?, ?, ?, ?, ?, ?)',
        ...[entryId, compoundId, unitId, amountFen, since, reason, position],
      )
    // Without a proposal it completes an earlier one: what came in has paid so much of the claim.
    const paid = proposalId === null ? units : []
    for (const { reverses, amountFen } of paid) {
      rows.run('UPDATE repair_fund_reversals_claim SET owed_fen = owed_fen + ? WHERE entry_id = ?', amountFen, reverses)
      rows.run('DELETE FROM repair_fund_reversals_claim WHERE entry_id = ? AND owed_fen <= 0', reverses)
    }
    if (owed.length + paid.length > 0) rows.touch({ table: 'repair_fund_reversals_claim', compoundId })
  }),
])
