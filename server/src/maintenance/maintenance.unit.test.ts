/** Facts in, rows out: the list, the steps, what falls due, and the counts of a compound; now and as of a past day. */
import { DayStarted } from '@changxin/shared/clock'
import { CONFIRMATION_DAYS, maintenanceApi } from '@changxin/shared/maintenance'
import { DutyEnded, DutyStarted } from '@changxin/shared/management'
import { RoleGranted } from '@changxin/shared/people'
import { expect, test } from 'vitest'
import { projected, queryContext, recorded } from '../../../test/kit/projection-spec.ts'
import {
  accepted,
  assigned,
  completed,
  confirmed,
  DAY,
  minutes,
  missed,
  noted,
  reopened,
  reportedEvent,
  started,
  target,
} from '../../../test/kit/request-fixtures.ts'
import { clockProjection } from '../clock/clock.projection.ts'
import { managementProjection } from '../management/management.projection.ts'
import { peopleProjection } from '../people/people.projection.ts'
import { placesProjection } from '../places/places.projection.ts'
import { assigneesOf } from './assignees.queries.ts'
import { dutyProjection } from './duty/duty.projection.ts'
import { maintenanceProjection } from './maintenance.projection.ts'
import { listRequests } from './maintenance.queries.ts'
import { viewRequest } from './request.view.ts'
import { statsProjection } from './stats.projection.ts'

const all = [
  clockProjection,
  placesProjection,
  managementProjection,
  peopleProjection,
  maintenanceProjection,
  dutyProjection,
  statsProjection,
]
const at = (offset: number) => ({ occurredAt: minutes(offset), stream: 'request-r1' })
const input = (change = {}) => maintenanceApi.list.input.parse(change)
const dueOf = (facts: ReturnType<typeof projected>) =>
  facts.all('SELECT what, target, level, due_at FROM maintenance_due ORDER BY target, what')

/** A quarter of the clock before the target, at most four hours. */
const resolution = [
  { what: 'escalate', target: 'resolution', level: 'due-soon', due_at: '2026-03-02T20:00:00.000Z' },
  { what: 'miss', target: 'resolution', level: null, due_at: target.resolutionDueAt },
]
const response = [
  { what: 'escalate', target: 'response', level: 'due-soon', due_at: '2026-03-01T20:00:00.000Z' },
  { what: 'miss', target: 'response', level: null, due_at: target.responseDueAt },
]
const lapse = { what: 'lapse', target: '', level: null, due_at: minutes(40 + CONFIRMATION_DAYS * DAY) }

test('a reported request is open with two running clocks; answering stops one, completing both', () => {
  const facts = projected(all, [recorded(reportedEvent(), at(0))])
  expect(dueOf(facts)).toEqual([...resolution, ...response])
  facts.apply(recorded(accepted, at(10)))
  expect(dueOf(facts)).toEqual(resolution)
  facts.apply(recorded(assigned(), at(20)), recorded(started, at(30)), recorded(completed, at(40)))
  expect(dueOf(facts)).toEqual([lapse])
  expect(facts.get('SELECT total, open, overdue, awaiting FROM maintenance_tally')).toEqual({
    total: 1,
    open: 0,
    overdue: 0,
    awaiting: 1,
  })
})

test('a missed clock makes the request overdue until it is answered, and stays in its history', () => {
  const facts = projected(all, [
    recorded(reportedEvent(), at(0)),
    recorded(missed('response', target.responseDueAt), at(DAY)),
  ])
  const overdue = () => listRequests(queryContext(facts.read), input({ view: 'overdue' })).items.map((item) => item.id)
  expect(overdue()).toEqual(['r1'])
  facts.apply(recorded(accepted, at(DAY + 10)))
  expect(overdue()).toEqual([])
  const view = viewRequest(queryContext(facts.read), 'r1')
  expect(view?.responseMissed).toBe(true)
  expect(view?.steps.map((step) => step.type)).toEqual(['RequestReported', 'TargetMissed', 'RequestAccepted'])
})

test('reopening begins a new resolution clock and counts', () => {
  const again = minutes(5 * DAY)
  const facts = projected(all, [
    recorded(reportedEvent(), at(0)),
    recorded(accepted, at(10)),
    recorded(assigned(), at(20)),
    recorded(started, at(30)),
    recorded(completed, at(40)),
    recorded(reopened(again), at(50)),
  ])
  const [item] = listRequests(queryContext(facts.read), input({ view: 'open' })).items
  expect(item).toMatchObject({ status: 'assigned', reopenedCount: 1, resolutionDueAt: again, nextDueAt: again })
})

test('the list of a past day is what it was then', () => {
  const facts = projected(all, [
    DayStarted({ day: '2026-03-01' }),
    recorded(reportedEvent(), at(0)),
    DayStarted({ day: '2026-03-02' }),
    recorded(accepted, at(DAY)),
    DayStarted({ day: '2026-03-03' }),
    recorded(assigned(), at(2 * DAY)),
    recorded(completed, at(2 * DAY + 5)),
    recorded(confirmed, at(2 * DAY + 9)),
  ])
  const statusOn = (day: string) => {
    const context = queryContext(facts.read, { at: facts.asOf(day) })
    const list = listRequests(context, input({}))
    return [list.items.map((item) => item.status), list.counts.open, viewRequest(context, 'r1')?.steps.length]
  }
  expect(statusOn('2026-02-28')).toEqual([[], 0, undefined])
  expect(statusOn('2026-03-01')).toEqual([['reported'], 1, 1])
  expect(statusOn('2026-03-02')).toEqual([['accepted'], 1, 2])
  expect(statusOn('2026-03-03')).toEqual([['confirmed'], 0, 5])
})

test('work goes round: whoever was given something here longest ago is next, workers before managers', () => {
  const granted = (personId: string, role: 'worker' | 'manager') =>
    recorded(RoleGranted({ personId, grantId: `g-${personId}`, role, scope: { kind: 'compound', id: 'c1' } }), {
      stream: `access-${personId}`,
    })
  const facts = projected(all, [
    granted('chief', 'manager'),
    granted('wang', 'worker'),
    granted('li', 'worker'),
    recorded(reportedEvent(), at(0)),
    recorded(accepted, at(1)),
  ])
  const next = () =>
    assigneesOf(facts.read, 'c1')
      .filter(({ isNext }) => isNext)
      .map(({ id }) => id)
  expect(next()).toEqual(['li'])
  facts.apply(recorded(assigned('li'), at(2)))
  expect(next()).toEqual(['wang'])
  facts.apply(recorded(assigned('wang'), at(3)))
  expect(next()).toEqual(['li'])
})

test('while somebody is on duty by the rota it is their turn; without a rota, and after it, the old order stays', () => {
  const granted = (personId: string, scope: string) =>
    recorded(
      RoleGranted({ personId, grantId: `g-${personId}`, role: 'worker', scope: { kind: 'compound', id: scope } }),
      { stream: `access-${personId}` },
    )
  const facts = projected(all, [
    granted('wang', 'c1'),
    granted('li', 'c1'),
    granted('zhao', 'c2'),
    recorded(reportedEvent(), at(0)),
    recorded(accepted, at(1)),
  ])
  const next = () =>
    assigneesOf(facts.read, 'c1').flatMap(({ id, isNext, isOnDuty }) => (isNext ? [[id, isOnDuty]] : []))
  const of = (turnId: string, personId: string) => ({ rotaId: 'r', turnId, personId, compoundIds: ['c1', 'c2'] })
  const times = { from: '2026-03-01T14:00:00.000Z', until: '2026-03-01T22:00:00.000Z' }
  const began = (turnId: string, personId: string, staff: 'paid' | 'volunteer' = 'paid') =>
    DutyStarted({ ...of(turnId, personId), staff, ...times })
  const ended = (turnId: string, personId: string) => DutyEnded({ ...of(turnId, personId), until: times.until })

  expect(next()).toEqual([['li', false]])
  facts.apply(began('t1', 'wang'))
  expect(next()).toEqual([['wang', true]])
  // Given to a colleague of another compound in a swap, whom nobody here may send: the old order, not nobody.
  facts.apply(ended('t1', 'wang'), began('t1', 'zhao'))
  expect(next()).toEqual([['li', false]])
  facts.apply(ended('t1', 'zhao'), began('t2', 'neighbour', 'volunteer'))
  expect(next()).toEqual([['neighbour', true]])
  expect(
    assigneesOf(facts.read, 'c1')
      .map(({ id }) => id)
      .sort(),
  ).toEqual(['li', 'neighbour', 'wang'])
  // An end that comes after the turn went to somebody else ends nothing of theirs.
  facts.apply(ended('t2', 'zhao'))
  expect(next()).toEqual([['neighbour', true]])
  facts.apply(ended('t2', 'neighbour'))
  expect(next()).toEqual([['li', false]])
})

test('a note changes no state: no new interval, but a step and the revision', () => {
  const facts = projected(all, [
    recorded(reportedEvent(), at(0)),
    recorded(noted('n1'), at(5)),
    recorded(noted('n2'), at(6)),
  ])
  expect(facts.get('SELECT count(*) AS n, max(revision) AS revision FROM maintenance_state')).toEqual({
    n: 1,
    revision: 2,
  })
  expect(viewRequest(queryContext(facts.read), 'r1')?.steps.map((step) => step.text)).toEqual([
    '厨房下水堵了',
    '约好明天上门',
    '约好明天上门',
  ])
})

test('who has no scope sees only what they reported, what is of their home and what is assigned to them', () => {
  const facts = projected(all, [
    recorded(reportedEvent(), at(0)),
    recorded(accepted, at(5)),
    recorded(assigned('worker'), at(10)),
  ])
  const seenBy = (personId: string, homes: { unitId: string; since: string }[] = []) => {
    const scope = { all: false, key: '', personId, homes, where: () => ({ sql: '1 = 0', params: [] }) }
    return listRequests(queryContext(facts.read, { scope }), input({})).items.length
  }
  const since = '2024-01-01'
  expect(seenBy('resident')).toBe(1)
  expect(seenBy('spouse', [{ unitId: 'u1', since }])).toBe(1)
  expect(seenBy('next tenant', [{ unitId: 'u1', since: '2026-03-02' }]), 'what came before').toBe(0)
  expect(seenBy('stranger', [{ unitId: 'u2', since }])).toBe(0)
  expect(seenBy('worker')).toBe(1)
})
