/** The tables of the forecast: what was paid for which part, what comes again, and what upkeep the fund has to bear. */
export const schema = `
-- What a withdrawal is for. part_code: its name by art. 3, where the part is not registered. scope: JSON of its plan; NULL while there is only a draft.
CREATE TABLE repair_fund_forecast_withdrawal (
  withdrawal_id TEXT PRIMARY KEY, compound_id TEXT NOT NULL, request_id TEXT, part_id TEXT, part_code TEXT,
  scope TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX repair_fund_forecast_withdrawal_request ON repair_fund_forecast_withdrawal (request_id);
-- Less what was taken back.
CREATE TABLE repair_fund_forecast_payment (
  payment_id TEXT PRIMARY KEY, compound_id TEXT NOT NULL, withdrawal_id TEXT, paid_on TEXT NOT NULL, fen INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX repair_fund_forecast_payment_compound ON repair_fund_forecast_payment (compound_id);
-- Money that comes again: common income and interest, by booking or, on unit accounts, by entry.
CREATE TABLE repair_fund_forecast_income (
  income_id TEXT PRIMARY KEY, compound_id TEXT NOT NULL, paid_on TEXT NOT NULL, fen INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX repair_fund_forecast_income_compound ON repair_fund_forecast_income (compound_id);
-- The first day with a movement of money.
CREATE TABLE repair_fund_forecast_since (compound_id TEXT PRIMARY KEY, day TEXT NOT NULL) STRICT, WITHOUT ROWID;
-- Requests whose cost is the fund's matter (route repair-fund), and what they cost.
CREATE TABLE repair_fund_forecast_request (
  request_id TEXT PRIMARY KEY, compound_id TEXT NOT NULL, of_fund INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX repair_fund_forecast_request_compound ON repair_fund_forecast_request (compound_id) WHERE of_fund = 1;
CREATE TABLE repair_fund_forecast_cost (
  entry_id TEXT PRIMARY KEY, request_id TEXT NOT NULL, on_day TEXT NOT NULL, fen INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX repair_fund_forecast_cost_request ON repair_fund_forecast_cost (request_id);
`
