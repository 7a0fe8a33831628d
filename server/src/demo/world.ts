/** What a simulation carries around: the county on paper, its agenda, the journal that decides, and each compound as it lives. */
import type { Day } from '@changxin/shared/kernel'
import type { Mode } from '@changxin/shared/management'
import type { Agenda } from './agenda.ts'
import { BEHAVIOUR, type Behaviour, SETTLING_MONTHS } from './behaviour.ts'
import { dayAt, dayNumberAt, msOf } from './calendar.ts'
import type { CompoundInCounty, County } from './county.ts'
import type { Ids } from './ids.ts'
import type { Journal } from './journal.ts'
import type { ModePlan } from './managements.ts'
import { type Random, randomOf } from './random.ts'
import type { Desk } from './staff.ts'
import type { Tick } from './texts.ts'

export interface World {
  readonly county: County
  readonly ids: Ids
  readonly agenda: Agenda
  readonly journal: Journal
  readonly compounds: readonly LivingCompound[]
}

export interface LivingCompound extends CompoundInCounty {
  readonly random: Random
  /** Some are built worse than others, and some are used harder. */
  readonly luck: number
  /** Compared with one of usual size: 1. */
  readonly size: number
  /** As a day number; infinite where it is still to come. */
  readonly acceptedOnNumber: number
  /** Requests and looks are recorded from here on: some take part from the first day, the others join one by one. */
  readonly joinedOnNumber: number
  /** The adoption in force; null while nobody knows. */
  current: ModePlan | null
  /** Out of order → known by a request or not. */
  readonly faulty: Map<Tick, 'reported' | 'unnoticed'>
  readonly absent: ReadonlySet<Tick>
  readonly openRequests: Set<string>
  requests: number
}

const USUAL_UNITS = 90
/** Those of the demo accounts. */
const FIRST_TO_JOIN = 5
const JOINS_AT_ONCE = 0.4
/** Share of the years of operation by which all have joined. */
const LAST_JOINS_AT = 0.7

export function livingCompound(compound: CompoundInCounty, county: County, seed: number): LivingCompound {
  const random = randomOf(seed, 'life', compound.plan.key)
  const single = compound.plan.buildings.length === 1
  const absent = (['green', 'fire-lane', 'road', 'entrance-door'] as const).filter(() =>
    random.chance(single ? 0.3 : 0.06),
  )
  const { acceptedOn } = compound.plan
  const acceptedOnNumber = acceptedOn === null ? Number.POSITIVE_INFINITY : dayNumberAt(msOf(acceptedOn))
  return {
    ...compound,
    random,
    luck: random.between(0.7, 1.35),
    size: Math.min(2.2, Math.max(0.35, (compound.plan.units.length / USUAL_UNITS) ** 0.6)),
    acceptedOnNumber,
    joinedOnNumber: joiningOf(compound, acceptedOnNumber, county, seed),
    current: null,
    faulty: new Map(),
    absent: new Set(absent),
    openRequests: new Set(),
    requests: 0,
  }
}

/** What is accepted during the operation joins with its acceptance. */
function joiningOf({ index, plan }: CompoundInCounty, acceptedOn: number, county: County, seed: number): number {
  const from = dayNumberAt(msOf(county.operationFrom))
  const random = randomOf(seed, 'joining', plan.key)
  if (acceptedOn >= from) return acceptedOn
  if (index < FIRST_TO_JOIN || random.chance(JOINS_AT_ONCE)) return from
  return from + Math.floor((dayNumberAt(msOf(county.anchor)) - from) * random.between(0, LAST_JOINS_AT))
}

export const modeOf = (compound: LivingCompound): Mode => compound.current?.mode ?? 'unknown'

const MONTH_DAYS = 30.4375

/** Near enough for how things wear. */
export function ageMonths({ acceptedOnNumber }: LivingCompound, dayNumber: number): number {
  return Math.max(0, Math.floor((dayNumber - acceptedOnNumber) / MONTH_DAYS))
}

export function behaviourOf(compound: LivingCompound, age: number): Behaviour {
  return BEHAVIOUR[age < SETTLING_MONTHS ? 'service-centre' : modeOf(compound)]
}

export function deskOf(world: World, compound: LivingCompound): Desk {
  return world.county.staff.deskOf(compound.plan, compound.current)
}

export const todayNumber = (world: World): number => dayNumberAt(world.agenda.nowMs())

export const today = (world: World): Day => dayAt(world.agenda.nowMs())
