/** The figures of a set of requests. What a figure cannot be said of is left out of its n; without any it is null. */
import type { Figure, RequestStats } from './queries.api.ts'

/** One request as it stands; times in whole minutes since the report, null where there is none. */
export interface CountedRequest {
  readonly isOpen: boolean
  readonly isOverdue: boolean
  readonly isCompleted: boolean
  readonly isConfirmed: boolean
  /** Whatever became of it afterwards. */
  readonly wasCompleted: boolean
  readonly responseMinutes: number | null
  readonly resolutionMinutes: number | null
  readonly reopened: number
  readonly partlyFixed: number
  readonly isRepeat: boolean
  /** A repeat of this one came. */
  readonly wasRepeated: boolean
  readonly rating: number | null
}

const figure = (n: number, value: () => number): Figure => ({ value: n === 0 ? null : value(), n })
const rounded = (value: number, decimals: number) => Math.round(value * 10 ** decimals) / 10 ** decimals

/** Of two in the middle their mean, in whole minutes, half up. */
function medianOf(sorted: readonly number[]): number {
  const upper = sorted[Math.floor(sorted.length / 2)] ?? 0
  const lower = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0
  return Math.round((lower + upper) / 2)
}

/** The least value that at least nine tenths do not exceed. In whole tenths: 0.9 × 10 is not quite 9 in binary. */
const p90Of = (sorted: readonly number[]) => sorted[Math.ceil((sorted.length * 9) / 10) - 1] ?? 0

function countOf(requests: readonly CountedRequest[], counts: (request: CountedRequest) => boolean): Figure {
  return figure(requests.length, () => requests.filter(counts).length)
}

function timesOf(requests: readonly CountedRequest[], name: 'responseMinutes' | 'resolutionMinutes') {
  const sorted = requests.flatMap((request) => request[name] ?? []).sort((one, other) => one - other)
  return {
    median: figure(sorted.length, () => medianOf(sorted)),
    p90: figure(sorted.length, () => p90Of(sorted)),
  }
}

const wasFixedAtOnce = ({ reopened, partlyFixed, wasRepeated }: CountedRequest) =>
  reopened === 0 && partlyFixed === 0 && !wasRepeated

export function statsOf(requests: readonly CountedRequest[]): RequestStats {
  const response = timesOf(requests, 'responseMinutes')
  const resolution = timesOf(requests, 'resolutionMinutes')
  const confirmed = requests.filter((request) => request.isConfirmed)
  const ratings = confirmed.flatMap(({ rating }) => rating ?? [])
  return {
    reported: requests.length,
    open: countOf(requests, ({ isOpen }) => isOpen),
    overdue: countOf(requests, ({ isOverdue }) => isOverdue),
    completed: countOf(requests, ({ isCompleted }) => isCompleted),
    responseMedianMinutes: response.median,
    responseP90Minutes: response.p90,
    resolutionMedianMinutes: resolution.median,
    resolutionP90Minutes: resolution.p90,
    firstFixRate: figure(confirmed.length, () =>
      rounded(confirmed.filter(wasFixedAtOnce).length / confirmed.length, 4),
    ),
    reopened: countOf(
      requests.filter(({ wasCompleted }) => wasCompleted),
      ({ reopened }) => reopened > 0,
    ),
    repeats: countOf(requests, ({ isRepeat }) => isRepeat),
    rating: figure(ratings.length, () => rounded(ratings.reduce((sum, one) => sum + one, 0) / ratings.length, 2)),
  }
}
