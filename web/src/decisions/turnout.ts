/** How many must take part, and how many still have to: whole heads and whole 0.01 m², never a percentage. */
import type { Threshold } from '@changxin/shared/decisions'

type Share = Pick<Threshold, 'numerator' | 'denominator' | 'inclusive'>

/** The smallest whole number that reaches the threshold of `whole`. */
export function neededOf(whole: number, { numerator, denominator, inclusive }: Share): number {
  const product = BigInt(numerator) * BigInt(whole)
  const by = BigInt(denominator)
  const needed = inclusive ? (product + by - 1n) / by : product / by + 1n
  return Number(needed)
}

export interface Turnout {
  readonly whole: number
  readonly returned: number
  readonly needed: number
  /** 0 once enough take part. */
  readonly missing: number
}

export function turnoutOf(returned: number, whole: number, quorum: Share): Turnout {
  const needed = neededOf(whole, quorum)
  return { whole, returned, needed, missing: Math.max(0, needed - returned) }
}

/** In 0.01 m²: the floor area of those who returned a ballot. */
export const floorAreaReturned = (
  rows: readonly { readonly floorArea: number; readonly returned: boolean }[],
): number => rows.reduce((sum, row) => (row.returned ? sum + row.floorArea : sum), 0)
