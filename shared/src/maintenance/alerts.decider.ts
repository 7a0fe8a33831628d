/** The stream `alerts-<personId>`: up to where one has looked, and what was sent outside. */
import { type Decider, type Position, unreachable } from '@changxin/shared/kernel'
import type { z } from 'zod'
import { alertsErrors } from './alerts.errors.ts'
import { type AlertEvent, AlertSent, AlertsSeen } from './alerts.events.ts'

const { reject } = alertsErrors

export type AlertsCommand =
  | { readonly type: 'SeeAlerts'; readonly personId: string; readonly until: Position }
  /** Its key names the alert and the transport, so that a repeat does nothing. */
  | { readonly type: 'RecordSent'; readonly sent: z.output<typeof AlertSent.schema> }

/** How far the views were that were shown; later than that nobody can have looked. */
export interface AlertsFacts {
  readonly shown: Position | null
}

export interface AlertsState {
  readonly seenUntil: Position | null
}

export const alertsDecider: Decider<AlertsCommand, AlertEvent, AlertsState, AlertsFacts | undefined> = {
  initial: { seenUntil: null },
  evolve(state, event) {
    switch (event.type) {
      case 'AlertsSeen':
        return { seenUntil: event.data.untilPosition }
      case 'AlertSent':
        return state
      default:
        return unreachable(event)
    }
  },
  decide(command, { seenUntil }, facts) {
    if (command.type === 'RecordSent') return [AlertSent(command.sent)]
    const { personId, until } = command
    if (seenUntil !== null && until <= seenUntil) return []
    if (!facts) throw new TypeError('SeeAlerts needs AlertsFacts')
    if (facts.shown === null || until > facts.shown) throw reject('alerts-not-shown', { field: 'until' })
    return [AlertsSeen({ personId, untilPosition: until })]
  },
}
