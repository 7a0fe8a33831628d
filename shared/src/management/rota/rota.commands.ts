/** What may be asked of a rota. `at`: when it is said; `by`: who says it. */
import type { Day, Id, Instant } from '@changxin/shared/kernel'
import type { RotaOwner } from './events.ts'
import type { RotaPattern, RotaPurpose, RotaStaff } from './pattern.ts'
import type { MissedLevel, Reminder } from './times.ts'

export interface OpenRotaCommand {
  readonly type: 'OpenRota'
  readonly rotaId: Id
  readonly owner: RotaOwner
  readonly purpose: RotaPurpose
  readonly staff: RotaStaff
  readonly title: string
  readonly pattern: RotaPattern
  readonly personIds: readonly Id[]
  readonly since: Day
  readonly graceMinutes: number
  readonly at: Instant
}
export interface JoinRota {
  readonly type: 'JoinRota'
  readonly personId: Id
  /** Turns from that day on are planned anew; null = the newcomer comes in when more turns are planned. */
  readonly replanFrom: Day | null
  readonly at: Instant
}
export interface LeaveRota {
  readonly type: 'LeaveRota'
  readonly personId: Id
  readonly at: Instant
}
export interface ChangeRotaPattern {
  readonly type: 'ChangeRotaPattern'
  readonly pattern: RotaPattern
  readonly at: Instant
}
export interface CloseRota {
  readonly type: 'CloseRota'
  readonly at: Instant
}
/** By the timer. */
export interface PlanTurns {
  readonly type: 'PlanTurns'
  readonly at: Instant
}
export interface ShareMissedTurns {
  readonly type: 'ShareMissedTurns'
  readonly shares: boolean
  readonly decidedOn: Day
  readonly ground: string
  readonly at: Instant
}
export interface PublishDeskPhone {
  readonly type: 'PublishDeskPhone'
  readonly personId: Id | null
}
export type RotaOwnCommand =
  | OpenRotaCommand
  | JoinRota
  | LeaveRota
  | ChangeRotaPattern
  | CloseRota
  | PlanTurns
  | ShareMissedTurns
  | PublishDeskPhone

interface OfTurn {
  readonly turnId: Id
}
export interface StartTurn extends OfTurn {
  readonly type: 'StartTurn'
  readonly at: Instant
}
export interface KeepTurn extends OfTurn {
  readonly type: 'KeepTurn'
  readonly how: 'self' | 'colleague' | 'link'
  readonly note: string | null
  readonly files: readonly string[]
  readonly at: Instant
}
/** By the timer, each of these. */
export interface RemindTurn extends OfTurn {
  readonly type: 'RemindTurn'
  readonly when: Reminder
}
export interface MissTurn extends OfTurn {
  readonly type: 'MissTurn'
}
export interface FinishTurn extends OfTurn {
  readonly type: 'FinishTurn'
}
export interface TellMissedTurn extends OfTurn {
  readonly type: 'TellMissedTurn'
  readonly level: MissedLevel
}
export interface GiveTurnLink extends OfTurn {
  readonly type: 'GiveTurnLink'
  readonly linkId: Id
  readonly tokenHash: string
  readonly at: Instant
}
export type TurnCommand = StartTurn | KeepTurn | RemindTurn | MissTurn | FinishTurn | TellMissedTurn | GiveTurnLink

export interface AskSwap extends OfTurn {
  readonly type: 'AskSwap'
  readonly swapId: Id
  readonly by: Id
  readonly toPersonId: Id | null
  readonly forTurnId: Id | null
  readonly at: Instant
}
export interface AgreeSwap extends OfTurn {
  readonly type: 'AgreeSwap'
  readonly swapId: Id
  readonly by: Id
  readonly at: Instant
}
export interface DeclineSwap extends OfTurn {
  readonly type: 'DeclineSwap'
  readonly swapId: Id
  readonly by: Id
}
export type SwapCommand = AskSwap | AgreeSwap | DeclineSwap

export type RotaCommand = RotaOwnCommand | TurnCommand | SwapCommand

/** For OpenRota and JoinRota: of the people named, those who have a home or a role where the rota is. */
export interface RotaFacts {
  readonly ownerKnown?: boolean
  readonly mayServe: readonly Id[]
}
