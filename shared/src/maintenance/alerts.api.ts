/** Routes of alerts (提醒): what somebody should know or do now, and up to where they have looked. */
import { commandRoute, Id, Instant, PageInput, Position, pageOf, queryRoute } from '@changxin/shared/kernel'
import { z } from 'zod'
import { Category, Urgency } from './events.ts'

export const AlertKind = z.enum([
  'assigned',
  /** To come along with whoever is given the work. */
  'helping',
  'resumed',
  /** Given to somebody else: need not go. */
  'taken',
  'handed-back',
  /** Another operator has the compound: who had it need not go, and the new desk assigns it. */
  'handed-over',
  'changed-hands',
  /** The work waits for whoever reported it. */
  'awaited',
  'reopened',
  'partly-fixed',
  'urged',
  /** Done: the reporter is asked whether it is fixed; whoever follows it is only told. */
  'confirm',
  'done',
  'merged',
  'rejected',
  'closed',
  /** Ended before it was done: those who have it need not go. */
  'called-off',
  'emergency',
  'due-soon',
  'overdue',
])
export type AlertKind = z.infer<typeof AlertKind>

/** 值班受理, 项目经理, 服务中心, 街道: who is told because of what they answer for, whoever that is by then. */
export const AlertAudience = z.enum(['desk', 'manager', 'centre', 'subdistrict'])
export type AlertAudience = z.infer<typeof AlertAudience>

/** There is nothing to do about these, and nothing ends them but their days. */
export const INFORMING: ReadonlySet<AlertKind> = new Set([
  'taken',
  'handed-over',
  'merged',
  'rejected',
  'closed',
  'called-off',
])
export const INFORMING_DAYS = 30

/** More unread ones are not counted. */
export const MAX_UNREAD = 100
/** Characters of the request's text that an alert shows. */
export const ALERT_TEXT_CHARACTERS = 60

export const AlertRow = z.object({
  id: Id,
  kind: AlertKind,
  /** Null for what is one's own. */
  audience: AlertAudience.nullable(),
  /** Of `due-soon` and `overdue`. */
  target: z.enum(['response', 'resolution']).nullable(),
  dueAt: Instant.nullable(),
  at: Instant,
  seen: z.boolean(),
  requestId: Id,
  number: z.string(),
  compoundName: z.string(),
  placeLabel: z.string(),
  category: Category,
  urgency: Urgency,
  /** Its beginning. */
  text: z.string(),
  sample: z.boolean(),
})
export type AlertRow = z.infer<typeof AlertRow>

export const alertsApi = {
  alerts: queryRoute({
    action: 'maintenance.alerts',
    path: '/api/alerts',
    input: PageInput.shape,
    output: pageOf(AlertRow).extend({
      /** Of all that stand, at most MAX_UNREAD. */
      unread: z.int(),
      /** Give it back as `until` when all of this has been looked at; null when nothing stands. */
      newest: Position.nullable(),
    }),
    summary: 'What the person who asks should know or do now, newest first',
  }),
  seen: commandRoute({
    action: 'maintenance.see-alerts',
    path: '/api/alerts/seen',
    params: {},
    body: z.strictObject({ until: Position }),
    summary: 'Says that one has looked at one’s alerts up to a position',
  }),
}
