/** What happened to unit accounts: sales, splits, mergers, losses, closings; and what is due for lost buildings. */
import type { Recorded } from '@changxin/shared/kernel'
import {
  AccountChangeApproved,
  AccountChangeProposed,
  AccountChangeRefused,
  AccountsClosed,
  AccountsRearranged,
  AccountsReopened,
  BuildingLost,
  LossPaid,
  SaleHandoverRecorded,
} from '@changxin/shared/repair-fund'
import { isSample, on, projection, type Rows } from '../../views/projection.ts'

// data: the event's own, without what the row says already. unit_id: of a sale alone.
const SCHEMA = `
CREATE TABLE repair_fund_accounts_change (
  change_id TEXT PRIMARY KEY, compound_id TEXT NOT NULL, position TEXT NOT NULL, kind TEXT NOT NULL, counts_on TEXT NOT NULL,
  unit_id TEXT, data TEXT NOT NULL, recorded_at TEXT NOT NULL, sample INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX repair_fund_accounts_change_by_compound ON repair_fund_accounts_change (compound_id, position);
CREATE INDEX repair_fund_accounts_change_by_unit ON repair_fund_accounts_change (unit_id, position) WHERE unit_id IS NOT NULL;
-- Ended ones stay, so that a second approval finds what it is about. data: the event's own.
CREATE TABLE repair_fund_accounts_proposal (
  proposal_id TEXT PRIMARY KEY, compound_id TEXT NOT NULL, position TEXT NOT NULL, open INTEGER NOT NULL, data TEXT NOT NULL,
  proposed_at TEXT NOT NULL, sample INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX repair_fund_accounts_proposal_open ON repair_fund_accounts_proposal (compound_id, position) WHERE open = 1;
CREATE TABLE repair_fund_accounts_loss (
  entry_id TEXT PRIMARY KEY, compound_id TEXT NOT NULL, position TEXT NOT NULL, ordinal INTEGER NOT NULL, unit_id TEXT,
  seller_id TEXT, amount_fen INTEGER NOT NULL, lost_on TEXT NOT NULL, paid_on TEXT, file TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX repair_fund_accounts_loss_of_compound ON repair_fund_accounts_loss (compound_id, position, ordinal);
`

type Kind = 'handover' | 'rearranged' | 'lost' | 'closed' | 'reopened'
type OfAccounts = Recorded<{ type: string; data: { readonly compoundId: string; readonly on: string } }>

function put(rows: Rows, kind: Kind, event: OfAccounts, unitId: string | null = null): void {
  const { compoundId, on: countsOn, ...data } = event.data
  rows.run(
    'INSERT INTO repair_fund_accounts_change VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    ...[event.id, compoundId, event.position, kind, countsOn, unitId],
    JSON.stringify(data),
    event.metadata.recordedAt,
    isSample(event),
  )
  rows.touch({ table: 'repair_fund_accounts_change', compoundId })
}

interface Ended {
  readonly data: { readonly compoundId: string; readonly proposalId: string }
}
function end({ data: { compoundId, proposalId } }: Ended, rows: Rows): void {
  rows.run('UPDATE repair_fund_accounts_proposal SET open = 0 WHERE proposal_id = ?', proposalId)
  rows.touch({ table: 'repair_fund_accounts_proposal', compoundId })
}

export const repairFundAccountsProjection = projection('repair-fund-accounts', 1, SCHEMA, [
  on(SaleHandoverRecorded, (event, rows) => put(rows, 'handover', event, event.data.unitId)),
  on(AccountsRearranged, (event, rows) => put(rows, 'rearranged', event)),
  on(AccountsClosed, (event, rows) => put(rows, 'closed', event)),
  on(AccountsReopened, (event, rows) => put(rows, 'reopened', event)),
  on(AccountChangeProposed, (event, rows) => {
    const { compoundId, proposalId, ...data } = event.data
    rows.run(
      'INSERT INTO repair_fund_accounts_proposal VALUES (?, ?, ?, 1, ?, ?, ?)',
      ...[proposalId, compoundId, event.position, JSON.stringify(data), event.metadata.occurredAt, isSample(event)],
    )
    rows.touch({ table: 'repair_fund_accounts_proposal', compoundId })
  }),
  on(AccountChangeApproved, end),
  on(AccountChangeRefused, end),
  on(BuildingLost, (event, rows) => {
    put(rows, 'lost', event)
    const { compoundId, on: lostOn, units, sellers } = event.data
    const due = [
      ...units.map(({ entryId, unitId, amountFen }) => ({ entryId, unitId, sellerId: null, amountFen })),
      ...sellers.map(({ entryId, sellerId, amountFen }) => ({ entryId, unitId: null, sellerId, amountFen })),
    ]
    for (const [ordinal, { entryId, unitId, sellerId, amountFen }] of due.entries())
      rows.run(
        'INSERT INTO repair_fund_accounts_loss VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL)',
        ...[entryId, compoundId, event.position, ordinal, unitId, sellerId, amountFen, lostOn],
      )
    rows.touch({ table: 'repair_fund_accounts_loss', compoundId })
  }),
  on(LossPaid, ({ data: { compoundId, lossEntryId, paidOn, file } }, rows) => {
    const sql = 'UPDATE repair_fund_accounts_loss SET paid_on = ?, file = ? WHERE entry_id = ?'
    rows.run(sql, paidOn, file, lossEntryId)
    rows.touch({ table: 'repair_fund_accounts_loss', compoundId })
  }),
])
