/**
 * 资金估算: what the fund may hold in each of the next ten years, as a band. Deterministic, from what is recorded: no
 * growth of prices, no interest that was not there before, no votes that nobody took. Never before two years of data, and
 * never without a cost in the past: nobody can reckon with nothing.
 */
import { addYears, type Day, type Id } from '@changxin/shared/kernel'
import type { CommonPartKind } from '@changxin/shared/places'
import { estimateOf, type ForecastPart, type PartEstimate, type PastCost, renewalsIn } from './part-estimate.ts'
import type { PartLife, PartLives } from './part-lives.ts'
import { type Band, spreadOf } from './spread.ts'

export const FORECAST_YEARS = 10
/** Less says more about chance than about the compound. */
export const YEARS_OF_DATA = 2
/** Older years say little about today's prices. */
export const MAX_YEARS_BACK = 10

export interface ForecastInput {
  readonly today: Day
  /** The first day with a movement of money or a cost; null: none. */
  readonly since: Day | null
  readonly balanceFen: number
  readonly costs: readonly PastCost[]
  /** Money that comes again: common income, interest. Never deposits. */
  readonly income: readonly { readonly on: Day; readonly fen: number }[]
  readonly parts: readonly ForecastPart[]
  readonly lives: PartLives
}

export interface ForecastYear {
  /** 1–10; it ends on the day. */
  readonly year: number
  readonly endsOn: Day
  /** What the fund holds then; below zero is what would be missing. Low: dear and early renewals, little income. */
  readonly lowFen: number
  readonly midFen: number
  readonly highFen: number
  /** Of the middle. */
  readonly costFen: number
  readonly incomeFen: number
  /** Renewed in the middle of the band. */
  readonly partIds: readonly Id[]
}
export interface ForecastShown {
  readonly state: 'shown'
  readonly since: Day
  readonly balanceFen: number
  /** Running repairs and income, each by whole year back from today, the latest first. */
  readonly runningByYear: readonly number[]
  readonly incomeByYear: readonly number[]
  readonly running: Band
  readonly income: Band
  readonly parts: readonly PartEstimate[]
  readonly years: readonly ForecastYear[]
}
export type Forecast =
  | { readonly state: 'no-data' }
  | { readonly state: 'too-early'; readonly since: Day; readonly showsOn: Day }
  | { readonly state: 'no-cost'; readonly since: Day }
  | ForecastShown

export function forecastOf(input: ForecastInput): Forecast {
  const { today, since, costs } = input
  if (since === null) return { state: 'no-data' }
  const showsOn = addYears(since, YEARS_OF_DATA)
  if (today < showsOn) return { state: 'too-early', since, showsOn }
  if (costs.length === 0) return { state: 'no-cost', since }
  const byYear = (rows: readonly { on: Day; fen: number }[]) => totalsByYear(rows, since, today)
  const runningByYear = byYear(costs.filter(({ kind }) => !isRenewal(kind, input.lives)))
  const incomeByYear = byYear(input.income)
  const [running, income] = [spreadOf(runningByYear), spreadOf(incomeByYear)]
  const parts = input.parts.map((part) => estimateOf(part, input))
  const years = yearsOf(input, { running, income, parts })
  const { balanceFen } = input
  return { state: 'shown', since, balanceFen, runningByYear, incomeByYear, running, income, parts, years }
}

const isRenewal = (kind: CommonPartKind | null, { lives }: PartLives) => kind !== null && lives[kind] !== undefined

/** Sums of whole years that end today, yesterday a year ago …, the latest first; a year that has not begun fully is left out. */
function totalsByYear(rows: readonly { on: Day; fen: number }[], since: Day, today: Day): number[] {
  const totals: number[] = []
  for (let back = 1; back <= MAX_YEARS_BACK && addYears(today, -back) >= since; back++) {
    const [from, to] = [addYears(today, -back), addYears(today, 1 - back)]
    totals.push(rows.filter(({ on }) => on > from && on <= to).reduce((sum, { fen }) => sum + fen, 0))
  }
  return totals
}

interface Reckoned {
  readonly running: Band
  readonly income: Band
  readonly parts: readonly PartEstimate[]
}

function yearsOf({ today, balanceFen }: ForecastInput, { running, income, parts }: Reckoned): ForecastYear[] {
  const counted = parts.filter(({ leftOut }) => leftOut === null)
  let [lowFen, midFen, highFen] = [balanceFen, balanceFen, balanceFen]
  return Array.from({ length: FORECAST_YEARS }, (_, index) => {
    const [after, endsOn] = [index === 0 ? addYears(today, -1) : addYears(today, index), addYears(today, index + 1)]
    const renewals = (years: (life: PartLife) => number) =>
      counted.map((part) => ({ part, times: renewalsIn(part, years, { after, endsOn, today }) }))
    const sum = (rows: ReturnType<typeof renewals>, of: keyof Band) =>
      rows.reduce((total, { part, times }) => total + times * part[of], 0)
    const middle = renewals(({ fromYears, toYears }) => Math.round((fromYears + toYears) / 2))
    const costFen = running.midFen + sum(middle, 'midFen')
    lowFen +=
      income.lowFen -
      running.highFen -
      sum(
        renewals(({ fromYears }) => fromYears),
        'highFen',
      )
    midFen += income.midFen - costFen
    highFen +=
      income.highFen -
      running.lowFen -
      sum(
        renewals(({ toYears }) => toYears),
        'lowFen',
      )
    const partIds = middle.filter(({ times }) => times > 0).map(({ part }) => part.partId)
    return { year: index + 1, endsOn, lowFen, midFen, highFen, costFen, incomeFen: income.midFen, partIds }
  })
}
