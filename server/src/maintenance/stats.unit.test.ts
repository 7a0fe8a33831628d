/** Facts in, rows out: what becomes of the times and the repeats of a request, also when something is told late. */
import { CompletionConfirmed, PartlyFixed, RequestMerged, RequestRejected } from '@changxin/shared/maintenance'
import { expect, test } from 'vitest'
import { projected, recorded } from '../../../test/kit/projection-spec.ts'
import {
  accepted,
  assigned,
  completed,
  confirmed,
  DAY,
  minutes,
  of,
  reopened,
  reportedEvent,
  started,
} from '../../../test/kit/request-fixtures.ts'
import { statsProjection } from './stats.projection.ts'

const at = (offset: number, requestId = 'r1') => ({ occurredAt: minutes(offset), stream: `request-${requestId}` })
const another = (requestId: string, offset: number) => {
  const event = reportedEvent()
  return recorded({ ...event, data: { ...event.data, requestId } }, at(offset, requestId))
}
const rowOf = (facts: ReturnType<typeof projected>, requestId = 'r1') =>
  facts.get('SELECT * FROM maintenance_stats_request WHERE request_id = ?', requestId)

test('the first answer counts, and the completion that stands', () => {
  const facts = projected(statsProjection, [recorded(reportedEvent(), at(0)), recorded(assigned(), at(3))])
  expect(rowOf(facts)).toMatchObject({ response_minutes: null, resolution_minutes: null })
  facts.apply(recorded(accepted, at(7)), recorded(started, at(20)), recorded(completed, at(50)))
  expect(rowOf(facts)).toMatchObject({ response_minutes: 7, resolution_minutes: 50, was_completed: 1 })
  facts.apply(recorded(reopened(minutes(DAY)), at(60)))
  expect(rowOf(facts)).toMatchObject({ response_minutes: 7, resolution_minutes: null, was_completed: 1, reopened: 1 })
  facts.apply(
    recorded(completed, at(90)),
    recorded(PartlyFixed({ ...of, remaining: '窗边', resolutionDueAt: minutes(DAY) }), at(95)),
  )
  expect(rowOf(facts)).toMatchObject({ resolution_minutes: null, partly_fixed: 1, confirmed: 0 })
})

test('an answer that a slow clock dates before the report came at once, not in less than no time', () => {
  const facts = projected(statsProjection, [recorded(reportedEvent(), at(0)), recorded(accepted, at(-1.5))])
  expect(rowOf(facts)).toMatchObject({ response_minutes: 0 })
})

test('where somebody must be on site, a word is no answer', () => {
  const facts = projected(statsProjection, [
    recorded(reportedEvent({ responseMetBy: 'started' }), at(0)),
    recorded(accepted, at(7)),
    recorded(started, at(20)),
  ])
  expect(rowOf(facts)).toMatchObject({ response_minutes: 20 })
})

test('a rating that is given again without a number stays', () => {
  const rated = CompletionConfirmed({ ...of, how: 'in-app', rating: 2 })
  const facts = projected(statsProjection, [
    recorded(reportedEvent(), at(0)),
    recorded(completed, at(1)),
    recorded(rated, at(2)),
    recorded(reopened(minutes(DAY)), at(3)),
    recorded(completed, at(4)),
    recorded(confirmed, at(5)),
  ])
  expect(rowOf(facts)).toMatchObject({ rating: 2, confirmed: 1 })
})

test('a repeat is known whichever of the two was told first', () => {
  const first = [recorded(reportedEvent(), at(0)), recorded(completed, at(10))]
  const again = another('r2', 30)
  const inTime = projected(statsProjection, [...first, recorded(confirmed, at(20)), again])
  const toldLate = projected(statsProjection, [...first, again, recorded(confirmed, at(20))])
  const tooLate = projected(statsProjection, [...first, again, recorded(confirmed, at(31))])
  expect([inTime, toldLate, tooLate].map((facts) => rowOf(facts, 'r2')?.['repeat_of'])).toEqual(['r1', 'r1', null])
})

test('a duplicate and a refused request are withdrawn, until a refused one is opened again', () => {
  const merged = projected(statsProjection, [
    recorded(reportedEvent(), at(0)),
    recorded(RequestMerged({ ...of, intoRequestId: 'r2' }), at(5)),
  ])
  expect(rowOf(merged)).toMatchObject({ withdrawn: 1, response_minutes: null })
  const refused = projected(statsProjection, [
    recorded(reportedEvent(), at(0)),
    recorded(RequestRejected({ ...of, ground: 'unclear', reason: '看不懂' }), at(9)),
  ])
  expect(rowOf(refused)).toMatchObject({ withdrawn: 1, response_minutes: 9 })
  refused.apply(recorded(reopened(minutes(DAY)), at(12)))
  expect(rowOf(refused)).toMatchObject({ withdrawn: 0, response_minutes: 9 })
})
