/** Words of statements: whose money, in which account, as seen from a period. Integer fen. */
import { Id } from '@changxin/shared/kernel'
import { z } from 'zod'
import { Book, LedgerAccount } from '../ledger/accounts.ts'
import { Bucket } from './period.ts'

export const HeldBy = z.enum(['units', 'sellers', 'compound', 'undistributed', 'suspense'])
export type HeldBy = z.infer<typeof HeldBy>
/** `loss-out`: what left the owners' money for the payable of a lost building; no expense, and told apart from transfers. */
export const StatementAccount = z.enum([...LedgerAccount.options, 'loss-out'])
export type StatementAccount = z.infer<typeof StatementAccount>

export const StatementSum = z.object({
  book: Book,
  account: StatementAccount,
  /** Null in assets and payables. */
  held: HeldBy.nullable(),
  bucket: Bucket,
  /** A debit above zero, a credit below. */
  fen: z.int(),
})
export type StatementSum = z.infer<typeof StatementSum>

/** Of a unit or a building in a period. What was taken back of an entry counts where it moved the account. */
export const HolderFigures = z.object({
  id: Id,
  openingFen: z.int(),
  inFen: z.int(),
  outFen: z.int(),
  closingFen: z.int(),
})
export type HolderFigures = z.infer<typeof HolderFigures>
