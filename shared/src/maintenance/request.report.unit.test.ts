/** Stories of a report, and of when a step may have happened. */
import { describe, expect, test } from 'vitest'
import { given, refusalOf } from '../../../test/kit/decider-spec.ts'
import {
  accept,
  accepted,
  assign,
  assigned,
  confirm,
  DAY,
  happened,
  history,
  minutes,
  missed,
  note,
  noted,
  report,
  reportedEvent,
  reportFacts,
  start,
  started,
  target,
} from '../../../test/kit/request-fixtures.ts'
import { expectSayable } from '../../../test/kit/sentences.ts'
import { maintenanceErrors } from './errors.ts'
import { type RequestEvent, RequestReported } from './events.ts'
import type { ReportFacts, TargetRule } from './request.commands.ts'
import { requestDecider } from './request.decider.ts'
import { commandOf, commands, completedLate, factsFor, histories, paused, resumed } from './request.fixture.ts'
import { defaultTargets } from './target-rules.ts'

const request = (...events: RequestEvent[]) => given(requestDecider, ...history(...events))
const reported = reportedEvent()

describe('a report', () => {
  /** Of a Sunday: the desk answers by the end of Monday, and it is done by the end of Tuesday. */
  const suggested = {
    ...target,
    ruleId: 'suggested-targets',
    responseDueAt: '2026-03-02T09:30:00.000Z',
    resolutionDueAt: '2026-03-03T09:30:00.000Z',
    desk: {
      resolutionMinutes: 1_080,
      hours: { opensMinute: 510, closesMinute: 1_050, weekdays: 'mon-sat' as const, holidays: true },
    },
  }

  test('is taken with its place and the suggested targets where none were adopted', () => {
    request()
      .when(report, reportFacts)
      .then(RequestReported({ ...reported.data, target: suggested }))
  })

  test('names the home of whoever reported it, when that is registered in the compound', () => {
    const told = { ...report, reporterUnitId: 'u9' }
    request()
      .when(told, { ...reportFacts, reporterUnitExists: true })
      .then(RequestReported({ ...reported.data, reporterUnitId: 'u9', target: suggested }))
    request().when(told, reportFacts).rejected('place-unknown', { field: 'reporterUnitId', placeId: 'u9' })
  })

  test('is measured by the rule of its mode, of its day, of its place, of its category', () => {
    const rule = (ruleId: string, jurisdiction: string, responseMinutes: number) => ({
      ruleId,
      jurisdiction,
      validFrom: '2026-01-01',
      basis: 'contract' as const,
      source: '服务合同',
      mode: null,
      targets: (['water', 'drain', undefined] as const).map((category, index) => ({
        urgency: 'ordinary' as const,
        ...(category ? { category } : {}),
        responseMinutes: responseMinutes * (index + 1),
        responseMetBy: 'started' as const,
        resolutionMinutes: 500,
      })),
    })
    const rules = [rule('elsewhere', 'c2', 1), rule('street', 's1', 15)]
    const measured = (regionIds: string[], change = {}) =>
      requestDecider.decide({ ...report, ...change }, request().state, { ...reportFacts, rules, regionIds })[0]?.data
    const street = { ruleId: 'street', responseMetBy: 'started', resolutionDueAt: minutes(500) }
    expect(measured(['s1'])).toMatchObject({ target: { ...street, responseDueAt: minutes(30) } })
    expect(measured(['s1'], { category: 'lift' })).toMatchObject({ target: { ...street, responseDueAt: minutes(45) } })
    expect(measured([])).toMatchObject({ target: { ruleId: 'suggested-targets' } })
  })

  test('is measured by the rule of the nearest place, whatever was adopted later, or for its mode, further away', () => {
    const rule = (ruleId: string, jurisdiction: string, change: Partial<TargetRule> = {}): TargetRule => ({
      ...(defaultTargets[0] as TargetRule),
      ruleId,
      jurisdiction,
      validFrom: '2026-01-01',
      basis: 'decision',
      ...change,
    })
    const later = { validFrom: '2026-02-01' }
    const rules = [
      ...defaultTargets,
      rule('compound', 'c1'),
      rule('street', 's1', later),
      rule('county', 'all', later),
      rule('county-self', 'all', { ...later, mode: 'self-governance' }),
      rule('compound-later', 'c1', { validFrom: '2026-06-01' }),
    ]
    const measuredBy = (change: Partial<ReportFacts> = {}) => {
      const facts = { ...reportFacts, rules, regionIds: ['s1', 'd1'], mode: 'self-governance' as const, ...change }
      const [event] = requestDecider.decide(report, request().state, facts)
      return event?.type === 'RequestReported' ? event.data.target.ruleId : undefined
    }
    expect(measuredBy(), 'the compound’s own').toBe('compound')
    expect(measuredBy({ compoundId: 'c2' }), 'the street’s').toBe('street')
    expect(measuredBy({ compoundId: 'c2', regionIds: ['d1'] }), 'everywhere, for its mode').toBe('county-self')
    expect(measuredBy({ compoundId: 'c2', regionIds: [], mode: 'none' })).toBe('county')
  })

  test('counts from when it happened, not from when it was typed in', () => {
    request()
      .when({ ...report, receivedAt: minutes(3 * DAY) }, reportFacts)
      .then(RequestReported({ ...reported.data, target: suggested }))
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
    const blind = (type: keyof typeof commands, ...events: RequestEvent[]) =>
      expect(() => requestDecider.decide(commands[type], request(...events).state, undefined)).toThrow(TypeError)
    blind('ReportRequest')
    for (const type of ['AssignRequest', 'GrabRequest', 'MergeRequest', 'DecideLiability'] as const)
      blind(type, reported)
    blind('TransferRequest', ...histories.started)
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
  test('a note, a cost or a missed target does not hold up a step that was queued on a phone', () => {
    const busy = [happened(300, noted('n1')), happened(DAY, missed('response', minutes(DAY)))]
    given(requestDecider, happened(0, reported), ...busy)
      .when({ ...accept, receivedAt: minutes(2 * DAY) })
      .then(accepted, expect.objectContaining({ type: 'VerdictCorrected' }))
  })
  test('what is only added may be older than the last step, but not than the report', () => {
    const added = (at: number) => assignedAt10.when({ ...note(), at: minutes(at) })
    added(1).then(noted('n1'))
    added(-3).rejected('occurred-before-previous-step')
  })
  test('what the timer did in the night does not hold up what the worker did in the evening', () => {
    const [evening, midnight] = [minutes(10 * 60), 16 * 60]
    const resumedByTimer = happened(midnight, resumed(target.resolutionDueAt), 'system')
    const atNight = given(requestDecider, ...history(...histories.started, paused('parts')), resumedByTimer)
    atNight.when({ ...commands.CompleteWork, at: evening, receivedAt: minutes(DAY) }).then(completedLate(DAY))
  })
  test('events folded without their times are a bug, not a refusal', () => {
    const untimed = (type: keyof typeof commands, ...events: RequestEvent[]) =>
      expect(() =>
        requestDecider.decide(commands[type], given(requestDecider, ...events).state, factsFor(commands[type])),
      ).toThrow(TypeError)
    untimed('AcceptRequest', reported)
    untimed('ReopenRequest', ...histories.completed)
  })
})

test('refusals say what to do, in both languages', () => {
  const sayable = (decide: () => unknown) => {
    const refusal = refusalOf(decide)
    expectSayable(maintenanceErrors.entries, refusal)
    return refusal
  }
  const refusal = sayable(() => requestDecider.decide(confirm, request(reported).state, undefined))
  expect(refusal.params).toMatchObject({
    status: 'reported',
    action: 'maintenance.confirm',
    possibleZh: ['受理', '派单', '抢单', '不予受理', '并单', '撤销', '我也遇到', '催单', '记录告知', '备注'],
  })
  const [fresh, waiting] = [request(reported).state, request(reported, accepted).state]
  sayable(() => requestDecider.decide({ ...accept, at: minutes(900) }, fresh, undefined))
  sayable(() => requestDecider.decide({ ...start(), at: minutes(-60) }, waiting, undefined))
  sayable(() => requestDecider.decide(assign(), waiting, { assigneeMayWork: false }))
  sayable(() => requestDecider.decide(commands.MergeRequest, waiting, { into: null }))
  sayable(() =>
    requestDecider.decide(
      commandOf({ what: 'resume', dueAt: minutes(-60) }),
      request(...histories.paused).state,
      undefined,
    ),
  )
})
