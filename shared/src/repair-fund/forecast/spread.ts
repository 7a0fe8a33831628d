/** Three figures instead of one: the least, the middle and the most of what was. */
export interface Band {
  readonly lowFen: number
  readonly midFen: number
  readonly highFen: number
}
export const NOTHING: Band = { lowFen: 0, midFen: 0, highFen: 0 }

/** Minimum, median and maximum; of an even number the median is the mean of the two in the middle, in whole fen. Of nothing: nothing. */
export function spreadOf(figures: readonly number[]): Band {
  if (figures.length === 0) return NOTHING
  const sorted = figures.toSorted((one, other) => one - other)
  const at = (index: number) => sorted[index] ?? 0
  const half = sorted.length >> 1
  const midFen = sorted.length % 2 === 1 ? at(half) : Math.floor((at(half - 1) + at(half)) / 2)
  return { lowFen: at(0), midFen, highFen: at(sorted.length - 1) }
}
