/** What a person has looked at, and what was sent to them outside: theirs alone, in a stream of their own. */
import { type EventOf, event, Id, Line, Position } from '@changxin/shared/kernel'
import { z } from 'zod'

/** `no-address`: the person has none there. `given-up`: the transport failed again and again. */
export const SendOutcome = z.enum(['sent', 'no-address', 'given-up'])
export type SendOutcome = z.infer<typeof SendOutcome>

// alerts-<personId>
export const AlertsSeen = event('AlertsSeen', z.object({ personId: Id, untilPosition: Position }))
export const AlertSent = event(
  'AlertSent',
  z.object({
    personId: Id,
    alertId: Id,
    requestId: Id,
    /** The name of the way out: an SMS gateway, WeCom … */
    transport: Line(40),
    outcome: SendOutcome,
  }),
)

export const alertEvents = [AlertsSeen, AlertSent] as const
export type AlertEvent = EventOf<typeof alertEvents>
