/** What renewing a part costs and when it is due, from its life and from what the same work cost here before. */
import { addYears, type Day, type Id } from '@changxin/shared/kernel'
import type { CommonPartKind } from '@changxin/shared/places'
import type { ForecastInput } from './forecast.ts'
import type { PartLife } from './part-lives.ts'
import { type Band, NOTHING, spreadOf } from './spread.ts'

/** A part with a short life is renewed more than once. */
const MAX_RENEWALS = 20

export interface PastCost {
  readonly on: Day
  readonly fen: number
  /** Of the part that it renewed; null: running repairs. */
  readonly kind: CommonPartKind | null
  /** Of the units that it served, in 0.01 m²; null: not known. */
  readonly floorArea: number | null
}
export interface ForecastPart {
  readonly partId: Id
  readonly name: string
  readonly kind: CommonPartKind
  readonly acceptedOn: Day | null
  /** Of the units that it serves, in 0.01 m²; 0: not known. */
  readonly floorArea: number
}
/** Why a part is left out: then the estimate is too friendly, and says so. */
export type LeftOut = 'no-life' | 'no-acceptance' | 'no-area' | 'no-cost'
export interface PartEstimate extends Band {
  readonly partId: Id
  readonly name: string
  readonly kind: CommonPartKind
  readonly acceptedOn: Day | null
  readonly life: PartLife | null
  /** First renewal at the earliest and at the latest; what is overdue counts in the first year. */
  readonly dueFrom: Day | null
  readonly dueTo: Day | null
  /** Past costs of its kind that the band rests on. */
  readonly samples: number
  readonly leftOut: LeftOut | null
}
export function estimateOf(
  { partId, name, kind, acceptedOn, floorArea }: ForecastPart,
  input: ForecastInput,
): PartEstimate {
  const life = input.lives.lives[kind] ?? null
  const known = input.costs.filter((cost) => cost.kind === kind && cost.floorArea !== null && cost.floorArea > 0)
  const leftOut = leftOutBecause(life, acceptedOn, floorArea, known.length)
  const band = leftOut === null ? spreadOf(known.map((cost) => scaled(cost, floorArea))) : NOTHING
  const due = (years: number) => {
    const day = acceptedOn === null ? null : addYears(acceptedOn, years)
    return day !== null && day < input.today ? input.today : day
  }
  const dueFrom = life && due(life.fromYears)
  const dueTo = life && due(life.toYears)
  return { partId, name, kind, acceptedOn, life, dueFrom, dueTo, samples: known.length, ...band, leftOut }
}

function leftOutBecause(life: PartLife | null, acceptedOn: Day | null, area: number, samples: number): LeftOut | null {
  if (life === null) return 'no-life'
  if (acceptedOn === null) return 'no-acceptance'
  if (area === 0) return 'no-area'
  return samples === 0 ? 'no-cost' : null
}

/** What the same work would cost for another area, in whole fen. */
const scaled = ({ fen, floorArea }: PastCost, area: number) =>
  Number((BigInt(fen) * BigInt(area)) / BigInt(floorArea ?? 1))

/** How often a part is renewed after one day and until another. What is overdue today is renewed once, now. */
export function renewalsIn(
  { acceptedOn, life }: PartEstimate,
  yearsOfLife: (life: PartLife) => number,
  { after, endsOn, today }: { after: Day; endsOn: Day; today: Day },
): number {
  if (acceptedOn === null || life === null) return 0
  const years = yearsOfLife(life)
  const first = addYears(acceptedOn, years)
  let due = first < today ? today : first
  let times = 0
  for (let count = 0; count < MAX_RENEWALS && due <= endsOn; count++) {
    if (due > after) times++
    due = addYears(due, years)
  }
  return times
}
