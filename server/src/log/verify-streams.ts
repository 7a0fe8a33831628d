/** The streams' part of the verification: every event can be reached from the end of its stream, and nothing else. */
import type { DatabaseSync } from 'node:sqlite'
import { isChained, type StoredEvent } from './chain.ts'
import { Differs } from './difference.ts'
import { positionOf } from './sqlite/position.ts'

/** Beside the columns of an event `e`: 1 when the event that it names is its predecessor. */
export const FOLLOWS =
  '(SELECT p.stream = e.stream AND p.revision = e.revision - 1 AND p.sequence < e.sequence FROM events p WHERE p.sequence = e.previous) AS follows'

/**
 * Each event names its predecessor, each stream its last event. If both are right and the streams' lengths sum up to
 * the numbers ever given, then reading the streams one by one gives every event of the log.
 */
export function streamVerifier(db: DatabaseSync) {
  return {
    next({ position, stream, revision }: StoredEvent, previous: number | null, follows: number | null): void {
      if (follows === 1) return
      const fails = (detail: string) =>
        new Differs('broken-stream', position, `${stream} revision ${revision} ${detail}`)
      // What came before it may have been erased, in a personal stream alone.
      if (previous === null && revision > 0 && isChained(stream)) throw fails('names no predecessor')
      if (previous !== null) throw fails('does not follow the event that it names')
    },

    end(): void {
      db.exec('BEGIN')
      const wrong = db
        .prepare(
          'SELECT s.name, s.last FROM streams s LEFT JOIN events e ON e.sequence = s.last ' +
            'WHERE s.last IS NOT NULL AND (e.stream IS NOT s.name OR e.revision IS NOT s.revision) LIMIT 1',
        )
        .get()
      const sums = db
        .prepare('SELECT coalesce(sum(revision + 1), 0) AS events, (SELECT sequence FROM head) AS last FROM streams')
        .get()
      db.exec('COMMIT')
      if (wrong) throw new Differs('broken-stream', positionOf(Number(wrong.last)), `${wrong.name} does not end here`)
      const last = Number(sums?.last ?? 0)
      if (sums?.events === last) return
      throw new Differs('broken-stream', positionOf(last), `the streams have ${sums?.events} events, not ${last}`)
    },
  }
}
