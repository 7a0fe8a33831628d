/** Bonds of a fund by their purchase, and its petty cash booking by booking. */
import type { Recorded } from '@changxin/shared/kernel'
import type { AssetsMoved, MoneyEvent, PettyCashView } from '@changxin/shared/repair-fund'
import { isSample, type Rows } from '../../views/projection.ts'
import type { BookedMoney } from './money.rows.ts'

export const BOND = 'repair_fund_income_bond'
export const BOND_BACK = 'repair_fund_income_bond_back'
export const PETTY_CASH = 'repair_fund_income_petty_cash'

export const ASSET_SCHEMA = `
CREATE TABLE ${BOND} (
  move_id TEXT PRIMARY KEY, compound_id TEXT NOT NULL, position TEXT NOT NULL, book TEXT NOT NULL, fen INTEGER NOT NULL,
  bought_on TEXT NOT NULL, matures_on TEXT NOT NULL, decision_id TEXT, note TEXT, sample INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX ${BOND}_by_compound ON ${BOND} (compound_id, position);
-- What of a purchase was paid back or sold.
CREATE TABLE ${BOND_BACK} (
  move_id TEXT PRIMARY KEY, of_move_id TEXT NOT NULL, position TEXT NOT NULL, fen INTEGER NOT NULL,
  counts_on TEXT NOT NULL, note TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX ${BOND_BACK}_of ON ${BOND_BACK} (of_move_id, position);
-- left_fen: at hand in the book after it.
CREATE TABLE ${PETTY_CASH} (
  booking_id TEXT NOT NULL, book TEXT NOT NULL, compound_id TEXT NOT NULL, position TEXT NOT NULL, kind TEXT NOT NULL,
  counts_on TEXT NOT NULL, fen INTEGER NOT NULL, left_fen INTEGER NOT NULL, note TEXT, sample INTEGER NOT NULL,
  PRIMARY KEY (booking_id, book)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX ${PETTY_CASH}_by_compound ON ${PETTY_CASH} (compound_id, position, book);
`

export function putBond(rows: Rows, event: Recorded<ReturnType<typeof AssetsMoved>>): void {
  const { compoundId, moveId, ofMoveId, book, amountFen, on, maturesOn, decisionId, note } = event.data
  if (maturesOn !== null) {
    rows.run(
      `INSERT INTO ${BOND} VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ...[moveId, compoundId, event.position, book, amountFen, on, maturesOn, decisionId, note, isSample(event)],
    )
    rows.touch({ table: BOND, compoundId })
  }
  if (ofMoveId !== null) {
    rows.run(
      `INSERT INTO ${BOND_BACK} VALUES (?, ?, ?, ?, ?, ?)`,
      ...[moveId, ofMoveId, event.position, amountFen, on, note],
    )
    rows.touch({ table: BOND, compoundId })
  }
}

/** After the event is booked: what is at hand then is read from the money of its book. */
export function putPettyCash(rows: Rows, event: MoneyEvent & Recorded, { bookingId, on, changes }: BookedMoney): void {
  const { compoundId } = event.data
  for (const { held, book, fen } of changes) {
    if (held !== 'petty-cash' || fen === 0) continue
    const sql = 'SELECT fen FROM repair_fund_income_money WHERE compound_id = ? AND book = ? AND held = ?'
    const left = rows.get<{ fen: number }>(sql, compoundId, book, held)?.fen ?? 0
    rows.run(
      `INSERT INTO ${PETTY_CASH} VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ...[bookingId, book, compoundId, event.position, kindOf(event, fen), on, fen, left, noteOf(event)],
      isSample(event),
    )
    rows.touch({ table: PETTY_CASH, compoundId })
  }
}

function kindOf({ type }: MoneyEvent, fen: number): PettyCashView['kind'] {
  if (type === 'AssetsMoved') return fen > 0 ? 'filled' : 'brought-back'
  return fen > 0 ? 'refunded' : 'spent'
}

/** Everybody there reads it: why something was reversed may tell of one home, and stays with the reversal. */
function noteOf(event: MoneyEvent): string | null {
  switch (event.type) {
    case 'AssetsMoved':
      return event.data.note
    case 'PaymentMade':
      return event.data.purpose
    default:
      return null
  }
}
