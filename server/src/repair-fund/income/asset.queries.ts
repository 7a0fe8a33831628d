/** Bonds of a fund by purchase, and its petty cash booking by booking, now or as of a day. */
import type { Day, Id } from '@changxin/shared/kernel'
import type { BondView, PettyCashView } from '@changxin/shared/repair-fund'
import { type AsOf, CURRENT } from '../../views/intervals.ts'
import { type KeysetOrder, keysetPage } from '../../views/keyset.ts'
import type { Read } from '../../views/views.ts'
import { BOND, BOND_BACK, PETTY_CASH } from './asset.rows.ts'

interface Page {
  readonly id: Id
  readonly limit: number
  readonly cursor?: string | undefined
}
const endOf = ({ before }: AsOf) => before ?? CURRENT
const BONDS: KeysetOrder = { name: 'bonds', keys: [{ sql: 'position', type: 'text' }], descending: true }
/** A payment may touch the cash of both books at one position. */
const CASH: KeysetOrder = {
  name: 'petty-cash',
  keys: [
    { sql: 'position', type: 'text' },
    { sql: 'book', type: 'text' },
  ],
  descending: true,
}

interface BondRow {
  readonly move_id: Id
  readonly book: BondView['book']
  readonly fen: number
  readonly bought_on: Day
  readonly matures_on: Day
  readonly decision_id: Id | null
  readonly note: string | null
  readonly sample: number
}

export function listBonds(read: Read, at: AsOf, { id, limit, cursor }: Page) {
  const end = endOf(at)
  const { rows, next } = keysetPage<BondRow>(read, {
    select: '*',
    from: BOND,
    where: { sql: 'compound_id = ? AND position < ?', params: [id, end] },
    order: BONDS,
    limit,
    cursor,
  })
  return { items: rows.map((row) => bondView(read, row, end)), ...(next === undefined ? {} : { next }) }
}

function bondView(read: Read, row: BondRow, end: string): BondView {
  const back = read.all<BondView['back'][number]>(
    `SELECT move_id AS id, counts_on AS "on", fen, note FROM ${BOND_BACK}
     WHERE of_move_id = ? AND position < ? ORDER BY position`,
    ...[row.move_id, end],
  )
  return {
    id: row.move_id,
    book: row.book,
    boughtFen: row.fen,
    boughtOn: row.bought_on,
    maturesOn: row.matures_on,
    leftFen: back.reduce((left, { fen }) => left - fen, row.fen),
    decisionId: row.decision_id,
    note: row.note,
    back,
    sample: row.sample === 1,
  }
}

interface CashRow {
  readonly booking_id: Id
  readonly kind: PettyCashView['kind']
  readonly book: PettyCashView['book']
  readonly counts_on: Day
  readonly fen: number
  readonly left_fen: number
  readonly note: string | null
  readonly sample: number
}

export function listPettyCash(read: Read, at: AsOf, { id, limit, cursor }: Page) {
  const { rows, next } = keysetPage<CashRow>(read, {
    select: '*',
    from: PETTY_CASH,
    where: { sql: 'compound_id = ? AND position < ?', params: [id, endOf(at)] },
    order: CASH,
    limit,
    cursor,
  })
  return { items: rows.map(cashView), ...(next === undefined ? {} : { next }) }
}

function cashView({ booking_id: id, counts_on: on, left_fen: leftFen, sample, ...row }: CashRow): PettyCashView {
  const { kind, book, fen, note } = row
  return { id, kind, book, on, fen, leftFen, note, sample: sample === 1 }
}
