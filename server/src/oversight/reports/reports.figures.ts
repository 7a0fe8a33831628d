/** The figures of a compound over some days, read from what the features keep: nothing here is typed by anybody. */
import {
  type Counted,
  firstDayOf,
  lastDayOf,
  type Month,
  monthsFrom,
  type ReportFigures,
} from '@changxin/shared/oversight'
import { statsOfCompound } from '../../maintenance/index.ts'
import { promisesDue } from '../../management/index.ts'
import type { Read } from '../../views/views.ts'
import { freshnessAt, sumsOf } from '../window.reads.ts'

export function figuresOfMonth(read: Read, compoundId: string, month: Month): ReportFigures {
  const [first, last] = [firstDayOf(month), lastDayOf(month)]
  const sums = sumsOf(read, compoundId, first, last)
  const stats = statsOfCompound(read, compoundId, first, last)
  const { questions, points } = promisesDue(read, compoundId, first, last)
  return {
    reported: stats.reported,
    completed: sums.completed,
    targetsMet: { part: sums.targets_met, of: sums.targets_met + sums.targets_missed },
    repeats: { part: sums.repeats, of: sums.completed },
    responseMedianMinutes: stats.responseMedianMinutes,
    resolutionMedianMinutes: stats.resolutionMedianMinutes,
    repairRating: stats.rating,
    looks: sums.looks,
    questionsInTime: questions,
    pointsInTime: points,
    freshness: freshnessAt(read, compoundId, last),
  }
}

interface RatingSum {
  readonly n: number
  readonly sum: number
}
export function ratingOf(read: Read, compoundId: string, from: Month, until: Month): RatingSum {
  const row = read.get<RatingSum>(
    `SELECT count(*) AS n, coalesce(sum(score), 0) AS sum FROM oversight_reports_rating
     WHERE compound_id = ? AND month BETWEEN ? AND ?`,
    compoundId,
    from,
    until,
  )
  return row ?? { n: 0, sum: 0 }
}

/** Ratings are 1–5: each is worth so many quarters. */
const RATING_STEPS = 4
/** Freshness has one decimal. */
const FRESHNESS_FULL = 1_000

/** What an award's formula counts over whole months. */
export function countedIn(read: Read, compoundId: string, from: Month, until: Month): Counted {
  const months = monthsFrom(from, until)
  const [first, last] = [firstDayOf(from), lastDayOf(until)]
  const sums = sumsOf(read, compoundId, first, last)
  const rating = ratingOf(read, compoundId, from, until)
  const freshness = freshnessAt(read, compoundId, last)
  const looked = months.filter((month) => sumsOf(read, compoundId, firstDayOf(month), lastDayOf(month)).looks > 0)
  return {
    'targets-met': { part: sums.targets_met, of: sums.targets_met + sums.targets_missed },
    'no-repeats': { part: Math.max(0, sums.completed - sums.repeats), of: sums.completed },
    'looked-months': { part: looked.length, of: months.length },
    rating: { part: rating.sum - rating.n, of: rating.n * RATING_STEPS },
    'questions-in-time': promisesDue(read, compoundId, first, last).questions,
    freshness: { part: Math.round((freshness ?? 0) * 10), of: freshness === null ? 0 : FRESHNESS_FULL },
  }
}
