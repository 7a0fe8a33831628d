/** 换班: one asks, the other agrees; nobody gets another's turn, or loses one, without having said so. */
import { type Instant, unreachable } from '@changxin/shared/kernel'
import { rejectRota as reject } from './errors.ts'
import { type RotaEvent, SwapAsked, SwapDeclined, TurnSwapped } from './events.ts'
import type { AgreeSwap, AskSwap, SwapCommand } from './rota.commands.ts'
import { isFree, type OpenRota, type OpenSwap, type Turn } from './rota.state.ts'
import { turnIn } from './turn.steps.ts'

export function decideSwap(command: SwapCommand, state: OpenRota): readonly RotaEvent[] {
  const turn = turnIn(state, command.turnId)
  switch (command.type) {
    case 'AskSwap':
      return ask(command, state, turn)
    case 'AgreeSwap':
      return agree(command, state, turn)
    case 'DeclineSwap': {
      const { swapId, by } = command
      if (turn.swap?.swapId !== swapId) return []
      if (by !== turn.swap.byPersonId && by !== turn.swap.toPersonId) throw reject('swap-not-asked')
      return [SwapDeclined({ rotaId: state.rotaId, turnId: turn.turnId, swapId, byPersonId: by })]
    }
    default:
      return unreachable(command)
  }
}

/** A later question takes the place of the one before. */
function ask(command: AskSwap, state: OpenRota, turn: Turn): readonly RotaEvent[] {
  const { swapId, by, toPersonId, forTurnId, at } = command
  if (turn.swap?.swapId === swapId) return []
  if (turn.personId !== by) throw reject('turn-not-yours')
  requireOpen(turn, at)
  if (toPersonId === by) throw reject('swap-with-self', { field: 'toPersonId' })
  if (toPersonId !== null && !state.order.includes(toPersonId))
    throw reject('rota-member-unknown', { field: 'toPersonId' })
  const other = forTurnId === null ? null : turnIn(state, forTurnId)
  if (other) {
    if (other.personId !== toPersonId) throw reject('turn-not-yours', { field: 'forTurnId' })
    requireOpen(other, at)
  }
  if (toPersonId !== null) requireFree(state, { turn, other, by, toPersonId })
  return [SwapAsked({ rotaId: state.rotaId, turnId: turn.turnId, swapId, byPersonId: by, toPersonId, forTurnId })]
}

function agree({ swapId, by, at }: AgreeSwap, state: OpenRota, turn: Turn): readonly RotaEvent[] {
  const swap = openSwap(turn, swapId)
  if (!state.order.includes(by) || (swap.toPersonId !== null && swap.toPersonId !== by)) throw reject('swap-not-asked')
  if (by === swap.byPersonId) throw reject('swap-with-self')
  if (turn.personId !== swap.byPersonId) throw reject('turn-not-yours')
  requireOpen(turn, at)
  const other = swap.forTurnId === null ? null : turnIn(state, swap.forTurnId)
  if (other) {
    if (other.personId !== by) throw reject('turn-not-yours')
    requireOpen(other, at)
  }
  requireFree(state, { turn, other, by: swap.byPersonId, toPersonId: by })
  const of = { rotaId: state.rotaId, swapId }
  const given = TurnSwapped({ ...of, turnId: turn.turnId, fromPersonId: swap.byPersonId, toPersonId: by })
  return other
    ? [given, TurnSwapped({ ...of, turnId: other.turnId, fromPersonId: by, toPersonId: swap.byPersonId })]
    : [given]
}

function openSwap(turn: Turn, swapId: string): OpenSwap {
  if (turn.swap?.swapId !== swapId) throw reject('swap-unknown')
  return turn.swap
}

function requireOpen(turn: Turn, at: Instant): void {
  if (turn.status !== 'planned' || at >= turn.until) throw reject('turn-begun')
}

interface Change {
  readonly turn: Turn
  readonly other: Turn | null
  readonly by: string
  readonly toPersonId: string
}

/** As if both turns had changed hands already. */
function requireFree(state: OpenRota, { turn, other, by, toPersonId }: Change): void {
  const changing = other ? [turn.turnId, other.turnId] : [turn.turnId]
  const free = isFree(state, toPersonId, turn, changing) && (other === null || isFree(state, by, other, changing))
  if (!free) throw reject('swap-overlaps')
}
