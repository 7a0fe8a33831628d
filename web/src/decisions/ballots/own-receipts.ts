/** What became of one's own ballots: before the count the last one stands, after it the last valid one was counted. */
import type { decisionsApi } from '@changxin/shared/decisions'
import type { OutputOf } from '../../api/index.ts'

export type ReceiptRow = OutputOf<typeof decisionsApi.receipts>['items'][number]
export type ReceiptFate = 'taken' | 'replaced' | 'counted' | 'void'

/** `rows` in the order in which the ballots came. */
export function fatesOf(rows: readonly ReceiptRow[]): ReadonlyMap<string, ReceiptFate> {
  const fates = new Map<string, ReceiptFate>()
  const settled = new Set<string>()
  for (const row of rows.toReversed()) {
    if (row.void) fates.set(row.ballotId, 'void')
    else if (settled.has(row.voterId)) fates.set(row.ballotId, 'replaced')
    else fates.set(row.ballotId, row.void === null ? 'taken' : 'counted')
    if (!row.void) settled.add(row.voterId)
  }
  return fates
}
