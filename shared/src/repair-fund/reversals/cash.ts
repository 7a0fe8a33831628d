/** Money leaves from where it lies: what is in bonds or petty cash cannot be paid from the bank account. */
import { formatFen } from '@changxin/shared/kernel'
import type { Book, Ledger } from '../ledger/index.ts'
import { reject } from './errors.ts'

export function requireInBank({ totals }: Ledger, book: Book, fen: number): void {
  const bank = totals[book].bank ?? 0
  if (bank < fen) throw reject('bank-short', { bank: formatFen(bank), amount: formatFen(fen) })
}
