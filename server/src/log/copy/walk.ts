/** Reads two logs side by side and compares what is stored of each event, all but its position. */
import type { Position } from '@changxin/shared/kernel'
import type { StoredEvent } from '../chain.ts'
import type { StoredLog } from '../importing.ts'
import { CopyDiffers } from './differs.ts'

/** Of the largest events half a gigabyte; of usual ones a few hundred KiB. */
export const COPY_PAGE_EVENTS = 500
const FIELDS = ['stream', 'revision', 'id', 'type', 'version', 'data', 'metadata'] as const

export interface Walked {
  /** In both. */
  readonly events: number
  /** In the source, of the last event that is in both. */
  readonly at: Position | null
}

export const nameOf = ({ stream, revision, type }: StoredEvent) => `${stream} revision ${revision}, ${type}`

/** Throws CopyDiffers unless they are the same. */
function compare(source: StoredEvent | undefined, target: StoredEvent, event: number): StoredEvent {
  if (!source)
    throw new CopyDiffers('not-a-beginning', `the target goes on with ${nameOf(target)}, the source ends`, event)
  const other = FIELDS.find((field) => source[field] !== target[field])
  if (!other) return source
  const isSame = source.id === target.id
  const detail = isSame
    ? `${nameOf(source)}: another ${other}`
    : `the target has ${nameOf(target)} where the source has ${nameOf(source)}`
  throw new CopyDiffers('not-a-beginning', detail, event)
}

/** From the start to where the target ends. Throws CopyDiffers when the target is not the beginning of the source. */
export async function walkTogether(
  source: StoredLog,
  target: StoredLog,
  onPair: (source: StoredEvent, target: StoredEvent) => void,
  onProgress?: (events: number) => void,
): Promise<Walked> {
  let events = 0
  let at: Position | null = null
  for (let after: Position | null = null; ; ) {
    const [mine, theirs]: readonly (readonly StoredEvent[])[] = await Promise.all([
      source.page(at, COPY_PAGE_EVENTS),
      target.page(after, COPY_PAGE_EVENTS),
    ])
    for (const [index, copied] of (theirs ?? []).entries()) {
      const original = compare(mine?.[index], copied, ++events)
      onPair(original, copied)
      at = original.position
      after = copied.position
    }
    onProgress?.(events)
    if ((theirs?.length ?? 0) < COPY_PAGE_EVENTS) return { events, at }
  }
}
