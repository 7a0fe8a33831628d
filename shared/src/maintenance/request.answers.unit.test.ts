/** Stories of what follows completion, and of ends that are none: partly fixed, not fixed, unanswered, closed by force. */
import { describe, expect, test } from 'vitest'
import { given as specOf } from '../../../test/kit/decider-spec.ts'
import {
  completed,
  confirmed,
  DAY,
  happened,
  history,
  minutes,
  of,
  reopen,
  reopened,
  reportedEvent,
} from '../../../test/kit/request-fixtures.ts'
import { type RequestEvent, RequestReopened } from './events.ts'
import { CONFIRMATION_DAYS, dueOf } from './request.clocks.ts'
import { requestDecider } from './request.decider.ts'
import {
  at,
  closed,
  commands,
  going,
  histories,
  lapsed,
  partlyFixed,
  recordVisit,
  rejected,
  visited,
} from './request.fixture.ts'

const request = (...events: RequestEvent[]) => specOf(requestDecider, ...history(...events))
const done = histories.completed
/** An hour, and as long as the first clock was. */
const again = minutes(60 + 2 * DAY)

describe('opened again', () => {
  test('not fixed: it keeps the worker and begins a new clock as long as the first', () => {
    request(...done)
      .when(reopen)
      .then(reopened(again))
    request(...histories.confirmed)
      .when({ ...reopen, at: minutes(50 * DAY), receivedAt: minutes(50 * DAY) })
      .then(reopened(minutes(52 * DAY)))
    expect(request(...done, reopened(again)).state).toMatchObject({
      status: 'assigned',
      assigneeId: 'worker',
      reopenedCount: 1,
      partlyFixedCount: 0,
      completedAt: null,
      resolution: { dueAt: again, met: false, missed: false },
    })
    request(...done, reopened(again))
      .when(reopen)
      .nothing()
    request(...histories.assigned)
      .when(reopen)
      .rejected('request-wrong-status')
  })

  test('partly fixed: something remains, and it is no failure', () => {
    request(...done)
      .when(commands.ReportPartlyFixed)
      .then(partlyFixed(again))
    expect(request(...done, partlyFixed(again)).state).toMatchObject({
      status: 'assigned',
      reopenedCount: 0,
      partlyFixedCount: 1,
      resolution: { dueAt: again, met: false },
    })
    request(...done, partlyFixed(again))
      .when(commands.ReportPartlyFixed)
      .nothing()
    request(...done, partlyFixed(again))
      .when(reopen)
      .rejected('request-wrong-status')
    request(...histories.confirmed)
      .when(commands.ReportPartlyFixed)
      .rejected('request-wrong-status')
  })

  test('partly fixed and done once more, it may be partly fixed, or not fixed, again', () => {
    const twice = request(...done, partlyFixed(again), completed)
    const later = { at: minutes(90), receivedAt: minutes(90) }
    twice.when({ ...commands.ReportPartlyFixed, ...later }).then(partlyFixed(minutes(90 + 2 * DAY)))
    twice.when({ ...reopen, ...later }).then(reopened(minutes(90 + 2 * DAY)))
  })

  test('after a refusal it waits to be given to somebody', () => {
    const refused = [...histories.accepted, rejected]
    request(...refused)
      .when(reopen)
      .then(reopened(again))
    expect(request(...refused, reopened(again)).state).toMatchObject({ status: 'accepted', assigneeId: null })
  })
})

describe('nobody answers', () => {
  const lapse = (days: number) => at(40 + days * DAY, { type: 'LapseConfirmation' })

  test('for seven days: that is recorded as unanswered, never as confirmed', () => {
    expect(CONFIRMATION_DAYS).toBe(7)
    const one = going(...history(...done))
    expect(dueOf(one.state())).toEqual([{ what: 'lapse', dueAt: minutes(40 + 7 * DAY) }])
    expect(one.sleepUntil(minutes(39 + 7 * DAY))).toEqual([])
    expect(one.sleepUntil(minutes(40 + 7 * DAY))).toEqual([lapsed])
    expect(one.state()).toMatchObject({ status: 'unanswered' })
    expect(dueOf(one.state())).toEqual([])
    expect(one.tell(lapse(8)), 'once').toEqual([])
  })

  test('before that it is still waited for, also when the timer thinks of an earlier completion', () => {
    const one = going(...history(...done))
    expect(one.tell(lapse(6.99))).toEqual([])
    one.tell(at(5 * DAY, { type: 'ReopenRequest', reason: '又堵了' }))
    expect(one.tell(lapse(7)), 'while open').toEqual([])
    one.tell(at(6 * DAY, { type: 'CompleteWork', note: '换了管', files: [] }))
    expect(one.tell(lapse(8)), 'two days after the second completion').toEqual([])
    expect(one.state()).toMatchObject({ status: 'completed' })
  })

  test('who answers later is heard, also when it was said before', () => {
    const later = { at: minutes(20 * DAY), receivedAt: minutes(20 * DAY) }
    const unanswered = specOf(requestDecider, ...history(...done), happened(40 + 7 * DAY, lapsed, 'system'))
    unanswered.when({ ...commands.ConfirmCompletion, ...later }).then(confirmed)
    unanswered.when({ ...commands.ConfirmCompletion, ...later, at: minutes(2 * DAY) }).then(confirmed)
    unanswered.when({ ...commands.ReportPartlyFixed, ...later }).then(partlyFixed(minutes(22 * DAY)))
    unanswered.when({ ...reopen, ...later }).then(reopened(minutes(22 * DAY)))
  })
})

describe('closed by force', () => {
  test('with its reason, whoever has it; no clock runs on', () => {
    for (const status of ['accepted', 'assigned', 'started', 'paused'] as const) {
      const one = going(...history(...histories[status]))
      expect(one.tell(commands.CloseRequest), status).toEqual([closed])
      expect(dueOf(one.state()), status).toEqual([])
      expect(one.tell(commands.CloseRequest), 'again').toEqual([])
    }
  })

  test('what is done is not closed: it is confirmed, or reopened', () => {
    request(...done)
      .when(commands.CloseRequest)
      .rejected('request-wrong-status')
  })

  test('it may be opened again, with the same worker and a new clock', () => {
    const one = going(...history(...histories.closed))
    expect(one.tell(at(5 * DAY, { type: 'ReopenRequest', reason: '楼栋没拆' }))).toEqual([
      RequestReopened({ ...of, reason: '楼栋没拆', resolutionDueAt: minutes(7 * DAY) }),
    ])
    expect(one.state()).toMatchObject({ status: 'assigned', assigneeId: 'worker', pause: null, reopenedCount: 1 })
  })
})

describe('a return visit', () => {
  const because = (reason: string, dueAt: string) => RequestReopened({ ...of, reason, resolutionDueAt: dueAt })

  test('is added, and moves nothing, where they are satisfied or not reached', () => {
    request(...histories.confirmed)
      .when(at(60, recordVisit('satisfied')))
      .then(visited('satisfied'))
    request(...histories.unanswered)
      .when(at(60, recordVisit('unreachable', '三次无人接')))
      .then(visited('unreachable', '三次无人接'))
    expect(request(...histories.confirmed, visited('satisfied')).state).toMatchObject({ status: 'confirmed' })
  })

  test.each(['completed', 'confirmed', 'unanswered', 'closed'] as const)(
    'dissatisfied opens it again with their reason when %s',
    (status) => {
      const one = going(...history(...histories[status]))
      const command = at(60, recordVisit('dissatisfied', '还在漏'))
      expect(one.tell(command)).toEqual([visited('dissatisfied', '还在漏'), because('还在漏', again)])
      expect(one.state()).toMatchObject({ status: 'assigned', reopenedCount: 1 })
      expect(one.tell(command), 'again').toEqual([])
    },
  )

  test('dissatisfied wants a reason', () => {
    for (const reason of [null, ' '])
      request(...histories.confirmed)
        .when(at(60, recordVisit('dissatisfied', reason)))
        .rejected('visit-needs-reason', { field: 'note' })
  })

  test('dissatisfied follows the work: no clock begins before it ended', () => {
    const finished = specOf(
      requestDecider,
      happened(0, reportedEvent()),
      ...history(...done).slice(1, 4),
      happened(DAY, completed),
    )
    finished.when(at(60, recordVisit('dissatisfied', '还在漏'), 2 * DAY)).rejected('occurred-before-previous-step')
    finished.when(at(60, recordVisit('satisfied'), 2 * DAY)).then(visited('satisfied'))
  })
})
