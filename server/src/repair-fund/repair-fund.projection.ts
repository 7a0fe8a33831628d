/** Balances of units, buildings and compounds, and the statements behind them, from the events of the funds. */
import type { EventType, Id } from '@changxin/shared/kernel'
import { UnitsRegistered } from '@changxin/shared/places'
import {
  allMoneyEvents,
  BookkeeperChanged,
  FundOpened,
  type MoneyEvent,
  SellerAccountOpened,
  UnitAccountsOpened,
  UnitsClassified,
} from '@changxin/shared/repair-fund'
import { isSample, on, projection, type Rows } from '../views/projection.ts'
import { addTo, type BuildingChange, book, changeBuildings, changeFund, type Recording } from './bookings.ts'
import { schema } from './repair-fund.schema.ts'

export const repairFundProjection = projection('repair-fund', 2, schema, [
  on(UnitsRegistered, ({ data: { compoundId, rows: units }, position }, rows) => {
    const last = rows.get<{ units: number }>(
      'SELECT units FROM repair_fund_units_history WHERE compound_id = ? ORDER BY position DESC LIMIT 1',
      compoundId,
    )
    rows.run(
      'INSERT INTO repair_fund_units_history (compound_id, position, units) VALUES (?, ?, ?)',
      compoundId,
      position,
      (last?.units ?? 0) + units.length,
    )
    rows.touch({ table: 'repair_fund_units_history', compoundId })
  }),
  on(FundOpened, (event, rows) => {
    const { compoundId, openedOn, bookkeeper, ground } = event.data
    rows.run(
      `INSERT INTO repair_fund_fund (compound_id, opened_on, bookkeeper, ground, accounts, accounts_without_entry,
         balance_fen, units_fen, sellers_fen, compound_fen, undistributed_fen, suspense_fen, contributed_fen, in_fen,
         out_fen, reversed_fen, revision, opened_position, sample)
       VALUES (?, ?, ?, ?, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, ?, ?)`,
      compoundId,
      openedOn,
      bookkeeper,
      ground,
      event.position,
      isSample(event),
    )
    openAccounts(rows, event, event.data)
  }),
  on(UnitAccountsOpened, (event, rows) => openAccounts(rows, event, event.data)),
  on(UnitsClassified, ({ data: { compoundId, book: to, unitIds } }, rows) => {
    for (const unitId of unitIds) rows.run('UPDATE repair_fund_account SET book = ? WHERE unit_id = ?', to, unitId)
    rows.touch({ table: 'repair_fund_account', compoundId })
  }),
  on(SellerAccountOpened, ({ data: { compoundId, sellerId, buildingId, name } }, rows) => {
    rows.run(
      `INSERT INTO repair_fund_seller (seller_id, compound_id, building_id, name, balance_fen, entries)
       VALUES (?, ?, ?, ?, 0, 0)`,
      sellerId,
      compoundId,
      buildingId,
      name,
    )
    rows.touch({ table: 'repair_fund_seller', compoundId })
  }),
  on(BookkeeperChanged, (event, rows) => {
    const { compoundId, bookkeeper } = event.data
    rows.run('UPDATE repair_fund_fund SET bookkeeper = ? WHERE compound_id = ?', bookkeeper, compoundId)
    changeFund(rows, event, compoundId, {})
  }),
  ...allMoneyEvents.map((definition) =>
    on(definition as EventType, (event, rows) => book(rows, event as unknown as Recording & MoneyEvent)),
  ),
])

function openAccounts(
  rows: Rows,
  event: Recording,
  { compoundId, rows: units }: { compoundId: Id; rows: readonly { unitId: Id; buildingId: Id }[] },
): void {
  const buildings = new Map<string, BuildingChange>()
  let accounts = 0
  for (const { unitId, buildingId } of units) {
    const opened = rows.run(
      `INSERT OR IGNORE INTO repair_fund_account (unit_id, compound_id, building_id, book, balance_fen, entries,
         opened_position)
       VALUES (?, ?, ?, 'commercial', 0, 0, ?)`,
      unitId,
      compoundId,
      buildingId,
      event.position,
    )
    accounts += opened
    if (opened > 0) addTo(buildings, buildingId, { accounts: 1, fen: 0 })
  }
  changeBuildings(rows, event, compoundId, buildings)
  changeFund(rows, event, compoundId, { accounts, accountsWithoutEntry: accounts })
  rows.touch({ table: 'repair_fund_account', compoundId })
}
