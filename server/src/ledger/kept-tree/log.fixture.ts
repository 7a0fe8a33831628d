/** A log in memory, made of hand-written events: what a tree is grown from in tests. */
import type { Position, Recorded } from '@changxin/shared/kernel'
import type { LogReader } from '../../log/index.ts'

export interface WrittenEvent {
  readonly stream: string
  readonly type: string
  readonly data: unknown
}

const positionAt = (engine: string, index: number): Position => `${engine}${(index + 1).toString(16).padStart(16, '0')}`

/** `engine`: the first letter of its positions. */
export function recordedIn(engine: string, events: readonly WrittenEvent[]): Recorded[] {
  const revisions = new Map<string, number>()
  return events.map(({ stream, type, data }, index) => {
    const revision = revisions.get(stream) ?? 0
    revisions.set(stream, revision + 1)
    const at = '2026-03-01T08:30:00.000Z'
    const metadata = {
      ...{ commandId: `command-${index}`, inputHash: 'a'.repeat(64), actor: 'person-clerk' },
      ...({ channel: 'counter', occurredAt: at, recordedAt: at } as const),
    }
    return { position: positionAt(engine, index), stream, revision, id: `e-${index}`, type, version: 1, data, metadata }
  })
}

/** `pages()`: how often it was read from. */
export function readerOf(events: readonly Recorded[]): LogReader & { pages(): number } {
  let pages = 0
  return {
    pages: () => pages,
    read: async (stream) => events.filter((event) => event.stream === stream),
    async readAll(after, limit) {
      pages++
      return events.filter(({ position }) => after === null || position > after).slice(0, limit)
    },
    async *follow() {},
    head: async () => events.at(-1)?.position ?? null,
    size: async () => events.length,
  }
}
