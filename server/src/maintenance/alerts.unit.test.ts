/** Facts in, rows out: alerts keep their place in the log, know what was seen, and go when their days or their person go. */
import { DayStarted } from '@changxin/shared/clock'
import { addDays } from '@changxin/shared/kernel'
import {
  AlertSent,
  AlertsSeen,
  INFORMING_DAYS,
  RequestAssigned,
  RequestCancelled,
  RequestUrged,
} from '@changxin/shared/maintenance'
import { PersonErased } from '@changxin/shared/people'
import { expect, test } from 'vitest'
import { projected, recorded } from '../../../test/kit/projection-spec.ts'
import {
  accepted,
  assigned,
  completed,
  confirmed,
  DAY,
  minutes,
  noted,
  of,
  reopened,
  reportedEvent,
  started,
} from '../../../test/kit/request-fixtures.ts'
import { alertsProjection } from './alerts.projection.ts'

const at = (offset: number, actor = 'desk') => ({ occurredAt: minutes(offset), stream: 'request-r1', actor })
const story = (...facts: Parameters<typeof projected>[1] & object) => projected(alertsProjection, facts)
type Facts = ReturnType<typeof story>
const rows = (facts: Facts) =>
  facts
    .all<{ to: string; kind: string; position: string }>(
      'SELECT coalesce(person_id, \'@\' || audience) AS "to", kind, position FROM maintenance_alerts_row ORDER BY 1, 2',
    )
    .map(({ to, kind, position }) => `${to} ${kind} ${Number.parseInt(position.slice(1), 16)}`)

const emergency = { ...reportedEvent(), data: { ...reportedEvent().data, urgency: 'emergency' as const } }

test('an alert stands from the event that raised it until the one that ends it', () => {
  const facts = story(recorded(emergency, at(0)))
  expect(rows(facts)).toEqual(['@desk emergency 1'])
  facts.apply(recorded(accepted, at(5)), recorded(assigned(), at(10)))
  expect(rows(facts)).toEqual(['worker assigned 3'])
  facts.apply(recorded(noted('n1'), at(12)))
  expect(rows(facts), 'what changes nothing about it does not raise it again').toEqual(['worker assigned 3'])
  facts.apply(recorded(started, at(15, 'worker')), recorded(completed, at(20, 'worker')))
  expect(rows(facts)).toEqual(['resident confirm 6'])
  facts.apply(recorded(reopened(minutes(3 * DAY)), at(30, 'resident')))
  expect(rows(facts)).toEqual(['worker reopened 7'])
  facts.apply(recorded(completed, at(40, 'worker')))
  expect(rows(facts), 'asked again, it is a new question').toEqual(['resident confirm 8'])
  facts.apply(recorded(confirmed, at(50)))
  expect(rows(facts)).toEqual([])
})

test('urged again it is another alert; its touch names the person whom it concerns', () => {
  const urged = RequestUrged({ ...of, personId: 'resident' })
  const facts = story(recorded(reportedEvent(), at(0)), recorded(accepted, at(5)), recorded(assigned(), at(10)))
  facts.apply(recorded(urged, at(20, 'resident')), recorded(urged, at(30, 'resident')))
  expect(rows(facts)).toEqual(['worker assigned 3', 'worker urged 4', 'worker urged 5'])
  const touched = facts.touches.filter(({ table }) => table === 'maintenance_alerts_row')
  expect(touched.map(({ personId, compoundId }) => [personId, compoundId])).toEqual(
    Array.from({ length: 3 }, () => ['worker', 'c1']),
  )
})

test('what only informs is gone after its days, whether it was seen or not', () => {
  const facts = story(
    recorded(reportedEvent(), at(0)),
    recorded(accepted, at(5)),
    recorded(assigned('worker'), at(10)),
    recorded(RequestAssigned({ ...of, assigneeId: 'mate' }), at(20)),
    recorded(RequestCancelled({ ...of, reason: '误报' }), at(30, 'resident')),
  )
  expect(rows(facts)).toEqual(['mate called-off 5', 'worker taken 4'])
  facts.apply(DayStarted({ day: addDays('2026-03-01', INFORMING_DAYS) }))
  expect(rows(facts)).toEqual(['mate called-off 5', 'worker taken 4'])
  facts.apply(DayStarted({ day: addDays('2026-03-02', INFORMING_DAYS) }))
  expect(rows(facts)).toEqual([])
})

test('up to where somebody has looked, and what was sent, is kept; an erased person leaves nothing', () => {
  const seen = (untilPosition: string) => AlertsSeen({ personId: 'worker', untilPosition })
  const facts = story(recorded(reportedEvent(), at(0)), recorded(accepted, at(5)), recorded(assigned(), at(10)))
  facts.apply(seen('s0000000000000001'), seen('s0000000000000003'))
  expect(facts.all('SELECT * FROM maintenance_alerts_seen')).toEqual([
    { person_id: 'worker', position: 's0000000000000003' },
  ])
  const { alert_id: alertId = '' } =
    facts.get<{ alert_id: string }>('SELECT alert_id FROM maintenance_alerts_row') ?? {}
  facts.apply(AlertSent({ personId: 'worker', alertId, requestId: 'r1', transport: 'sms', outcome: 'sent' }))
  expect(facts.get('SELECT outcome FROM maintenance_alerts_sent WHERE alert_id = ?', alertId)).toEqual({
    outcome: 'sent',
  })
  facts.apply(PersonErased({ personId: 'worker', reason: '本人要求' }))
  for (const table of ['row', 'seen', 'sent'])
    expect(facts.all(`SELECT * FROM maintenance_alerts_${table}`), table).toEqual([])
})
