/** What becomes of a turn: begun, kept, or missed. */
import { addMinutes, type Id, type Instant, unreachable } from '@changxin/shared/kernel'
import { rejectRota as reject } from './errors.ts'
import {
  MissedTurnTold,
  type RotaEvent,
  TurnKept,
  TurnLinkGiven,
  TurnMissed,
  TurnReminded,
  TurnStarted,
} from './events.ts'
import type { KeepTurn, StartTurn, TurnCommand } from './rota.commands.ts'
import { mayStillBeSaid, type OpenRota, type Turn } from './rota.state.ts'
import { EARLY_MINUTES, LATE_DAYS, MissedLevel } from './times.ts'

export function turnIn(state: OpenRota, turnId: Id): Turn {
  const turn = state.turns.get(turnId)
  if (!turn) throw reject('turn-unknown')
  return turn
}

export function decideTurn(command: TurnCommand, state: OpenRota): readonly RotaEvent[] {
  const turn = turnIn(state, command.turnId)
  const of = { rotaId: state.rotaId, turnId: turn.turnId, personId: turn.personId }
  switch (command.type) {
    case 'StartTurn':
      return start(command, turn, of)
    case 'KeepTurn':
      return keep(command, turn, of)
    case 'RemindTurn':
      return turn.status !== 'planned' || turn.reminded.includes(command.when)
        ? []
        : [TurnReminded({ ...of, when: command.when })]
    case 'MissTurn':
      return turn.status === 'planned' ? [TurnMissed(of)] : []
    case 'FinishTurn':
      return turn.status === 'started' ? [TurnKept({ ...of, how: 'time', note: null, files: [] })] : []
    case 'TellMissedTurn':
      return turn.status === 'missed' && state.staff === 'paid' && isHigher(command.level, turn.told)
        ? [MissedTurnTold({ rotaId: state.rotaId, turnId: turn.turnId, level: command.level })]
        : []
    case 'GiveTurnLink':
      if (turn.status === 'kept' || !mayStillBeSaid(turn, command.at)) throw reject('turn-begun')
      return [TurnLinkGiven({ ...of, linkId: command.linkId, tokenHash: command.tokenHash })]
    default:
      return unreachable(command)
  }
}

const isHigher = (level: MissedLevel, told: MissedLevel | null) =>
  told === null || MissedLevel.options.indexOf(level) > MissedLevel.options.indexOf(told)

type Of = { readonly rotaId: Id; readonly turnId: Id; readonly personId: Id }

/** Also of a turn that was missed already: whoever comes late is there. */
function start({ at }: StartTurn, turn: Turn, of: Of): readonly RotaEvent[] {
  if (turn.status === 'started' || turn.status === 'kept') return []
  requireBegun(turn, at)
  if (at > turn.until) throw reject('turn-begun')
  return [TurnStarted(of)]
}

function keep({ at, how, note, files }: KeepTurn, turn: Turn, of: Of): readonly RotaEvent[] {
  if (turn.status === 'kept') return []
  requireBegun(turn, at)
  if (!mayStillBeSaid(turn, at)) throw reject('turn-too-late', { limitDays: LATE_DAYS })
  return [TurnKept({ ...of, how, note, files: [...files] })]
}

function requireBegun(turn: Turn, at: Instant): void {
  if (at < addMinutes(turn.from, -EARLY_MINUTES)) throw reject('turn-not-yet', { earlyMinutes: EARLY_MINUTES })
}
