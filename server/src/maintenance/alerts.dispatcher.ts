/**
 * Gives each transport what it has not been given, in the order of the log. The outcome is an event, and what has one is
 * never given again, so a restart goes on where it was. Only what was on its way when the process died may be given
 * twice, with the same id: sending and recording cannot be one.
 */
import { createLane, type LaneDeps } from './alerts.lane.ts'
import type { AlertTransport } from './alerts.transport.ts'

/** A new alert, or room after a full page of outcomes that the views had not shown yet. */
const TABLES: ReadonlySet<string> = new Set(['maintenance_alerts_row', 'maintenance_alerts_sent'])
/** The log or the views are away: tried again after this. */
const AWAY_MS = 30_000

export interface AlertDispatcher {
  /** Gives away all that is shown by now; resolves when nothing is left but what has to wait. */
  settle(): Promise<void>
  /** Resolves when nothing is on its way any more. */
  stop(): Promise<void>
}

export function createAlertDispatcher(deps: LaneDeps, transports: readonly AlertTransport[]): AlertDispatcher {
  const { views, logger, nowMs } = deps
  const runners = transports.map((transport) => {
    const lane = createLane(deps, transport)
    let running: Promise<void> | undefined
    let isWanted = false
    let timer: NodeJS.Timeout | undefined

    async function go(): Promise<void> {
      while (isWanted && !stopped) {
        isWanted = false
        clearTimeout(timer)
        const againAtMs = await lane.run().catch((error: unknown) => {
          if (!stopped) logger.error({ err: error, transport: transport.name }, 'alerts are not sent')
          return nowMs() + AWAY_MS
        })
        if (againAtMs !== null && !stopped) timer = setTimeout(wake, Math.max(0, againAtMs - nowMs())).unref()
      }
      running = undefined
    }

    function wake(): Promise<void> {
      isWanted = true
      running ??= go()
      return running
    }
    return {
      wake,
      async stop() {
        clearTimeout(timer)
        await running
      },
    }
  })
  let stopped = false
  const wakeAll = () => Promise.all(runners.map(({ wake }) => wake()))
  const stopListening = views.onApplied(({ touches }) => {
    if (touches.some(({ table }) => TABLES.has(table))) void wakeAll()
  })
  void wakeAll()

  return {
    async settle() {
      await wakeAll()
    },
    async stop() {
      stopped = true
      stopListening()
      await Promise.all(runners.map(({ stop }) => stop()))
    },
  }
}
