/** Where the money of a fund lies and in which pool it stands, by book. */
import { type Day, dayOf, type Id, type Recorded } from '@changxin/shared/kernel'
import { type Book, journalOf, type Known, linesOf, type MoneyEvent } from '@changxin/shared/repair-fund'
import type { Rows } from '../../views/projection.ts'

export const UNIT_BOOK = 'repair_fund_income_unit_book'
/** Assets and payables by their account; what is payable is kept above zero. */
const SIGN: Readonly<Record<string, 1 | -1>> = { bank: 1, bonds: 1, 'petty-cash': 1, 'loss-payable': -1 }

function knownOf(rows: Rows): Known {
  return {
    bookOf: (unitId) =>
      rows.get<{ book: Book }>(`SELECT book FROM ${UNIT_BOOK} WHERE unit_id = ?`, unitId)?.book ?? 'commercial',
    // Of no consequence for assets and pools.
    accountOf: () => 'deposits',
  }
}

/** What an event did to one pool, asset or payable of a book. */
export interface MoneyChange {
  readonly book: Book
  readonly held: string
  /** Signed. */
  readonly fen: number
}
export interface BookedMoney {
  readonly bookingId: Id
  readonly on: Day
  readonly changes: readonly MoneyChange[]
}

export function bookMoney(rows: Rows, event: MoneyEvent & Pick<Recorded, 'metadata'>): BookedMoney {
  const { compoundId } = event.data
  const known = knownOf(rows)
  const journal = journalOf(event, dayOf(event.metadata.occurredAt), known)
  const changes = new Map<string, MoneyChange>()
  const add = (book: Book, held: string, fen: number) => {
    const key = `${book} ${held}`
    changes.set(key, { book, held, fen: (changes.get(key)?.fen ?? 0) + fen })
  }
  for (const { account, book, fen } of linesOf(journal, known)) {
    const sign = SIGN[account]
    if (sign !== undefined) add(book, account, sign * fen)
  }
  for (const { holder, fen } of journal.movements) if (holder.of === 'pool') add(holder.book, holder.pool, fen)
  for (const change of changes.values()) addMoney(rows, compoundId, change)
  rows.touch({ table: 'repair_fund_income_money', compoundId })
  return { bookingId: journal.bookingId, on: journal.on, changes: [...changes.values()] }
}

function addMoney(rows: Rows, compoundId: Id, { book, held, fen }: MoneyChange): void {
  rows.run(
    `INSERT INTO repair_fund_income_money VALUES (?, ?, ?, ?)
     ON CONFLICT (compound_id, book, held) DO UPDATE SET fen = fen + excluded.fen`,
    ...[compoundId, book, held, fen],
  )
}
