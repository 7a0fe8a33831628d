/** Splits whole numbers without losing one: figures of the plan come out again as the exact sum of their parts. */

/**
 * `total` split by whole weights: the floor of each share, then one each to the largest remainders, ties by order. Every part
 * gets at least `least`. Exact while total times weight stays below 2^53. Throws a RangeError when the total does not reach.
 */
export function splitWhole(total: number, weights: readonly number[], least = 0): number[] {
  const free = total - least * weights.length
  if (!Number.isSafeInteger(total) || free < 0)
    throw new RangeError(`cannot split ${total} into ${weights.length} parts`)
  if (weights.length === 0) {
    if (total > 0) throw new RangeError('nothing to split to')
    return []
  }
  const sum = weights.reduce((all, weight) => all + weight, 0)
  const shares = weights.map((weight) => (free * weight) / sum)
  const parts = shares.map(Math.floor)
  let left = free - parts.reduce((all, part) => all + part, 0)
  const order = shares
    .map((share, index) => ({ index, remainder: share - Math.floor(share) }))
    .sort((one, other) => other.remainder - one.remainder || one.index - other.index)
  for (const { index } of order) {
    if (left <= 0) break
    parts[index] = (parts[index] ?? 0) + 1
    left--
  }
  return parts.map((part) => part + least)
}
