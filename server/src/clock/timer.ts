/** Time passes by events: appends what fell due and `DayStarted` at each Shanghai midnight, in the order of time. */
import { CLOCK_STREAM, clockErrors, clockEvents, dayDecider, MAX_DAYS_AT_ONCE } from '@changxin/shared/clock'
import {
  addDays,
  type Day,
  dayOf,
  daysBetween,
  type EventMetadata,
  epochMsOf,
  type Instant,
  instantOf,
  type Position,
  Rejected,
  startOf,
} from '@changxin/shared/kernel'
import type { Logger } from 'pino'
import { aggregate } from '../commands/aggregate.ts'
import type { CommandStore } from '../commands/store.ts'
import type { DueItem, DueSource } from '../feature.ts'
import type { Views } from '../views/views.ts'

/** The timer looks at least so often; a due item sooner wakes it sooner. */
const MAX_SLEEP_MS = 30_000
const MIN_SLEEP_MS = 50
/** After a failure (log away) it tries again after this. */
const RETRY_MS = 5_000
/** Rounds of firing at one instant; more would mean that something due never settles. */
const MAX_ROUNDS = 1_000
/** The log's refusals, not the matter's. */
const AWAY = new Set(['log-unavailable', 'stream-busy'])

export const Clock = aggregate(CLOCK_STREAM.split('-')[0] ?? 'clock', dayDecider, clockEvents)
const CLOCK_ID = CLOCK_STREAM.slice(CLOCK_STREAM.indexOf('-') + 1)

export interface Timer {
  /** Appends everything up to the instant; resolves when it is durable and in the views. */
  advanceTo(instant: Instant): Promise<void>
  start(): void
  stop(): Promise<void>
}

export interface TimerDeps {
  readonly store: CommandStore
  readonly views: Views
  readonly sources: readonly DueSource[]
  readonly nowMs: () => number
  readonly logger: Logger
  /** Told the day that runs once it has started, also after a restart; days that pass in one go are told as the last of them. */
  readonly onDay?: (day: Day) => Promise<void>
}

/** Metadata of what the timer appends: the key names the matter, so that a repeat does nothing. */
export function timerMeta(key: string, occurredAt: Instant): EventMetadata {
  return { commandId: key, inputHash: key, actor: 'system', channel: 'timer', occurredAt }
}

export function createTimer({ store, views, sources, nowMs, logger, onDay }: TimerDeps): Timer {
  let timeout: NodeJS.Timeout | undefined
  let running: Promise<void> = Promise.resolve()
  let stopped = true
  let told: Day | undefined
  /** Something that is due could not be appended: no use in looking again at once. */
  let stuck = false

  async function lastDay(): Promise<Day | undefined> {
    const { state } = await store.load(Clock, CLOCK_ID)
    return state?.day
  }

  async function startDay(day: Day): Promise<void> {
    const { position } = await store.execute(Clock, CLOCK_ID, {
      meta: timerMeta(`day-${day}`, startOf(day)),
      command: { type: 'StartDay', day },
    })
    await shown(position)
  }

  async function shown(position: Position | null): Promise<void> {
    if (position !== null && !(await views.waitFor(position, RETRY_MS)))
      throw new Error('the views do not follow the log')
  }

  async function fireUntil(instant: Instant): Promise<void> {
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const items = sources
        .flatMap((source) => source.dueUntil(instant))
        .sort((a, b) => Number(a.dueAt > b.dueAt) - Number(a.dueAt < b.dueAt))
      stuck = items.length > 0
      let written = 0
      for (const item of items) if (await fire(item)) written++
      if (written === 0) break
    }
    if (stuck) logger.error({ instant }, 'what fell due does not settle; time goes on without it')
  }

  /** True when it appended something. One matter that cannot be decided must not stop time for all the others. */
  async function fire(item: DueItem): Promise<boolean> {
    const before = views.position() ?? ''
    let position: Position | null
    try {
      position = await item.fire()
    } catch (error) {
      if (error instanceof Rejected && AWAY.has(error.code)) throw error
      logger.error({ err: error, dueAt: item.dueAt }, 'what fell due could not be appended')
      return false
    }
    await shown(position)
    return position !== null && position > before
  }

  async function advance(instant: Instant): Promise<void> {
    // What was acknowledged a moment ago may be due already: the views must show it first.
    await shown(store.newest())
    const today = dayOf(instant)
    let day = await lastDay()
    if (day === undefined) await startDay(today)
    day ??= today
    // A clock that is years ahead would fill the log with days that nothing takes out again.
    if (daysBetween(day, today) > MAX_DAYS_AT_ONCE) {
      throw clockErrors.reject('day-jump-too-far', { day: today, lastDay: day, limitDays: MAX_DAYS_AT_ONCE })
    }
    while (day < today) {
      const next: Day = addDays(day, 1)
      await fireUntil(startOf(next))
      await startDay(next)
      day = next
    }
    if (day !== told) await onDay?.(day)
    told = day
    await fireUntil(instant)
  }

  /** One at a time: two advances must not both see the same item. */
  function advanceTo(instant: Instant): Promise<void> {
    const mine = running.then(() => advance(instant))
    running = mine.catch(() => {})
    return mine
  }

  function sleepMs(): number {
    const now = nowMs()
    const midnight = epochMsOf(startOf(addDays(dayOf(instantOf(now)), 1)))
    const due = sources.flatMap((source) => source.nextDueAt() ?? []).map(epochMsOf)
    const wakeMs = Math.min(midnight, ...due, now + MAX_SLEEP_MS)
    return Math.max(MIN_SLEEP_MS, wakeMs - now)
  }

  function schedule(delayMs: number): void {
    if (stopped) return
    timeout = setTimeout(() => {
      void advanceTo(instantOf(nowMs()))
        .then(() => (stopped || stuck ? RETRY_MS : sleepMs()))
        .catch((error: unknown) => {
          logger.error({ err: error }, 'timer failed, trying again')
          return RETRY_MS
        })
        .then(schedule)
    }, delayMs)
    timeout.unref()
  }

  return {
    advanceTo,
    start() {
      stopped = false
      schedule(0)
    },
    async stop() {
      stopped = true
      clearTimeout(timeout)
      await running
    },
  }
}
