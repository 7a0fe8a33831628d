/**
 * Papers and photos of a vote. What was hung up, minutes and judgments open with the decision; proofs of delivery,
 * authorisations and what somebody objects with open only to whoever guides it.
 */
import {
  BallotDelivered,
  DecisionAnnulled,
  NoticePosted,
  ProxyRecorded,
  ResultPublished,
  RollObjected,
  VotesCounted,
} from '@changxin/shared/decisions'
import { type Handler, on, type Rows } from '../views/projection.ts'

export type DecisionLink = 'decision' | 'decision-papers'
type Link = (rows: Rows, files: readonly string[], kind: DecisionLink, id: string) => void
type WithFiles = { readonly data: { readonly decisionId: string; readonly files: readonly string[] } }

export function decisionFiles(link: Link): readonly (readonly [string, Handler])[] {
  const open = ({ data: { decisionId, files } }: WithFiles, rows: Rows) => link(rows, files, 'decision', decisionId)
  const guarded = ({ data: { decisionId, files } }: WithFiles, rows: Rows) =>
    link(rows, files, 'decision-papers', decisionId)
  return [
    on(NoticePosted, open),
    on(ResultPublished, open),
    on(DecisionAnnulled, open),
    on(VotesCounted, ({ data: { decisionId, minutes } }, rows) => link(rows, minutes, 'decision', decisionId)),
    on(BallotDelivered, guarded),
    on(ProxyRecorded, guarded),
    on(RollObjected, ({ data: { decisionId, file } }, rows) =>
      link(rows, file === null ? [] : [file], 'decision-papers', decisionId),
    ),
  ]
}
