/** Positions of this engine: `k`, then commit and prepare position in 16 hex digits each, so that text order is log order. */
import type { Position } from '@changxin/shared/kernel'

const TAG = 'k'
const DIGITS = 16
const KURRENTDB_POSITION = /^k[0-9a-f]{32}$/

/** Sparse offsets in bytes: never computed with, and never made up, because the server refuses one that it did not give. */
export interface LogPosition {
  readonly commit: bigint
  readonly prepare: bigint
}

const hex = (offset: bigint) => offset.toString(16).padStart(DIGITS, '0')

export function positionOf({ commit, prepare }: LogPosition): Position {
  return TAG + hex(commit) + hex(prepare)
}

/** Throws a RangeError for a position of another engine. */
export function logPositionOf(position: Position): LogPosition {
  if (!KURRENTDB_POSITION.test(position)) throw new RangeError(`not a position of this log: ${position.slice(0, 50)}`)
  const offset = (from: number) => BigInt(`0x${position.slice(from, from + DIGITS)}`)
  return { commit: offset(1), prepare: offset(1 + DIGITS) }
}
