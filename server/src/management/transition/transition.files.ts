/** Files of a transition belong to the compound's management: whoever may see its history may see them. */
import {
  HandoverRecorded,
  HandoverSigned,
  NoticeGiven,
  TransitionChecked,
  TransitionDecided,
  TransitionOpened,
  TransitionStepSkipped,
} from '@changxin/shared/management'
import { type Handler, on, type Rows } from '../../views/projection.ts'

type Link = (rows: Rows, files: readonly string[], kind: 'management', id: string, compoundId: string) => void
type WithFiles = { readonly data: { readonly compoundId: string; readonly files: readonly string[] } }

/** Handlers for the projection of files, which links each with what it belongs to. */
export function transitionFiles(link: Link): readonly (readonly [string, Handler])[] {
  const own = ({ data: { compoundId, files } }: WithFiles, rows: Rows) =>
    link(rows, files, 'management', compoundId, compoundId)
  return [
    on(TransitionOpened, own),
    on(NoticeGiven, own),
    on(HandoverSigned, own),
    on(TransitionStepSkipped, own),
    on(TransitionChecked, own),
    on(TransitionDecided, ({ data: { ground, compoundId } }, rows) =>
      link(rows, ground.file === null ? [] : [ground.file], 'management', compoundId, compoundId),
    ),
    on(HandoverRecorded, ({ data: { items, compoundId } }, rows) =>
      link(
        rows,
        items.flatMap(({ files }) => files),
        'management',
        compoundId,
        compoundId,
      ),
    ),
  ]
}
