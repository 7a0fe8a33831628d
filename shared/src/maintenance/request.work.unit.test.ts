/** Stories of who does the work, how it goes on, and what it took. */
import { describe, expect, test } from 'vitest'
import { given as specOf } from '../../../test/kit/decider-spec.ts'
import {
  accepted,
  assign,
  assigned,
  complete,
  completed,
  DAY,
  happened,
  history,
  may,
  minutes,
  note,
  noted,
  of,
  photo,
  reportedEvent,
  start,
  started,
  target,
  timing,
} from '../../../test/kit/request-fixtures.ts'
import { type RequestEvent, WorkCompleted } from './events.ts'
import { dueOf } from './request.clocks.ts'
import type { RequestCommand } from './request.commands.ts'
import { requestDecider } from './request.decider.ts'
import {
  at,
  commands,
  cost,
  given,
  going,
  grabbed,
  handedBack,
  histories,
  onSite,
  paused,
  pauseWork,
  recordCost,
  resumed,
  transferred,
} from './request.fixture.ts'
import { MAX_NOTES } from './request.steps.ts'
import { MAX_PAUSE_DAYS } from './request.work.ts'

const request = (...events: RequestEvent[]) => specOf(requestDecider, ...history(...events))
const reported = reportedEvent()
const atWork = [reported, accepted, assigned(), started] as const

describe('who does it', () => {
  test('a firm of two assigns at once: that accepts too', () => {
    request(reported).when(assign(), may).then(accepted, given())
  })

  test('only a worker of the compound may be given a request, take it or have it handed over', () => {
    const mayNot = { assigneeMayWork: false }
    for (const type of ['AssignRequest', 'GrabRequest'] as const)
      request(reported, accepted).when(commands[type], mayNot).rejected('assignee-may-not-work')
    request(...atWork)
      .when(commands.TransferRequest, mayNot)
      .rejected('assignee-may-not-work')
  })

  test('two grab it: the first has it, the second is told that it is given', () => {
    const grab = (by: string, minute: number) => at(minute, { type: 'GrabRequest', by })
    const one = going(happened(0, reported))
    expect(one.tell(grab('li', 5))).toEqual([accepted, grabbed('li')])
    expect(() => one.tell(grab('wang', 6))).toThrow('request-wrong-status')
    expect(one.tell(grab('li', 7)), 'the first asks again').toEqual([])
    expect(one.state()).toMatchObject({ status: 'assigned', assigneeId: 'li' })
  })

  test('a worker who starts what nobody was given takes it', () => {
    request(reported, accepted).when(start('li')).then(grabbed('li'), started)
  })

  test('those who come along are named once, without the assignee, and may start', () => {
    const crew = { ...assign(), helperIds: ['li', 'worker', 'li'] } as RequestCommand
    const together = { ...given(), data: { ...given().data, helperIds: ['li'] } }
    request(reported, accepted).when(crew, may).then(together)
    request(reported, accepted, together).when(crew, may).nothing()
    request(reported, accepted, together).when(start('li')).then(started)
    request(reported, accepted, together).when(start('wang')).rejected('request-assigned-to-other')
    request(reported, accepted, together).when(assign(), may).then(given())
  })

  test('a started request can be handed over, and the next worker starts anew', () => {
    request(...atWork)
      .when(assign('wang'), may)
      .then(given('wang'))
    request(...atWork)
      .when(commands.TransferRequest, may)
      .then(transferred('li'))
    request(...atWork, transferred('li'))
      .when(start('li'))
      .then(started)
    request(...atWork, transferred('li'))
      .when(start())
      .rejected('request-assigned-to-other')
  })

  test('handed back it waits for somebody, and is assigned again, also to the same worker', () => {
    const one = going(...history(...atWork))
    expect(one.tell(commands.HandBackRequest)).toEqual([handedBack])
    expect(one.state()).toMatchObject({ status: 'accepted', assigneeId: null, helperIds: [], handedBackBy: 'worker' })
    expect(one.tell(commands.HandBackRequest), 'again').toEqual([])
    expect(() => one.tell({ ...commands.HandBackRequest, by: 'li' }), 'by another').toThrow('request-wrong-status')
    expect(one.tell(at(70, { type: 'AssignRequest', assigneeId: 'worker' }))).toEqual([given()])
    expect(one.state()).toMatchObject({ status: 'assigned', assigneeId: 'worker', handedBackBy: null })
    expect(one.tell(at(80, { type: 'HandBackRequest', reason: '还是没有' })), 'and once more').toHaveLength(1)
  })
})

describe('how it goes on', () => {
  test('what is completed was started, at that moment if not before', () => {
    request(reported, accepted, assigned()).when(complete).then(started, completed)
    request(...atWork)
      .when(complete)
      .then(completed)
    request(...atWork, paused('parts'))
      .when(complete)
      .then(resumed(target.resolutionDueAt), completed)
    request(reported, accepted, assigned(), paused('parts'))
      .when(complete)
      .then(resumed(target.resolutionDueAt), started, completed)
  })

  test('one photo or one sentence is enough, nothing is not', () => {
    const done = (text: string | null, files: string[]): RequestCommand => ({
      ...timing,
      type: 'CompleteWork',
      note: text,
      files,
    })
    const when = (command: RequestCommand) => request(...atWork).when(command)
    when(done(null, [photo])).then(WorkCompleted({ ...of, note: null, files: [photo] }))
    when(done('换了灯泡', [])).then(WorkCompleted({ ...of, note: '换了灯泡', files: [] }))
    when(done(null, [])).rejected('completion-needs-photo-or-note', { field: 'note' })
    when(done(' \n', [])).rejected('completion-needs-photo-or-note')
  })

  test('a pause ends on a day from today to the longest that anybody waits', () => {
    const [earliest, latest] = ['2026-03-01', '2026-08-28']
    const until = (day: string) => request(...atWork).when(at(60, pauseWork('parts', day)))
    until(earliest).then(paused('parts', earliest))
    until(latest).then(paused('parts', latest))
    until('2026-02-28').rejected('resume-by-out-of-range', { field: 'resumeBy', earliest, latest })
    until('2026-08-29').rejected('resume-by-out-of-range')
    expect(MAX_PAUSE_DAYS).toBe(180)
  })

  test('paused already is so for the same day and the same kind of pause only', () => {
    const waiting = request(...atWork, paused('no-access'))
    waiting.when(at(60, pauseWork('owner-decision'))).nothing()
    waiting.when(at(60, pauseWork('parts'))).rejected('request-wrong-status')
    waiting.when(at(60, pauseWork('no-access', '2026-03-02'))).rejected('request-wrong-status')
  })

  test('it goes on by itself the day after, where it stood: nobody is on site because a night has passed', () => {
    const emergency = going(happened(0, reportedEvent(onSite)), happened(5, accepted), happened(10, assigned()))
    emergency.tell(at(20, pauseWork('no-access', '2026-03-01')))
    expect(dueOf(emergency.state())).toContainEqual({ what: 'resume', dueAt: '2026-03-01T16:00:00.000Z' })
    emergency.sleepUntil(minutes(16 * 60 - 1))
    expect(emergency.state()).toMatchObject({ status: 'paused' })
    emergency.sleepUntil(minutes(16 * 60))
    expect(emergency.state()).toMatchObject({ status: 'assigned', response: { met: false, missed: true }, pause: null })
    expect(emergency.tell(at(17 * 60, { type: 'StartWork' }))).toEqual([started])
    emergency.tell(at(18 * 60, pauseWork('parts', '2026-03-02')))
    emergency.sleepUntil(minutes(3 * DAY))
    expect(emergency.state(), 'once begun it goes on as begun').toMatchObject({ status: 'started' })
  })

  test('who is given it, or gives it back, ends the pause', () => {
    const stood = history(...atWork, paused('owner-decision'))
    const later = resumed(minutes(2 * DAY + 20))
    specOf(requestDecider, ...stood)
      .when(assign('li'), may)
      .then(later, given('li'))
    specOf(requestDecider, ...stood)
      .when(commands.HandBackRequest)
      .then(later, handedBack)
  })
})

describe('what is added', () => {
  test('costs are added up; an entry with the opposite sign takes one back', () => {
    const one = going(...history(...histories.confirmed))
    expect(one.tell(at(90, recordCost('e1', 600, 4_000)))).toEqual([cost('e1', 600, 4_000)])
    expect(one.tell(at(90, recordCost('e1', 600, 4_000))), 'again').toEqual([])
    one.tell(at(95, recordCost('e2', 250, 0)))
    expect(one.state()).toMatchObject({ costFen: 4_850, status: 'confirmed' })
    expect(one.tell(at(99, recordCost('e3', -600, -4_000)))).toEqual([cost('e3', -600, -4_000)])
    expect(one.state()).toMatchObject({ costFen: 250 })
  })

  test('a cost of nothing is none', () => {
    const empty = { ...at(60, recordCost('e1', 0, 0)), materials: [] } as RequestCommand
    request(...atWork)
      .when(empty)
      .rejected('cost-empty')
    const gift = { ...empty, labourFen: 1 } as RequestCommand
    expect(requestDecider.decide(gift, request(...atWork).state, undefined)).toMatchObject([{ data: { totalFen: 1 } }])
  })

  test('a note is taken once, in any state, up to a limit', () => {
    request(reported).when(note('n1')).then(noted('n1'))
    request(reported, noted('n1')).when(note('n1')).nothing()
    const full = Array.from({ length: MAX_NOTES }, (_, index) => noted(`n${index}`))
    specOf(requestDecider, happened(0, reported), ...full)
      .when(note('more'))
      .rejected('too-many-notes', { limit: MAX_NOTES })
  })
})
