/** One joint meeting and what came of its points. */
import { addDays, type Day, type Decider, type Instant, startOf, unreachable } from '@changxin/shared/kernel'
import { reject } from './errors.ts'
import { type MeetingEvent, MeetingHeld, type Point, PointDone, PointMoved, PointOverdue } from './events.ts'

export interface PointState extends Point {
  readonly done: { readonly on: Day; readonly note: string; readonly files: readonly string[] } | null
  /** Days that were promised and passed. */
  readonly missed: readonly Day[]
}
type Held = ReturnType<typeof MeetingHeld>['data']
export type MeetingState = (Omit<Held, 'points'> & { readonly points: readonly PointState[] }) | null

export type MeetingCommand =
  | ({ readonly type: 'HoldMeeting'; readonly today: Day } & Held)
  | {
      readonly type: 'FinishPoint'
      readonly pointId: string
      readonly doneOn: Day
      readonly note: string
      readonly files: readonly string[]
      readonly today: Day
    }
  | {
      readonly type: 'MovePoint'
      readonly pointId: string
      readonly dueOn: Day
      readonly reason: string
      readonly today: Day
    }
  | { readonly type: 'MissPoint'; readonly pointId: string; readonly dueOn: Day }

export const isPointOpen = ({ done, dueOn }: PointState) => done === null && dueOn !== null
export const isPointOverdue = (point: PointState) => isPointOpen(point) && point.missed.includes(point.dueOn ?? '')
/** The day itself still counts; null when the timer has nothing to say. */
export const pointDueAt = (point: PointState): Instant | null =>
  point.dueOn !== null && isPointOpen(point) && !isPointOverdue(point) ? startOf(addDays(point.dueOn, 1)) : null

export const meetingDecider: Decider<MeetingCommand, MeetingEvent, MeetingState> = {
  initial: null,
  evolve(state, event) {
    if (event.type === 'MeetingHeld') {
      const points = event.data.points.map((point) => ({ ...point, done: null, missed: [] }))
      return { ...event.data, points }
    }
    if (!state) return state
    const { pointId } = event.data
    return {
      ...state,
      points: state.points.map((point) => (point.pointId === pointId ? evolvePoint(point, event) : point)),
    }
  },
  decide(command, state) {
    if (command.type === 'HoldMeeting') return state ? [] : hold(command)
    if (!state) throw reject('meeting-unknown')
    const point = state.points.find(({ pointId }) => pointId === command.pointId)
    if (!point) throw reject('point-unknown')
    return decidePoint(command, state, point)
  },
}

function evolvePoint(point: PointState, event: Exclude<MeetingEvent, { type: 'MeetingHeld' }>): PointState {
  switch (event.type) {
    case 'PointDone': {
      const { doneOn: on, note, files } = event.data
      return { ...point, done: { on, note, files } }
    }
    case 'PointMoved':
      return { ...point, dueOn: event.data.dueOn }
    case 'PointOverdue':
      return { ...point, missed: [...point.missed, event.data.dueOn] }
    default:
      return unreachable(event)
  }
}

function hold({ type: _, today, ...held }: Extract<MeetingCommand, { type: 'HoldMeeting' }>): MeetingEvent[] {
  if (held.heldOn > today) throw reject('meeting-in-future', { heldOn: held.heldOn, field: 'heldOn' })
  const early = held.points.findIndex(({ dueOn }) => dueOn !== null && dueOn < held.heldOn)
  if (early >= 0) throw reject('meeting-day-before', { heldOn: held.heldOn, field: `points.${early}.dueOn` })
  return [MeetingHeld(held)]
}

function decidePoint(
  command: Exclude<MeetingCommand, { type: 'HoldMeeting' }>,
  { meetingId, compoundId, heldOn }: Held | NonNullable<MeetingState>,
  point: PointState,
): MeetingEvent[] {
  const of = { meetingId, compoundId, pointId: point.pointId }
  if (command.type === 'MissPoint')
    return isPointOpen(point) && point.dueOn === command.dueOn && !isPointOverdue(point)
      ? [PointOverdue({ ...of, dueOn: command.dueOn })]
      : []
  if (point.dueOn === null) throw reject('point-without-day')
  if (command.type === 'FinishPoint') {
    const { doneOn, note, files, today } = command
    if (point.done?.on === doneOn && point.done.note === note) return []
    if (point.done) throw reject('point-done-already', { doneOn: point.done.on })
    if (doneOn > today) throw reject('point-done-in-future', { today, field: 'doneOn' })
    if (doneOn < heldOn) throw reject('meeting-day-before', { heldOn, field: 'doneOn' })
    return [PointDone({ ...of, doneOn, note, files: [...files] })]
  }
  if (point.done) throw reject('point-done-already', { doneOn: point.done.on })
  if (point.dueOn === command.dueOn) return []
  if (command.dueOn < command.today) throw reject('point-day-past', { today: command.today, field: 'dueOn' })
  return [PointMoved({ ...of, dueOn: command.dueOn, reason: command.reason })]
}
