/** Who is on duty by a rota: said when a turn begins, changes hands, and ends. What takes requests follows these events. */
import { type Decider, type Id, type Instant, unreachable } from '@changxin/shared/kernel'
import { DutyEnded, type DutyEvent, DutyStarted } from './events.ts'

type Duty = ReturnType<typeof DutyStarted>['data']

export interface StartDuty {
  readonly type: 'StartDuty'
  readonly duty: Duty
}
export interface EndDuty {
  readonly type: 'EndDuty'
  readonly turnId: Id
  readonly personId: Id
  readonly until: Instant
}
export type DutyCommand = StartDuty | EndDuty
/** Duties that are on, by turn. */
export type DutyState = ReadonlyMap<Id, Duty>

export const dutyDecider: Decider<DutyCommand, DutyEvent, DutyState> = {
  initial: new Map(),
  evolve(state, event) {
    const next = new Map(state)
    if (event.type === 'DutyStarted') next.set(event.data.turnId, event.data)
    else next.delete(event.data.turnId)
    return next
  },
  decide(command, state) {
    switch (command.type) {
      case 'StartDuty':
        return state.get(command.duty.turnId)?.personId === command.duty.personId ? [] : [DutyStarted(command.duty)]
      case 'EndDuty': {
        const duty = state.get(command.turnId)
        if (duty?.personId !== command.personId) return []
        const { rotaId, turnId, personId, compoundIds } = duty
        return [DutyEnded({ rotaId, turnId, personId, compoundIds, until: command.until })]
      }
      default:
        return unreachable(command)
    }
  },
}

export interface OfDuty {
  readonly personId: Id
  readonly from: Instant
  readonly until: Instant
  /** When the turn last changed hands, or was planned. */
  readonly since: Instant
}
export type DutyDue =
  | { readonly what: 'duty-start'; readonly dueAt: Instant }
  | { readonly what: 'duty-end'; readonly dueAt: Instant }

/** The next thing to say of a turn's duty. `turn`: null when it is planned no more; `onPersonId`: who is on now. */
export function nextDutyDue(turn: OfDuty | null, onPersonId: Id | null, isOver: boolean): DutyDue | null {
  if (onPersonId !== null) {
    if (turn === null) return null
    return { what: 'duty-end', dueAt: turn.personId === onPersonId ? turn.until : turn.since }
  }
  if (turn === null || isOver) return null
  return { what: 'duty-start', dueAt: turn.since > turn.from ? turn.since : turn.from }
}
