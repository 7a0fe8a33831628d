/** Which compounds are like each other: by age since acceptance and by size. */
import { type Day, monthsBetween } from '@changxin/shared/kernel'

/** Whole years since acceptance. */
export const AGES = ['under-1', '1-to-3', '3-to-5', 'from-5'] as const
export type Age = (typeof AGES)[number]
/** Units: one building, a usual compound, a large one. */
export const SIZES = ['under-50', '50-to-199', 'from-200'] as const
export type Size = (typeof SIZES)[number]

/** A single lucky compound is not a mode: with fewer than so many of a kind no figure is shown. */
export const COMPARED_MINIMUM_N = 5

export function ageOn(acceptedOn: Day, day: Day): Age {
  const months = monthsBetween(acceptedOn, day)
  if (months < 12) return 'under-1'
  if (months < 36) return '1-to-3'
  return months < 60 ? '3-to-5' : 'from-5'
}

export function sizeOf(units: number): Size {
  if (units < 50) return 'under-50'
  return units < 200 ? '50-to-199' : 'from-200'
}
