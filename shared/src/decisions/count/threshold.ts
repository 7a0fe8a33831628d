/** Comparing with a threshold: whole numbers multiplied out, never a quotient and never a percentage. */
import type { Threshold } from '../voting-rule.ts'

/** Floor area in 0.01 m². */
export interface Sum {
  readonly floorArea: number
  readonly heads: number
}

type Share = Pick<Threshold, 'numerator' | 'denominator' | 'inclusive'>

/**
 * Is `part` at least (inclusive), or more than, numerator / denominator of `whole`? 「以上」 includes (Civil Code
 * art. 1259). Of nothing no share is reached: where no floor area is known, none agreed by floor area.
 */
export function reaches(part: number, whole: number, { numerator, denominator, inclusive }: Share): boolean {
  if (whole === 0) return false
  const left = BigInt(denominator) * BigInt(part)
  const right = BigInt(numerator) * BigInt(whole)
  return inclusive ? left >= right : left > right
}

/** Both by floor area and by heads (Civil Code art. 278 ¶2). */
export const reachesBoth = (part: Sum, whole: Sum, threshold: Share): boolean =>
  reaches(part.floorArea, whole.floorArea, threshold) && reaches(part.heads, whole.heads, threshold)

export const addSums = (one: Sum, other: Sum): Sum => ({
  floorArea: one.floorArea + other.floorArea,
  heads: one.heads + other.heads,
})
export const NOBODY: Sum = { floorArea: 0, heads: 0 }
