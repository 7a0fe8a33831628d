/**
 * The formula of an award: each figure gives its weight in full from one line on, nothing up to another, and in between
 * by the straight line; integers only, cut down to hundredths of a point. What had no case at all is left out and its
 * weight spread over the others, so that nobody is rewarded for, or punished by, what did not happen.
 */
import type { AwardItem, AwardMetric, AwardSchemeAdopted, ScoredItem } from './events.ts'

export type Scheme = ReturnType<typeof AwardSchemeAdopted>['data']
export type Counted = Readonly<Record<AwardMetric, { readonly part: number; readonly of: number }>>

const FULL_SCORE = 10_000n

/** Points × `of` × (full − zero) × 100, before the weights are scaled: all exact. */
function share({ zeroPercent, fullPercent }: AwardItem, part: number, of: number): { top: bigint; bottom: bigint } {
  const bottom = BigInt(of) * BigInt(fullPercent - zeroPercent)
  const top = BigInt(part) * 100n - BigInt(zeroPercent) * BigInt(of)
  if (top <= 0n) return { top: 0n, bottom }
  return { top: top > bottom ? bottom : top, bottom }
}

export interface Score {
  readonly items: ScoredItem[]
  /** In hundredths of a point; null when nothing at all was counted. */
  readonly score: number | null
}

export function scoreOf({ items }: Pick<Scheme, 'items'>, counted: Counted): Score {
  const weights = items
    .filter(({ metric }) => counted[metric].of > 0)
    .reduce((sum, { weight }) => sum + BigInt(weight), 0n)
  const scored = items.map((item) => {
    const { part, of } = counted[item.metric]
    if (of === 0) return { metric: item.metric, part, of, points: 0 }
    const { top, bottom } = share(item, part, of)
    return {
      metric: item.metric,
      part,
      of,
      points: Number((FULL_SCORE * BigInt(item.weight) * top) / (weights * bottom)),
    }
  })
  return { items: scored, score: weights === 0n ? null : scored.reduce((sum, { points }) => sum + points, 0) }
}

export interface Payment {
  readonly payPercent: number
  /** Whole fen, cut down. */
  readonly amountFen: number
}

/** Null when no band is reached, or no amount is set for so many units. */
export function paymentOf(
  { bands, amounts }: Pick<Scheme, 'bands' | 'amounts'>,
  score: number,
  units: number,
): Payment | null {
  const reached = bands.filter(({ fromScore }) => score >= fromScore * 100)
  const payPercent = reached.reduce((most, band) => Math.max(most, band.payPercent), 0)
  const full = amounts.find(({ upToUnits }) => upToUnits === null || units <= upToUnits)
  if (payPercent === 0 || !full) return null
  const amountFen = Number((BigInt(full.amountFen) * BigInt(payPercent)) / 100n)
  return amountFen === 0 ? null : { payPercent, amountFen }
}
