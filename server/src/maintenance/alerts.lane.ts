/** One transport and what waits for it: one alert at a time, in the order of the log; a failure holds back those behind it. */
import { type EventMetadata, instantOf } from '@changxin/shared/kernel'
import type { SendOutcome } from '@changxin/shared/maintenance'
import { LRUCache } from 'lru-cache'
import type { FeatureDeps } from '../feature.ts'
import { outgoing } from './alerts.outgoing.ts'
import { Alerts } from './alerts.routes.ts'
import type { AlertTransport, OutgoingAlert, Sent } from './alerts.transport.ts'

/** After so many failures an alert is given up, so that it does not hold back the others for ever. */
export const MAX_ATTEMPTS = 5
/** After a failure that names no time. */
const RETRY_AFTER_MS = 30_000
const MAX_RETRY_AFTER_MS = 10 * 60_000
/** A transport that does not answer has failed. */
const SEND_TIMEOUT_MS = 30_000
/** The views show an outcome a moment later than the log has it. */
const REMEMBERED_OUTCOMES = 10_000

export type LaneDeps = Pick<FeatureDeps, 'store' | 'views' | 'logger' | 'nowMs'>

export interface Lane {
  /** Gives away what is there; answers when it should be asked again, or null when a new alert will do. */
  run(): Promise<number | null>
}

export function createLane({ store, views, logger, nowMs }: LaneDeps, transport: AlertTransport): Lane {
  const { name } = transport
  const failures = new Map<string, number>()
  /** Null once it is in the log; an outcome that the log could not take is kept, so that nothing is sent again for it. */
  const outcomes = new LRUCache<string, { outcome: SendOutcome; recorded: boolean }>({ max: REMEMBERED_OUTCOMES })
  let pausedUntilMs = 0

  async function record(alert: OutgoingAlert, outcome: SendOutcome): Promise<void> {
    outcomes.set(alert.alertId, { outcome, recorded: false })
    const { alertId, personId, requestId } = alert
    const key = `alert-sent-${alertId}-${name}`
    const meta: EventMetadata = {
      commandId: key,
      inputHash: key,
      actor: 'system',
      channel: 'process',
      occurredAt: instantOf(nowMs()),
    }
    const sent = { alertId, personId, requestId, transport: name, outcome }
    await store.execute(Alerts, personId, { meta, command: { type: 'RecordSent', sent } })
    outcomes.set(alertId, { outcome, recorded: true })
    failures.delete(alertId)
  }

  async function attempt(alert: OutgoingAlert): Promise<Sent> {
    let timeout: NodeJS.Timeout | undefined
    const silence = new Promise<Sent>((resolve) => {
      timeout = setTimeout(() => resolve({ retryAfterMs: RETRY_AFTER_MS }), SEND_TIMEOUT_MS)
    })
    try {
      return await Promise.race([transport.send(alert), silence])
    } catch (error) {
      logger.warn({ err: error, transport: name, alertId: alert.alertId }, 'an alert could not be sent')
      return { retryAfterMs: RETRY_AFTER_MS }
    } finally {
      clearTimeout(timeout)
    }
  }

  /** True when the next one may go. */
  async function give(alert: OutgoingAlert): Promise<boolean> {
    const known = outcomes.get(alert.alertId)
    if (known?.recorded) return true
    const sent = known?.outcome ?? (await attempt(alert))
    if (typeof sent === 'string') {
      await record(alert, sent)
      return true
    }
    const failed = (failures.get(alert.alertId) ?? 0) + 1
    failures.set(alert.alertId, failed)
    pausedUntilMs = nowMs() + Math.min(Math.max(0, sent.retryAfterMs), MAX_RETRY_AFTER_MS)
    if (failed >= MAX_ATTEMPTS) await record(alert, 'given-up')
    return false
  }

  return {
    async run() {
      while (nowMs() >= pausedUntilMs) {
        const waiting = views
          .read((read) => outgoing(read, name, nowMs()))
          .result.filter(({ alertId }) => outcomes.get(alertId)?.recorded !== true)
        if (waiting.length === 0) return null
        for (const alert of waiting) if (!(await give(alert))) break
      }
      return pausedUntilMs
    },
  }
}
