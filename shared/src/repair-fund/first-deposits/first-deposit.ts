/** First deposit 首期交存: rate × floor area by the dated rule of the place (165号令 art. 7), and what of it was paid. */
import type { Id } from '@changxin/shared/kernel'
import type { FirstDepositRate } from '../rules/fund-rule.ts'
import { BuildingKind } from '../rules/rule-words.ts'
import type { FirstDeposit, FirstDepositTotals, NotComputed } from './api.ts'

/** 0.01 m² in a square metre. */
const PER_SQUARE_METRE = 100n

/**
 * In whole fen, half a fen up: no statute fixes the rounding, this is how amounts of money are rounded here. The product
 * is exact and rounded once; the rate itself is never rounded. `floorArea` in 0.01 m².
 */
export function firstDepositFen(fenPerSquareMetre: number, floorArea: number): number {
  return Number((BigInt(fenPerSquareMetre) * BigInt(floorArea) + PER_SQUARE_METRE / 2n) / PER_SQUARE_METRE)
}

/** The register knows storeys, but no rule of ours says from how many a building is 高层: somebody says which kind it is. */
export interface KindsSaid {
  /** Of every building but those in `except`, which are of the other kind. */
  readonly kind?: BuildingKind | undefined
  readonly except: ReadonlySet<Id>
}

const OTHER: Readonly<Record<BuildingKind, BuildingKind>> = { 'multi-storey': 'high-rise', 'high-rise': 'multi-storey' }

/** Null: nobody said. */
export function kindOfBuilding({ kind, except }: KindsSaid, buildingId: Id): BuildingKind | null {
  if (kind === undefined) return null
  return except.has(buildingId) ? OTHER[kind] : kind
}

/** Only the same rate for both kinds needs nobody to say the kind: one rate alone is of one kind. */
export const needsKind = (rates: readonly FirstDepositRate[]): boolean =>
  rates.length > 0 &&
  (rates.length < BuildingKind.options.length ||
    new Set(rates.map(({ fenPerSquareMetre }) => fenPerSquareMetre)).size > 1)

function rateFor(rates: readonly FirstDepositRate[], kind: BuildingKind | null): FirstDepositRate | NotComputed {
  if (rates.length === 0) return 'no-rate'
  if (kind === null && needsKind(rates)) return 'kind-unknown'
  return rates.find(({ buildingKind }) => kind === null || buildingKind === kind) ?? 'no-rate'
}

export interface DepositHome {
  /** In 0.01 m²; null: not known. */
  readonly floorArea: number | null
  /** 已售公有住房: its buyer and the selling unit each pay a part by measures of their own; no rate here is for it. */
  readonly isPublicHousing: boolean
  /** First deposits and build-up, less what was taken back. */
  readonly paidFen: number
}

/** Of one home. What cannot be computed says why; nothing is guessed. */
export function firstDepositOf(
  { floorArea, isPublicHousing, paidFen }: DepositHome,
  rates: readonly FirstDepositRate[],
  kind: BuildingKind | null,
): FirstDeposit {
  const rate = isPublicHousing ? 'public-housing' : rateFor(rates, kind)
  if (typeof rate === 'string') return notComputed(rate, paidFen)
  if (floorArea === null) return notComputed('no-area', paidFen)
  const dueFen = firstDepositFen(rate.fenPerSquareMetre, floorArea)
  const missingFen = Math.max(0, dueFen - paidFen)
  return {
    ...{ state: missingFen > 0 ? 'missing' : 'paid', reason: null, fenPerSquareMetre: rate.fenPerSquareMetre },
    // The same rate for both kinds says nothing about the kind.
    ...{
      buildingKind: kind,
      basis: rate.basis,
      source: rate.source,
    },
    ...{ dueFen, paidFen, missingFen, overFen: Math.max(0, paidFen - dueFen) },
  }
}

const notComputed = (reason: NotComputed, paidFen: number): FirstDeposit => ({
  ...{ state: 'unknown', reason, fenPerSquareMetre: null, buildingKind: null, basis: null, source: null },
  ...{ dueFen: null, paidFen, missingFen: 0, overFen: 0 },
})

/** Due = paid + missing − over; what homes paid that cannot be computed stands apart. */
export function depositTotals(homes: readonly FirstDeposit[]): FirstDepositTotals {
  const known = homes.filter(({ state }) => state !== 'unknown')
  const sum = (key: 'dueFen' | 'paidFen' | 'missingFen' | 'overFen', of: readonly FirstDeposit[] = known) =>
    of.reduce((total, home) => total + (home[key] ?? 0), 0)
  const count = (state: FirstDeposit['state']) => homes.filter((home) => home.state === state).length
  return {
    ...{ homes: homes.length, missing: count('missing'), paid: count('paid'), unknown: count('unknown') },
    ...{ dueFen: sum('dueFen'), paidFen: sum('paidFen'), missingFen: sum('missingFen'), overFen: sum('overFen') },
    unknownPaidFen: sum('paidFen', homes) - sum('paidFen'),
  }
}
