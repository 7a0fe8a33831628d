/**
 * Copies a whole log onto another engine, in its order, and shows that it arrived. May be broken off at any point: the next
 * run compares what is there and goes on behind it.
 */
import type { Position } from '@changxin/shared/kernel'
import type { ImportingLog, StoredLog } from '../importing.ts'
import type { Evidence } from '../verify-checkpoints.ts'
import { type CopyCheck, checkCopy } from './check.ts'
import { runsOf, type StreamStarts, streamStarts } from './runs.ts'
import { COPY_PAGE_EVENTS, walkTogether } from './walk.ts'

export type CopyStage = 'compare' | 'copy' | 'check'

export interface CopyOptions extends Evidence {
  readonly source: StoredLog
  readonly target: ImportingLog
  onProgress?(stage: CopyStage, done: number, of: number): void
}

export interface CopyReport extends CopyCheck {
  /** Were there already. */
  readonly found: number
  /** How long the rest took; without comparing and checking. */
  readonly copyMs: number
}

/** Throws CopyDiffers when the target is not the beginning of the source, and LogUnavailable when an engine is away. */
export async function copyLog({ source, target, onProgress, ...evidence }: CopyOptions): Promise<CopyReport> {
  const of = await source.size()
  const starts = streamStarts()
  const { events: found, at } = await walkTogether(
    source,
    target,
    (event) => void starts.next(event),
    (done) => onProgress?.('compare', done, of),
  )
  const beganMs = performance.now()
  await copyRest(source, target, { at, starts }, (done) => onProgress?.('copy', found + done, of))
  for (const erased of await source.erasedWhole()) await target.leaveOut(erased)
  const copyMs = performance.now() - beganMs
  const check = await checkCopy({
    ...{ source, target, ...evidence },
    onProgress: (done, all) => onProgress?.('check', done, all),
  })
  return { ...check, found, copyMs }
}

async function copyRest(
  source: StoredLog,
  target: ImportingLog,
  { at, starts }: { readonly at: Position | null; readonly starts: StreamStarts },
  onProgress: (done: number) => void,
): Promise<void> {
  let done = 0
  let next = source.page(at, COPY_PAGE_EVENTS)
  for (;;) {
    const page = await next
    const last = page.at(-1)
    if (!last) return
    // Read while the target writes.
    next = source.page(last.position, COPY_PAGE_EVENTS)
    next.catch(() => {})
    for (const event of page) {
      const erased = starts.next(event)
      if (erased) await target.leaveOut(erased)
    }
    await target.take(runsOf(page))
    done += page.length
    onProgress(done)
  }
}
