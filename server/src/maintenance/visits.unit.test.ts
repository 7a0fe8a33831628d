/** Facts in, rows out: who waits for a return visit, until when, and what ends the wait. */
import {
  CompletionConfirmed,
  ConfirmationLapsed,
  drawOf,
  PartlyFixed,
  RequestReopened,
  ReturnVisited,
  type VisitResult,
  WorkCompleted,
} from '@changxin/shared/maintenance'
import { describe, expect, test } from 'vitest'
import { type Fact, projected, recorded } from '../../../test/kit/projection-spec.ts'
import { DAY, minutes, reportedEvent } from '../../../test/kit/request-fixtures.ts'
import { visitsProjection } from './visits.projection.ts'

const idWith = (isDrawn: (draw: number) => boolean) =>
  Array.from({ length: 1_000 }, (_, n) => `r${n}`).find((id) => isDrawn(drawOf(id))) ?? ''
const DRAWN = idWith((draw) => draw < 20)
const NOT_DRAWN = idWith((draw) => draw >= 20)

/** The sentences of one request; days count from its report. */
function request(requestId: string, urgency: 'emergency' | 'ordinary' = 'ordinary') {
  const of = { requestId, compoundId: 'c1' }
  const on = (day: number, event: Fact) =>
    recorded(event, { occurredAt: minutes(day * DAY), stream: `request-${requestId}` })
  const report = reportedEvent()
  const resolutionDueAt = minutes(30 * DAY)
  return {
    reported: on(0, { ...report, data: { ...report.data, requestId, urgency } }),
    completed: (day: number) => on(day, WorkCompleted({ ...of, note: null, files: [] })),
    confirmed: (day: number) => on(day, CompletionConfirmed({ ...of, how: 'phone', rating: null })),
    lapsed: (day: number) => on(day, ConfirmationLapsed({ ...of, days: 7 })),
    reopened: (day: number) => on(day, RequestReopened({ ...of, reason: '又堵了', resolutionDueAt })),
    partlyFixed: (day: number) => on(day, PartlyFixed({ ...of, remaining: '窗边', resolutionDueAt })),
    visited: (day: number, result: VisitResult) =>
      on(day, ReturnVisited({ ...of, visitId: `v${day}`, result, means: 'phone', note: null })),
  }
}
const NOW = `SELECT round, reason, since, due_on, waiting, overtaken, tries, result, done_on
  FROM maintenance_visits_visit WHERE to_position = '~~' ORDER BY round`
const visitsOf = (...facts: readonly Fact[]) => projected(visitsProjection, facts).all(NOW)

describe('who waits for a call', () => {
  test('an emergency from its completion on, and confirming it changes nothing', () => {
    const one = request(NOT_DRAWN, 'emergency')
    const waiting = { round: 1, reason: 'emergency', since: '2026-03-02', due_on: '2026-03-04', waiting: 1, tries: 0 }
    expect(visitsOf(one.reported, one.completed(1))).toMatchObject([waiting])
    expect(visitsOf(one.reported, one.completed(1), one.confirmed(3))).toMatchObject([waiting])
    expect(visitsOf(one.reported, one.completed(1), one.lapsed(8))).toMatchObject([waiting])
  })
  test('of ordinary ones those that the draw takes, from the confirmation on', () => {
    const drawn = request(DRAWN)
    expect(visitsOf(drawn.reported, drawn.completed(1))).toEqual([])
    expect(visitsOf(drawn.reported, drawn.completed(1), drawn.confirmed(2))).toMatchObject([
      { reason: 'sample', since: '2026-03-03', due_on: '2026-03-10', waiting: 1 },
    ])
    const other = request(NOT_DRAWN)
    expect(visitsOf(other.reported, other.completed(1), other.confirmed(2))).toEqual([])
  })
  test('whoever did not answer; an answer that comes after all ends it, unless the draw takes it', () => {
    const other = request(NOT_DRAWN)
    const lapsed = [other.reported, other.completed(1), other.lapsed(8)]
    expect(visitsOf(...lapsed)).toMatchObject([{ reason: 'unanswered', since: '2026-03-09', waiting: 1 }])
    expect(visitsOf(...lapsed, other.confirmed(9))).toMatchObject([{ waiting: 0, overtaken: 1, result: null }])
    const drawn = request(DRAWN)
    expect(visitsOf(drawn.reported, drawn.completed(1), drawn.lapsed(8), drawn.confirmed(9))).toMatchObject([
      { reason: 'sample', since: '2026-03-10', waiting: 1 },
    ])
  })
})

describe('what ends the wait', () => {
  const one = request(NOT_DRAWN, 'emergency')
  const done = [one.reported, one.completed(1)]
  test('an answer, whichever; the visit stands when the request is opened again because of it', () => {
    for (const result of ['satisfied', 'dissatisfied'] as const)
      expect(visitsOf(...done, one.visited(2, result), one.reopened(2))).toMatchObject([
        { waiting: 0, overtaken: 0, result, done_on: '2026-03-03' },
      ])
  })
  test('the third call that nobody takes, and not the second', () => {
    const calls = [2, 3, 4].map((day) => one.visited(day, 'unreachable'))
    expect(visitsOf(...done, ...calls.slice(0, 2))).toMatchObject([{ waiting: 1, tries: 2, result: null }])
    expect(visitsOf(...done, ...calls)).toMatchObject([
      { waiting: 0, tries: 3, result: 'unreachable', done_on: '2026-03-05' },
    ])
  })
  test('opening it again or doing the rest; the next completion is asked about anew', () => {
    for (const open of [one.reopened(2), one.partlyFixed(2)]) {
      expect(visitsOf(...done, open)).toMatchObject([{ waiting: 0, overtaken: 1, result: null }])
      expect(visitsOf(...done, open, one.completed(5))).toMatchObject([
        { round: 1, overtaken: 1 },
        { round: 2, since: '2026-03-06', waiting: 1, tries: 0 },
      ])
    }
  })
  test('a call that nobody had asked for changes nothing', () => {
    const other = request(NOT_DRAWN)
    expect(visitsOf(other.reported, other.completed(1), other.visited(2, 'satisfied'))).toEqual([])
    expect(visitsOf(...done, one.visited(2, 'satisfied'), one.visited(3, 'dissatisfied'))).toMatchObject([
      { result: 'satisfied', done_on: '2026-03-03' },
    ])
  })
})
