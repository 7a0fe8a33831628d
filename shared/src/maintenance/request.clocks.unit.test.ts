/** Stories of the clocks: what is missed, what a pause stops, who is told, what a phone without signal puts right. */
import { epochMsOf, instantOf } from '@changxin/shared/kernel'
import { describe, expect, test } from 'vitest'
import { given as specOf } from '../../../test/kit/decider-spec.ts'
import {
  accepted,
  assigned,
  completed,
  DAY,
  happened,
  history,
  minutes,
  missed,
  reopened,
  reportedEvent,
  started,
  target,
} from '../../../test/kit/request-fixtures.ts'
import type { RequestEvent, Urgency } from './events.ts'
import { clockOf, dueOf, isOverdue, type TargetName } from './request.clocks.ts'
import type { MissTarget } from './request.commands.ts'
import { requestDecider } from './request.decider.ts'
import {
  at,
  closed,
  commands,
  completedLate,
  corrected,
  escalated,
  going,
  histories,
  onSite,
  paused,
  pauseWork,
  rejected,
  resumed,
} from './request.fixture.ts'

const request = (...events: RequestEvent[]) => specOf(requestDecider, ...history(...events))
const reported = reportedEvent()
const atWork = [reported, accepted, assigned(), started] as const
const [response, resolution] = [target.responseDueAt, target.resolutionDueAt]
const HOUR = 60

describe('a target', () => {
  const miss = (which: TargetName, dueAt: string, when = dueAt): MissTarget => ({
    type: 'MissTarget',
    requestId: 'r1',
    at: when,
    receivedAt: when,
    by: 'system',
    target: which,
    dueAt,
  })

  test('is missed once, when it is due and unmet', () => {
    request(reported).when(miss('response', response)).then(missed('response', response))
    request(reported)
      .when(miss('response', response, minutes(DAY - 1)))
      .nothing()
    request(reported, missed('response', response)).when(miss('response', response)).nothing()
    request(reported, accepted).when(miss('response', response)).nothing()
    request(reported, accepted).when(miss('resolution', resolution)).then(missed('resolution', resolution))
  })

  test('is not missed of a request that is unknown, done or ended', () => {
    specOf(requestDecider).when(miss('resolution', resolution)).nothing()
    for (const status of ['completed', 'cancelled', 'rejected', 'merged', 'closed'] as const) {
      request(...histories[status])
        .when(miss('resolution', resolution))
        .nothing()
      expect(clockOf(request(...histories[status]).state).running, status).toEqual([])
    }
  })

  test('on site counts where the target says on site', () => {
    const emergency = reportedEvent({ responseMetBy: 'started' })
    request(emergency, accepted).when(miss('response', response)).then(missed('response', response))
    request(emergency, accepted, assigned(), started).when(miss('response', response)).nothing()
  })

  test('is overdue while open, and no more when somebody has answered', () => {
    expect(isOverdue(request(reported).state)).toBe(false)
    expect(isOverdue(request(reported, missed('response', response)).state)).toBe(true)
    expect(isOverdue(request(reported, missed('response', response), accepted).state)).toBe(false)
    expect(isOverdue(request(...atWork, missed('resolution', resolution)).state)).toBe(true)
    expect(isOverdue(request(...atWork, missed('resolution', resolution), completed).state)).toBe(false)
  })

  test('reopening runs a new clock; the old one is over', () => {
    const again = minutes(3 * DAY)
    const open = request(...atWork, missed('resolution', resolution), completed, reopened(again))
    open.when(miss('resolution', resolution)).nothing()
    open.when(miss('resolution', again)).then(missed('resolution', again))
    expect(clockOf(open.state)).toEqual({ running: [{ target: 'resolution', dueAt: again }], nextDueAt: again })
  })

  test.each([rejected, closed])('after $type and reopening nobody is asked for an answer of long ago', (end) => {
    const begun = [happened(0, reportedEvent(onSite)), happened(10, accepted), happened(20, end)]
    const again = going(...begun, happened(9 * DAY, reopened(minutes(10 * DAY))))
    expect(clockOf(again.state()).running).toEqual([{ target: 'resolution', dueAt: minutes(10 * DAY) }])
    expect(again.sleepUntil(minutes(9 * DAY + HOUR))).toEqual([])
  })

  test('the next due comes first', () => {
    expect(clockOf(request(reported).state)).toEqual({
      running: [
        { target: 'response', dueAt: response },
        { target: 'resolution', dueAt: resolution },
      ],
      nextDueAt: response,
    })
    expect(clockOf(request(reported, missed('response', response)).state).nextDueAt).toBe(resolution)
    expect(clockOf(specOf(requestDecider).state)).toEqual({ running: [], nextDueAt: null })
    expect(dueOf(specOf(requestDecider).state)).toEqual([])
  })
})

describe('a pause', () => {
  test('waiting for the resident stops the clock, and it goes on by exactly the time that it stood', () => {
    const one = going(...history(...atWork))
    one.tell(at(HOUR, pauseWork('no-access', '2026-03-10')))
    expect(clockOf(one.state())).toEqual({ running: [], nextDueAt: null })
    expect(one.sleepUntil(minutes(5 * DAY)), 'nobody is told, nothing is missed').toEqual([])
    expect(one.tell(at(5 * DAY, { type: 'ResumeWork' }))).toEqual([resumed(minutes(2 * DAY + 5 * DAY - HOUR))])
    expect(clockOf(one.state()).nextDueAt).toBe(minutes(7 * DAY - HOUR))
  })

  test('waiting for parts does not', () => {
    const one = going(...history(...atWork))
    one.tell(at(HOUR, pauseWork('parts', '2026-03-10')))
    expect(clockOf(one.state()).nextDueAt).toBe(resolution)
    expect(one.sleepUntil(minutes(2 * DAY))).toContainEqual(missed('resolution', resolution))
    expect(one.tell(at(5 * DAY, { type: 'ResumeWork' }))).toEqual([resumed(resolution)])
  })

  test('auto-resume comes on the day after the last day, not on it', () => {
    const one = going(...history(...atWork))
    one.tell(at(HOUR, pauseWork('owner-decision', '2026-03-04')))
    const morning = '2026-03-04T16:00:00.000Z'
    expect(one.sleepUntil('2026-03-04T15:59:59.999Z')).toEqual([])
    const stoodMs = epochMsOf(morning) - epochMsOf(minutes(HOUR))
    expect(one.sleepUntil(morning)).toEqual([resumed(instantOf(epochMsOf(resolution) + stoodMs))])
    expect(one.state()).toMatchObject({ status: 'started', pause: null })
  })

  test('does not help a clock that ran out before, whether the timer had looked or not', () => {
    const late = at(2 * DAY + 1, pauseWork('fund-vote', '2026-04-30'))
    const one = going(...history(...atWork))
    expect(one.tell(late)).toEqual([missed('resolution', resolution), paused('fund-vote', '2026-04-30')])
    expect(one.tell(at(9 * DAY, { type: 'ResumeWork' }))).toEqual([resumed(resolution)])
    const called = going(...history(...atWork), happened(2 * DAY, missed('resolution', resolution)))
    expect(called.tell(late)).toEqual([paused('fund-vote', '2026-04-30')])
    expect(called.tell(at(9 * DAY, { type: 'ResumeWork' }))).toEqual([resumed(resolution)])
  })

  test('that came in late over the end of another is not counted twice', () => {
    const one = going(...history(...atWork))
    one.tell(at(HOUR, pauseWork('no-access', '2026-03-01')))
    one.sleepUntil(minutes(16 * HOUR))
    const once = minutes(2 * DAY + 15 * HOUR)
    expect(one.state()).toMatchObject({ resolution: { dueAt: once } })
    one.tell(at(10 * HOUR, pauseWork('no-access', '2026-03-05'), 17 * HOUR))
    expect(one.tell(at(20 * HOUR, { type: 'ResumeWork' }))).toEqual([resumed(minutes(2 * DAY + 19 * HOUR))])
  })
})

describe('who is told', () => {
  const toldAt = (urgency: Urgency, ends: { response: number; resolution: number }) => {
    const clock = { ...target, responseDueAt: minutes(ends.response), resolutionDueAt: minutes(ends.resolution) }
    const { data } = reportedEvent(clock)
    const one = going(happened(0, { type: 'RequestReported', data: { ...data, urgency } }), happened(1, accepted))
    const seen: unknown[] = []
    for (let next = dueOf(one.state())[0]; next; next = dueOf(one.state())[0]) {
      const minute = (epochMsOf(next.dueAt) - epochMsOf(minutes(0))) / 60_000
      seen.push([minute, next.what === 'escalate' ? next.level : next.what])
      one.sleepUntil(next.dueAt)
      if (seen.length > 20) break
    }
    return [seen, one] as const
  }

  test('the desk a quarter before the end, the manager at it, the centre and the subdistrict later', () => {
    expect(toldAt('emergency', { response: 5, resolution: DAY })[0]).toEqual([
      [DAY - 4 * HOUR, 'due-soon'],
      [DAY, 'miss'],
      [DAY + HOUR, 'centre'],
      [DAY + 4 * HOUR, 'subdistrict'],
    ])
    expect(toldAt('ordinary', { response: 5, resolution: 4 * HOUR })[0]).toEqual([
      [3 * HOUR, 'due-soon'],
      [4 * HOUR, 'miss'],
      [4 * HOUR + DAY, 'centre'],
      [4 * HOUR + 3 * DAY, 'subdistrict'],
    ])
    const [seen, one] = toldAt('deferrable', { response: 5, resolution: 7 * DAY })
    expect(seen).toEqual([
      [7 * DAY - 4 * HOUR, 'due-soon'],
      [7 * DAY, 'miss'],
      [10 * DAY, 'centre'],
      [14 * DAY, 'subdistrict'],
    ])
    const levels = one.log.flatMap((event) => (event.type === 'RequestEscalated' ? [event.data.level] : []))
    expect(levels).toEqual(['due-soon', 'manager', 'centre', 'subdistrict'])
  })

  test('each level once, none out of turn, none too early', () => {
    const tell = (level: 'due-soon' | 'manager', minute: number) =>
      at(minute, { type: 'EscalateRequest', target: 'response', level })
    request(reported)
      .when(tell('due-soon', 20 * HOUR))
      .then(escalated('response', 'due-soon', response))
    request(reported)
      .when(tell('due-soon', 20 * HOUR - 1))
      .nothing()
    request(reported)
      .when(tell('manager', 2 * DAY))
      .nothing()
    request(reported, escalated('response', 'due-soon', response))
      .when(tell('due-soon', 2 * DAY))
      .nothing()
    request(reported, accepted)
      .when(tell('due-soon', 2 * DAY))
      .nothing()
  })
})

describe('a phone without signal', () => {
  const late = [...history(...atWork), happened(2 * DAY, missed('resolution', resolution))]

  test('that completed in time puts the verdict right', () => {
    const one = going(...late)
    expect(one.tell({ ...commands.CompleteWork, at: resolution, receivedAt: minutes(3 * DAY) })).toEqual([
      completedLate(3 * DAY),
      corrected('resolution', resolution),
    ])
    expect(one.state()).toMatchObject({ resolution: { met: true, missed: false } })
  })

  test('that completed too late does not', () => {
    const one = going(...late)
    expect(one.tell(at(2 * DAY + 1, { type: 'CompleteWork', note: '已疏通', files: [] }, 3 * DAY))).toEqual([
      completedLate(3 * DAY),
    ])
    expect(one.state()).toMatchObject({ resolution: { met: true, missed: true } })
  })

  test('that started in time puts the answer right, and leaves the rest', () => {
    const emergency = going(happened(0, reportedEvent(onSite)), happened(5, accepted), happened(10, assigned()))
    emergency.sleepUntil(minutes(2 * DAY))
    expect(emergency.tell(at(50, { type: 'StartWork' }, 2 * DAY))).toEqual([
      started,
      corrected('response', minutes(60)),
    ])
    expect(emergency.state()).toMatchObject({ response: { missed: false }, resolution: { missed: true } })
  })

  test('that paused in time: the clock stood still and has not run out', () => {
    const one = going(...late)
    const early = at(2 * DAY - HOUR, pauseWork('no-access', '2026-03-10'), 3 * DAY)
    expect(one.tell(early)).toEqual([paused('no-access', '2026-03-10'), corrected('resolution', resolution)])
    const later = minutes(5 * DAY)
    expect(one.tell(at(5 * DAY - HOUR, { type: 'ResumeWork' }))).toEqual([resumed(later)])
    expect(one.sleepUntil(later)).toContainEqual(missed('resolution', later))
  })

  test('late is late, even if the timer slept while it was done', () => {
    const slept = going(...history(...atWork))
    expect(slept.tell(at(2 * DAY + 1, { type: 'CompleteWork', note: '已疏通', files: [] }))).toEqual([
      missed('resolution', resolution),
      completed,
    ])
    const answered = going(happened(0, reported))
    expect(answered.tell(at(DAY + 1, { type: 'AcceptRequest' }))).toEqual([missed('response', response), accepted])
  })
})
