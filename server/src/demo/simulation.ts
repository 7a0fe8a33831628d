/** Runs a county from its first day to the anchor day, in the order of time; every event is handed on as it comes. */

import { DemoBegun, DemoBuilt } from '@changxin/shared/demo'
import { addDays, type Day } from '@changxin/shared/kernel'
import { createAgenda, RANK } from './agenda.ts'
import { adoptRules, type PlanFile, planBeginnings } from './beginnings.ts'
import { msOf } from './calendar.ts'
import { planCollection } from './collections.ts'
import { planCompoundLife } from './compound-life.ts'
import type { County } from './county.ts'
import { liveDay, todayOf } from './daily-life.ts'
import type { DemoLogin } from './demo-accounts.ts'
import { planFundBooks } from './fund-books.ts'
import { planFundLife } from './fund-life.ts'
import { planFundUse } from './fund-use.ts'
import { idsOf } from './ids.ts'
import { type Append, createJournal } from './journal.ts'
import { planOwnMatters } from './own-matters.ts'
import type { DemoPictures } from './pictures.ts'
import { planPromises } from './promises.ts'
import { planRota } from './rotas.ts'
import { CLOCK_ID, Clock, DEMO_ID, Demo } from './streams.ts'
import { planTransition } from './transitions.ts'
import { planVotes } from './votes.ts'
import { livingCompound, type World } from './world.ts'

/** The anchor day is lived until six in the evening. */
const LAST_HOUR = 18
/** Before the first day: the mark and the rules stand in the log before anything happens. */
const EARLIER_MS = 1_000

export interface SimulationOrder {
  readonly county: County
  readonly seed: number
  readonly plan: PlanFile
  readonly passwordHashes: ReadonlyMap<DemoLogin, string>
  readonly pictures: DemoPictures
  /** Nothing is recorded later than this: the present, when the anchor is today. */
  readonly nowMs: number
  readonly onAppend: (append: Append) => void
}

export interface Simulation {
  /** Runs up to so many things; false when the end is reached. */
  run(steps: number): boolean
  /** The day that is being lived. */
  day(): Day
  events(): number
  /** Says what was built, as the last event. */
  finish(): void
}

export function createSimulation({
  county,
  seed,
  plan,
  passwordHashes,
  pictures,
  nowMs,
  onAppend,
}: SimulationOrder): Simulation {
  const startMs = msOf(county.firstDay) - EARLIER_MS
  const endMs = Math.min(msOf(county.anchor, LAST_HOUR), nowMs)
  const agenda = createAgenda(startMs)
  const journal = createJournal({ nowMs: agenda.nowMs, onAppend })
  const compounds = county.compounds.map((compound) => livingCompound(compound, county, seed))
  const world: World = { county, ids: idsOf(seed), agenda, journal, compounds }
  let today = county.firstDay

  const beginDay = (day: Day): void => {
    today = day
    journal.tell(Clock, CLOCK_ID, { type: 'StartDay', day }, { by: 'system', channel: 'timer', key: `day-${day}` })
    const now = todayOf(world, agenda.nowMs())
    for (const compound of compounds) liveDay(world, compound, now)
    agenda.add(msOf(addDays(day, 1)), () => beginDay(addDays(day, 1)), RANK.day)
  }
  journal.tell(Demo, DEMO_ID, DemoBegun({ seed, anchor: county.anchor }), { by: 'system' })
  adoptRules(world)
  agenda.add(msOf(county.firstDay), () => beginDay(county.firstDay), RANK.day)
  planBeginnings(world, plan, passwordHashes)
  for (const compound of compounds) {
    planCompoundLife(world, compound)
    planFundLife(world, compound, pictures.resolution)
  }
  planOwnMatters(world)
  planFundUse(world, pictures)
  planFundBooks(world, pictures)
  planPromises(world)
  planVotes(world)
  planCollection(world, pictures)
  planTransition(world)
  planRota(world)

  return {
    run(steps) {
      for (let step = 0; step < steps; step++) if (!agenda.step(endMs)) return false
      return true
    },
    day: () => today,
    events: journal.total,
    finish: () => finish(world, endMs),
  }
}

function finish({ county, agenda, journal }: World, endMs: number): void {
  agenda.add(endMs, () => {
    journal.tell(Demo, DEMO_ID, DemoBuilt(countsOf(county, journal)), { by: 'system' })
  })
  agenda.step(endMs)
}

function countsOf(county: County, journal: World['journal']) {
  const plans = county.compounds.map(({ plan }) => plan)
  return {
    compounds: journal.count('CompoundRegistered'),
    buildings: plans.reduce((sum, plan) => sum + plan.buildings.length, 0),
    units: plans.reduce((sum, plan) => sum + plan.units.length, 0),
    floorArea: plans.reduce((sum, plan) => sum + plan.units.reduce((part, unit) => part + (unit.floorArea ?? 0), 0), 0),
    people: journal.count('PersonRegistered'),
    funds: journal.count('FundOpened'),
    requests: journal.count('RequestReported'),
    looks: journal.count('LookRecorded'),
    days: journal.count('DayStarted'),
    events: journal.total() + 1,
  }
}
