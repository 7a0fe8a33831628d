/**
 * A random but repeatable history of a small county through the HTTP API: days go by, requests run through all steps and
 * miss their targets, funds take lists and reversals, modes are adopted ahead and in retrospect, looks come late, floor
 * areas are put right. What a rule refuses is part of it.
 */
import { addDays, type Day, epochMsOf, instantOf, startOf } from '@changxin/shared/kernel'
import { actSomehow, addCompound, lookAgo } from './history-acts.ts'
import { type HistoryWorld, makeWorld } from './history-world.ts'
import type { TestServer } from './server.ts'

export interface History extends HistoryWorld {
  readonly regionIds: readonly string[]
  /** Goes on for so many days, from tomorrow on; ends with the last moment of the last one. */
  run(days: number, actionsPerDay: number): Promise<void>
  /** So many days on which nobody does anything, and which the timer notices all at once. */
  rest(days: number): Promise<void>
}

const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000
/** A late timer (the server was busy, or slept) sees what happened after midnight before the day does. */
const LATE_TIMER = 0.15
/** The timer looks before so many acts: what fell due meanwhile is called missed when it does. */
const TIMER_LOOKS = 0.5
const FIRST_COMPOUNDS = 8
/** Sessions last longer than this. */
const RENEW_SESSIONS_DAYS = 20

export async function makeHistory(at: TestServer, seed: number): Promise<History> {
  const world = await makeWorld(at, seed)
  const { random, time, today } = world
  const advance = () => at.server.timer.advanceTo(instantOf(time.nowMs))

  async function runDay(day: Day, actions: number): Promise<void> {
    const startMs = epochMsOf(startOf(day))
    const moments = Array.from({ length: actions }, () => random.whole(MINUTE_MS, 24 * HOUR_MS - MINUTE_MS))
    moments.sort((one, other) => one - other)
    const beforeTimer = random.chance(LATE_TIMER)
    if (beforeTimer) moments[0] = 1_000
    for (const [index, moment] of moments.entries()) {
      time.nowMs = startMs + moment
      if (!(beforeTimer && index === 0) && random.chance(TIMER_LOOKS)) await advance()
      if (beforeTimer && index === 0) await lookAgo(world, 0)
      else await actSomehow(world)
    }
  }

  async function signInAgain(day: Day): Promise<void> {
    time.nowMs = Math.max(time.nowMs, epochMsOf(startOf(day)))
    world.admin = await at.signIn(world.admin.loginName)
    world.worker = await at.signIn(world.worker.loginName)
    world.neighbour = await at.signIn(world.neighbour.loginName)
    world.overseer = await at.signIn(world.overseer.loginName)
  }

  async function rest(days: number): Promise<void> {
    time.nowMs = epochMsOf(startOf(addDays(today(), days + 1))) - 1
    await advance()
  }

  for (let made = 0; made < FIRST_COMPOUNDS; made++) await addCompound(world)
  const { districtIds, subdistrictIds, communityIds, blockIds } = world.regions
  return Object.assign(world, {
    regionIds: [...districtIds, ...subdistrictIds, ...communityIds, ...blockIds],
    async run(days: number, actionsPerDay: number) {
      const first = addDays(today(), 1)
      for (let index = 0; index < days; index++) {
        const day = addDays(first, index)
        if (index % RENEW_SESSIONS_DAYS === 0) await signInAgain(day)
        await runDay(day, random.whole(1, 2 * actionsPerDay - 1))
      }
      await rest(0)
    },
    rest,
  })
}
