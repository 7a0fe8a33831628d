/** Clocks that count desk hours: a pause, and a request that opens again, count in them as the report did. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seeded } from '../../../test/kit/properties.ts'
import { assigned, happened, reportedEvent, started } from '../../../test/kit/request-fixtures.ts'
import type { PauseCause, RequestEvent } from './events.ts'
import type { StepCommand, TargetRule } from './request.commands.ts'
import { going } from './request.fixture.ts'
import type { KnownRequest, TimedRequestEvent } from './request.state.ts'
import { defaultTargets, targetOf, targetRuleFor } from './target-rules.ts'
import { workingMinutesBetween } from './working-time.ts'

const rule = targetRuleFor(defaultTargets, 'property-company', '2026-03-01') as TargetRule
const DESK = { opensMinute: 510, closesMinute: 1_050, weekdays: 'mon-sat', holidays: true } as const
/** 08:30–17:30 from Monday to Saturday; an ordinary request has two such days. 2 March 2026 is a Monday. */
const at = (text: string) => new Date(`2026-${text}:00.000+08:00`).toISOString()

const timed = (occurredAt: string, event: RequestEvent): TimedRequestEvent => ({
  ...event,
  metadata: { occurredAt, actor: 'worker' },
})
function reportedAt(when: string) {
  const reportedAt = at(when)
  const target = targetOf(rule, 'ordinary', 'drain', reportedAt)
  if (!target) throw new TypeError('no target')
  return going(timed(reportedAt, reportedEvent(target)))
}
type Details<Command = StepCommand> = Command extends StepCommand
  ? Omit<Command, 'requestId' | 'at' | 'receivedAt' | 'by'>
  : never
const step = (when: string, details: Details) =>
  ({ requestId: 'r1', at: at(when), receivedAt: at(when), by: 'worker', ...details }) as StepCommand
const dueOf = (request: ReturnType<typeof going>) => (request.state() as KnownRequest).resolution.dueAt
const pause = (when: string, resumeBy: string, cause: PauseCause = 'no-access') =>
  step(when, { type: 'PauseWork', cause, note: null, resumeBy: `2026-${resumeBy}` })

function assignedOnMonday() {
  const request = reportedAt('03-02T08:30')
  request.tell(step('03-02T09:00', { type: 'AcceptRequest' }))
  request.tell(step('03-02T09:00', { type: 'AssignRequest', assigneeId: 'worker' }))
  expect(dueOf(request)).toBe(at('03-03T17:30'))
  return request
}

test('a pause of eight desk hours gives back eight desk hours, not the evening', () => {
  const request = assignedOnMonday()
  request.tell(pause('03-03T09:00', '03-10'))
  request.tell(step('03-03T17:00', { type: 'ResumeWork' }))
  // Eight and a half hours were left on Tuesday at nine: half an hour of Tuesday, eight hours of Wednesday.
  expect(dueOf(request)).toBe(at('03-04T16:30'))
})

test('a night or a Sunday on which nobody works gives nothing', () => {
  const request = reportedAt('03-06T08:30')
  request.tell(step('03-06T09:00', { type: 'AssignRequest', assigneeId: 'worker' }))
  expect(dueOf(request)).toBe(at('03-07T17:30'))
  request.tell(pause('03-06T17:30', '03-10'))
  request.tell(step('03-07T08:30', { type: 'ResumeWork' }))
  expect(dueOf(request), 'overnight').toBe(at('03-07T17:30'))
  request.tell(pause('03-07T17:00', '03-10'))
  request.tell(step('03-09T08:30', { type: 'ResumeWork' }))
  expect(dueOf(request), 'half an hour was left on Saturday').toBe(at('03-09T09:00'))
})

test('a pause over the Spring Festival ends where work begins again', () => {
  // Off from the 15th to the 23rd of February; the 14th, a Saturday, is worked.
  const request = reportedAt('02-13T08:30')
  request.tell(step('02-13T09:00', { type: 'AssignRequest', assigneeId: 'worker' }))
  expect(dueOf(request)).toBe(at('02-14T17:30'))
  request.tell(pause('02-14T16:30', '02-23'))
  expect(request.sleepUntil(at('02-24T08:00')).map(({ type }) => type)).toContain('WorkResumed')
  expect(dueOf(request)).toBe(at('02-24T09:30'))
})

test.each(['reopen', 'partly fixed', 'dissatisfied visit'] as const)(
  '%s on a Saturday evening: two desk days again',
  (how) => {
    const request = assignedOnMonday()
    request.tell(step('03-02T10:00', { type: 'CompleteWork', note: '已疏通', files: [] }))
    const details: Details =
      how === 'reopen'
        ? { type: 'ReopenRequest', reason: '又堵了' }
        : how === 'partly fixed'
          ? { type: 'ReportPartlyFixed', remaining: '地漏还渗水' }
          : { type: 'RecordVisit', visitId: 'v', result: 'dissatisfied', means: 'phone', note: '又堵了' }
    request.tell(step('03-07T19:00', details))
    expect(dueOf(request)).toBe(at('03-10T17:30'))
  },
)

test('a request of before the long holiday has no longer clock than others when it opens again', () => {
  const request = reportedAt('02-14T16:30')
  expect(dueOf(request)).toBe(at('02-25T16:30'))
  request.tell(step('02-14T16:40', { type: 'AssignRequest', assigneeId: 'worker' }))
  request.tell(step('02-14T17:00', { type: 'CompleteWork', note: '已疏通', files: [] }))
  request.tell(step('03-02T08:30', { type: 'ConfirmCompletion', how: 'phone', rating: null }))
  request.tell(step('03-02T08:30', { type: 'ReopenRequest', reason: '又堵了' }))
  expect(dueOf(request)).toBe(at('03-03T17:30'))
})

test('past the end of the known holidays weekdays alone count, over New Year as well', () => {
  // 31 December 2026 is a Thursday; nobody has announced the holidays of 2027 in these data.
  const request = reportedAt('12-31T08:30')
  request.tell(step('12-31T09:00', { type: 'AssignRequest', assigneeId: 'worker' }))
  expect(dueOf(request)).toBe('2027-01-01T09:30:00.000Z')
  request.tell(pause('12-31T16:30', '12-31'))
  request.sleepUntil('2027-01-01T00:00:00.000Z')
  expect(dueOf(request), 'resumed at midnight, nothing of the desk’s time has passed but an hour').toBe(
    '2027-01-02T01:30:00.000Z',
  )
})

test('whenever it is paused and resumed, the same working time is left, and it never falls due earlier', () => {
  const minute = fc.nat({ max: 6 * 24 * 60 })
  fc.assert(
    fc.property(minute, fc.array(fc.tuple(minute, minute), { minLength: 1, maxLength: 4 }), (begin, pauses) => {
      const request = reportedAt('02-10T08:30')
      let nowMs = Date.parse(at('02-10T08:30')) + begin * 60_000
      const told = (details: Details) => {
        const instant = new Date(nowMs).toISOString()
        return request.tell({
          requestId: 'r1',
          at: instant,
          receivedAt: instant,
          by: 'worker',
          ...details,
        } as StepCommand)
      }
      told({ type: 'AssignRequest', assigneeId: 'worker' })
      for (const [worked, stood] of pauses) {
        nowMs += worked * 60_000
        const before = dueOf(request)
        const pausedAt = new Date(nowMs).toISOString()
        told({ type: 'PauseWork', cause: 'no-access', note: null, resumeBy: '2026-06-01' })
        const wasLate = (request.state() as KnownRequest).resolution.missed
        nowMs += stood * 60_000
        told({ type: 'ResumeWork' })
        const after = dueOf(request)
        expect(after >= before).toBe(true)
        if (wasLate) expect(after).toBe(before)
        else expect(left(new Date(nowMs).toISOString(), after)).toBeCloseTo(left(pausedAt, before), 6)
      }
    }),
    seeded(500),
  )
})
const left = (from: string, to: string) => workingMinutesBetween(from, to, DESK)

test('an older report, which does not say its hours, goes on by the wall clock', () => {
  const request = going(happened(0, reportedEvent()), happened(10, assigned()), happened(20, started))
  const before = dueOf(request)
  request.tell(pause('03-01T09:00', '03-10'))
  request.tell(step('03-01T19:00', { type: 'ResumeWork' }))
  expect(Date.parse(dueOf(request)) - Date.parse(before)).toBe(10 * 3_600_000)
})
