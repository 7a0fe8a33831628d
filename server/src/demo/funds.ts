/** Repair funds: about a third of the compounds build one up after the renovation; the others have none, which is not zero. */
import { addDays, type Day, daysBetween } from '@changxin/shared/kernel'
import type { Mode } from '@changxin/shared/management'
import type { Bookkeeper } from '@changxin/shared/repair-fund'
import type { z } from 'zod'
import type { CompoundPlan } from './compounds.ts'
import { randomOf } from './random.ts'

export interface FundPlan {
  readonly openedOn: Day
  readonly bookkeeper: z.infer<typeof Bookkeeper>
  readonly ground: string
  /** Fen for a square metre of the unit, one for all as decided. */
  readonly buildUpFenPerSquareMetre: number
  /** Of the units pay with the first list; most others with the second. */
  readonly firstPayers: number
  readonly latePayers: number
  /** Common income into the fund a year, in fen; 0 = none. */
  readonly yearlyIncomeFen: number
  /** Single top-ups a year. */
  readonly topUpsPerYear: number
}

/** The demo accounts of a resident and a committee need theirs. */
const WITH_FUND = 2
const CHANCE: Readonly<Record<Mode, number>> = {
  'property-company': 0.6,
  'service-centre': 0.38,
  'self-governance': 0.4,
  none: 0.06,
  unknown: 0.04,
}
/** A fund so young would have no statement to show. */
const YOUNGEST_DAYS = 45

export function planFund(
  compound: CompoundPlan,
  index: number,
  mode: Mode,
  parts: { seed: number; anchor: Day },
): FundPlan | null {
  const random = randomOf(parts.seed, 'fund', compound.key)
  const has = random.chance(CHANCE[mode]) || index < WITH_FUND
  const { acceptedOn } = compound
  if (!has || acceptedOn === null || compound.units.length === 0) return null
  const openedOn = addDays(acceptedOn, random.whole(75, 420))
  if (daysBetween(openedOn, parts.anchor) < YOUNGEST_DAYS) return null
  return {
    openedOn,
    bookkeeper: random.weighted({ bank: 7, authority: 2, owners: 1 }),
    ground: '业主共同决定补建维修资金，按建筑面积交存',
    buildUpFenPerSquareMetre: random.pick([300, 400, 500, 600, 800, 1_000, 1_200]),
    firstPayers: random.between(0.55, 0.85),
    latePayers: random.between(0.5, 0.9),
    yearlyIncomeFen: index < WITH_FUND || random.chance(0.65) ? compound.units.length * random.whole(2_000, 9_000) : 0,
    topUpsPerYear: random.whole(1, 4),
  }
}
