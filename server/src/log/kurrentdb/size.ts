/** How many events there are: the server does not say. Counted from where the last count ended, a bounded number a call; the rest is estimated. */
import type { Position } from '@changxin/shared/kernel'
import type { Erasures } from './erasures.ts'
import { logPositionOf } from './position.ts'
import { PAGE_EVENTS, type Reads } from './reads.ts'

/** Exact for a small log and after enough calls; before, in proportion to the bytes of the log that were counted. */
export function sizeOf(
  reads: Reads,
  erasures: Erasures,
  head: () => Promise<Position | null>,
  pagesOfACall: number,
): () => Promise<number> {
  let counted = 0
  let at: Position | null = null
  let busy: Promise<unknown> = Promise.resolve()

  async function count(): Promise<number> {
    for (let pages = 0; pages < pagesOfACall; pages++) {
      const page = await reads.allPage(at, PAGE_EVENTS)
      const shown = await erasures.visible(page)
      counted += shown.length
      at = page.at(-1)?.position ?? at
      if (page.length < PAGE_EVENTS) return counted
    }
    const end = await head()
    if (end === null || at === null) return counted
    const bytesOf = (position: Position) => Number(logPositionOf(position).commit)
    return Math.max(counted, Math.round((counted * bytesOf(end)) / Math.max(1, bytesOf(at))))
  }

  // One after the other: two at once would count the same page twice.
  return () => {
    const mine = busy.then(count)
    busy = mine.catch(() => {})
    return mine
  }
}
