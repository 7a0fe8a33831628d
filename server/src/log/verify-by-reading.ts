/**
 * The verification of a log that many write to and that keeps no chain: positions and their order are the server's, so the
 * evidence is the tree, whose leaves have no positions, and its signed checkpoints. Beside that streams have no gap and no
 * id is there twice. Reads what every reader reads, also while the log is in use.
 */
import { CHECKPOINT_STREAM } from '@changxin/shared/ledger'
import { firstDifferenceOf } from './difference.ts'
import { storedText } from './merkle.ts'
import type { LogReader } from './port.ts'
import { seenEvents } from './seen-events.ts'
import type { VerifyReport } from './verify.ts'
import { type Evidence, readableCheckpoints } from './verify-checkpoints.ts'
import { treeAndCheckpoints } from './verify-tree.ts'

const PAGE_EVENTS = 1_000
/** Named as the place of what an empty log should have. */
const START = ''

export interface VerifyByReadingOptions extends Evidence {
  readonly log: Pick<LogReader, 'readAll' | 'read' | 'head' | 'size'>
  onProgress?(done: number, of: number): void
}

/** Checks up to where the log ends when it begins. Throws LogUnavailable, and a Differs for a kept checkpoint that is not signed. */
export async function verifyByReading(options: VerifyByReadingOptions): Promise<VerifyReport> {
  const { log } = options
  const until = (await log.head()) ?? START
  const [first] = await log.readAll(null, 1)
  const stored = (await log.read(CHECKPOINT_STREAM)).filter(({ position }) => position <= until)
  const texts = stored.map((event) => ({ ...storedText(event), position: event.position }))
  const tree = treeAndCheckpoints(readableCheckpoints(texts), options, first?.position ?? START)
  const seen = seenEvents()
  let events = 0

  async function all(): Promise<void> {
    const of = await log.size()
    for (let after: string | null = null; (after ?? START) < until; ) {
      const page = await log.readAll(after, PAGE_EVENTS)
      for (const recorded of page) {
        if (recorded.position > until) break
        const event = { ...storedText(recorded), position: recorded.position }
        seen.next(event)
        tree.next(event)
        events++
      }
      after = page.at(-1)?.position ?? until
      options.onProgress?.(events, Math.max(events, of))
    }
    tree.end(until)
  }

  try {
    const firstDifference = await firstDifferenceOf(all())
    const counts = { events, leaves: tree.leaves(), checkpoints: tree.checkpoints() }
    return { ok: !firstDifference, ...counts, ...(firstDifference && { firstDifference }) }
  } finally {
    seen.close()
  }
}
