/** Stories of one request, told in events. The whole table of states and commands is in request.machine.unit.test.ts. */

import { describe, expect, test } from 'vitest'
import { given, refusalOf } from '../../../test/kit/decider-spec.ts'
import {
  accept,
  accepted,
  assign,
  assigned,
  complete,
  completed,
  confirm,
  confirmed,
  DAY,
  happened,
  history,
  may,
  minutes,
  missed,
  note,
  noted,
  of,
  photo,
  reopen,
  reopened,
  report,
  reportedEvent,
  reportFacts,
  start,
  started,
  target,
  timing,
} from '../../../test/kit/request-fixtures.ts'
import { expectSayable } from '../../../test/kit/sentences.ts'
import { maintenanceErrors } from './errors.ts'
import { type RequestEvent, RequestReported, WorkCompleted } from './events.ts'
import type { MissTarget, RequestCommand } from './request.commands.ts'
import { MAX_NOTES, requestDecider } from './request.decider.ts'
import { clockOf } from './request.state.ts'

const request = (...events: RequestEvent[]) => given(requestDecider, ...history(...events))
const reported = reportedEvent()

describe('a report', () => {
  test('is taken with its place and the suggested targets where none were adopted', () => {
    request()
      .when(report, reportFacts)
      .then(RequestReported({ ...reported.data, target: { ...target, ruleId: 'suggested-targets' } }))
  })

  test('is measured by the rule of its mode, of its day, of its place', () => {
    const rule = (ruleId: string, jurisdiction: string, responseMinutes: number) => ({
      ruleId,
      jurisdiction,
      validFrom: '2026-01-01',
      basis: 'contract' as const,
      source: '服务合同',
      mode: null,
      targets: (['emergency', 'ordinary', 'deferrable'] as const).map((urgency) => ({
        urgency,
        responseMinutes,
        responseMetBy: 'started' as const,
        resolutionMinutes: 500,
      })),
    })
    const rules = [rule('elsewhere', 'c2', 1), rule('street', 's1', 30)]
    const measured = (regionIds: string[]) =>
      requestDecider.decide(report, request().state, { ...reportFacts, rules, regionIds })[0]?.data
    expect(measured(['s1'])).toMatchObject({
      target: { ruleId: 'street', responseDueAt: minutes(30), responseMetBy: 'started', resolutionDueAt: minutes(500) },
    })
    expect(measured([])).toMatchObject({ target: { ruleId: 'suggested-targets' } })
  })

  test('counts from when it happened, not from when it was typed in', () => {
    const late = { ...report, receivedAt: minutes(3 * DAY) }
    request()
      .when(late, reportFacts)
      .then(RequestReported({ ...reported.data, target: { ...target, ruleId: 'suggested-targets' } }))
  })

  test('gets a number from its day in Shanghai and its id', () => {
    const { number: _, ...unnumbered } = {
      ...report,
      requestId: 'abc-12345xyz',
      at: '2026-03-01T16:30:00.000Z',
      receivedAt: minutes(DAY),
    }
    expect(requestDecider.decide(unnumbered, request().state, reportFacts)[0]?.data).toMatchObject({
      number: '20260302-45XYZ',
    })
  })

  test('is refused for a place that is not of the compound, and before any rule', () => {
    request()
      .when(report, { ...reportFacts, placeExists: false })
      .rejected('place-unknown', { field: 'place.id' })
    request()
      .when({ ...report, at: '1999-12-31T00:00:00.000Z' }, reportFacts)
      .rejected('no-target-rule', { day: '1999-12-31' })
  })

  test('a second time is already so', () => request(reported).when(report, reportFacts).nothing())

  test('a decision without its facts is a bug, not a refusal', () => {
    expect(() => requestDecider.decide(report, request().state, undefined)).toThrow(TypeError)
    expect(() => requestDecider.decide(assign(), request(reported).state, reportFacts)).toThrow(TypeError)
  })
})

describe('steps', () => {
  test('a firm of two assigns at once: that accepts too', () => {
    request(reported).when(assign(), may).then(accepted, assigned())
  })

  test('only a worker of the compound may be given a request', () => {
    request(reported, accepted).when(assign(), { assigneeMayWork: false }).rejected('assignee-may-not-work')
  })

  test('a worker who starts what nobody was given takes it', () => {
    request(reported, accepted).when(start('li')).then(assigned('li'), started)
  })

  test('a started request can be handed over, and the next worker starts anew', () => {
    request(reported, accepted, assigned('li'), started).when(assign('wang'), may).then(assigned('wang'))
    request(reported, accepted, assigned('li'), started, assigned('wang')).when(start('wang')).then(started)
    request(reported, accepted, assigned('li'), started, assigned('wang'))
      .when(start('li'))
      .rejected('request-assigned-to-other')
  })

  test('what is completed was started, at that moment if not before', () => {
    request(reported, accepted, assigned()).when(complete).then(started, completed)
    request(reported, accepted, assigned(), started).when(complete).then(completed)
  })

  test('one photo or one sentence is enough, nothing is not', () => {
    const atWork = request(reported, accepted, assigned(), started)
    const done = (text: string | null, files: string[]): RequestCommand => ({
      ...timing,
      type: 'CompleteWork',
      note: text,
      files,
    })
    atWork.when(done(null, [photo])).then(WorkCompleted({ ...of, note: null, files: [photo] }))
    atWork.when(done('换了灯泡', [])).then(WorkCompleted({ ...of, note: '换了灯泡', files: [] }))
    atWork.when(done(null, [])).rejected('completion-needs-photo-or-note', { field: 'note' })
    atWork.when(done(' \n', [])).rejected('completion-needs-photo-or-note')
  })

  test('reopening keeps the worker and begins a new clock as long as the first', () => {
    const done = [reported, accepted, assigned(), started, completed] as const
    const again = reopened(minutes(60 + 2 * DAY))
    request(...done)
      .when(reopen)
      .then(again)
    request(...done, confirmed)
      .when({ ...reopen, at: minutes(50 * DAY), receivedAt: minutes(50 * DAY) })
      .then(reopened(minutes(52 * DAY)))
    expect(request(...done, again).state).toMatchObject({ status: 'assigned', assigneeId: 'worker', reopenedCount: 1 })
    request(...done, again)
      .when(reopen)
      .nothing()
    request(reported, accepted, assigned()).when(reopen).rejected('request-wrong-status')
  })

  test('a note is taken once, in any state, up to a limit', () => {
    request(reported).when(note('n1')).then(noted('n1'))
    request(reported, noted('n1')).when(note('n1')).nothing()
    const full = Array.from({ length: MAX_NOTES }, (_, index) => noted(`n${index}`))
    given(requestDecider, happened(0, reported), ...full)
      .when(note('more'))
      .rejected('too-many-notes', { limit: MAX_NOTES })
  })
})

describe('when it happened', () => {
  const assignedAt10 = given(requestDecider, happened(0, reported), happened(5, accepted), happened(10, assigned()))
  const startAt = (at: number, receivedAt: number) =>
    assignedAt10.when({ ...start(), at: minutes(at), receivedAt: minutes(receivedAt) })

  test('a step without signal keeps its own time', () => startAt(15, 600).then(started))
  test('a step may not precede the one before, but for a slow clock', () => {
    startAt(8, 600).then(started)
    startAt(7.99, 600).rejected('occurred-before-previous-step', { previous: '2026-03-01 08:10' })
  })
  test('slow clocks do not add up', () => {
    const slow = given(requestDecider, happened(0, reported), happened(10, accepted), happened(8.5, assigned()))
    slow.when({ ...start(), at: minutes(7), receivedAt: minutes(600) }).rejected('occurred-before-previous-step')
  })
  test('a step may not follow its receipt, but for a fast clock', () => {
    startAt(602, 600).then(started)
    startAt(602.01, 600).rejected('occurred-in-future', { field: 'occurredAt' })
    request()
      .when({ ...report, at: minutes(3) }, reportFacts)
      .rejected('occurred-in-future')
  })
  test('a note or a missed target does not hold up a step that was queued on a phone', () => {
    const busy = [happened(300, noted('n1')), happened(DAY, missed('response', minutes(DAY)))]
    given(requestDecider, happened(0, reported), ...busy)
      .when({ ...accept, receivedAt: minutes(2 * DAY) })
      .then(accepted)
  })
  test('a note may be older than the last step, but not than the report', () => {
    assignedAt10.when({ ...note(), at: minutes(1) }).then(noted('n1'))
    assignedAt10.when({ ...note(), at: minutes(-3) }).rejected('occurred-before-previous-step')
  })
  test('events folded without their times are a bug, not a refusal', () => {
    expect(() => requestDecider.decide(accept, given(requestDecider, reported).state, undefined)).toThrow(TypeError)
  })
})

describe('clocks', () => {
  const miss = (which: 'response' | 'resolution', dueAt: string, at = dueAt): MissTarget => ({
    type: 'MissTarget',
    requestId: 'r1',
    at,
    receivedAt: at,
    by: 'system',
    target: which,
    dueAt,
  })
  const [response, resolution] = [target.responseDueAt, target.resolutionDueAt]

  test('a target is missed once, when it is due and unmet', () => {
    request(reported).when(miss('response', response)).then(missed('response', response))
    request(reported)
      .when(miss('response', response, minutes(DAY - 1)))
      .nothing()
    request(reported, missed('response', response)).when(miss('response', response)).nothing()
    request(reported, accepted).when(miss('response', response)).nothing()
    request(reported, accepted).when(miss('resolution', resolution)).then(missed('resolution', resolution))
  })

  test('not of a request that is done, cancelled or unknown', () => {
    request(reported, accepted, assigned(), started, completed).when(miss('resolution', resolution)).nothing()
    given(requestDecider).when(miss('resolution', resolution)).nothing()
    expect(clockOf(request(reported, accepted, assigned(), started, completed).state).running).toEqual([])
  })

  test('on site counts where the target says on site', () => {
    const onSite = reportedEvent({ responseMetBy: 'started' })
    request(onSite, accepted).when(miss('response', response)).then(missed('response', response))
    request(onSite, accepted, assigned(), started).when(miss('response', response)).nothing()
  })

  test('reopening runs a new clock; the old one is over', () => {
    const again = minutes(3 * DAY)
    const open = request(
      reported,
      accepted,
      assigned(),
      started,
      missed('resolution', resolution),
      completed,
      reopened(again),
    )
    open.when(miss('resolution', resolution)).nothing()
    open.when(miss('resolution', again)).then(missed('resolution', again))
    expect(clockOf(open.state)).toEqual({ running: [{ target: 'resolution', dueAt: again }], nextDueAt: again })
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
    expect(clockOf(given(requestDecider).state)).toEqual({ running: [], nextDueAt: null })
  })
})

test('refusals say what to do, in both languages', () => {
  const refusal = refusalOf(() => requestDecider.decide(confirm, request(reported).state, undefined))
  expectSayable(maintenanceErrors.entries, refusal)
  expect(refusal.params).toMatchObject({
    status: 'reported',
    action: 'maintenance.confirm',
    possibleZh: ['受理', '派单', '撤销', '备注'],
  })
  const blind = request(reported, accepted)
  for (const [command, facts] of [
    [{ ...accept, requestId: 'r1', at: minutes(900) }, undefined],
    [{ ...start(), at: minutes(-60) }, undefined],
    [assign(), { assigneeMayWork: false }],
  ] as const) {
    const state = command.type === 'AcceptRequest' ? request(reported).state : blind.state
    expectSayable(
      maintenanceErrors.entries,
      refusalOf(() => requestDecider.decide(command, state, facts)),
    )
  }
})
