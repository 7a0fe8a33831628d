/** What is hung up in the course of a decision, and which of it is due now. */
import type { DecisionView } from '@changxin/shared/decisions'

export const POSTINGS = ['notice', 'roll', 'undeliverable', 'result'] as const
export type PostingKind = (typeof POSTINGS)[number]

type Seen = Pick<DecisionView, 'status' | 'postings'> & { readonly tally: Pick<DecisionView['tally'], 'undeliverable'> }

/** Kinds that should hang by now and have no photo yet, in the order in which they came due. */
export function postingsDue({ status, postings, tally }: Seen): readonly PostingKind[] {
  if (status === 'proposed' || status === 'annulled') return []
  const due: PostingKind[] = ['notice', 'roll']
  if (tally.undeliverable > 0) due.push('undeliverable')
  if (status === 'published') due.push('result')
  return due.filter((kind) => !postings.some(({ what }) => what === kind))
}
