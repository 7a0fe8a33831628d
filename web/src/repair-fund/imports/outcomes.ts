/** What becomes of rows, as it is shown: in which order, in which colour, and what of it is money to book. */
import type { FundImportView, ImportStatus, RowOutcome } from '@changxin/shared/repair-fund'
import type { Tone } from '../../ui/index.ts'

export const OUTCOMES: readonly RowOutcome[] = ['matched', 'suspense', 'failed', 'duplicate', 'outgoing']
export const colorOf: Readonly<Record<RowOutcome, string>> = {
  matched: 'var(--good)',
  suspense: 'var(--warn)',
  failed: 'var(--bad)',
  duplicate: 'var(--mute)',
  outgoing: 'var(--line-strong, #b9c4c8)',
}
export const toneOfOutcome: Readonly<Record<RowOutcome, Tone>> = {
  matched: 'good',
  suspense: 'warn',
  failed: 'bad',
  duplicate: 'mute',
  outgoing: 'mute',
}
export const toneOfImport: Readonly<Record<ImportStatus, Tone>> = {
  staging: 'info',
  staged: 'warn',
  booking: 'info',
  booked: 'good',
  discarded: 'mute',
}

/** What a booking would book. */
export function bookable({ counts }: Pick<FundImportView, 'counts'>) {
  const { matched, suspense } = counts
  return { rows: matched.rows + suspense.rows, fen: matched.fen + suspense.fen }
}
