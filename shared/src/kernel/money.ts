/** Money in integer fen, split without losing one. */
import { z } from 'zod'

/** The largest amount a single entry may carry: 10 billion yuan in fen. Far above any compound, far below 2^53. */
export const MAX_FEN = 1_000_000_000_000

export const Fen = z.int().min(-MAX_FEN).max(MAX_FEN)
export const PositiveFen = z.int().min(1).max(MAX_FEN)
export const NonNegativeFen = z.int().min(0).max(MAX_FEN)

export interface Weighted {
  /** Breaks ties, so that the order of the input never changes the result. */
  readonly id: string
  /** A non-negative integer, for example floor area in 0.01 m². */
  readonly weight: number
}

/**
 * Splits `totalFen` (≥ 0) by weight: floor of each share, then the remaining fen one each to the largest
 * remainders, ties by id. The shares sum exactly to the total and do not depend on the order of the parts.
 * Throws a RangeError when no part has weight.
 */
export function allocateFen(totalFen: number, parts: readonly Weighted[]): Map<string, number> {
  const total = BigInt(totalFen)
  const weightSum = parts.reduce((sum, part) => sum + BigInt(part.weight), 0n)
  if (total < 0n || weightSum <= 0n) throw new RangeError('allocateFen needs a non-negative total and some weight')
  const shares = parts.map((part) => {
    const product = total * BigInt(part.weight)
    return { id: part.id, fen: product / weightSum, remainder: product % weightSum }
  })
  let left = total - shares.reduce((sum, share) => sum + share.fen, 0n)
  const byRemainder = [...shares].sort((a, b) =>
    a.remainder === b.remainder ? (a.id < b.id ? -1 : 1) : a.remainder > b.remainder ? -1 : 1,
  )
  for (const share of byRemainder) {
    if (left === 0n) break
    share.fen += 1n
    left -= 1n
  }
  return new Map(shares.map((share) => [share.id, Number(share.fen)]))
}

/** `1234567` → `12,345.67`; the sign stays in front. */
export function formatFen(fen: number): string {
  const digits = String(Math.abs(fen)).padStart(3, '0')
  const yuan = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',')
  return `${fen < 0 ? '-' : ''}${yuan}.${digits.slice(-2)}`
}
