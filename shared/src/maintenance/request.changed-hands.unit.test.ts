/** Another operator takes the compound over: what was given to the old one's people waits at the new desk, and no clock moves. */
import { fold } from '@changxin/shared/kernel'
import { describe, expect, test } from 'vitest'
import {
  accepted,
  assigned,
  completed,
  DAY,
  history,
  minutes,
  reopen,
  reportedEvent,
  started,
} from '../../../test/kit/request-fixtures.ts'
import { type Alert, alertsAfter } from './alerts.ts'
import type { RequestEvent } from './events.ts'
import { clockOf } from './request.clocks.ts'
import { requestDecider } from './request.decider.ts'
import { at, changedHands, commands, escalated, given, going, paused, pauseWork, today } from './request.fixture.ts'
import type { KnownRequest, TimedRequestEvent } from './request.state.ts'

const told = (...events: readonly RequestEvent[]) => going(...history(...events))
const known = (request: ReturnType<typeof going>) => request.state() as KnownRequest
const { HandOverRequest } = commands
const handOver = (minute: number) => ({ ...HandOverRequest, at: minutes(minute), receivedAt: minutes(minute) })

test.each([
  ['assigned', [assigned()]],
  ['started', [assigned(), started]],
])('work that was %s is taken off the old people and waits to be assigned', (_, events) => {
  const request = told(reportedEvent(), accepted, ...events)
  const before = known(request)
  expect(request.tell(handOver(120))).toEqual([changedHands()])
  const { status, assigneeId, helperIds, response, resolution, stepAt } = known(request)
  expect([status, assigneeId, helperIds]).toEqual(['accepted', null, []])
  expect([response, resolution, stepAt]).toEqual([before.response, before.resolution, before.stepAt])
})

test('whoever begins then takes it', () => {
  const request = told(reportedEvent(), accepted, assigned(), started, changedHands())
  request.tell(at(60, { type: 'StartWork', by: 'new-worker' }))
  expect(known(request)).toMatchObject({ status: 'started', assigneeId: 'new-worker' })
})

describe('a pause goes on', () => {
  const standingStill = () => {
    const request = told(reportedEvent(), accepted, assigned(), started)
    request.tell(at(60, pauseWork('no-access', '2026-03-03')))
    request.tell(handOver(120))
    return request
  }

  test('it stands still as before, and ends by itself on the same day with the same time left', () => {
    const request = standingStill()
    expect(known(request)).toMatchObject({ status: 'paused', assigneeId: null })
    expect(clockOf(known(request)).running).toEqual([])
    request.sleepUntil(minutes(10 * DAY))
    const kept = told(reportedEvent(), accepted, assigned(), started)
    kept.tell(at(60, pauseWork('no-access', '2026-03-03')))
    kept.sleepUntil(minutes(10 * DAY))
    expect(known(request).resolution).toEqual(known(kept).resolution)
    expect(known(request)).toMatchObject({ status: 'accepted', pause: null })
  })

  test('it can be assigned out of the pause, and whoever completes it out of the pause takes it', () => {
    const [one, other] = [standingStill(), standingStill()]
    one.tell(at(180, { type: 'AssignRequest', assigneeId: 'new-worker', by: 'desk' }))
    expect(known(one)).toMatchObject({ status: 'assigned', assigneeId: 'new-worker' })
    other.tell(at(180, { type: 'CompleteWork', note: '已疏通', files: [], by: 'new-worker' }))
    expect(known(other)).toMatchObject({ status: 'completed', assigneeId: 'new-worker' })
  })
})

test('what waits for an answer is asked no more than before; not fixed, it is the new desk that gets it', () => {
  const request = told(reportedEvent(), accepted, assigned(), started, completed)
  request.tell(handOver(60))
  expect(known(request)).toMatchObject({ status: 'completed', assigneeId: null, completedAt: minutes(40) })
  request.tell({ ...reopen, at: minutes(70), receivedAt: minutes(70) })
  expect(known(request)).toMatchObject({ status: 'accepted', assigneeId: null })
})

test('what was reopened after the compound changed hands changes hands then', () => {
  const request = told(reportedEvent(), accepted, assigned(), started, completed)
  request.tell(at(60, { type: 'ConfirmCompletion', how: 'phone', rating: null, by: 'resident' }))
  expect(request.tell(handOver(70))).toEqual([])
  request.tell({ ...reopen, at: minutes(80), receivedAt: minutes(80) })
  expect(request.tell(handOver(90))).toEqual([changedHands()])
})

test('given to somebody since the new operator took over, it stays with that one', () => {
  const request = told(reportedEvent(), accepted, given('new-worker'))
  request.tell({ ...handOver(60), assigneeStays: true } as typeof HandOverRequest)
  expect(known(request)).toMatchObject({ status: 'assigned', assigneeId: 'new-worker', changedHands: 'a2' })
})

test('once for each adoption, and again with the next', () => {
  const request = told(reportedEvent(), accepted, changedHands())
  expect(request.tell(handOver(60))).toEqual([])
  expect(request.tell({ ...handOver(70), adoptionId: 'a3' } as typeof HandOverRequest)).toHaveLength(1)
})

test('what a phone without signal holds from before is bounded by what people did, not by the handing over', () => {
  const request = told(reportedEvent(), accepted, changedHands())
  expect(request.tell(at(15, { type: 'RejectRequest', ground: 'no-fault', reason: '没有故障' }, 90))).not.toEqual([])
})

describe('alerts', () => {
  const alertsOf = (...events: readonly RequestEvent[]): string[] => {
    let standing: readonly Alert[] = []
    const log: TimedRequestEvent[] = []
    for (const { metadata, ...said } of history(...events)) {
      const isSystems = said.type === 'RequestChangedHands' && metadata
      const event = { ...said, metadata: isSystems ? { ...metadata, actor: 'system' } : metadata } as TimedRequestEvent
      const before = fold(requestDecider, log)
      log.push(event)
      standing = alertsAfter(standing, before, event, fold(requestDecider, log) as KnownRequest)
    }
    return standing.map(({ kind, personId, audience }) => `${kind} ${personId ?? `@${audience}`}`).sort()
  }

  test('the old people need not go, the new desk assigns; who waits is told nothing', () => {
    const before = [reportedEvent(), accepted, assigned()]
    expect(alertsOf(...before, changedHands())).toEqual(['changed-hands @desk', 'handed-over worker'])
    expect(alertsOf(...before, changedHands(), given('new-worker'))).toEqual([
      'assigned new-worker',
      'handed-over worker',
    ])
  })

  test('an overdue one is told to the desk that has it now, and to all who were told above', () => {
    const due = reportedEvent().data.target.resolutionDueAt
    const told = [escalated('resolution', 'due-soon', due), escalated('resolution', 'manager', due)]
    expect(alertsOf(reportedEvent(), accepted, assigned(), ...told, changedHands())).toEqual([
      'changed-hands @desk',
      'due-soon @desk',
      'handed-over worker',
      'overdue @manager',
    ])
  })

  test('paused, the reporter is still waited for; completed, nobody is told anything', () => {
    expect(
      alertsOf(reportedEvent(), accepted, assigned(), started, paused('no-access', today), changedHands()),
    ).toEqual(['awaited resident', 'changed-hands @desk', 'handed-over worker'])
    const done = [reportedEvent(), accepted, assigned(), started, completed]
    expect(alertsOf(...done, changedHands())).toEqual(['confirm resident'])
  })
})
