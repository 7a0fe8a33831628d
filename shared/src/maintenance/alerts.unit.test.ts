/** Stories of alerts: who is told what by each step of a request, and when it is over. */
import { expect, test } from 'vitest'
import {
  completed,
  confirmed,
  DAY,
  happened,
  minutes,
  missed,
  noted,
  of,
  reopened,
  reportedEvent,
  started,
  target,
} from '../../../test/kit/request-fixtures.ts'
import { type Alert, alertKey, alertsAfter } from './alerts.ts'
import { alertWords } from './alerts.words.ts'
import {
  FollowersJoined,
  PartlyFixed,
  PersonTold,
  RequestAccepted,
  RequestAssigned,
  RequestCancelled,
  RequestClosed,
  RequestEscalated,
  type RequestEvent,
  RequestFollowed,
  RequestMerged,
  RequestRejected,
  RequestReported,
  RequestUrged,
  WorkHandedBack,
  WorkPaused,
  WorkResumed,
} from './events.ts'
import { evolve, initial, type RequestState } from './request.state.ts'

/** `who: what`, those who are told because of their role with an @; in the order of the alphabet. */
function told(...events: readonly (RequestEvent | readonly [RequestEvent, actor: string])[]): string[] {
  let state: RequestState = initial
  let standing: readonly Alert[] = []
  for (const [index, each] of events.entries()) {
    const [event, actor] = 'type' in each ? [each, 'desk'] : each
    const step = happened(index * 10, event, actor)
    const before = state
    state = evolve(before, step)
    if (state.status !== 'none') standing = alertsAfter(standing, before, step, state)
  }
  expect(new Set(standing.map(alertKey)).size, 'no alert stands twice').toBe(standing.length)
  return standing
    .map(
      ({ personId, audience, kind, target: which }) =>
        `${personId ?? `@${audience}`}: ${kind}${which ? ` ${which}` : ''}`,
    )
    .sort()
}

const reported = reportedEvent()
const emergency = RequestReported({ ...reported.data, urgency: 'emergency' })
const accepted = RequestAccepted(of)
const given = (assigneeId: string, ...helperIds: string[]) => RequestAssigned({ ...of, assigneeId, helperIds })
const followed = RequestFollowed({ ...of, personId: 'neighbour' })
const urged = RequestUrged({ ...of, personId: 'resident' })
const paused = (cause: 'no-access' | 'parts') =>
  WorkPaused({ ...of, cause, note: null, resumeBy: '2026-03-05', stopsClock: cause === 'no-access' })
const resumed = WorkResumed({ ...of, resolutionDueAt: target.resolutionDueAt })
const escalated = (level: 'due-soon' | 'manager' | 'centre' | 'subdistrict', dueAt = target.resolutionDueAt) =>
  RequestEscalated({ ...of, target: 'resolution', dueAt, level })
const late = missed('resolution', target.resolutionDueAt)

test('an emergency calls the desk until somebody answers; an ordinary report calls nobody', () => {
  expect(told(reported)).toEqual([])
  expect(told(emergency)).toEqual(['@desk: emergency'])
  expect(told(emergency, accepted)).toEqual([])
})

test('whoever is given the work is told, and who comes along, until somebody starts', () => {
  const assigned = [reported, accepted, given('wang', 'li')] as const
  expect(told(...assigned)).toEqual(['li: helping', 'wang: assigned'])
  expect(told(...assigned, [started, 'li'])).toEqual([])
})

test('nobody is told what they have done themselves', () => {
  expect(told(reported, accepted, [given('wang'), 'wang'])).toEqual([])
  expect(told(reported, accepted, given('wang'), [WorkHandedBack({ ...of, reason: '不会修' }), 'wang'])).toEqual([
    '@desk: handed-back',
  ])
})

test('whoever had it and has it no more need not go; the one who has it now is told', () => {
  const first = [reported, accepted, given('wang', 'li')] as const
  expect(told(...first, given('zhao', 'li'))).toEqual(['li: helping', 'wang: taken', 'zhao: assigned'])
  expect(told(...first, given('zhao'), given('wang'))).toEqual(['li: taken', 'wang: assigned', 'zhao: taken'])
})

test('what was given back waits for the desk until somebody has it', () => {
  const back = [reported, accepted, given('wang', 'li'), [WorkHandedBack({ ...of, reason: '不会修' }), 'wang']] as const
  expect(told(...back)).toEqual(['@desk: handed-back', 'li: taken'])
  expect(told(...back, given('li'))).toEqual(['li: assigned'])
})

test('a pause that waits for the home tells the reporter, one for parts does not; when it ends by itself the worker is told', () => {
  const busy = [reported, accepted, given('wang'), [started, 'wang']] as const
  expect(told(...busy, [paused('parts'), 'wang'])).toEqual([])
  expect(told(...busy, [paused('no-access'), 'wang'])).toEqual(['resident: awaited'])
  expect(told(...busy, [paused('no-access'), 'wang'], [resumed, 'system'])).toEqual(['wang: resumed'])
  expect(told(...busy, [paused('no-access'), 'wang'], [resumed, 'wang'])).toEqual([])
  expect(told(...busy, [paused('no-access'), 'wang'], [resumed, 'system'], [completed, 'wang'])).toEqual([
    'resident: confirm',
  ])
})

test('paused before anybody had begun: when it ends by itself the worker is told, until somebody starts', () => {
  const waiting = [reported, accepted, given('wang'), [paused('parts'), 'wang'], [resumed, 'system']] as const
  expect(told(...waiting)).toEqual(['wang: resumed'])
  expect(told(...waiting, [started, 'wang'])).toEqual([])
})

test('an alert tells since when it stands, whatever happens beside it', () => {
  const steps = [emergency, noted('n1'), noted('n2')]
  const { standing } = steps.reduce<{ state: RequestState; standing: readonly Alert[] }>(
    (before, event, index) => {
      const step = happened(index * 10, event)
      const state = evolve(before.state, step)
      if (state.status === 'none') return before
      return { state, standing: alertsAfter(before.standing, before.state, step, state) }
    },
    { state: initial, standing: [] },
  )
  expect(standing).toMatchObject([{ kind: 'emergency', at: minutes(0) }])
})

test('done: the reporter is asked, whoever follows is told; both until somebody answers', () => {
  const done = [reported, followed, accepted, given('wang'), [started, 'wang'], [completed, 'wang']] as const
  expect(told(...done)).toEqual(['neighbour: done', 'resident: confirm'])
  expect(told(...done, RequestFollowed({ ...of, personId: 'another' }))).toEqual([
    'another: done',
    'neighbour: done',
    'resident: confirm',
  ])
  expect(told(...done, confirmed)).toEqual([])
})

test('a worker who reported it is not asked whether the own work is good', () => {
  const own = RequestReported({ ...reported.data, reporterId: 'wang' })
  expect(told(own, accepted, given('wang'), [started, 'wang'], [completed, 'wang'])).toEqual([])
})

test('not fixed, or only partly: all who have it go again; where nobody has it the desk sends somebody', () => {
  const done = [reported, accepted, given('wang', 'li'), [started, 'wang'], [completed, 'wang']] as const
  const again = reopened(minutes(9 * DAY))
  const partly = PartlyFixed({ ...of, remaining: '还有一处', resolutionDueAt: minutes(9 * DAY) })
  expect(told(...done, [again, 'resident'])).toEqual(['li: reopened', 'wang: reopened'])
  expect(told(...done, [partly, 'resident'])).toEqual(['li: partly-fixed', 'wang: partly-fixed'])
  expect(told(...done, [partly, 'resident'], [started, 'wang'])).toEqual([])
  const refused = RequestRejected({ ...of, ground: 'unclear', reason: '说不清' })
  expect(told(reported, refused, [again, 'resident'])).toEqual(['@desk: reopened'])
  expect(told(reported, refused, [again, 'resident'], given('wang'))).toEqual(['wang: assigned'])
})

test('urging reaches whoever has it, else the desk, until something is done or somebody is told', () => {
  expect(told(reported, [urged, 'resident'])).toEqual(['@desk: urged'])
  const busy = [reported, accepted, given('wang'), [started, 'wang'], [urged, 'resident']] as const
  expect(told(...busy)).toEqual(['wang: urged'])
  expect(told(...busy, [completed, 'wang'])).toEqual(['resident: confirm'])
  const call = PersonTold({ ...of, tellingId: 't', personId: 'resident', means: 'phone', note: null })
  expect(told(...busy, call)).toEqual([])
  expect(told(...busy, call, [urged, 'resident'])).toEqual(['wang: urged'])
})

test('ended before it was done: those who wait learn why, those who have it need not go', () => {
  const assigned = [reported, followed, accepted, given('wang', 'li')] as const
  const off = ['li: called-off', 'wang: called-off']
  expect(told(...assigned, RequestCancelled({ ...of, reason: '好了' }))).toEqual(off)
  expect(told(...assigned, RequestClosed({ ...of, reason: '修不了' }))).toEqual([
    ...off.slice(0, 1),
    'neighbour: closed',
    'resident: closed',
    ...off.slice(1),
  ])
  expect(told(reported, followed, RequestRejected({ ...of, ground: 'unclear', reason: '说不清' }))).toEqual([
    'neighbour: rejected',
    'resident: rejected',
  ])
  const joined = FollowersJoined({ ...of, fromRequestId: 'r0', personIds: ['third'] })
  expect(told(reported, joined, RequestMerged({ ...of, intoRequestId: 'r2' }))).toEqual([
    'resident: merged',
    'third: merged',
  ])
})

test('near a target whoever has it is told; past it each level in its turn; all until it is met', () => {
  const assigned = [reported, accepted, given('wang'), started] as const
  const soon = [...assigned, escalated('due-soon')] as const
  expect(told(...soon)).toEqual(['wang: due-soon resolution'])
  const manager = [...soon, late, escalated('manager')] as const
  expect(told(...manager)).toEqual(['@manager: overdue resolution', 'wang: overdue resolution'])
  const top = [...manager, escalated('centre'), escalated('subdistrict')] as const
  const everybody = [
    '@centre: overdue resolution',
    '@manager: overdue resolution',
    '@subdistrict: overdue resolution',
    'wang: overdue resolution',
  ]
  expect(told(...top)).toEqual(everybody)
  expect(told(...top, [completed, 'wang'])).toEqual(['resident: confirm'])
  // Waiting for the home is nobody's lateness; when it goes on, it is late again.
  expect(told(...top, [paused('no-access'), 'wang'])).toEqual(['resident: awaited'])
  expect(told(...top, [paused('no-access'), 'wang'], [resumed, 'wang'])).toEqual(everybody)
})

test('while nobody has it the desk is told in the worker’s place, and the worker who gets it then knows', () => {
  const response = (level: 'due-soon' | 'manager') =>
    RequestEscalated({ ...of, target: 'response', dueAt: target.responseDueAt, level })
  const unanswered = [reported, response('due-soon')] as const
  expect(told(...unanswered)).toEqual(['@desk: due-soon response'])
  const lateAnswer = [...unanswered, missed('response', target.responseDueAt), response('manager')] as const
  expect(told(...lateAnswer)).toEqual(['@desk: overdue response', '@manager: overdue response'])
  expect(told(...lateAnswer, accepted)).toEqual([])
  expect(told(reported, accepted, escalated('due-soon'), given('wang'))).toEqual([
    'wang: assigned',
    'wang: due-soon resolution',
  ])
})

test('each level reads what it is asked to do', () => {
  const overdue = { kind: 'overdue', target: 'resolution' } as const
  expect(alertWords({ ...overdue, audience: null }).zh).toBe('已超过完成时限，请马上处理')
  expect(alertWords({ ...overdue, audience: 'subdistrict' }).zh).toBe('已超过完成时限，请街道督办')
  expect(alertWords({ kind: 'due-soon', target: 'response', audience: 'desk' }).en).toContain('response target is near')
})
