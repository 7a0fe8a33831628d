/** The whole county on paper: what stands where, who manages it since when, who lives there, who has a fund. Pure and seeded. */
import { addYears, type Day } from '@changxin/shared/kernel'
import type { PlanArea } from '@changxin/shared/renovation'
import { type CompoundPlan, planCompounds } from './compounds.ts'
import { type FundPlan, planFund } from './funds.ts'
import { idsOf } from './ids.ts'
import { firstMode, type ModePlan, planModes } from './managements.ts'
import { type OperatorPlan, planOperators } from './operators.ts'
import { planRegions, type RegionsPlan } from './regions.ts'
import { planStaff, type StaffPlan } from './staff.ts'

export interface CompoundInCounty {
  readonly index: number
  readonly plan: CompoundPlan
  /** Oldest first; unknown before the first. */
  readonly modes: readonly ModePlan[]
  readonly fund: FundPlan | null
}

export interface County {
  readonly anchor: Day
  /** The first simulated day. */
  readonly firstDay: Day
  /** Requests and looks begin here; before it there are only registrations, acceptances, modes and funds. */
  readonly operationFrom: Day
  readonly regions: RegionsPlan
  readonly operators: readonly OperatorPlan[]
  readonly compounds: readonly CompoundInCounty[]
  readonly staff: StaffPlan
}

export const OPERATION_YEARS = 3

export interface CountyOrder {
  readonly areas: readonly PlanArea[]
  readonly seed: number
  readonly anchor: Day
  readonly operationYears?: number
}

export function planCounty({ areas, seed, anchor, operationYears = OPERATION_YEARS }: CountyOrder): County {
  const ids = idsOf(seed)
  const regions = planRegions(areas, ids)
  const operators = planOperators(regions, ids)
  const compounds = planCompounds(areas, regions, ids, anchor).map((plan, index): CompoundInCounty => {
    const mode = firstMode(plan, index, seed)
    const modes = planModes({ compound: plan, index, operators, ids, anchor })
    return { index, plan, modes, fund: planFund(plan, index, mode, { seed, anchor }) }
  })
  const modesOf = new Map(compounds.map(({ plan, modes }) => [plan.id, modes]))
  const staff = planStaff({
    compounds: compounds.map(({ plan }) => plan),
    regions,
    operators: operators.all(),
    modesOf: (compound) => modesOf.get(compound.id) ?? [],
    ids,
  })
  const operationFrom = addYears(anchor, -operationYears)
  const [firstDay = operationFrom] = [operationFrom, ...compounds.map(({ plan }) => plan.registeredOn)].sort()
  return { anchor, firstDay, operationFrom, regions, operators: operators.all(), compounds, staff }
}
