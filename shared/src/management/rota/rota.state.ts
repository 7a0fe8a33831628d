/** A rota as its events leave it: who is on the list, how turns are made, and what became of each turn. */
import {
  addDays,
  addMinutes,
  type Day,
  dayOf,
  type Id,
  type Instant,
  startOf,
  unreachable,
} from '@changxin/shared/kernel'
import type { RotaEvent, RotaOwner } from './events.ts'
import { overlap, type RotaPattern, type RotaPurpose, type RotaStaff } from './pattern.ts'
import { LATE_DAYS, type TimedTurn } from './times.ts'

export interface OpenSwap {
  readonly swapId: Id
  readonly byPersonId: Id
  readonly toPersonId: Id | null
  readonly forTurnId: Id | null
}
export interface Turn extends TimedTurn {
  readonly turnId: Id
  readonly personId: Id
  readonly swap: OpenSwap | null
}
export interface OpenRota {
  readonly rotaId: Id
  readonly owner: RotaOwner
  readonly purpose: RotaPurpose
  readonly staff: RotaStaff
  readonly pattern: RotaPattern
  readonly since: Day
  readonly graceMinutes: number
  /** In the order in which they take turns. */
  readonly order: readonly Id[]
  /** Who was given the last turn of a rotating order. */
  readonly lastPersonId: Id | null
  readonly plannedThrough: Day | null
  readonly turns: ReadonlyMap<Id, Turn>
  readonly sharesMissedSince: Day | null
  readonly deskPersonId: Id | null
  readonly isClosed: boolean
}
export type RotaState = OpenRota | null

/** Settled turns that nobody can put right any more are forgotten, so that a rota of years stays quick to fold. */
const KEEP_DAYS = 5 * LATE_DAYS

export const mayStillBeSaid = (turn: Pick<Turn, 'until'>, at: Instant) =>
  at <= addMinutes(turn.until, LATE_DAYS * 24 * 60)

export const isFree = (state: OpenRota, personId: Id, span: Pick<Turn, 'from' | 'until'>, but: readonly Id[] = []) =>
  ![...state.turns.values()].some(
    (turn) => turn.personId === personId && !but.includes(turn.turnId) && overlap(turn, span),
  )

/** Turns that have not begun and are still planned, of one person or of all. */
export const comingTurns = (state: OpenRota, at: Instant, personId?: Id): Turn[] =>
  [...state.turns.values()].filter(
    (turn) => turn.status === 'planned' && turn.from > at && (personId === undefined || turn.personId === personId),
  )

export function evolveRota(state: RotaState, event: RotaEvent): RotaState {
  if (event.type === 'RotaOpened')
    return {
      ...event.data,
      order: [],
      lastPersonId: null,
      plannedThrough: null,
      turns: new Map(),
      sharesMissedSince: null,
      deskPersonId: null,
      isClosed: false,
    }
  if (!state) return null
  switch (event.type) {
    case 'RotaMemberJoined':
      return {
        ...replanned(state, event.data.freedTurnIds),
        order: [...state.order.filter((id) => id !== event.data.personId), event.data.personId],
      }
    case 'RotaMemberLeft': {
      const left = event.data.personId
      return {
        ...without(state, event.data.freedTurnIds),
        order: state.order.filter((id) => id !== left),
        ...lastBefore(state, left),
      }
    }
    case 'RotaPatternChanged':
      return { ...replanned(state, event.data.freedTurnIds), pattern: event.data.pattern }
    case 'RotaClosed':
      return { ...without(state, event.data.freedTurnIds), isClosed: true }
    case 'TurnsPlanned':
      return planned(state, event.data)
    case 'MissedTurnsShared':
      return { ...state, sharesMissedSince: event.data.since }
    case 'DeskPhonePublished':
      return { ...state, deskPersonId: event.data.personId }
    case 'TurnLinkGiven':
      return state
    default:
      return evolveTurn(state, event)
  }
}

type TurnEvent = Exclude<
  RotaEvent,
  {
    type:
      | 'RotaOpened'
      | 'RotaMemberJoined'
      | 'RotaMemberLeft'
      | 'RotaPatternChanged'
      | 'RotaClosed'
      | 'TurnsPlanned'
      | 'MissedTurnsShared'
      | 'DeskPhonePublished'
      | 'TurnLinkGiven'
  }
>

function evolveTurn(state: OpenRota, event: TurnEvent): OpenRota {
  const turn = state.turns.get(event.data.turnId)
  return turn ? { ...state, turns: new Map(state.turns).set(turn.turnId, stepped(turn, event)) } : state
}

function stepped(turn: Turn, event: TurnEvent): Turn {
  switch (event.type) {
    case 'TurnReminded':
      return { ...turn, reminded: [...turn.reminded, event.data.when] }
    case 'TurnStarted':
      return { ...turn, status: 'started', swap: null }
    case 'TurnKept':
      return { ...turn, status: 'kept', swap: null }
    case 'TurnMissed':
      return { ...turn, status: 'missed', swap: null }
    case 'MissedTurnTold':
      return { ...turn, told: event.data.level }
    case 'SwapAsked': {
      const { swapId, byPersonId, toPersonId, forTurnId } = event.data
      return { ...turn, swap: { swapId, byPersonId, toPersonId, forTurnId } }
    }
    case 'SwapDeclined':
      return { ...turn, swap: null }
    case 'TurnSwapped':
      // Whoever has it now is reminded anew.
      return { ...turn, personId: event.data.toPersonId, swap: null, reminded: [] }
    default:
      return unreachable(event)
  }
}

function without(state: OpenRota, turnIds: readonly Id[]): OpenRota {
  const turns = new Map(state.turns)
  for (const turnId of turnIds) turns.delete(turnId)
  return { ...state, turns }
}

/** The end of the plan falls away: the order goes on behind the last turn that stays. */
function replanned(state: OpenRota, turnIds: readonly Id[]): OpenRota {
  if (turnIds.length === 0) return state
  const left = without(state, turnIds)
  const last = [...left.turns.values()].toSorted((a, b) => (a.from < b.from ? -1 : 1)).at(-1)
  return { ...left, lastPersonId: last?.personId ?? null }
}

/** The next in order stays the next when the one before leaves. */
function lastBefore({ order, lastPersonId }: OpenRota, left: Id): Pick<OpenRota, 'lastPersonId'> {
  if (lastPersonId !== left) return { lastPersonId }
  const at = order.indexOf(left)
  const before = order.length > 1 ? order[(at - 1 + order.length) % order.length] : undefined
  return { lastPersonId: before ?? null }
}

function planned(state: OpenRota, data: Extract<RotaEvent, { type: 'TurnsPlanned' }>['data']): OpenRota {
  const keptFrom = startOf(addDays(dayOf(data.plannedAt), -KEEP_DAYS))
  const kept = [...state.turns].filter(
    ([, { status, until }]) => until >= keptFrom || status === 'planned' || status === 'started',
  )
  const fresh = data.turns.map((turn): readonly [Id, Turn] => [
    turn.turnId,
    { ...turn, status: 'planned', reminded: [], told: null, swap: null },
  ])
  return {
    ...state,
    turns: new Map([...kept, ...fresh]),
    plannedThrough: data.throughDay,
    lastPersonId: data.turns.at(-1)?.personId ?? state.lastPersonId,
  }
}
