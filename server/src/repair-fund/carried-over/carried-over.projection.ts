/** What collections carried over to the fund, and what of it the fund has booked. */
import { CollectionCarriedOver, ContributionsRecorded, SuspenseReceived } from '@changxin/shared/repair-fund'
import { on, projection, type Rows } from '../../views/projection.ts'

const SCHEMA = `
-- rows: [{ unitId, amountFen }]. command_id: known to nobody outside, so that the ids made from it cannot be guessed.
-- actor: who carried it over. booked: the fund has them.
CREATE TABLE repair_fund_carried_over_sum (
  carry_over_id TEXT PRIMARY KEY, compound_id TEXT NOT NULL, collection_id TEXT NOT NULL, carried_on TEXT NOT NULL,
  rows TEXT NOT NULL, position TEXT NOT NULL, event_id TEXT NOT NULL, command_id TEXT NOT NULL,
  actor TEXT NOT NULL, occurred_at TEXT NOT NULL, booked INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX repair_fund_carried_over_pending ON repair_fund_carried_over_sum (position) WHERE booked = 0;
`

export const carriedOverProjection = projection('repair-fund-carried-over', 1, SCHEMA, [
  on(CollectionCarriedOver, ({ data, position, id, metadata }, rows) => {
    rows.run(
      'INSERT INTO repair_fund_carried_over_sum VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)',
      data.carryOverId,
      data.compoundId,
      data.collectionId,
      data.carriedOn,
      JSON.stringify(data.rows),
      position,
      id,
      metadata.commandId,
      metadata.actor,
      metadata.occurredAt,
    )
    rows.touch({ table: 'repair_fund_carried_over_sum', compoundId: data.compoundId })
  }),
  on(ContributionsRecorded, ({ data: { contributionId, compoundId } }, rows) => {
    settle(rows, contributionId, compoundId)
  }),
  // All of its doors may have closed: then nothing of it is a contribution.
  on(SuspenseReceived, ({ data: { outOf, compoundId } }, rows) => {
    if (outOf) settle(rows, outOf.contributionId, compoundId)
  }),
])

function settle(rows: Rows, carryOverId: string, compoundId: string): void {
  const booked = rows.run('UPDATE repair_fund_carried_over_sum SET booked = 1 WHERE carry_over_id = ?', carryOverId)
  if (booked > 0) rows.touch({ table: 'repair_fund_carried_over_sum', compoundId })
}
