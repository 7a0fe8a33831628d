/** Which mode looks after each compound since when: all of them and 失管 in the shares that the plan's report suggests, some changing. */
import { addDays, type Day, daysBetween } from '@changxin/shared/kernel'
import type { Ground, Mode } from '@changxin/shared/management'
import type { CompoundPlan } from './compounds.ts'
import type { Ids } from './ids.ts'
import type { OperatorsPlan } from './operators.ts'
import { type Random, randomOf } from './random.ts'

export interface ModePlan {
  readonly adoptionId: string
  readonly mode: Mode
  readonly since: Day
  readonly operatorId: string | null
  readonly ground: Ground
}

/** First compounds of the county, whose mode the demo accounts need: one of each, also in a small county. */
const FIXED: readonly Mode[] = ['service-centre', 'self-governance', 'property-company', 'none', 'service-centre']
/** These keep their mode: somebody signs in there. */
const STEADY = 3

type Shares = Readonly<Record<Mode, number>>
/** Companies want many fee payers; what is small and scattered is left over. */
const SHARES_BY_UNITS: readonly (readonly [fromUnits: number, shares: Shares])[] = [
  [150, { 'property-company': 33, 'service-centre': 22, 'self-governance': 33, none: 8, unknown: 4 }],
  [50, { 'property-company': 12, 'service-centre': 25, 'self-governance': 44, none: 13, unknown: 6 }],
  [0, { 'property-company': 3, 'service-centre': 24, 'self-governance': 43, none: 19, unknown: 11 }],
]

const CHANGE_CHANCE = 0.2
type Next = Readonly<Partial<Record<Mode, number>>>
const NEXT: Readonly<Record<Mode, Next>> = {
  'property-company': { none: 5, 'service-centre': 4 },
  'service-centre': { 'property-company': 1, 'self-governance': 1 },
  'self-governance': { 'service-centre': 5, none: 3, 'property-company': 2 },
  none: { 'service-centre': 6, 'self-governance': 4 },
  unknown: { none: 3, 'self-governance': 5, 'service-centre': 2 },
}

/** The first mode of a compound, by its place in the county. */
export function firstMode(compound: CompoundPlan, index: number, seed: number): Mode {
  const fixed = FIXED[index]
  if (fixed) return fixed
  const shares = SHARES_BY_UNITS.find(([fromUnits]) => compound.units.length >= fromUnits)?.[1] as Shares
  return randomOf(seed, 'mode', compound.key).weighted(shares)
}

interface Order {
  readonly compound: CompoundPlan
  readonly index: number
  readonly operators: OperatorsPlan
  readonly ids: Ids
  readonly anchor: Day
}

/** Unknown from acceptance until the first adoption some weeks later; where it stays unknown there is none. */
export function planModes({ compound, index, operators, ids, anchor }: Order): ModePlan[] {
  const { acceptedOn } = compound
  if (acceptedOn === null) return []
  const random = randomOf(ids.seed, 'modes', compound.key)
  const first = firstMode(compound, index, ids.seed)
  const since = addDays(acceptedOn, random.whole(14, 70))
  const changedOn = addDays(since, random.whole(400, 1_150))
  const changes = index >= STEADY && random.chance(CHANGE_CHANCE)
  const modes: (readonly [Mode, Day])[] = first === 'unknown' ? [] : [[first, since]]
  if (changes) modes.push([random.weighted(NEXT[first]), changedOn])
  return modes
    .filter(([, day]) => daysBetween(day, anchor) > 0)
    .map(([mode, day], number) => {
      const ground = groundOf(mode, number, random)
      const adoptionId = ids.of('adoption', compound.id, number)
      return { adoptionId, mode, since: day, operatorId: operators.of(mode, compound), ground }
    })
}

function groundOf(mode: Mode, number: number, random: Random): Ground {
  const ground = (kind: Ground['kind'], text: string): Ground => ({ kind, text, file: null })
  switch (mode) {
    case 'property-company':
      return ground(
        'contract',
        number === 0 ? '业主共同决定选聘物业企业，签订物业服务合同' : '业主共同决定改聘物业企业，签订物业服务合同',
      )
    case 'service-centre':
      return random.chance(0.5)
        ? ground('decision', '业主共同决定委托社区物业服务中心管理')
        : ground('subdistrict-order', '街道安排社区物业服务中心托底服务')
    case 'self-governance':
      return ground('decision', '业主共同决定实行居民自治，推选自管小组')
    case 'none':
      return number === 0
        ? ground('survey', '摸底登记：改造后没有落实管理主体')
        : ground('survey', '摸底登记：原管理单位撤出，尚无接管单位')
    default:
      return ground('other', '情况不明，待核实')
  }
}
