/** Time passes by events: appends what fell due and `DayStarted` at each Shanghai midnight, in the order of time. */
import { CLOCK_STREAM, clockEvents, dayDecider } from '@changxin/shared/clock'
import { addDays, type Day, dayOf, epochMsOf, type EventMetadata, type Instant, instantOf, type Position, startOf } from '@changxin/shared/kernel'
import type { Logger } from 'pino'
import { aggregate } from '../commands/aggregate.ts'
import type { CommandStore } from '../commands/store.ts'
import type { DueSource } from '../feature.ts'
import type { Views } from '../views/views.ts'

/** The timer looks at least so often; a due item sooner wakes it sooner. */
const MAX_SLEEP_MS = 30_000
const MIN_SLEEP_MS = 50
/** After a failure (log away) it tries again after this. */
const RETRY_MS = 5_000
/** Rounds of firing at one instant; more would mean that something due never settles. */
const MAX_ROUNDS = 1_000

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

  async function lastDay(): Promise<Day | undefined> {
    const { state } = await store.load(Clock, CLOCK_ID)
    return state?.day
  }

  async function startDay(day: Day): Promise<void> {
    const { position } = await store.execute(Clock, CLOCK_ID, { meta: timerMeta(`day-${day}`, startOf(day)), command: { type: 'StartDay', day } })
    await shown(position)
  }

  async function shown(position: Position | null): Promise<void> {
    if (position !== null && !(await views.waitFor(position, RETRY_MS))) throw new Error('the views do not follow the log')
  }

  async function fireUntil(instant: Instant): Promise<void> {
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const items = sources.flatMap((source) => source.dueUntil(instant)).sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1))
      if (items.length === 0) return
      for (const item of items) await shown(await item.fire())
    }
    throw new Error('due items do not settle')
  }

  async function advance(instant: Instant): Promise<void> {
    // What was acknowledged a moment ago may be due already: the views must show it first.
    await shown(store.newest())
    const today = dayOf(instant)
    let day = await lastDay()
    if (day === undefined) await startDay(today)
    day ??= today
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
      advanceTo(instantOf(nowMs())).then(
        () => schedule(sleepMs()),
        (error: unknown) => {
          logger.error({ err: error }, 'timer failed, trying again')
          schedule(RETRY_MS)
        },
      )
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
