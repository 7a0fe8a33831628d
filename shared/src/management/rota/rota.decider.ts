/** What may happen to a rota. Turns are planned ahead by the timer, and again whenever the list or the pattern changes. */
import { addDays, type Decider, dayOf, type Id, type Instant, unreachable } from '@changxin/shared/kernel'
import { rejectRota as reject } from './errors.ts'
import {
  DeskPhonePublished,
  MAX_ROTA_MEMBERS,
  MissedTurnsShared,
  RotaClosed,
  type RotaEvent,
  RotaMemberJoined,
  RotaMemberLeft,
  RotaOpened,
  RotaPatternChanged,
} from './events.ts'
import { doubledWeekday, type RotaPattern } from './pattern.ts'
import type {
  ChangeRotaPattern,
  JoinRota,
  LeaveRota,
  OpenRotaCommand,
  RotaCommand,
  RotaFacts,
  RotaOwnCommand,
  ShareMissedTurns,
  SwapCommand,
} from './rota.commands.ts'
import { planTurns, withPlan } from './rota.plan.ts'
import { comingTurns, evolveRota, type OpenRota, type RotaState } from './rota.state.ts'
import { decideSwap } from './swap.steps.ts'
import { decideTurn } from './turn.steps.ts'

type Own = Exclude<RotaOwnCommand, OpenRotaCommand>
const OWN: ReadonlySet<RotaCommand['type']> = new Set<Own['type']>([
  'JoinRota',
  'LeaveRota',
  'ChangeRotaPattern',
  'CloseRota',
  'PlanTurns',
  'ShareMissedTurns',
  'PublishDeskPhone',
])
const SWAPS: ReadonlySet<RotaCommand['type']> = new Set<SwapCommand['type']>(['AskSwap', 'AgreeSwap', 'DeclineSwap'])
const isOwn = (command: RotaCommand): command is Own => OWN.has(command.type)
const isSwap = (command: RotaCommand): command is SwapCommand => SWAPS.has(command.type)

export const rotaDecider: Decider<RotaCommand, RotaEvent, RotaState, RotaFacts | undefined> = {
  initial: null,
  evolve: evolveRota,
  decide(command, state, facts) {
    if (command.type === 'OpenRota') return state ? [] : open(command, facts)
    if (!state) throw reject('rota-unknown')
    if (isOwn(command)) return decideOwn(command, state, facts)
    return isSwap(command) ? decideSwap(command, state) : decideTurn(command, state)
  },
}

function open(command: OpenRotaCommand, facts: RotaFacts | undefined): readonly RotaEvent[] {
  const { type: _, personIds, at, ...opened } = command
  if (!facts?.ownerKnown) throw reject('rota-owner-unknown', { field: 'owner.id' })
  const today = dayOf(at)
  if (opened.since < today) throw reject('rota-day-past', { field: 'since', today })
  requirePattern(opened.pattern, personIds)
  for (const personId of personIds) requireMayServe(personId, facts)
  const events: readonly RotaEvent[] = [
    RotaOpened(opened),
    ...[...new Set(personIds)].map((personId) =>
      RotaMemberJoined({ rotaId: opened.rotaId, personId, freedTurnIds: [] }),
    ),
  ]
  const state = events.reduce<RotaState>(evolveRota, null)
  return state ? [...events, ...planTurns(state, at)] : events
}

function decideOwn(command: Own, state: OpenRota, facts: RotaFacts | undefined): readonly RotaEvent[] {
  const { rotaId } = state
  switch (command.type) {
    case 'LeaveRota':
      return leave(command, state)
    case 'CloseRota':
      return state.isClosed ? [] : [RotaClosed({ rotaId, freedTurnIds: idsOf(state, command.at) })]
    case 'PlanTurns':
      return planTurns(state, command.at)
    case 'ShareMissedTurns':
      return share(command, state)
    case 'PublishDeskPhone':
      return state.deskPersonId === command.personId ? [] : [DeskPhonePublished({ rotaId, personId: command.personId })]
    case 'JoinRota':
      requireInUse(state)
      return join(command, state, facts)
    case 'ChangeRotaPattern':
      requireInUse(state)
      return change(command, state)
    default:
      return unreachable(command)
  }
}

function requireInUse(state: OpenRota): void {
  if (state.isClosed) throw reject('rota-closed')
}

function requireMayServe(personId: Id, facts: RotaFacts | undefined): void {
  if (!facts?.mayServe.includes(personId)) throw reject('rota-person-elsewhere', { field: 'personIds' })
}

function requirePattern(pattern: RotaPattern, members: readonly Id[]): void {
  if (pattern.kind !== 'weekly') return
  if (pattern.slots.some(({ personId }) => !members.includes(personId)))
    throw reject('rota-member-unknown', { field: 'pattern' })
  const weekday = doubledWeekday(pattern)
  if (weekday !== null) throw reject('rota-person-doubled', { field: 'pattern', weekday })
}

const idsOf = (state: OpenRota, at: Instant, personId?: Id) =>
  comingTurns(state, at, personId).map(({ turnId }) => turnId)

function join(
  { personId, replanFrom, at }: JoinRota,
  state: OpenRota,
  facts: RotaFacts | undefined,
): readonly RotaEvent[] {
  if (state.order.includes(personId)) return []
  if (state.order.length >= MAX_ROTA_MEMBERS) throw reject('rota-full', { limit: MAX_ROTA_MEMBERS })
  requireMayServe(personId, facts)
  const freedTurnIds =
    replanFrom === null
      ? []
      : comingTurns(state, at)
          .filter(({ from }) => dayOf(from) >= replanFrom)
          .map(({ turnId }) => turnId)
  return withPlan(state, [RotaMemberJoined({ rotaId: state.rotaId, personId, freedTurnIds })], at)
}

/** Turns to come go to the others in order; a weekly slot stays empty until the pattern names somebody else. */
function leave({ personId, at }: LeaveRota, state: OpenRota): readonly RotaEvent[] {
  if (!state.order.includes(personId)) return []
  const freedTurnIds = idsOf(state, at, personId)
  return withPlan(state, [RotaMemberLeft({ rotaId: state.rotaId, personId, freedTurnIds })], at)
}

/** What was swapped for later days falls with the old pattern: its slots may be no more. */
function change({ pattern, at }: ChangeRotaPattern, state: OpenRota): readonly RotaEvent[] {
  if (JSON.stringify(pattern) === JSON.stringify(state.pattern)) return []
  requirePattern(pattern, state.order)
  const freedTurnIds = idsOf(state, at)
  return withPlan(state, [RotaPatternChanged({ rotaId: state.rotaId, pattern, freedTurnIds })], at)
}

/** Only turns after the decision: under which word somebody missed a turn stays the word for it. */
function share({ shares, decidedOn, ground, at }: ShareMissedTurns, state: OpenRota): readonly RotaEvent[] {
  if (state.staff !== 'volunteer') throw reject('rota-not-volunteer')
  if (shares === (state.sharesMissedSince !== null)) return []
  const since = shares ? addDays(dayOf(at), 1) : null
  return [MissedTurnsShared({ rotaId: state.rotaId, since, decidedOn, ground })]
}
