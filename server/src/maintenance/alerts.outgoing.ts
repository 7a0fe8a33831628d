/** Which alerts of persons a transport has still to be given, the oldest first, in words. */
import { type Instant, instantOf } from '@changxin/shared/kernel'
import { type AlertKind, alertWords, type RequestPlace } from '@changxin/shared/maintenance'
import { compoundName, placeLabel } from '../places/index.ts'
import type { Read } from '../views/views.ts'
import type { OutgoingAlert } from './alerts.transport.ts'

/**
 * Older ones are in the app only: nobody wants last month's news by SMS on the day on which a gateway is set up, or when
 * one comes back after a long failure.
 */
export const SEND_WITHIN_MS = 24 * 3_600_000
const MAX_AT_ONCE = 100

interface Row {
  readonly alert_id: string
  readonly person_id: string
  readonly request_id: string
  readonly kind: AlertKind
  readonly target: 'response' | 'resolution' | null
  readonly at: Instant
  readonly number: string
  readonly compound_id: string
  readonly place_kind: RequestPlace['kind']
  readonly place_id: string
}

/** Those that stand: what is over by now is not sent. What was sent, or cannot be, is known from the log. */
export function outgoing(read: Read, transport: string, nowMs: number): OutgoingAlert[] {
  return read
    .all<Row>(
      `SELECT a.alert_id, a.person_id, a.request_id, a.kind, a.target, a.at, r.number, a.compound_id, r.place_kind, r.place_id
       FROM maintenance_alerts_row a JOIN maintenance_request r ON r.request_id = a.request_id
       WHERE a.person_id IS NOT NULL AND a.at >= ? AND r.sample = 0 AND NOT EXISTS
         (SELECT 1 FROM maintenance_alerts_sent s WHERE s.alert_id = a.alert_id AND s.transport = ?)
       ORDER BY a.position, a.alert_id LIMIT ?`,
      instantOf(nowMs - SEND_WITHIN_MS),
      transport,
      MAX_AT_ONCE,
    )
    .map((row) => ({
      alertId: row.alert_id,
      personId: row.person_id,
      requestId: row.request_id,
      kind: row.kind,
      at: row.at,
      text: textOf(read, row),
    }))
}

/** `快到完成时限，请抓紧：东苑 3栋 101，报修单 20260301-8F3K2` */
function textOf(read: Read, { kind, target, number, compound_id, place_kind, place_id }: Row) {
  const { zh, en } = alertWords({ kind, target, audience: null })
  const compound = compoundName(read, compound_id)
  const label = placeLabel(read, place_kind, place_id)
  const where = label === compound ? compound : `${compound} ${label}`
  return { zh: `${zh}：${where}，报修单 ${number}`, en: `${en}: ${where}, request ${number}` }
}
