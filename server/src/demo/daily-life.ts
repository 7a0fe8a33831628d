/** A day of a compound: something breaks, somebody notices or nobody does, and once a month somebody looks. */
import { addDays, type Day, daysBetween } from '@changxin/shared/kernel'
import { TickItem } from '@changxin/shared/facilities'
import { msOf } from './calendar.ts'
import { tellLook } from './looks.ts'
import { planReport } from './reports.ts'
import { tellRequest } from './request-story.ts'
import { FAILURES, INCIDENTS, type Tick } from './texts.ts'
import { ageMonths, behaviourOf, type LivingCompound, type World } from './world.ts'

const MONTH_DAYS = 30.4
/** Incidents grow with age as well, whoever manages. */
const INCIDENTS_PER_MONTH_OF_AGE = 0.01
/** A failure is noticed within so many days. */
const NOTICED_DAYS = 5

export function liveDay(world: World, compound: LivingCompound, day: Day): void {
  const { plan } = compound
  const { operationFrom } = world.county
  if (plan.acceptedOn === null || day < plan.acceptedOn || day < operationFrom || plan.units.length === 0) return
  const age = ageMonths(compound, day)
  fail(world, compound, day, age)
  mend(compound, age)
  mishap(world, compound, day, age)
  look(world, compound, day)
}

function fail(world: World, compound: LivingCompound, day: Day, age: number): void {
  const { random, luck, size, faulty, absent } = compound
  const { failuresPerMonth, failuresPerMonthOfAge, reported } = behaviourOf(compound, age)
  const perMonth = (failuresPerMonth + failuresPerMonthOfAge * age) * luck * size
  if (!random.chance(perMonth / MONTH_DAYS)) return
  const sound = TickItem.options.filter((tick) => !faulty.has(tick) && !absent.has(tick))
  if (sound.length === 0) return
  const tick = random.pick(sound)
  const isReported = random.chance(reported)
  faulty.set(tick, isReported ? 'reported' : 'unnoticed')
  if (isReported) callOn(world, compound, addDays(day, random.whole(0, NOTICED_DAYS)), tick)
}

/** What nobody reports waits for whoever passes by. */
function mend(compound: LivingCompound, age: number): void {
  const { random, faulty } = compound
  if (faulty.size === 0) return
  const { mendedPerMonth } = behaviourOf(compound, age)
  for (const [tick, known] of faulty) if (known === 'unnoticed' && random.chance(mendedPerMonth / MONTH_DAYS)) faulty.delete(tick)
}

function mishap(world: World, compound: LivingCompound, day: Day, age: number): void {
  const { random, plan, luck } = compound
  const { incidentsPerMonth } = behaviourOf(compound, age)
  const perDay = (incidentsPerMonth * (plan.units.length / 100) * luck * (1 + INCIDENTS_PER_MONTH_OF_AGE * age)) / MONTH_DAYS
  if (random.chance(perDay)) callOn(world, compound, day, null)
}

/** Between breakfast and the evening, now and then at night. */
function callOn(world: World, compound: LivingCompound, day: Day, tick: Tick | null): void {
  const { random } = compound
  const trouble = random.pick(tick === null ? INCIDENTS : FAILURES[tick])
  const hour = trouble.urgency === 'emergency' && random.chance(0.3) ? random.between(0, 24) : random.between(7, 21.5)
  const residents = world.county.staff.residentsOf.get(compound.plan.id) ?? []
  const report = planReport({ compound, trouble, random, residents, tick })
  world.agenda.add(msOf(day, hour), () => tellRequest(world, compound, report))
}

/** Looks began some weeks after the operation; in a newly accepted compound they begin at once. */
const LOOKS_AFTER_DAYS = 75
const SILENT = 0.06
const FELL_SILENT = 0.05
const MONTHLY_DAYS = 28

function look(world: World, compound: LivingCompound, day: Day): void {
  const { acceptedOn } = compound.plan
  const { anchor, operationFrom } = world.county
  if (acceptedOn === null || !looksOn(compound, daysBetween(day, anchor))) return
  const from = acceptedOn > operationFrom ? addDays(acceptedOn, 4) : addDays(operationFrom, LOOKS_AFTER_DAYS)
  const since = daysBetween(from, day)
  // Each compound has a day of its own in the four weeks.
  const isItsDay = since >= 0 && since % MONTHLY_DAYS === Math.floor(compound.luck * 1_000) % MONTHLY_DAYS
  if (isItsDay && compound.random.chance(behaviourOf(compound, ageMonths(compound, day)).looked)) tellLook(world, compound, day)
}

/** A few are never looked at, and a few no longer: silence is not health, they are 未评. The first are always looked at. */
function looksOn({ index, luck }: LivingCompound, daysBeforeAnchor: number): boolean {
  const lot = (luck * 10_000) % 1
  if (index < 4) return true
  return lot >= SILENT + FELL_SILENT || (lot >= SILENT && daysBeforeAnchor > 60 + lot * 1_000)
}
