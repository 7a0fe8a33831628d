/** One demand: opened, joined until it reaches its share, then called, or overdue until it is. */
import { addDays, type Day, type Decider, type Instant, startOf, unreachable } from '@changxin/shared/kernel'
import type { Setting } from '../voting-rule.ts'
import { demandSum, type HeadUnit, type Join } from './demand.count.ts'
import { rejectDemand as reject } from './errors.ts'
import {
  DemandAnswered,
  DemandClosed,
  type DemandEvent,
  DemandJoined,
  DemandLeft,
  DemandOpened,
  DemandOverdue,
  DemandReached,
} from './events.ts'

export type DemandStatus = 'open' | 'reached' | 'answered' | 'closed'
export interface DemandJoin extends Join {
  readonly means: 'screen' | 'paper'
  readonly personId: string | null
  readonly joinedOn: Day
}
export interface KnownDemand {
  readonly status: DemandStatus
  readonly demandId: string
  readonly compoundId: string
  readonly title: string
  readonly reason: string
  readonly openedOn: Day
  readonly percent: Setting
  readonly callWithin: Setting
  readonly joins: readonly DemandJoin[]
  readonly reached: { readonly joined: number; readonly heads: number; readonly on: Day; readonly callBy: Day } | null
  readonly overdue: boolean
  readonly decisionIds: readonly string[]
  readonly answeredOn: Day | null
  readonly closedReason: string | null
}
export type DemandState = KnownDemand | null

/** The roll of the day; `[]` for what needs none. */
export interface DemandFacts {
  readonly roll: readonly HeadUnit[]
}

export type DemandCommand =
  | {
      readonly type: 'OpenDemand'
      readonly demandId: string
      readonly compoundId: string
      readonly title: string
      readonly reason: string
      readonly percent: Setting
      readonly callWithin: Setting
      readonly today: Day
    }
  | { readonly type: 'JoinDemand'; readonly unitId: string; readonly personId: string; readonly today: Day }
  | {
      readonly type: 'SignDemand'
      readonly unitId: string
      readonly check: string | null
      readonly files: readonly string[]
      readonly today: Day
    }
  | { readonly type: 'LeaveDemand'; readonly unitId: string; readonly today: Day }
  | { readonly type: 'CountDemand'; readonly today: Day }
  | {
      readonly type: 'AnswerDemand'
      readonly decisionId: string
      readonly compoundId: string
      readonly today: Day
    }
  | { readonly type: 'MissDemand'; readonly callBy: Day }
  | { readonly type: 'CloseDemand'; readonly reason: string; readonly today: Day }

const words: Readonly<Record<DemandStatus, { statusZh: string; statusEn: string }>> = {
  open: { statusZh: '正在联名', statusEn: 'open' },
  reached: { statusZh: '已达到人数', statusEn: 'at its share already' },
  answered: { statusZh: '已发起表决', statusEn: 'answered by a decision' },
  closed: { statusZh: '已撤回', statusEn: 'withdrawn' },
}

/** When the timer has something to say. The day itself still counts. */
export const demandDueAt = (demand: KnownDemand): Instant | null =>
  demand.status === 'reached' && demand.reached && !demand.overdue ? startOf(addDays(demand.reached.callBy, 1)) : null

export const demandDecider: Decider<DemandCommand, DemandEvent, DemandState, DemandFacts | undefined> = {
  initial: null,
  evolve(state, event) {
    if (event.type === 'DemandOpened')
      return {
        ...event.data,
        status: 'open',
        joins: [],
        reached: null,
        overdue: false,
        decisionIds: [],
        answeredOn: null,
        closedReason: null,
      }
    return state && evolveKnown(state, event)
  },
  decide(command, state, facts) {
    if (command.type === 'OpenDemand') return state ? [] : open(command)
    if (!state) throw reject('demand-unknown')
    return decideKnown(command, state, facts?.roll ?? [])
  },
}

function evolveKnown(state: KnownDemand, event: Exclude<DemandEvent, { type: 'DemandOpened' }>): KnownDemand {
  switch (event.type) {
    case 'DemandJoined': {
      const { unitId, ownerIds, means, personId, joinedOn } = event.data
      const others = state.joins.filter((join) => join.unitId !== unitId)
      return { ...state, joins: [...others, { unitId, ownerIds, means, personId, joinedOn }] }
    }
    case 'DemandLeft':
      return { ...state, joins: state.joins.filter(({ unitId }) => unitId !== event.data.unitId) }
    case 'DemandReached': {
      const { joined, heads, reachedOn, callBy } = event.data
      return { ...state, status: 'reached', reached: { joined, heads, on: reachedOn, callBy } }
    }
    case 'DemandAnswered': {
      const { decisionId, answeredOn } = event.data
      const decisionIds = [...state.decisionIds, decisionId]
      return { ...state, status: 'answered', decisionIds, answeredOn: state.answeredOn ?? answeredOn }
    }
    case 'DemandOverdue':
      return { ...state, overdue: true }
    case 'DemandClosed':
      return { ...state, status: 'closed', closedReason: event.data.reason }
    default:
      return unreachable(event)
  }
}

function open({ type: _, today, ...data }: Extract<DemandCommand, { type: 'OpenDemand' }>): DemandEvent[] {
  return [DemandOpened({ ...data, openedOn: today })]
}

function decideKnown(
  command: Exclude<DemandCommand, { type: 'OpenDemand' }>,
  state: KnownDemand,
  roll: readonly HeadUnit[],
): readonly DemandEvent[] {
  const of = { demandId: state.demandId, compoundId: state.compoundId }
  switch (command.type) {
    case 'JoinDemand':
    case 'SignDemand':
      return join(command, state, roll)
    case 'LeaveDemand':
      if (!state.joins.some(({ unitId }) => unitId === command.unitId)) throw reject('demand-not-joined')
      requireOpen(state)
      return [DemandLeft({ ...of, unitId: command.unitId, leftOn: command.today })]
    case 'CountDemand':
      return state.status === 'open' ? reachedBy(state, state.joins, roll, command.today) : []
    case 'AnswerDemand':
      if (state.decisionIds.includes(command.decisionId)) return []
      if (state.compoundId !== command.compoundId) throw reject('demand-elsewhere')
      if (state.status !== 'reached' && state.status !== 'answered')
        throw reject('demand-not-open', words[state.status])
      return [DemandAnswered({ ...of, decisionId: command.decisionId, answeredOn: command.today })]
    case 'MissDemand':
      return state.status === 'reached' && !state.overdue && state.reached?.callBy === command.callBy
        ? [DemandOverdue({ ...of, callBy: command.callBy })]
        : []
    case 'CloseDemand':
      if (state.status === 'closed') return []
      requireOpen(state)
      return [DemandClosed({ ...of, reason: command.reason, closedOn: command.today })]
    default:
      return unreachable(command)
  }
}

function requireOpen({ status }: KnownDemand): void {
  if (status !== 'open') throw reject('demand-not-open', words[status])
}

function join(
  command: Extract<DemandCommand, { type: 'JoinDemand' | 'SignDemand' }>,
  state: KnownDemand,
  roll: readonly HeadUnit[],
): DemandEvent[] {
  const { unitId, today } = command
  const unit = roll.find((one) => one.unitId === unitId)
  if (!unit) throw reject('demand-no-owner', { field: 'unitId' })
  const known = state.joins.find((one) => one.unitId === unitId)
  if (known && known.ownerIds.join(' ') === unit.ownerIds.join(' ')) return []
  // After it was reached more may stand behind it: that changes no deadline.
  if (state.status !== 'reached') requireOpen(state)
  const ownerIds = [...unit.ownerIds]
  const how = command.type === 'JoinDemand' ? onScreen(command, unit) : onPaper(command, unit)
  const joined = { demandId: state.demandId, compoundId: state.compoundId, unitId, ownerIds, ...how, joinedOn: today }
  const others = state.joins.filter((one) => one.unitId !== unitId)
  const joins = [...others, { unitId, ownerIds }]
  return [DemandJoined(joined), ...(state.status === 'open' ? reachedBy(state, joins, roll, today) : [])]
}

function onScreen({ personId }: Extract<DemandCommand, { type: 'JoinDemand' }>, unit: HeadUnit) {
  // Whether the person's own right was checked is a matter of access; a co-owner's that was not hinders nobody.
  if (!unit.ownerIds.includes(personId)) throw reject('demand-owner-unchecked')
  return { means: 'screen' as const, personId, check: null, files: [] }
}

function onPaper({ check, files }: Extract<DemandCommand, { type: 'SignDemand' }>, unit: HeadUnit) {
  if (files.length === 0) throw reject('demand-scan-missing', { field: 'files' })
  if (unit.standing !== 'checked' && check === null) throw reject('demand-check-missing', { field: 'check' })
  return { means: 'paper' as const, personId: null, check, files: [...files] }
}

function reachedBy(state: KnownDemand, joins: readonly Join[], roll: readonly HeadUnit[], today: Day): DemandEvent[] {
  const { joined, heads, percent, reached } = demandSum(joins, roll, state.percent.value)
  if (!reached) return []
  const { demandId, compoundId, callWithin } = state
  return [
    DemandReached({
      demandId,
      compoundId,
      joined,
      heads,
      percent,
      reachedOn: today,
      callBy: addDays(today, callWithin.value),
    }),
  ]
}
