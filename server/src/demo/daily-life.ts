/** A day of a compound: something breaks, somebody notices or nobody does, and once a month somebody looks. */
import { TickItem } from '@changxin/shared/facilities'
import { DAY_MS } from '@changxin/shared/kernel'
import { dayAt, dayNumberAt, HOUR_MS, msOf } from './calendar.ts'
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

/** Numbers of the days that are asked for again and again, in a simulation of half a million days of compounds. */
export interface Today {
  readonly startMs: number
  readonly number: number
  readonly anchor: number
}

export function todayOf({ county }: World, startMs: number): Today {
  return { startMs, number: dayNumberAt(startMs), anchor: dayNumberAt(msOf(county.anchor)) }
}

export function liveDay(world: World, compound: LivingCompound, today: Today): void {
  if (today.number < compound.joinedOnNumber || compound.plan.units.length === 0) return
  const age = ageMonths(compound, today.number)
  if (today.number === compound.joinedOnNumber) wear(compound, age)
  fail(world, compound, today, age)
  mend(compound, age)
  mishap(world, compound, today, age)
  look(world, compound, today, age)
}

/** What has broken and was not mended before the compound joined: as much as stands broken at that age under its mode. */
function wear(compound: LivingCompound, age: number): void {
  const { random, faulty, absent } = compound
  const { reported, mendedPerMonth } = behaviourOf(compound, age)
  const breaks = (failuresOf(compound, age) / TickItem.options.length) * (1 - reported)
  const broken = breaks / (breaks + mendedPerMonth)
  for (const tick of TickItem.options) if (random.chance(broken) && !absent.has(tick)) faulty.set(tick, 'unnoticed')
}

/** Failures of the whole compound in a month. */
function failuresOf(compound: LivingCompound, age: number): number {
  const { failuresPerMonth, failuresPerMonthOfAge } = behaviourOf(compound, age)
  return (failuresPerMonth + failuresPerMonthOfAge * age) * compound.luck * compound.size
}

function fail(world: World, compound: LivingCompound, today: Today, age: number): void {
  const { random, faulty, absent } = compound
  if (!random.chance(failuresOf(compound, age) / MONTH_DAYS)) return
  const sound = TickItem.options.filter((tick) => !faulty.has(tick) && !absent.has(tick))
  if (sound.length === 0) return
  const tick = random.pick(sound)
  const isReported = random.chance(behaviourOf(compound, age).reported)
  faulty.set(tick, isReported ? 'reported' : 'unnoticed')
  if (isReported) callOn(world, compound, today.startMs + random.whole(0, NOTICED_DAYS) * DAY_MS, tick)
}

/** What nobody reports waits for whoever passes by. */
function mend(compound: LivingCompound, age: number): void {
  const { random, faulty } = compound
  if (faulty.size === 0) return
  const { mendedPerMonth } = behaviourOf(compound, age)
  for (const [tick, known] of faulty)
    if (known === 'unnoticed' && random.chance(mendedPerMonth / MONTH_DAYS)) faulty.delete(tick)
}

function mishap(world: World, compound: LivingCompound, today: Today, age: number): void {
  const { random, plan, luck } = compound
  const { incidentsPerMonth } = behaviourOf(compound, age)
  const perDay =
    (incidentsPerMonth * (plan.units.length / 100) * luck * (1 + INCIDENTS_PER_MONTH_OF_AGE * age)) / MONTH_DAYS
  if (random.chance(perDay)) callOn(world, compound, today.startMs, null)
}

/** Between breakfast and the evening, now and then at night. */
function callOn(world: World, compound: LivingCompound, midnightMs: number, tick: Tick | null): void {
  const { random } = compound
  const trouble = random.pick(tick === null ? INCIDENTS : FAILURES[tick])
  const hour = trouble.urgency === 'emergency' && random.chance(0.3) ? random.between(0, 24) : random.between(7, 21.5)
  const residents = world.county.staff.residentsOf.get(compound.plan.id) ?? []
  const report = planReport({ compound, trouble, random, residents, tick })
  world.agenda.add(midnightMs + Math.round(hour * HOUR_MS), () => tellRequest(world, compound, report))
}

/** A compound that joins is looked at when it has some weeks of requests behind it; a new one begins at once. */
const LOOKS_AFTER_DAYS = 75
const LOOKS_AFTER_ACCEPTANCE_DAYS = 4
const SILENT = 0.06
const FELL_SILENT = 0.05
const MONTHLY_DAYS = 28
const ALWAYS_LOOKED_AT = 4

function look(world: World, compound: LivingCompound, today: Today, age: number): void {
  const { acceptedOnNumber, joinedOnNumber, luck, random } = compound
  const isNew = joinedOnNumber === acceptedOnNumber
  const since = today.number - joinedOnNumber - (isNew ? LOOKS_AFTER_ACCEPTANCE_DAYS : LOOKS_AFTER_DAYS)
  // Each compound has a day of its own in the four weeks.
  if (since < 0 || since % MONTHLY_DAYS !== Math.floor(luck * 1_000) % MONTHLY_DAYS) return
  if (!looksOn(compound, today.anchor - today.number)) return
  if (random.chance(behaviourOf(compound, age).looked)) tellLook(world, compound, dayAt(today.startMs))
}

/** A few are never looked at, and a few no longer: silence is not health, they are 未评. The first are always looked at. */
function looksOn({ index, luck }: LivingCompound, daysBeforeAnchor: number): boolean {
  const lot = (luck * 10_000) % 1
  if (index < ALWAYS_LOOKED_AT) return true
  return lot >= SILENT + FELL_SILENT || (lot >= SILENT && daysBeforeAnchor > 60 + lot * 1_000)
}
