/** The tables of withdrawals. `head`, `groups` and `paid` together are the `Withdrawal` of the domain, as JSON. */
export const schema = `
-- posted: 1 once its shares were posted, whatever came afterwards. ord: order of posting within the fund, 0 where it is not posted.
CREATE TABLE repair_fund_withdrawals_withdrawal (
  withdrawal_id TEXT PRIMARY KEY, compound_id TEXT NOT NULL, position TEXT NOT NULL, status TEXT NOT NULL,
  posted INTEGER NOT NULL, ord INTEGER NOT NULL, request_id TEXT, authorisation TEXT, head TEXT NOT NULL,
  groups TEXT NOT NULL, paid TEXT NOT NULL, reserved_fen INTEGER NOT NULL, prepared_on TEXT NOT NULL, sample INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX repair_fund_withdrawals_withdrawal_of_compound
  ON repair_fund_withdrawals_withdrawal (compound_id, position);
CREATE INDEX repair_fund_withdrawals_withdrawal_of_request
  ON repair_fund_withdrawals_withdrawal (request_id) WHERE request_id IS NOT NULL;

-- Of units and of sellers (holder). group_at: in the groups of its withdrawal.
CREATE TABLE repair_fund_withdrawals_share (
  withdrawal_id TEXT NOT NULL, holder TEXT NOT NULL, holder_id TEXT NOT NULL, compound_id TEXT NOT NULL, ord INTEGER NOT NULL,
  group_at INTEGER NOT NULL, book TEXT NOT NULL, weight INTEGER NOT NULL, unsold INTEGER NOT NULL,
  amount_fen INTEGER NOT NULL, paid_fen INTEGER NOT NULL, reserved_fen INTEGER NOT NULL,
  PRIMARY KEY (withdrawal_id, holder, holder_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX repair_fund_withdrawals_share_of_compound ON repair_fund_withdrawals_share (compound_id, ord);
CREATE INDEX repair_fund_withdrawals_share_of_holder ON repair_fund_withdrawals_share (holder_id, withdrawal_id);

CREATE TABLE repair_fund_withdrawals_payment (payment_id TEXT PRIMARY KEY, withdrawal_id TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE repair_fund_withdrawals_act (
  withdrawal_id TEXT NOT NULL, position TEXT NOT NULL, event_id TEXT NOT NULL, type TEXT NOT NULL, at TEXT NOT NULL,
  actor_id TEXT, data TEXT NOT NULL, PRIMARY KEY (withdrawal_id, position)
) STRICT, WITHOUT ROWID;

-- What sellers of public housing deposited, less what of it was taken back.
CREATE TABLE repair_fund_withdrawals_deposit (
  seller_id TEXT PRIMARY KEY, compound_id TEXT NOT NULL, fen INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Uses of the fund that the owners agreed to; void: the decision was set aside.
CREATE TABLE repair_fund_withdrawals_authorisation (
  decision_id TEXT NOT NULL, item_id TEXT NOT NULL, compound_id TEXT NOT NULL, request_id TEXT, position TEXT NOT NULL,
  event_id TEXT NOT NULL, at TEXT NOT NULL, data TEXT NOT NULL, void INTEGER NOT NULL, PRIMARY KEY (decision_id, item_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX repair_fund_withdrawals_authorisation_of_compound
  ON repair_fund_withdrawals_authorisation (compound_id, position);

-- How a request was decided last.
CREATE TABLE repair_fund_withdrawals_liability (
  request_id TEXT PRIMARY KEY, compound_id TEXT NOT NULL, route TEXT NOT NULL, damaged INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE repair_fund_withdrawals_proposal (
  proposal_id TEXT PRIMARY KEY, request_id TEXT NOT NULL, compound_id TEXT NOT NULL, part_id TEXT, amount_fen INTEGER,
  position TEXT NOT NULL, event_id TEXT NOT NULL, at TEXT NOT NULL, done INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX repair_fund_withdrawals_proposal_pending ON repair_fund_withdrawals_proposal (position) WHERE done = 0;
CREATE INDEX repair_fund_withdrawals_proposal_of_request ON repair_fund_withdrawals_proposal (request_id);
CREATE TABLE repair_fund_withdrawals_fund (compound_id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;

CREATE TABLE repair_fund_withdrawals_expense (
  expense_id TEXT PRIMARY KEY, compound_id TEXT NOT NULL, position TEXT NOT NULL, month TEXT NOT NULL, state TEXT NOT NULL,
  amount_fen INTEGER NOT NULL, data TEXT NOT NULL, by_id TEXT NOT NULL, signed_by TEXT, signed_at TEXT, paid_on TEXT, reason TEXT,
  sample INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX repair_fund_withdrawals_expense_of_compound ON repair_fund_withdrawals_expense (compound_id, position);
-- at: the position of the posting; what was signed later is not in it.
CREATE TABLE repair_fund_withdrawals_posting (
  compound_id TEXT NOT NULL, month TEXT NOT NULL, posted_on TEXT NOT NULL, at TEXT NOT NULL,
  PRIMARY KEY (compound_id, month)
) STRICT, WITHOUT ROWID;
`
