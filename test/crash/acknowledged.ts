/** After a crash: is every acknowledged event in the log, exactly once, and is the log whole? For any test that kills. */
import { MAX_READ_EVENTS, openSqliteLogReader, type VerifyReport, verifyLog } from '@changxin/server/log/index.ts'
import type { Position, Recorded } from '@changxin/shared/kernel'

export interface CrashFindings {
  /** Acknowledged, but not there. */
  readonly lost: readonly string[]
  /** There more than once. */
  readonly repeated: readonly string[]
  /** Streams whose revisions are not 0, 1, 2 … */
  readonly broken: readonly string[]
  readonly events: number
  readonly verified: VerifyReport
}

export async function readWhole(file: string): Promise<Recorded[]> {
  const reader = openSqliteLogReader({ file })
  try {
    const all: Recorded[] = []
    for (let after: Position | null = null; ; ) {
      const page: readonly Recorded[] = await reader.readAll(after, MAX_READ_EVENTS)
      const last = page.at(-1)
      if (!last) return all
      all.push(...page)
      after = last.position
    }
  } finally {
    reader.close()
  }
}

/** `keyOf` names what was acknowledged: the event's id, or the command's key where that is what the caller saw. */
export async function checkAcknowledged(
  file: string,
  acknowledged: readonly string[],
  options: { keyOf?: (event: Recorded) => string; publicKeys?: readonly string[] } = {},
): Promise<CrashFindings> {
  const { keyOf = (event) => event.id, publicKeys = [] } = options
  const stored = await readWhole(file)
  const times = new Map<string, number>()
  const revisions = new Map<string, number>()
  const broken = new Set<string>()
  for (const event of stored) {
    times.set(keyOf(event), (times.get(keyOf(event)) ?? 0) + 1)
    if (event.revision !== (revisions.get(event.stream) ?? -1) + 1) broken.add(event.stream)
    revisions.set(event.stream, event.revision)
  }
  return {
    lost: acknowledged.filter((key) => !times.has(key)),
    repeated: [...times].filter(([, count]) => count > 1).map(([key]) => key),
    broken: [...broken],
    events: stored.length,
    verified: await verifyLog({ file, publicKeys }),
  }
}
