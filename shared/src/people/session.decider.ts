/** The sessions of one person: started once, ended once, all at once when the password or the roles change. */
import { type Decider, type Instant, unreachable } from '@changxin/shared/kernel'
import { reject } from './errors.ts'
import { SessionEnded, type SessionEvent, SessionStarted } from './events.ts'

export type SessionEndReason = Extract<SessionEvent, { type: 'SessionEnded' }>['data']['reason']

export type SessionCommand =
  | {
      readonly type: 'StartSession'
      readonly sessionId: string
      readonly personId: string
      readonly expiresAt: Instant
    }
  | {
      readonly type: 'EndSession'
      readonly sessionId: string
      readonly personId: string
      readonly reason: SessionEndReason
    }
  | {
      readonly type: 'EndAllSessions'
      readonly personId: string
      readonly reason: SessionEndReason
      /** The session that goes on, for who changes the own password. */
      readonly exceptSessionId: string | null
      /** What has expired by then is over without an event. */
      readonly now: Instant
    }

export interface SessionState {
  /** Started and not ended → when it expires. */
  readonly open: ReadonlyMap<string, Instant>
  readonly ended: ReadonlySet<string>
}

export const sessionDecider: Decider<SessionCommand, SessionEvent, SessionState> = {
  initial: { open: new Map(), ended: new Set() },
  evolve(state, event) {
    switch (event.type) {
      case 'SessionStarted':
        return { ...state, open: new Map(state.open).set(event.data.sessionId, event.data.expiresAt) }
      case 'SessionEnded': {
        const open = new Map(state.open)
        open.delete(event.data.sessionId)
        return { open, ended: new Set(state.ended).add(event.data.sessionId) }
      }
      default:
        return unreachable(event)
    }
  },
  decide(command, state) {
    switch (command.type) {
      case 'StartSession': {
        const { sessionId, personId, expiresAt } = command
        if (state.open.has(sessionId) || state.ended.has(sessionId)) return []
        return [SessionStarted({ sessionId, personId, expiresAt })]
      }
      case 'EndSession': {
        const { sessionId, personId, reason } = command
        if (state.ended.has(sessionId)) return []
        if (!state.open.has(sessionId)) throw reject('session-unknown')
        return [SessionEnded({ sessionId, personId, reason })]
      }
      case 'EndAllSessions': {
        const { personId, reason, exceptSessionId, now } = command
        return [...state.open]
          .filter(([sessionId, expiresAt]) => sessionId !== exceptSessionId && expiresAt > now)
          .map(([sessionId]) => SessionEnded({ sessionId, personId, reason }))
      }
      default:
        return unreachable(command)
    }
  },
}
