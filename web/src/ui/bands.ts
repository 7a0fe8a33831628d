/** Bands of freshness for colour and word; the limits come from the definition in force, these are those of version 1. */
import type { Band } from '@changxin/shared/oversight'

export type BandOrUnrated = Band | 'unrated'
export const BANDS: readonly BandOrUnrated[] = ['fresh', 'steady', 'ageing', 'broken', 'unrated']

export function bandOf(value: number | null, limits = { fresh: 85, steady: 70, ageing: 50 }): BandOrUnrated {
  if (value === null) return 'unrated'
  if (value >= limits.fresh) return 'fresh'
  if (value >= limits.steady) return 'steady'
  return value >= limits.ageing ? 'ageing' : 'broken'
}
