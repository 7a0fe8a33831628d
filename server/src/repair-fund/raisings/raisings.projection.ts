/** What the owners decided to raise. Where there is a fund the money is paid into the accounts; a collection takes the rest. */
import { FundRaisingAuthorised } from '@changxin/shared/decisions'
import { on, projection } from '../../views/projection.ts'

const SCHEMA = `
CREATE TABLE repair_fund_raisings_raising (
  decision_id TEXT NOT NULL, item_id TEXT NOT NULL, compound_id TEXT NOT NULL, purpose TEXT NOT NULL, per TEXT NOT NULL,
  amount_fen INTEGER NOT NULL, decided_on TEXT NOT NULL, due_on TEXT NOT NULL, scope TEXT NOT NULL,
  PRIMARY KEY (compound_id, decision_id, item_id)
) STRICT, WITHOUT ROWID;
`

export const raisingsProjection = projection('repair-fund-raisings', 1, SCHEMA, [
  on(FundRaisingAuthorised, ({ data }, rows) => {
    const { decisionId, itemId, compoundId, purpose, per, amountFen, on: decidedOn, dueOn, scope } = data
    rows.run(
      `INSERT OR IGNORE INTO repair_fund_raisings_raising (decision_id, item_id, compound_id, purpose, per, amount_fen,
         decided_on, due_on, scope) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      decisionId,
      itemId,
      compoundId,
      purpose,
      per,
      amountFen,
      decidedOn,
      dueOn,
      JSON.stringify(scope),
    )
    rows.touch({ table: 'repair_fund_raisings_raising', compoundId })
  }),
])
