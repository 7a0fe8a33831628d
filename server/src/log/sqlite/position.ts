/** Positions of this engine: `s` and the sequence number in 16 hex digits, so that text order is log order. */
import type { Position } from '@changxin/shared/kernel'

export const TAG = 's'
const SQLITE_POSITION = /^s[0-9a-f]{16}$/

export function positionOf(sequence: number): Position {
  return TAG + sequence.toString(16).padStart(16, '0')
}

/** 0 for null, the start of the log. Throws a RangeError for a position of another engine. */
export function sequenceOf(position: Position | null): number {
  if (position === null) return 0
  const sequence = SQLITE_POSITION.test(position) ? Number.parseInt(position.slice(1), 16) : Number.NaN
  if (!Number.isSafeInteger(sequence)) throw new RangeError(`not a position of this log: ${position.slice(0, 50)}`)
  return sequence
}
